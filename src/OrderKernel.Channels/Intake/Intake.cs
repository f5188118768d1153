using System.Diagnostics;

namespace OrderKernel.Channels;

/// <summary>The algebra of intake: what one more claim changes on an order's merge state.</summary>
/// <remarks>
/// Law: the state after any arrival order and any repetition of the same claims is the same (but for <see cref="IntakeState.Seen"/>). Ties of source time
/// are broken by progress on the axis, then by the value itself.
/// </remarks>
public static class Intake
{
    /// <summary>The merge state of an order's claims as an aggregate; it shares the stream of its order.</summary>
    public static Decider<IntakeState, IntakeCommand, IntakeEvent, ValueTuple> Decider { get; } = new(
        StreamKinds.Order, IntakeEvents.Codec, static (state, happened) => Evolve(state ?? IntakeState.Empty, happened),
        static (state, command, _, _) => Handle(state ?? IntakeState.Empty, command));

    /// <summary>Decides one claim: merged, stale, a repeat, or a tombstone whose order is not there yet.</summary>
    /// <param name="state">The merge state of the claim's order.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="contentHash">The fingerprint of the record: the same bytes give the same text, 1 to 128 characters.</param>
    /// <returns>At most one event; none for a repeat (see <see cref="OutcomeOf"/>).</returns>
    /// <remarks>Refuses with: <see cref="ChannelsCodes.OtherOrder"/>.</remarks>
    /// <exception cref="ArgumentException">The fingerprint is empty.</exception>
    public static Result<Decision<IntakeEvent>> Decide(IntakeState state, Claim claim, string contentHash) =>
        Merge(state, claim, contentHash).Then<Decision<IntakeEvent>>(h => h.Decision);

    private static Result<Handled<IntakeState, IntakeEvent>> Handle(IntakeState state, IntakeCommand command)
    {
        if (command is not RaiseConflict raise) return Merge(state, command.Claim, command.ContentHash);
        var decision = Conflict(raise.Claim, raise.ContentHash, raise.Why);
        return new Handled<IntakeState, IntakeEvent>(decision, Evolve(state, decision.Events[0]));
    }

    // The merge that decides is the merge that is kept: nobody computes it twice.
    private static Result<Handled<IntakeState, IntakeEvent>> Merge(IntakeState state, Claim claim, string contentHash)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentException.ThrowIfNullOrEmpty(contentHash);
        if (state.Merged is { } known && known.Order != claim.Order)
            return Refusal.Of(ChannelsCodes.OtherOrder, ("order", claim.Order.Number), ("expected", known.Order.Number));
        if (state.HasSeen(contentHash)) return Repeat();
        var told = ClaimContent.Of(claim);
        var (after, merge) = ClaimMerge.Of(state, told, contentHash);
        // A record that wins no axis may still be the first whole one, or tell that there are goods to send: that is news too.
        var isWithoutNews = merge.Changed.Count == 0 && state.Merged is not null && state with { Seen = after.Seen } == after;
        if (isWithoutNews && merge.Outranked.Count == 0) return Repeat();
        var (made, reason) = (isWithoutNews, after.CanPlace) switch
        {
            (true, _) => ((IntakeEvent)new ClaimStale(contentHash, told.SourceTime, merge.Outranked.ToValueList()), ChannelsCodes.ClaimStale),
            (_, false) => (new ClaimParked(contentHash, told), ChannelsCodes.ClaimParked),
            _ => (new ClaimAccepted(contentHash, told, Changed(state, after, merge)), ChannelsCodes.ClaimAccepted),
        };
        return new Handled<IntakeState, IntakeEvent>(
            new([made], [Reason.Of(reason, ("sourceTime", told.SourceTime))], [claim.Profile]), isWithoutNews ? Evolve(state, made) : after);

        Handled<IntakeState, IntakeEvent> Repeat() => new(new([], [Reason.Of(ChannelsCodes.ClaimRepeated, ("hash", contentHash))], [claim.Profile]), state);
    }

    /// <summary>The state after an event.</summary>
    /// <param name="state">What is known of the order's claims so far.</param>
    /// <param name="happened">The next event of the same order.</param>
    public static IntakeState Evolve(IntakeState state, IntakeEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        return happened switch
        {
            ClaimAccepted e => ClaimMerge.Of(state, e.Content, e.ContentHash).After,
            ClaimParked e => ClaimMerge.Of(state, e.Content, e.ContentHash).After,
            ClaimStale e => state with { Seen = ClaimMerge.With(state.Seen, e.ContentHash) },
            ConflictRaised e => state with { Conflicts = Keyed.Put(state.Conflicts, e, c => $"{c.ContentHash} {c.Code} {string.Join(" ", c.Arguments.Items)}") },
            null => throw new ArgumentNullException(nameof(happened)),
            _ => throw new UnreachableException($"{happened.GetType()} is no intake event."),
        };
    }

    /// <summary>What a decision of <see cref="Decide"/> means.</summary>
    /// <param name="decision">As <see cref="Decide"/> gave it.</param>
    public static IntakeOutcome OutcomeOf(Decision<IntakeEvent> decision)
    {
        if (decision.Events.IsEmpty) return IntakeOutcome.Repeat;
        return decision.Events[0] switch
        {
            ClaimAccepted => IntakeOutcome.Apply,
            ClaimParked => IntakeOutcome.Park,
            ClaimStale => IntakeOutcome.Stale,
            ConflictRaised => IntakeOutcome.Conflict,
            var other => throw new UnreachableException($"{other.GetType()} is no intake event."),
        };
    }

    /// <summary>The conflict to raise when a ledger refuses what follows from a merged claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="contentHash">Its fingerprint.</param>
    /// <param name="refusal">The ledger's refusal.</param>
    /// <exception cref="ArgumentException">The fingerprint is empty.</exception>
    public static Decision<IntakeEvent> Conflict(Claim claim, string contentHash, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentException.ThrowIfNullOrEmpty(contentHash);
        var reasons = new[] { Reason.Of(ChannelsCodes.ConflictRaised, ("code", refusal.Code)), new Reason(refusal.Code, refusal.Arguments) };
        return new([new ConflictRaised(contentHash, claim.SourceTime, refusal.Code, refusal.Arguments)], reasons.ToValueList(), [claim.Profile]);
    }

    private static ValueList<ClaimAxis> Changed(IntakeState before, IntakeState after, ClaimMerge merge) => before.CanPlace
        ? merge.Changed.ToValueList()
        : after.Stamps.Items.Select(s => s.Axis).Distinct().ToValueList();
}
