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

    /// <summary>The timers that ought to stand: deadlines of the present step that have not fired, holds that end, and proposals that lapse.</summary>
    /// <param name="order">The order; null has none.</param>
    /// <param name="policies">The documents that decide.</param>
    public static ValueList<OrderTimer> Of(Order? order, OrderPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        if (order is null) return [];
        var timers = new List<OrderTimer>();
        if (StepOf(order, policies) is { } step && !step.Deadlines.IsEmpty)
        {
            foreach (var due in Deadlines.Of(step, order.Process!.Since, new OrderFacts(order).InstantOf))
            {
                if (!order.Process.Fired.Items.Contains(due.Trigger)) timers.Add(new(due.Trigger, due.DueAt));
            }
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

    private static WorkflowStep? StepOf(Order order, OrderPolicies policies)
    {
        if (order.Process is not { } process || policies.Workflow(process.Policy) is not { } machine) return null;
        return machine.TryStep(process.Step, out var id) ? machine.Step(id) : null;
    }
}
