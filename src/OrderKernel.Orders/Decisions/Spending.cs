using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>Deadlines that pass while what they fire is refused: on the trail, and due again once nothing refuses them any more.</summary>
internal static class Spending
{
    /// <summary>The decision that a deadline was refused; nothing when it is none of a step.</summary>
    /// <param name="state">The order as it was when the deadline passed.</param>
    /// <param name="command">The deadline.</param>
    /// <param name="policies">The documents that decide.</param>
    /// <param name="context">Who, when.</param>
    /// <param name="why">What refused it.</param>
    public static Result<Handled<Order, OrderEvent>> Refused(Order state, FireDeadline command, OrderPolicies policies, DecisionContext context, Refusal why)
    {
        foreach (var step in TimedStep.Of(state, policies))
        {
            foreach (var due in step.Standing())
            {
                if (step.Prefix + due.Trigger != command.Trigger || due.DueAt > context.At) continue;
                var draft = new Draft(state, context, policies);
                draft.Because(OrdersCodes.DeadlineRefusedNow, ("trigger", command.Trigger), ("step", step.Step.Name));
                draft.Because(why.Code, [.. why.Arguments]);
                foreach (var reason in why.Reasons) draft.Because(reason);
                draft.Add(new DeadlineRefused(step.Step.Name, due.Trigger, why.Code) { Shipment = step.Shipment });
                return draft.Done();
            }
        }

        return why;
    }

    /// <summary>Makes due again what was refused and, after what the decision did, no longer is: judged by firing it, without doing so.</summary>
    public static void Follow(Draft draft)
    {
        if (draft.IsRefused || !IsAnySpent(draft.Order)) return;
        foreach (var step in TimedStep.Of(draft.Order, draft.Policies))
        {
            foreach (var due in Deadlines.Refused(step.Step, step.Since, step.Spent, step.InstantOf, draft.Context.At))
            {
                var timer = new OrderTimer(step.Prefix + due.Trigger, due.DueAt);
                var trial = new Draft(draft.Order, draft.Context with { Actor = Actor.Kernel, At = due.DueAt }, draft.Policies) { IsTrial = true };
                Stepping.Pass(trial, timer);
                if (!trial.Done().IsOk) continue;
                draft.Because(OrdersCodes.DeadlineDueAgain, ("trigger", timer.Trigger), ("step", step.Step.Name), ("dueAt", due.DueAt));
                draft.Add(new DeadlineDueAgain(step.Step.Name, due.Trigger, due.DueAt) { Shipment = step.Shipment });
            }
        }
    }

    private static bool IsAnySpent(Order order)
    {
        if (order.Process is { } process && (IsSpent(process.Spent) || IsSpent(process.Regions))) return true;
        foreach (var shipment in order.Shipments)
        {
            if (shipment.Process is { } own && (IsSpent(own.Spent) || IsSpent(own.Regions))) return true;
        }

        return false;
    }

    private static bool IsSpent(ValueList<RegionPosition> regions)
    {
        foreach (var region in regions)
        {
            if (IsSpent(region.Spent)) return true;
        }

        return false;
    }

    private static bool IsSpent(ValueList<SpentDeadline> spent)
    {
        foreach (var deadline in spent)
        {
            if (deadline.DueAgainAt is null) return true;
        }

        return false;
    }
}
