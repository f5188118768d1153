using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>The place in the process: it follows the derived status, moves by triggers, and is told by the clock.</summary>
internal static class Stepping
{
    /// <summary>Enters the step of the status that the whole decision led to, when it is not the present one's.</summary>
    public static void Follow(Draft draft)
    {
        if (draft is { Before.NeedsFulfilment: false, Order: { NeedsFulfilment: true, Process: { } poor } })
        {
            GainGoods(draft, poor);
            return;
        }

        if (draft.Machine() is not { } machine) return;
        var status = draft.Order.Statuses.Headline;
        var process = new OrderProcess(draft, machine);
        var refusal = draft.Order.Process is { } at
            ? ProcessRunner.Follow(process, status.ToString(), at.Status == status)
            : ProcessRunner.Start(process, status.ToString());
        if (refusal is not null) draft.Refuse(refusal);
    }

    // An order of sums alone that gained lines runs under the workflow that its lines choose, from the beginning of its present status.
    private static void GainGoods(Draft draft, ProcessPosition poor)
    {
        if (draft.Start() is not { } machine) return;
        var (status, at) = (draft.Order.Statuses.Headline.ToString(), draft.Context);
        var process = new OrderProcess(draft, machine);
        if (!machine.Enter(status, process.EntryFacts).TryGet(out var entry, out var refusal))
        {
            draft.Refuse(refusal);
            return;
        }

        draft.Because(OrdersCodes.WorkflowMovedNow, ("from", poor.Policy), ("to", machine.Policy), ("step", entry.Step.Name));
        draft.Add(new WorkflowMoved(poor.Policy, poor.Step, machine.Policy, entry.Step.Name, at.At, at.Actor.Id));
        if (ProcessRunner.Start(process, status) is { } why) draft.Refuse(why);
    }

    public static void Fire(Draft draft, FireTrigger command)
    {
        if (draft.Machine() is not { } machine) return;
        var process = new OrderProcess(draft, machine);
        if (draft.Took(ProcessRunner.Ask(process, command.Trigger), machine, []) is { } firing) ProcessRunner.Do(process, firing);
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
        if (draft.Machine() is not { } machine) return;
        var process = new OrderProcess(draft, machine);
        if (draft.Took(ProcessRunner.AskDeadline(process, timer.Trigger), machine, []) is not { } firing) return;
        draft.Because(OrdersCodes.DeadlineFired, ("trigger", timer.Trigger), ("step", firing.Step.Name));
        ProcessRunner.Pass(process, firing, timer.DueAt);
    }
}
