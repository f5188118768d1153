using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>Runs processes through their workflows, the same for whatever has one: follows statuses, asks triggers, moves, passes deadlines.</summary>
/// <remarks>
/// A step that the status was entered by stands for "the first entry whose guard holds", so it is left as soon as another entry is the first.
/// A step that a trigger moved to was chosen by somebody, and only a trigger or another status leaves it.
/// Work that goes on side by side is not thrown away because another entry became the first: only a trigger, the join or another status ends it.
/// Cost: processes that are structs are not boxed; without regions nothing is allocated but by the process itself.
/// </remarks>
public static class ProcessRunner
{
    /// <summary>Enters the step by which a status begins.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process, which stands nowhere yet or has ended where it stood.</param>
    /// <param name="status">The status.</param>
    /// <returns>Null when it was entered, else what <see cref="WorkflowMachine.Enter"/> refuses.</returns>
    public static Refusal? Start<TProcess>(TProcess process, string status) where TProcess : IMovingProcess =>
        Entered(process, process.Machine.Enter(status, process.EntryFacts));

    /// <summary>Lets a process follow the status that a decision led to.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="status">The status now.</param>
    /// <param name="isSame">True when the process stands for that status already.</param>
    /// <returns>Null when it stays or followed, else what <see cref="WorkflowMachine.Follow(string, string, Rules.IFacts)"/> refuses.</returns>
    public static Refusal? Follow<TProcess>(TProcess process, string status, bool isSame) where TProcess : IMovingProcess
    {
        if (!isSame) return Entered(process, process.Machine.Follow(process.Step, status, process.EntryFacts));
        if (process.HasRegions || process.MovedBy is not null) return null;
        // Nobody asked for a move here: a guard that errs leaves the process where it is.
        if (process.Machine.Enter(status, process.EntryFacts).TryGet(out var entry, out _) && entry.Step.Name != process.Step)
            process.Enter(entry.Step, null);
        return null;
    }

    /// <summary>What a trigger means for whoever asks; changes nothing.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="trigger">The trigger's name; <c>step/trigger</c> asks that active step alone.</param>
    /// <remarks>Refuses with: as <see cref="WorkflowMachine.Fire(WorkflowPosition, string, Actor, Rules.IFacts)"/>.</remarks>
    public static Result<Firing> Ask<TProcess>(TProcess process, string trigger) where TProcess : IProcess
    {
        ArgumentNullException.ThrowIfNull(trigger);
        if (process.HasRegions) return process.Machine.Fire(process.Place, trigger, process.Actor, process.Facts).Then(p => Result.Ok(p.Firing));
        var (step, by) = (process.Step, process.By);
        var parted = trigger.IndexOf(WorkflowMachine.StepSeparator);
        if (parted == step.Length && trigger.StartsWith(step, StringComparison.Ordinal)) trigger = trigger.Substring(parted + 1);
        return process.Machine.Fire(step, trigger, process.Actor, process.Facts, by, process.ApprovedBy);
    }

    /// <summary>What a deadline's trigger means; the step that has it is asked, and no region that knows a trigger of that name too.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process; the clock asks.</param>
    /// <param name="trigger">The trigger, as its timer names it within the process.</param>
    /// <remarks>Refuses with: as <see cref="Ask"/>.</remarks>
    public static Result<Firing> AskDeadline<TProcess>(TProcess process, string trigger) where TProcess : IProcess
    {
        ArgumentNullException.ThrowIfNull(trigger);
        var isPlain = !process.HasRegions || trigger.IndexOf(WorkflowMachine.StepSeparator) >= 0;
        return Ask(process, isPlain ? trigger : $"{process.Step}{WorkflowMachine.StepSeparator}{trigger}");
    }

    /// <summary>The first trigger of the step that does a verb and is open to whoever asks; changes nothing.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="asOpen">True when the actor's right was judged elsewhere: guard and four eyes alone decide.</param>
    /// <remarks>Refuses with: what refused the first trigger that does it; <see cref="WorkflowCodes.TriggerNotPermitted"/> where none does.</remarks>
    public static Result<Firing> AskFor<TProcess>(TProcess process, string verb, bool asOpen = false) where TProcess : IProcess
    {
        ArgumentNullException.ThrowIfNull(verb);
        var (machine, step) = (process.Machine, process.Step);
        Refusal? first = null;
        if (machine.TryStep(step, out var id))
        {
            foreach (var trigger in machine.Step(id).Triggers)
            {
                if (trigger.Does != verb) continue;
                var asked = asOpen
                    ? machine.FireAsOpen(step, trigger.Name, process.Actor, process.Facts, process.By, process.ApprovedBy)
                    : Ask(process, trigger.Name);
                if (asked.TryGet(out var firing, out var refusal)) return firing;
                first ??= refusal;
            }
        }

        return first ?? Refusal.Of(WorkflowCodes.TriggerNotPermitted, ("trigger", verb), ("step", step), ("status", process.Status));
    }

    /// <summary>Does what a trigger that somebody fired means.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="firing">What <see cref="Ask"/> gave.</param>
    public static void Do<TProcess>(TProcess process, Firing firing) where TProcess : IMovingProcess
    {
        if (firing.Target is { } target) Move(process, firing, target);
        else if (IsNotice(process.Machine, firing)) process.Remind(firing);
        else process.Do(firing, null);
    }

    /// <summary>Does what a trigger that the clock fired means. One that moves no step is noted, so that it fires once while there.</summary>
    /// <typeparam name="TProcess">The kind of process.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="firing">What <see cref="AskDeadline"/> gave.</param>
    /// <param name="dueAt">When the deadline was due.</param>
    public static void Pass<TProcess>(TProcess process, Firing firing, Instant dueAt) where TProcess : IMovingProcess
    {
        if (firing.Target is { } target)
        {
            Move(process, firing, target);
            return;
        }

        if (!IsNotice(process.Machine, firing)) process.Do(firing, dueAt);
        if (!process.IsRefused) process.Remind(firing);
    }

    private static Refusal? Entered<TProcess>(TProcess process, Result<StepEntry> next) where TProcess : IMovingProcess
    {
        if (!next.TryGet(out var entry, out var refusal)) return refusal;
        if (entry.IsEntered) process.Enter(entry.Step, null);
        return null;
    }

    // A region goes on by itself; once enough of them are done, so does the process.
    private static void Move<TProcess>(TProcess process, Firing firing, WorkflowStep target) where TProcess : IMovingProcess
    {
        if (firing.Step.Region is null)
        {
            process.Enter(target, firing.Trigger.Name);
            return;
        }

        process.EnterRegion(target, firing.Trigger.Name);
        if (!process.IsRefused && process.Machine.Joined(process.Place) is { } joined) process.Enter(joined, firing.Trigger.Name);
    }

    private static bool IsNotice(WorkflowMachine machine, Firing firing) => machine.Definition.Domain.Verb(firing.Verb!) is { MovesNothing: true };
}
