namespace OrderKernel.Workflow;

/// <summary>One command on an open approval, through its workflow.</summary>
internal sealed class ApprovalTurn
{
    private readonly Approval _state;
    private readonly WorkflowMachine _machine;
    private readonly DecisionContext _context;
    private readonly Actor _actor;

    public ApprovalTurn(Approval state, WorkflowMachine machine, DecisionContext context)
    {
        (_state, _machine, _context) = (state, machine, context);
        // Who asked is a fact of the approval, not a claim of the caller's.
        var roles = context.Actor.Roles.Where(r => r != ApprovalDomain.Requester);
        _actor = context.Actor with { Roles = context.Actor.Id == state.RequestedBy ? roles.Add(ApprovalDomain.Requester) : roles };
    }

    /// <summary>Why a step waits: for whom.</summary>
    public static Reason Awaited(WorkflowStep step) => Reason.Of(ApprovalCodes.Awaited, ("step", step.Name), ("roles", Text(Handlers(step))));

    public Result<Decision<ApprovalEvent>> Approve()
    {
        // A level's two ways to agree exclude each other by their guards; of the refusals, one that is not about the amount says more.
        Refusal? refused = null;
        foreach (var trigger in new[] { ApprovalVerbs.Approve, ApprovalVerbs.Pass })
        {
            if (Fire(trigger).TryGet(out var firing, out var refusal)) return Agreed(firing);
            if (refused is null || Weight(refusal) > Weight(refused)) refused = refusal;
        }

        return refused!;
    }

    public Result<Decision<ApprovalEvent>> Reject(string why) => Fire(ApprovalVerbs.Reject).Then(f => Do(f, why));

    public Result<Decision<ApprovalEvent>> Withdraw() => Fire(ApprovalVerbs.Withdraw).Then(f => Do(f, f.Trigger.Name));

    public Result<Decision<ApprovalEvent>> Move(string trigger) =>
        trigger is ApprovalVerbs.Approve or ApprovalVerbs.Pass or ApprovalVerbs.Reject or ApprovalVerbs.Withdraw
        ? NeedsCommand(trigger)
        : Fire(trigger).Then(f => f.Target is null ? NeedsCommand(trigger) : Do(f, trigger));

    /// <summary>A deadline that passed: time cannot be refused, so that what refuses its trigger goes on the trail.</summary>
    public Result<Decision<ApprovalEvent>> Pass(string trigger)
    {
        var done = Deadline(trigger);
        if (done.Refusal is not { } why || !_actor.Has(Role.Kernel)) return done;
        return Decided(new ApprovalDeadlineRefused(_state.Step, trigger, why.Code))
            .Then<Decision<ApprovalEvent>>(d => d with { Reasons = ValueList.ToValueList<Reason>([new(why.Code, why.Arguments), .. why.Reasons]) });
    }

    public Result<Decision<ApprovalEvent>> Deadline(string trigger) => Fire(trigger).Then(firing =>
    {
        var told = firing.Verb == ApprovalVerbs.CopySuperior ? Superiors(firing.Step) : Handlers(firing.Target ?? firing.Step);
        var overdue = Reason.Of(ApprovalCodes.Overdue, ("step", firing.Step.Name), ("since", ApprovalDecider.Print(_state.Since)), ("roles", Text(told)));
        return Do(firing, trigger).Then<Decision<ApprovalEvent>>(d => d with { Reasons = d.Reasons.Add(overdue) });
    });

    /// <summary>
    /// Fires a trigger. What agrees is never open to whoever asked or agreed before,
    /// whatever the document says of four eyes and however it names its triggers.
    /// </summary>
    private Result<Firing> Fire(string trigger)
    {
        var fired = _machine.Fire(_state.Step, trigger, _actor, Facts(_state.Levels.Count), _state.RequestedBy,
            _state.Levels.Items.Select(l => l.By).ToValueList());
        var agrees = fired.TryGet(out var firing, out _) && (firing.Verb == ApprovalVerbs.Approve || trigger is ApprovalVerbs.Approve or ApprovalVerbs.Pass);
        if (!agrees) return fired;
        if (_machine.Roles?.MayApprove(_actor, _state.Step).Refusal is { } level) return level;
        return _actor.Id == _state.RequestedBy || _state.WasApprovedBy(_actor.Id)
            ? Refusal.Of(WorkflowCodes.FourEyes, ("trigger", trigger), ("step", _state.Step), ("actor", _actor.Id))
            : fired;
    }

    private Result<Decision<ApprovalEvent>> Agreed(Firing firing)
    {
        var level = new LevelApproved(firing.Step.Name, _actor.Id, _context.At);
        return Do(firing, firing.Trigger.Name)
            .Then<Decision<ApprovalEvent>>(d => d with { Events = ValueList.ToValueList<ApprovalEvent>([level]).AddRange(d.Events) });
    }

    private Result<Decision<ApprovalEvent>> Do(Firing firing, string why) => firing.Verb switch
    {
        null => Moved(firing),
        ApprovalVerbs.Approve => Ended(ApprovalStatus.Approved, step => new ApprovalGranted(step, _context.At)),
        ApprovalVerbs.Reject => Ended(ApprovalStatus.Rejected, step => new ApprovalRejected(step, _actor.Id, why, _context.At)),
        ApprovalVerbs.Withdraw => Ended(ApprovalStatus.Withdrawn, step => new ApprovalWithdrawn(step, _context.At)),
        ApprovalVerbs.CopySuperior => Decided(new ApprovalReminded(firing.Step.Name, firing.Trigger.Name, Superiors(firing.Step))),
        _ => Decided(new ApprovalReminded(firing.Step.Name, firing.Trigger.Name, Handlers(firing.Step))),
    };

    private Result<Decision<ApprovalEvent>> Ended(ApprovalStatus status, Func<string, ApprovalEvent> make)
    {
        var approvals = _state.Levels.Count + (status == ApprovalStatus.Approved ? 1 : 0);
        return _machine.Enter(status.ToString(), Facts(approvals)).Then(entry => Decided(make(entry.Step.Name)));
    }

    private Result<Decision<ApprovalEvent>> Moved(Firing firing)
    {
        var target = firing.Target!;
        return new Decision<ApprovalEvent>([new ApprovalMoved(firing.Step.Name, target.Name, firing.Trigger.Name, _context.At)], [Awaited(target)],
            [_machine.Policy]);
    }

    private Result<Decision<ApprovalEvent>> Decided(ApprovalEvent happened) => new Decision<ApprovalEvent>([happened], [], [_machine.Policy]);

    private ApprovalFacts Facts(int approvals) => new(_state.Request, approvals, _state.RequestedAt);

    private Result<Decision<ApprovalEvent>> NeedsCommand(string trigger) =>
        Refusal.Of(ApprovalCodes.TriggerNeedsCommand, ("trigger", trigger), ("step", _state.Step));

    private ValueList<Role> Superiors(WorkflowStep step)
    {
        var superiors = new List<Role>();
        foreach (var deadline in step.Deadlines)
        {
            if (step.Trigger(deadline.Fires)?.To is { } to && _machine.TryStep(to, out var id)) superiors.AddRange(Handlers(_machine.Step(id)));
        }

        return superiors.Distinct().ToValueList();
    }

    public static ValueList<Role> Handlers(WorkflowStep step) => step.Triggers.Items
        .Where(t => t.Name is ApprovalVerbs.Approve or ApprovalVerbs.Pass).SelectMany(t => t.Roles.Items).Distinct().ToValueList();

    private static string Text(ValueList<Role> roles) => string.Join(", ", roles.Items);

    private static int Weight(Refusal refusal) => refusal.Code switch
    {
        WorkflowCodes.TriggerNotPermitted => 0,
        WorkflowCodes.GuardRefused => 1,
        WorkflowCodes.RoleMissing => 2,
        _ => 3,
    };
}
