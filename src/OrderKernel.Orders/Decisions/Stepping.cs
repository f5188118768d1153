using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>The place in the process: it follows the derived status, moves by triggers, and is told by the clock.</summary>
internal static class Stepping
{
    /// <summary>Enters the step of the status that the whole decision led to, when it is not the present one's.</summary>
    public static void Follow(Draft draft)
    {
        if (draft.Machine() is not { } machine) return;
        var status = draft.Order.Statuses.Headline;
        var process = draft.Order.Process;
        // Work that goes on side by side is not thrown away because another entry became the first: only a trigger, the join or another status ends it.
        if (process is { Regions.IsEmpty: false } && process.Status == status) return;
        var facts = new OrderFacts(draft.Order);
        var entry = process is null
            ? machine.Enter(status.ToString(), facts)
            : Entering.Next(machine, process.Step, process.Trigger, process.Status == status, status.ToString(), facts);
        if (!entry.TryGet(out var entered, out var refusal)) draft.Refuse(refusal);
        else if (entered.IsEntered) Enter(draft, machine, entered.Step, null);
    }

    public static void Fire(Draft draft, FireTrigger command)
    {
        if (draft.Fired(command.Trigger, []) is { } firing) Do(draft, firing);
    }

    public static void Fire(Draft draft, FireDeadline command)
    {
        if (!draft.IsConsequence)
        {
            draft.Refuse(OrdersCodes.KernelOnly, ("trigger", command.Trigger));
            return;
        }

        if (draft.Machine() is not { } machine) return;
        foreach (var timer in OrderTimers.Of(draft.Order, draft.Policies))
        {
            if (timer.Trigger != command.Trigger || timer.DueAt > draft.Context.At) continue;
            if (OrderTimers.HoldOf(command.Trigger) is { } hold) draft.Add(new HoldReleased(hold));
            else if (OrderTimers.ChangeOf(command.Trigger) is { } change) draft.Add(new ChangeLapsed(change));
            else Pass(draft, timer);
            return;
        }

        if (ShipmentStepping.IsWithoutWorkflow(draft, command.Trigger)) return;
        draft.Using(machine.Policy);
        draft.Because(OrdersCodes.DeadlineMoot, ("trigger", command.Trigger));
    }

    /// <summary>Does what a deadline of a step fires, or is refused.</summary>
    public static void Pass(Draft draft, OrderTimer timer)
    {
        if (ShipmentStepping.Deadline(draft, timer)) return;
        var trigger = draft.Order.Process is { } process ? TimedStep.Own(timer.Trigger, process.Step, process.Regions) : timer.Trigger;
        if (draft.Fired(trigger, []) is { } firing) Deadline(draft, firing, timer);
    }

    private static void Deadline(Draft draft, Firing firing, OrderTimer timer)
    {
        draft.Because(OrdersCodes.DeadlineFired, ("trigger", timer.Trigger), ("step", firing.Step.Name));
        if (firing.Verb == OrderVerbs.Expire) Cancelling.Expire(draft, timer.DueAt);
        else if (firing.Verb == OrderVerbs.Complete) draft.Add(new OrderCompleted(CompletionCause.WindowOver, timer.DueAt));
        else if (firing.Verb != OrderVerbs.Notify) Do(draft, firing);
        if (firing.Target is null && !draft.IsRefused) draft.Add(new StepReminded(firing.Step.Name, firing.Trigger.Name));
    }

    private static void Do(Draft draft, Firing firing)
    {
        if (firing.Target is { } target)
        {
            if (firing.Step.Region is null) Enter(draft, draft.Machine()!, target, firing.Trigger.Name);
            else GoOn(draft, draft.Machine()!, target, firing.Trigger.Name);
            return;
        }

        switch (firing.Verb)
        {
            case OrderVerbs.Cancel or OrderVerbs.CancelOpen:
                if (draft.IsFree(HoldScopes.Edit, null, [])) Cancelling.Cancel(draft, new CancelUnits([]));
                break;
            case OrderVerbs.Complete:
                Cancelling.Complete(draft);
                break;
            case OrderVerbs.Notify:
                draft.Add(new StepReminded(firing.Step.Name, firing.Trigger.Name));
                break;
            default:
                draft.Refuse(OrdersCodes.TriggerNeedsCommand, ("trigger", firing.Trigger.Name), ("verb", firing.Verb));
                break;
        }
    }

    private static void Enter(Draft draft, WorkflowMachine machine, WorkflowStep step, string? trigger)
    {
        if (!Enum.TryParse<OrderStatus>(step.Status, out var status)) throw new System.Diagnostics.UnreachableException($"{step} stands for no headline.");
        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        draft.Using(machine.Policy);
        draft.Because(OrdersCodes.StepEnteredNow, ("step", step.Name), ("status", step.Status));
        draft.Add(new StepEntered(machine.Policy, step.Name, status, trigger, at, by, StepHolds.Of(draft, step, null), draft.Order.Process?.Hold)
        {
            Regions = StepHolds.Starts(draft, machine, step, null),
        });
    }

    // A region goes on by itself; once enough of them are done, so does the process.
    private static void GoOn(Draft draft, WorkflowMachine machine, WorkflowStep step, string trigger)
    {
        var region = step.Region!.Name;
        var left = draft.Order.Process!.Regions.Items.First(r => r.Region == region);
        draft.Using(machine.Policy);
        draft.Because(OrdersCodes.StepEnteredNow, ("step", step.Name), ("status", step.Status));
        draft.Add(new RegionStepEntered(region, step.Name, trigger, draft.Context.At, draft.Context.Actor.Id, StepHolds.Of(draft, step, null), left.Hold));
        if (!draft.IsRefused && machine.Joined(draft.Order.Process.Place()) is { } joined) Enter(draft, machine, joined, trigger);
    }
}
