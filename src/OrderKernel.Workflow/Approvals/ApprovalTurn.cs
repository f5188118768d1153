using System.Diagnostics;
using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>One command on an open approval, through its workflow: gathers what happens.</summary>
internal sealed class ApprovalTurn : IMovingProcess
{
    private readonly Approval _state;
    private readonly WorkflowMachine _machine;
    private readonly DecisionContext _context;
    private readonly Actor _actor;
    private readonly List<ApprovalEvent> _events = [];
    private readonly List<Reason> _reasons = [];
    private Refusal? _refusal;
    private int _approvals;
    private string? _why;

    public ApprovalTurn(Approval state, WorkflowMachine machine, DecisionContext context)
    {
        (_state, _machine, _context, _approvals) = (state, machine, context, state.Levels.Count);
        // Who asked is a fact of the approval, not a claim of the caller's.
        var roles = context.Actor.Roles.Where(r => r != ApprovalDomain.Requester);
        _actor = context.Actor with { Roles = context.Actor.Id == state.RequestedBy ? roles.Add(ApprovalDomain.Requester) : roles };
    }

    WorkflowMachine IProcess.Machine => _machine;

    Actor IProcess.Actor => _actor;

    IFacts IProcess.Facts => Facts;

    IFacts IMovingProcess.EntryFacts => Facts;

    string IProcess.Step => _state.Step;

    string IProcess.Status => _state.Status.ToString();

    string? IMovingProcess.MovedBy => null;

    ActorId IProcess.By => _state.RequestedBy;

    ValueList<ActorId> IProcess.ApprovedBy => _state.Levels.Items.Select(l => l.By).ToValueList();

    // Levels come one after another: documents with regions are refused.
    bool IProcess.HasRegions => false;

    WorkflowPosition IProcess.Place => throw new UnreachableException($"{_state.Step} has no regions.");

    bool IMovingProcess.IsRefused => _refusal is not null;

    private ApprovalFacts Facts => new(_state.Request, _approvals, _state.RequestedAt);

    /// <summary>Why a step waits: for whom.</summary>
    public static Reason Awaited(WorkflowStep step) => Reason.Of(ApprovalCodes.Awaited, ("step", step.Name), ("roles", Text(Handlers(step))));

    public Result<Decision<ApprovalEvent>> Approve()
    {
        // A level's two ways to agree exclude each other by their guards; of the refusals, one that is not about the amount says more.
        Refusal? refused = null;
        foreach (var trigger in new[] { ApprovalVerbs.Approve, ApprovalVerbs.Pass })
        {
            if (Ask(trigger).TryGet(out var firing, out var refusal))
            {
                _events.Add(new LevelApproved(firing.Step.Name, _actor.Id, _context.At));
                return Do(firing);
            }

            if (refused is null || Weight(refusal) > Weight(refused)) refused = refusal;
        }

        return refused!;
    }

    public Result<Decision<ApprovalEvent>> Reject(string why)
    {
        _why = why;
        return Ask(ApprovalVerbs.Reject).Then(Do);
    }

    public Result<Decision<ApprovalEvent>> Withdraw() => Ask(ApprovalVerbs.Withdraw).Then(Do);

    public Result<Decision<ApprovalEvent>> Move(string trigger) => IsCommand(trigger)
        ? NeedsCommand(trigger)
        : Ask(trigger).Then(f => f.Target is null || IsCommand(f.Trigger.Name) ? NeedsCommand(trigger) : Do(f));

    /// <summary>A deadline that passed: time cannot be refused, so that what refuses its trigger goes on the trail.</summary>
    public Result<Decision<ApprovalEvent>> Pass(string trigger)
    {
        var done = Deadline(trigger);
        if (done.Refusal is not { } why || !_actor.Has(Role.Kernel)) return done;
        return new Decision<ApprovalEvent>([new ApprovalDeadlineRefused(_state.Step, trigger, why.Code)],
            ValueList.ToValueList<Reason>([new(why.Code, why.Arguments), .. why.Reasons]), [_machine.Policy]);
    }

    public Result<Decision<ApprovalEvent>> Deadline(string trigger)
    {
        if (!Ask(trigger).TryGet(out var firing, out var refusal)) return refusal;
        ProcessRunner.Pass(this, firing, _context.At);
        var told = firing.Verb == ApprovalVerbs.CopySuperior ? Superiors(firing.Step) : Handlers(firing.Target ?? firing.Step);
        _reasons.Add(Reason.Of(ApprovalCodes.Overdue, ("step", firing.Step.Name), ("since", ApprovalDecider.Print(_state.Since)), ("roles", Text(told))));
        return Done();
    }

    void IMovingProcess.Enter(WorkflowStep step, string? trigger)
    {
        if (trigger is not null)
        {
            _events.Add(new ApprovalMoved(_state.Step, step.Name, trigger, _context.At));
            _reasons.Add(Awaited(step));
            return;
        }

        _events.Add(step.Status switch
        {
            nameof(ApprovalStatus.Approved) => new ApprovalGranted(step.Name, _context.At),
            nameof(ApprovalStatus.Rejected) => new ApprovalRejected(step.Name, _actor.Id, _why!, _context.At),
            nameof(ApprovalStatus.Withdrawn) => new ApprovalWithdrawn(step.Name, _context.At),
            _ => throw new UnreachableException($"{step} ends no approval."),
        });
    }

    void IMovingProcess.EnterRegion(WorkflowStep step, string trigger) => throw new UnreachableException($"{step} is of a region.");

    void IMovingProcess.Do(Firing firing, Instant? dueAt)
    {
        var status = firing.Verb switch
        {
            ApprovalVerbs.Approve => ApprovalStatus.Approved,
            ApprovalVerbs.Reject => ApprovalStatus.Rejected,
            ApprovalVerbs.Withdraw => ApprovalStatus.Withdrawn,
            _ => throw new UnreachableException($"{firing.Trigger} does what no approval can do."),
        };
        if (status == ApprovalStatus.Approved) _approvals++;
        _why ??= firing.Trigger.Name;
        _refusal = ProcessRunner.Follow(this, status.ToString(), isSame: false);
    }

    void IMovingProcess.Remind(Firing firing)
    {
        // A deadline that ended the approval has nobody left to tell.
        if (firing.Verb is ApprovalVerbs.Approve or ApprovalVerbs.Reject or ApprovalVerbs.Withdraw) return;
        var told = firing.Verb == ApprovalVerbs.CopySuperior ? Superiors(firing.Step) : Handlers(firing.Step);
        _events.Add(new ApprovalReminded(firing.Step.Name, firing.Trigger.Name, told));
    }

    /// <summary>
    /// Asks for a trigger. What agrees is never open to whoever asked or agreed before,
    /// whatever the document says of four eyes and however it, or whoever asks, names its triggers.
    /// </summary>
    private Result<Firing> Ask(string trigger)
    {
        var fired = ProcessRunner.Ask(this, trigger);
        var agrees = fired.TryGet(out var firing, out _)
            && (firing.Verb == ApprovalVerbs.Approve || firing.Trigger.Name is ApprovalVerbs.Approve or ApprovalVerbs.Pass);
        if (!agrees) return fired;
        if (_machine.Roles?.MayApprove(_actor, _state.Step).Refusal is { } level) return level;
        return _actor.Id == _state.RequestedBy || _state.WasApprovedBy(_actor.Id)
            ? Refusal.Of(WorkflowCodes.FourEyes, ("trigger", trigger), ("step", _state.Step), ("actor", _actor.Id))
            : fired;
    }

    private Result<Decision<ApprovalEvent>> Do(Firing firing)
    {
        ProcessRunner.Do(this, firing);
        return Done();
    }

    private Result<Decision<ApprovalEvent>> Done() =>
        _refusal is { } refusal ? refusal : new Decision<ApprovalEvent>(_events.ToValueList(), _reasons.ToValueList(), [_machine.Policy]);

    private static bool IsCommand(string trigger) =>
        trigger is ApprovalVerbs.Approve or ApprovalVerbs.Pass or ApprovalVerbs.Reject or ApprovalVerbs.Withdraw;

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
