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

    /// <summary>
    /// The timers that ought to stand: deadlines of the present step and its regions that
    /// have not fired and are not refused, holds that end, and proposals that lapse.
    /// </summary>
    /// <param name="order">The order; null has none.</param>
    /// <param name="policies">The documents that decide.</param>
    public static ValueList<OrderTimer> Of(Order? order, OrderPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        if (order is null) return [];
        var timers = new List<OrderTimer>();
        foreach (var step in TimedStep.Of(order, policies))
        {
            foreach (var due in step.Standing()) timers.Add(new(step.Prefix + due.Trigger, due.DueAt));
        }

        foreach (var hold in order.Holds)
        {
            if (hold.Until is { } until) timers.Add(new(HoldPrefix + hold.Id.Value, until));
        }

        foreach (var change in order.Changes)
        {
            if (change.Status == ChangeStatus.Proposed && change.Until < Instant.MaxValue) timers.Add(new(ChangePrefix + change.Id.Value, change.Until));
        }

        return timers.Count == 0 ? [] : timers.ToValueList();
    }

    /// <summary>The instant from which an unpaid order may be expired; null where its step has no such deadline, or the step's guard refuses it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="policies">The documents that decide.</param>
    public static Instant? PaymentDueAt(Order order, OrderPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Process is not { } process || policies?.Workflow(process.Policy) is not { } machine || !machine.TryStep(process.Step, out var id))
            return null;
        var step = machine.Step(id);
        if (!step.Triggers.Items.Any(static t => t.Does == OrderVerbs.Expire)) return null;
        foreach (var timer in Of(order, policies))
        {
            foreach (var trigger in step.Triggers)
            {
                if (trigger.Name != timer.Trigger || trigger.Does != OrderVerbs.Expire) continue;
                var asked = process.Regions.IsEmpty ? trigger.Name : $"{process.Step}{WorkflowMachine.StepSeparator}{trigger.Name}";
                return machine.Fire(process.Place(), asked, Actor.Kernel, new OrderFacts(order)).IsOk ? timer.DueAt : null;
            }
        }

        return null;
    }

    internal static ChangeId? ChangeOf(string trigger) =>
        trigger.StartsWith(ChangePrefix, StringComparison.Ordinal) && ChangeId.TryParse(trigger.Substring(ChangePrefix.Length), out var id) ? id : null;

    internal static HoldId? HoldOf(string trigger) =>
        trigger.StartsWith(HoldPrefix, StringComparison.Ordinal) && HoldId.TryParse(trigger.Substring(HoldPrefix.Length), out var id) ? id : null;
}
