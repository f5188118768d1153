using NodaTime;
using NodaTime.Text;

namespace OrderKernel.AfterSales;

/// <summary>Decides commands on after-sales cases and folds their events.</summary>
/// <remarks>
/// Laws: refunds settled through a case never exceed the balances they were settled against;
/// settling the same refund twice pays once; replaying the events gives the same state.
/// </remarks>
public static class CaseProcess
{
    /// <summary>The stable names of the events and their canonical bytes.</summary>
    public static EventCodec<AfterSalesEvent> Codec { get; } = AfterSalesJson.MakeCodec();

    /// <summary>The case as an aggregate.</summary>
    public static Decider<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven> Decider { get; } =
        new(StreamKinds.Case, Codec, static (state, happened) => Evolve(state ?? AfterSalesCase.None, happened), Handle);

    /// <summary>What a command does to a case.</summary>
    /// <param name="state">The case, <see cref="AfterSalesCase.None"/> before it is opened.</param>
    /// <param name="command">The command.</param>
    /// <param name="given">The documents that decide, and what others own.</param>
    /// <param name="context">Who, in which roles, when, under which message.</param>
    /// <returns>The events with reasons; no events when the command repeats what is known.</returns>
    /// <remarks>
    /// <para>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>; the codes of <see cref="AfterSalesCodes"/> marked
    /// "Refusal"; for asks, those of <see cref="CaseWorkflow.Permit"/>.</para>
    /// <para>A channel states facts: only money and goods refuse them, no role and no guard.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    /// <example>
    /// <code>
    /// var buyer = new Actor(ActorId.Of("buyer-1"), [Role.Buyer]);
    /// var request = new CaseRequest(CaseKind.RefundOnly, Money.Fen(4_999), "broken handle");
    /// var given = new CaseGiven(CaseId.Of("c-1"), orderId, new RefundableBalance(Money.Fen(12_800), Asked: Money.Fen(0)));
    ///
    /// var decision = CaseProcess.Decide(AfterSalesCase.None, new OpenCase(request), given, new(buyer, now, MessageId.Of("m-1"))).ValueOrThrow();
    /// var state = CaseProcess.Evolve(AfterSalesCase.None, decision.Events);                   // under 50 yuan, no dispute: Refunding
    /// </code>
    /// </example>
    public static Result<Decision<AfterSalesEvent>> Decide(AfterSalesCase state, CaseCommand command, CaseGiven given, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(context);
        if (Required.Of(command, context) is { } missing) return missing;
        if ((Required.Id("case", given.Case) ?? Required.Id("order", given.Order)) is { } nameless) return nameless;
        if (command is OpenCase or RecordPaidRefund && state.Request is not null) return Opening.Again(state, command);
        if (!CaseFlow.Permits(state.Status, command))
        {
            return state.Request is null
                ? Refusal.Of(AfterSalesCodes.CaseUnknown, ("command", CaseCommands.Codec.NameOf(command)))
                : Refusal.Of(AfterSalesCodes.TransitionNotPermitted, ("command", CaseCommands.Codec.NameOf(command)), ("status", state.Status));
        }

        if (context.Actor.Has(Role.Channel) || CaseVerbs.Of(command) is null) return Dispatch(state, command, given, context);
        if (!CaseWorkflow.Permit(state, command, context.Actor, given.Workflow).TryGet(out _, out var refusal)) return refusal;
        return Dispatch(state, command, given, context).Then<Decision<AfterSalesEvent>>(d => d with { Policies = d.Policies.Add(given.Workflow.Policy) });
    }

    /// <summary>The case after one more event; never fails for events that <see cref="Decide"/> gave.</summary>
    /// <param name="state">The case before.</param>
    /// <param name="happened">The event.</param>
    public static AfterSalesCase Evolve(AfterSalesCase state, AfterSalesEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        return CaseFold.Apply(state, happened);
    }

    /// <summary>The case after a list of events.</summary>
    /// <param name="state">The case before.</param>
    /// <param name="happened">The events, in the order in which they happened; none changes nothing.</param>
    public static AfterSalesCase Evolve(AfterSalesCase state, ValueList<AfterSalesEvent> happened)
    {
        foreach (var one in happened) state = Evolve(state, one);
        return state;
    }

    /// <summary>When <see cref="AgeStep"/> is due next; null when no step waits or nothing more can be done about it.</summary>
    /// <param name="state">The case.</param>
    /// <param name="tiers">The policy.</param>
    public static Instant? StepDueAt(AfterSalesCase state, ApprovalTiers tiers)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(tiers);
        if (state.AwaitedRole is not { } role || state.StepSince is not { } since) return null;
        if (!state.IsReminded) return since + tiers.RemindAfter;
        return tiers.SuperiorOf(role) is null ? null : since + tiers.EscalateAfter;
    }

    private static Result<Handled<AfterSalesCase, AfterSalesEvent>> Handle(AfterSalesCase? state, CaseCommand command, CaseGiven given, DecisionContext context)
    {
        var before = state ?? AfterSalesCase.None;
        return Decide(before, command, given, context)
            .Then<Handled<AfterSalesCase, AfterSalesEvent>>(d =>
                new Handled<AfterSalesCase, AfterSalesEvent>(d, d.Events.IsEmpty ? state : Evolve(before, d.Events)));
    }

    internal static Decision<AfterSalesEvent> Plain(params AfterSalesEvent[] events) => Decision<AfterSalesEvent>.Of(events);

    internal static string Print(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static Result<Decision<AfterSalesEvent>> Dispatch(AfterSalesCase state, CaseCommand command, CaseGiven given,
        DecisionContext context) => command switch
    {
        OpenCase open => Opening.Open(open, given, context),
        RecordPaidRefund paid => Opening.Record(paid, given, context),
        JudgeCase => Opening.Judge(state, given, context),
        ApproveCase => Approving.Approve(state, given, context),
        RejectCase reject => Approving.Reject(state, reject, given.Tiers.Policy, context),
        AgeStep => Approving.Age(state, given.Tiers, context),
        ReceiveGoods receive => Receiving.Receive(state, receive, given, context),
        SettleRefund settle => Settling.Settle(state, settle, given, context),
        WithdrawCase => Plain(new CaseClosed(Party.Buyer, context.At)),
        CloseCase close => Plain(new CaseClosed(close.By, context.At)),
        DisputeCase dispute => Plain(new CaseDisputed(dispute.By, context.At)),
        SendReturn send => Plain(new ReturnSent(send.Waybill, send.Carrier) { At = context.At }),
        SendReplacement send => Plain(new ReplacementSent(send.Waybill) { At = context.At }),
        ConfirmReplacement => Plain(new CaseCompleted(context.At)),
        _ => throw new ArgumentException($"{command.GetType()} is no command of this package.", nameof(command)),
    };
}
