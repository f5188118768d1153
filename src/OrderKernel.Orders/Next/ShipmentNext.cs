using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>What can happen next to a shipment under its own workflow, as far as one actor is concerned.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Policy">The workflow under which it runs.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Triggers">Every trigger of the workflow in document order, with what firing it means or why it is refused.</param>
/// <remarks>Law: an answer permits exactly what <see cref="FireShipmentTrigger"/> does not refuse at that instant, holds and ledgers included.</remarks>
public sealed record ShipmentNext(ShipmentId Shipment, PolicyReference Policy, WorkflowStep Step, Instant Since, ValueList<TriggerAnswer> Triggers)
{
    /// <summary>The answers for all shipments of an order whose processes are not over.</summary>
    internal static Result<ValueList<ShipmentNext>> Of(Order order, OrderPolicies policies, Actor actor, Instant at)
    {
        var all = new List<ShipmentNext>();
        foreach (var shipment in order.Shipments)
        {
            if (shipment.Process is not { } process) continue;
            if (policies.ShipmentWorkflow(process.Policy) is not { } machine) return Refusal.Of(OrdersCodes.WorkflowUnknown, ("policy", process.Policy));
            if (!machine.TryStep(process.Step, out var id))
                return Refusal.Of(WorkflowCodes.StepNotInWorkflow, ("workflow", machine.Policy), ("step", process.Step));
            var step = machine.Step(id);
            if (step.IsFinal) continue;
            var facts = new ShipmentFacts(order, shipment, policies);
            var context = new DecisionContext(actor, at, MessageId.Of("next"));
            all.Add(new(shipment.Id, machine.Policy, step, process.Since, machine.Triggers.Select(t => Answer(t)).ToValueList()));

            // The workflow says what a trigger means; whether it happens, the decision itself.
            TriggerAnswer Answer(string trigger)
            {
                if (!machine.Fire(process.Place(), trigger, actor, facts).TryGet(out var passage, out var refusal)) return new(trigger, null, refusal);
                var told = OrderDecider.Decide(order, new FireShipmentTrigger(shipment.Id, trigger), policies, context);
                return told.Refusal is { } why ? new(trigger, null, why) : new(trigger, passage.Firing, null);
            }
        }

        return all.ToValueList();
    }
}
