namespace OrderKernel.Workflow;

// The machine over whole positions: a step with what runs side by side in it.
public sealed partial class WorkflowMachine
{
    /// <summary>Parts a step from its trigger where a trigger of one active step is meant, as timers of regions do; no name holds it.</summary>
    public const char StepSeparator = '/';

    /// <summary>
    /// Where the process stands after an event: where it was while the status is the
    /// step's, else at the entry of the new status; all regions are left with it.
    /// </summary>
    /// <param name="position">Where it stood before the event.</param>
    /// <param name="status">The status after the event.</param>
    /// <param name="facts">The facts after the event.</param>
    /// <param name="by">Who caused the event.</param>
    /// <remarks>
    /// Refuses with: as <see cref="Follow(string, string, Rules.IFacts)"/>. Law: the same position comes back exactly when the status is the step's.
    /// </remarks>
    public Result<WorkflowPosition> Follow(WorkflowPosition position, string status, Rules.IFacts facts, ActorId by)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (Unknown(position) is { } unknown) return unknown;
        if (!Follow(position.Main.Step, status, facts).TryGet(out var entry, out var refusal)) return refusal;
        return entry.IsEntered ? WorkflowPosition.Of(entry.Step, by, position.Approvals) : position;
    }

    /// <summary>What an actor's firing of a trigger does to a position: the process's step is asked first, then its regions; changes nothing.</summary>
    /// <param name="position">Where the process stands.</param>
    /// <param name="trigger">The trigger's name; <c>step/trigger</c> asks that active step alone.</param>
    /// <param name="actor">Who fires, in which roles.</param>
    /// <param name="facts">The facts that guards read.</param>
    /// <remarks>
    /// Refuses with: as <see cref="Fire(string, string, Actor, Rules.IFacts, ActorId, ValueList{ActorId})"/>, of the first active step that has the trigger.
    /// Laws: the new position is one that the workflow knows; triggers of different regions end in the same position whatever their order.
    /// </remarks>
    public Result<Passage> Fire(WorkflowPosition position, string trigger, Actor actor, Rules.IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(trigger);
        if (Unknown(position) is { } unknown) return unknown;
        var parted = trigger.IndexOf(StepSeparator);
        var (at, name) = parted < 0 ? (null, trigger) : (trigger.Substring(0, parted), trigger.Substring(parted + 1));
        Refusal? first = null;
        if (TryTrigger(name, out var id))
        {
            for (var region = -1; region < position.Regions.Count; region++)
            {
                var active = ActiveAt(position, region);
                if ((at is not null && at != active.Step) || !Has(active, id)) continue;
                if (Fire(position, region, id, actor, facts).TryGet(out var passage, out var refusal)) return passage;
                first ??= refusal;
            }
        }

        return first ?? Refusals.NotPermitted(_steps[_stepIndex[position.Main.Step]], trigger);
    }

    /// <summary>What an actor can fire at a position now, and for every other trigger of its active steps why not; in document order.</summary>
    /// <param name="position">Where the process stands.</param>
    /// <param name="actor">Who would fire, in which roles.</param>
    /// <param name="facts">The facts that guards read.</param>
    /// <remarks>Refuses with: <see cref="WorkflowCodes.StepNotInWorkflow"/>. Law: each answer is what firing <c>step/trigger</c> gives.</remarks>
    public Result<ValueList<StepAnswer>> Permitted(WorkflowPosition position, Actor actor, Rules.IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (Unknown(position) is { } unknown) return unknown;
        var answers = new List<StepAnswer>();
        for (var region = -1; region < position.Regions.Count; region++)
        {
            var step = _steps[_stepIndex[ActiveAt(position, region).Step]];
            foreach (var trigger in step.Triggers)
            {
                var result = Fire(position, region, new(_triggerIndex[trigger.Name]), actor, facts);
                answers.Add(result.TryGet(out var passage, out var refusal)
                    ? new(step.Name, trigger.Name, passage, null)
                    : new(step.Name, trigger.Name, null, refusal));
            }
        }

        return answers.ToValueList();
    }

    /// <summary>The step to which a position goes on because enough of its regions are done; null while they are not, or where there are none.</summary>
    /// <param name="position">Where the process stands.</param>
    public WorkflowStep? Joined(WorkflowPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return position.Regions.IsEmpty || Unknown(position) is not null ? null : Joined(_steps[_stepIndex[position.Main.Step]], position.Regions);
    }

    private static ActiveStep ActiveAt(WorkflowPosition position, int region) => region < 0 ? position.Main : position.Regions[region];

    private bool Has(ActiveStep active, TriggerId trigger) => _table[(_stepIndex[active.Step] * _triggers.Length) + trigger.Index] is not null;

    private Result<Passage> Fire(WorkflowPosition position, int region, TriggerId trigger, Actor actor, Rules.IFacts facts)
    {
        var active = ActiveAt(position, region);
        if (!Fire(new StepId(_stepIndex[active.Step]), trigger, actor, facts, active.By, StepApproval.Elsewhere(position.Approvals, active.Step))
            .TryGet(out var firing, out var refusal)) return refusal;
        var approvals = firing.Trigger.NeedsFourEyes ? StepApproval.With(position.Approvals, new(active.Step, actor.Id)) : position.Approvals;
        if (firing.Target is not { } target) return new Passage(firing, position with { Approvals = approvals }, null);
        if (region < 0) return new Passage(firing, WorkflowPosition.Of(target, actor.Id, approvals), null);
        var regions = position.Regions.SetItem(region, new(target.Name, actor.Id));
        return Joined(_steps[_stepIndex[position.Main.Step]], regions) is { } joined
            ? new Passage(firing, WorkflowPosition.Of(joined, actor.Id, approvals), joined)
            : new Passage(firing, position with { Regions = regions, Approvals = approvals }, null);
    }

    private WorkflowStep? Joined(WorkflowStep holder, ValueList<ActiveStep> regions)
    {
        var done = 0;
        foreach (var region in regions)
        {
            if (_steps[_stepIndex[region.Step]].IsFinal) done++;
        }

        return done == regions.Count || (done > 0 && holder.Join!.Needs == JoinNeeds.Any) ? _steps[_stepIndex[holder.Join!.To]] : null;
    }

    // A position of another version, or one that was put together by hand.
    private Refusal? Unknown(WorkflowPosition position)
    {
        if (!_stepIndex.TryGetValue(position.Main.Step, out var index) || _steps[index] is not { Region: null } main) return Unknown(position.Main.Step);
        if (position.Regions.Count != main.Regions.Count) return Unknown(position.ToString());
        for (var i = 0; i < main.Regions.Count; i++)
        {
            var step = position.Regions[i].Step;
            if (!_stepIndex.TryGetValue(step, out var active) || _steps[active].Region != new StepRegion(main.Name, main.Regions[i].Name)) return Unknown(step);
        }

        return null;
    }
}
