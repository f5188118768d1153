using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>A timer that ought to stand for an order; it fires as <see cref="FireDeadline"/>.</summary>
/// <param name="Trigger">The trigger, unique in the order.</param>
/// <param name="DueAt">When.</param>
public readonly record struct OrderTimer(string Trigger, Instant DueAt);

/// <summary>The deadlines of an order as data: compare before and after a decision, and set or clear the difference.</summary>
public static class OrderTimers
{
    private const string HoldPrefix = "hold:";
    private const string ChangePrefix = "change:";

    /// <summary>The timers that ought to stand: deadlines of the present step and its regions that have not fired, holds that end, and proposals that lapse.</summary>
    /// <param name="order">The order; null has none.</param>
    /// <param name="policies">The documents that decide.</param>
    public static ValueList<OrderTimer> Of(Order? order, OrderPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        if (order is null) return [];
        var timers = new List<OrderTimer>();
        if (MachineOf(order, policies) is { } machine)
        {
            var process = order.Process!;
            var facts = new OrderFacts(order);
            Add(timers, machine, process.Step, process.Since, process.Fired, facts.InstantOf, "");
            foreach (var region in process.Regions) Add(timers, machine, region.Step, region.Since, region.Fired, facts.InstantOf, $"{region.Step}{WorkflowMachine.StepSeparator}");
        }

        ShipmentTimers.Add(timers, order, policies);
        foreach (var hold in order.Holds)
        {
            if (hold.Until is { } until) timers.Add(new(HoldPrefix + hold.Id.Value, until));
        }

        foreach (var change in order.Changes)
        {
            if (change.Status == ChangeStatus.Proposed) timers.Add(new(ChangePrefix + change.Id.Value, change.Until));
        }

        return timers.ToValueList();
    }

    /// <summary>The instant from which an unpaid order may be expired; null where its step has no such deadline.</summary>
    public static Instant? PaymentDueAt(Order order, OrderPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (StepOf(order, policies) is not { } step) return null;
        foreach (var timer in Of(order, policies))
        {
            foreach (var trigger in step.Triggers)
            {
                if (trigger.Name == timer.Trigger && trigger.Does == OrderVerbs.Expire) return timer.DueAt;
            }
        }

        return null;
    }

    internal static ChangeId? ChangeOf(string trigger) =>
        trigger.StartsWith(ChangePrefix, StringComparison.Ordinal) && ChangeId.TryParse(trigger.Substring(ChangePrefix.Length), out var id) ? id : null;

    internal static HoldId? HoldOf(string trigger) =>
        trigger.StartsWith(HoldPrefix, StringComparison.Ordinal) && HoldId.TryParse(trigger.Substring(HoldPrefix.Length), out var id) ? id : null;

    private static WorkflowMachine? MachineOf(Order order, OrderPolicies policies) => order.Process is { } process ? policies.Workflow(process.Policy) : null;

    private static WorkflowStep? StepOf(Order order, OrderPolicies policies) =>
        MachineOf(order, policies) is { } machine && machine.TryStep(order.Process!.Step, out var id) ? machine.Step(id) : null;

    // The clocks of a region are told apart by its step: two regions may run the same one.
    internal static void Add(List<OrderTimer> timers, WorkflowMachine machine, string step, Instant since, ValueList<string> fired, Func<string, Instant?> instantOf, string prefix)
    {
        if (!machine.TryStep(step, out var id) || machine.Step(id) is not { Deadlines.IsEmpty: false } active) return;
        foreach (var due in Deadlines.Of(active, since, instantOf))
        {
            if (!fired.Items.Contains(due.Trigger)) timers.Add(new(prefix + due.Trigger, due.DueAt));
        }
    }
}
