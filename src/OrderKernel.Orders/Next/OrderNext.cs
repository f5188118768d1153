using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>What can happen next to an order, as far as one actor is concerned: what may be fired, what not and why, and what the clock will fire.</summary>
/// <param name="Policy">The workflow under which the order runs.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Triggers">Every trigger of the workflow in document order, with what firing it means or why it is refused.</param>
/// <param name="Timers">What the clock will fire, and when; those of shipments among them.</param>
public sealed record OrderNext(PolicyReference Policy, WorkflowStep Step, Instant Since, ValueList<TriggerAnswer> Triggers, ValueList<OrderTimer> Timers)
{
    /// <summary>The same for each shipment whose own process is not over.</summary>
    public ValueList<ShipmentNext> Shipments { get; init; }

    /// <summary>Asks the order's workflow and its holds; changes nothing.</summary>
    /// <param name="order">The order.</param>
    /// <param name="policies">The documents that decide.</param>
    /// <param name="actor">Who would fire.</param>
    /// <param name="at">When; holds that ended by then forbid nothing.</param>
    /// <remarks>
    /// <para>Refuses with: <see cref="OrdersCodes.WorkflowUnknown"/>, <see cref="WorkflowCodes.StepNotInWorkflow"/>. In the
    /// answers: the codes of <see cref="WorkflowMachine.Fire(string, string, Actor, Rules.IFacts, ActorId, ValueList{ActorId})"/>,
    /// and <see cref="OrdersCodes.Held"/> for a hold on all of the order.</para>
    /// <para>Laws: what is refused here is refused when it is told; what is permitted
    /// here only a ledger, or a hold on the line or parcel concerned, refuses.</para>
    /// </remarks>
    public static Result<OrderNext> Of(Order order, OrderPolicies policies, Actor actor, Instant at)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(actor);
        if (order.Process is not { } process || policies.Workflow(process.Policy) is not { } machine)
            return Refusal.Of(OrdersCodes.WorkflowUnknown, ("policy", order.Process?.Policy));
        if (!machine.TryStep(process.Step, out var step))
            return Refusal.Of(WorkflowCodes.StepNotInWorkflow, ("workflow", machine.Policy), ("step", process.Step));
        var (place, facts) = (process.Place(), new OrderFacts(order));
        var answers = machine.Triggers
            .Select(t => machine.Fire(place, t, actor, facts).Match(p => new TriggerAnswer(t, p.Firing, null), no => new TriggerAnswer(t, null, no)));
        var held = answers.Select(a => a.Firing is { Verb: { } verb } && HeldBy(order, verb, at) is { } why ? a with { Firing = null, WhyNot = why } : a);
        return ShipmentNext.Of(order, policies, actor, at).Then(shipments =>
            Result.Ok(new OrderNext(machine.Policy, machine.Step(step), process.Since, held.ToValueList(),
                OrderTimers.Of(order, policies)) { Shipments = shipments }));
    }

    private static Refusal? HeldBy(Order order, string verb, Instant at)
    {
        HoldScopes scope = verb switch
        {
            OrderVerbs.Ship => HoldScopes.Ship,
            OrderVerbs.Refund => HoldScopes.Refund,
            OrderVerbs.Cancel or OrderVerbs.CancelOpen or OrderVerbs.Reinstate or OrderVerbs.AmendPrice => HoldScopes.Edit,
            _ => 0,
        };
        foreach (var hold in order.Holds)
        {
            if ((hold.Scopes & scope) != 0 && hold is { Line: null, Shipment: null } && hold.StandsAt(at))
                return Refusal.Of(OrdersCodes.Held, ("hold", hold.Id), ("kind", hold.Kind));
        }

        return null;
    }
}
