using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Whose content of one order's stream may go now; the hashes stay, so that the chain still verifies.</summary>
/// <param name="Versions">The events whose content goes, ascending; empty for none.</param>
/// <param name="Why">Why, or why not.</param>
/// <remarks>
/// <para>Only an order that has ended, owes nothing and is not held by law loses content,
/// and only when its last event is old enough: first its detail, later everything.</para>
/// <para>Laws: the chain over what is left has the same head; the order is the same until its records go; a later instant never keeps more; planning again
/// after dropping plans nothing new.</para>
/// </remarks>
public sealed record RetentionPlan(ValueList<long> Versions, ValueList<Reason> Why)
{
    /// <summary>Plans for one stream.</summary>
    /// <param name="envelopes">All its events, in order.</param>
    /// <param name="policy">How long what is kept.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="alsoLast">The last instant of what belongs to the order in other streams, such as its cases; null for nothing.</param>
    /// <returns>The plan; refused when the events cannot be read (see <see cref="OrderTrail"/>).</returns>
    public static Result<RetentionPlan> Of(IReadOnlyList<EventEnvelope> envelopes, RetentionPolicy policy, Instant now, Instant? alsoLast = null)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        ArgumentNullException.ThrowIfNull(policy);
        if (envelopes.Count == 0) return None();
        var last = Instant.Max(envelopes[0].At, alsoLast ?? Instant.MinValue);
        var isRecordGone = false;
        foreach (var envelope in envelopes)
        {
            last = Instant.Max(last, envelope.At);
            isRecordGone |= envelope.IsDropped && OrderEvents.Codec.Knows(envelope.Type);
        }

        if (!IsOver(last, policy.DetailFor, now)) return None(Reason.Of(TrailCodes.KeptYoung, ("last", last), ("keep", policy.DetailFor)));
        if (!isRecordGone)
        {
            if (!OrderTrail.AsOf(envelopes, Instant.MaxValue).TryGet(out var moment, out var refusal)) return refusal;
            if (moment.Order is { LegalHolds.IsEmpty: false } held) return None(Reason.Of(TrailCodes.KeptByLaw, ("holds", held.LegalHolds.Count)));
            if (moment.Order is { } order && !IsDone(order)) return None(Reason.Of(TrailCodes.KeptOpen, ("status", order.Statuses.Headline)));
        }

        var all = IsOver(last, policy.RecordsFor, now);
        var versions = envelopes.Where(e => !e.IsDropped && (all || policy.IsDetail(e.Type))).Select(e => e.Version).ToValueList();
        return new RetentionPlan(versions,
            versions.IsEmpty ? [] : [Reason.Of(all ? TrailCodes.RecordsDue : TrailCodes.DetailDue, ("events", versions.Count), ("last", last))]);
    }

    /// <summary>The events with the planned content dropped.</summary>
    /// <param name="envelopes">The stream's events.</param>
    /// <param name="on">The day on which it is dropped.</param>
    public IEnumerable<EventEnvelope> Apply(IEnumerable<EventEnvelope> envelopes, LocalDate on)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        var gone = new HashSet<long>(Versions);
        return envelopes.Select(e => gone.Contains(e.Version) ? e with { Bytes = DroppedDetail.Of(e.Bytes, on) } : e);
    }

    private static RetentionPlan None(params Reason[] why) => new([], why.ToValueList());

    private static bool IsOver(Instant last, Duration keep, Instant now) => now - last >= keep;

    private static bool IsDone(Order order) =>
        order.Statuses.Headline is OrderStatus.Completed or OrderStatus.Cancelled or OrderStatus.Closed && order.Money.RefundPending.IsZero;
}
