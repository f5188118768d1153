using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>Decides commands on approvals and folds their events.</summary>
/// <remarks>
/// Whatever the document says: whoever asked agrees at no level, and nobody agrees at two.
/// Laws: what has ended stays so; replaying the events gives the same state; a deadline fires once while the process stands at its step.
/// </remarks>
public static class ApprovalDecider
{
    /// <summary>The approval as an aggregate.</summary>
    public static Decider<Approval, ApprovalCommand, ApprovalEvent, ApprovalPolicies> Decider { get; } =
        new(StreamKinds.Approval, ApprovalEvents.Codec, Evolve, Handle);

    /// <summary>What a command does to an approval.</summary>
    /// <param name="state">The approval; null before it is asked for.</param>
    /// <param name="command">The command.</param>
    /// <param name="policies">The workflows.</param>
    /// <param name="context">Who, in which roles, when. The role <see cref="ApprovalDomain.Requester"/>
    /// follows from who asked; given, it does not count.</param>
    /// <returns>The events with reasons; no events for a repeated request and for a deadline that is not due or has fired.</returns>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>; the codes of <see cref="ApprovalCodes"/> marked "Refusal";
    /// those of <see cref="WorkflowMachine.Fire(string, string, Actor, Rules.IFacts, ActorId, ValueList{ActorId})"/>, four eyes among them; under a role
    /// matrix <see cref="RoleCodes.MayNotApprove"/>, the level being the step.
    /// </remarks>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    public static Result<Decision<ApprovalEvent>> Decide(Approval? state, ApprovalCommand command, ApprovalPolicies policies, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(context);
        if (Required.Of(command, context) is { } missing) return missing;
        if (command is RequestApproval request)
            return state is null ? Request(request.Request, policies.Current, context) : Again(state, request.Request, context);
        if (state is null) return Refusal.Of(ApprovalCodes.Unknown);
        if (!state.IsOpen)
        {
            return command is FireApprovalDeadline late
                ? Moot(late.Trigger)
                : Refusal.Of(ApprovalCodes.Ended, ("approval", state.Request.Id), ("status", state.Status));
        }

        if (policies.Workflow(state.Workflow) is not { } machine) return Refusal.Of(ApprovalCodes.WorkflowUnknown, ("workflow", state.Workflow));
        var turn = new ApprovalTurn(state, machine, context);
        Result<Decision<ApprovalEvent>> decided = command switch
        {
            Approve => turn.Approve(),
            Reject reject => turn.Reject(reject.Why),
            Withdraw => turn.Withdraw(),
            MoveApproval move => turn.Move(move.Trigger),
            FireApprovalDeadline due => ApprovalTimers.Of(state, policies).Items.Any(t => t.Trigger == due.Trigger && t.DueAt <= context.At)
                ? turn.Pass(due.Trigger)
                : Moot(due.Trigger),
            _ => throw new ArgumentException($"{command.GetType()} is no command of approvals.", nameof(command)),
        };
        return decided.Then<Decision<ApprovalEvent>>(d => DueAgain(state, d, machine, context));
    }

    private static Result<Handled<Approval, ApprovalEvent>> Handle(Approval? state, ApprovalCommand command, ApprovalPolicies policies,
        DecisionContext context) =>
        Decide(state, command, policies, context).Then<Handled<Approval, ApprovalEvent>>(d => new Handled<Approval, ApprovalEvent>(d, Evolve(state, d.Events)));

    /// <summary>Who has to act at the step where an approval stands; nobody once it has ended.</summary>
    /// <param name="approval">The approval; null before it is asked for.</param>
    /// <param name="policies">The workflows.</param>
    public static ValueList<Role> AwaitedRoles(Approval? approval, ApprovalPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return approval is { IsOpen: true } && policies.Workflow(approval.Workflow) is { } machine && machine.TryStep(approval.Step, out var step)
            ? ApprovalTurn.Handlers(machine.Step(step))
            : [];
    }

    /// <summary>
    /// The approval after one more event; never fails for events that <see cref="Decide"/> gave. Events that other packages add change nothing.
    /// </summary>
    /// <param name="state">The approval before; null before <see cref="ApprovalRequested"/>.</param>
    /// <param name="happened">The event.</param>
    public static Approval? Evolve(Approval? state, ApprovalEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return Approval.After(state, happened);
    }

    /// <summary>The approval after a list of events.</summary>
    /// <param name="state">The approval before; null before <see cref="ApprovalRequested"/>.</param>
    /// <param name="happened">The events, in the order in which they happened; none changes nothing.</param>
    public static Approval? Evolve(Approval? state, ValueList<ApprovalEvent> happened)
    {
        foreach (var one in happened) state = Evolve(state, one);
        return state;
    }

    // Judged by firing it, without doing so.
    private static Decision<ApprovalEvent> DueAgain(Approval state, Decision<ApprovalEvent> decision, WorkflowMachine machine, DecisionContext context)
    {
        if (Evolve(state, decision.Events) is not { IsOpen: true, Spent.IsEmpty: false } after || !machine.TryStep(after.Step, out var step)) return decision;
        foreach (var due in Deadlines.Refused(machine.Step(step), after.Since, after.Spent, after.InstantOf, context.At))
        {
            if (!new ApprovalTurn(after, machine, context with { Actor = Actor.Kernel, At = due.DueAt }).Deadline(due.Trigger).IsOk) continue;
            decision = decision with { Events = decision.Events.Add(new ApprovalDeadlineDueAgain(after.Step, due.Trigger, due.DueAt)) };
        }

        return decision;
    }

    private static Result<Decision<ApprovalEvent>> Request(ApprovalRequest request, WorkflowMachine machine, DecisionContext context)
    {
        if (request.Amount is { MinorUnits: < 0 } amount) return Refusal.Of(ApprovalCodes.AmountNegative, ("amount", amount));
        if (!machine.Enter(nameof(ApprovalStatus.Pending), new ApprovalFacts(request, 0, context.At)).TryGet(out var entry, out var refusal)) return refusal;
        return new Decision<ApprovalEvent>(
            [new ApprovalRequested(request, context.Actor.Id, machine.Policy, entry.Step.Name, context.At)], [ApprovalTurn.Awaited(entry.Step)],
            [machine.Policy]);
    }

    private static Result<Decision<ApprovalEvent>> Again(Approval state, ApprovalRequest request, DecisionContext context) =>
        state.Request == request && state.RequestedBy == context.Actor.Id
            ? Decision<ApprovalEvent>.Of([])
            : Refusal.Of(ApprovalCodes.Exists, ("approval", state.Request.Id));

    private static Result<Decision<ApprovalEvent>> Moot(string trigger) =>
        Decision<ApprovalEvent>.Of([], Reason.Of(ApprovalCodes.DeadlineMoot, ("trigger", trigger)));

    internal static string Print(NodaTime.Instant at) => InstantPattern.ExtendedIso.Format(at);
}
