using NodaTime;
using OrderKernel.Orders.Folding;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The audit trail of an order 操作留痕, read from its stored events and from nothing else.</summary>
/// <param name="Entries">One entry an event, in the order of the stream.</param>
/// <remarks>
/// <para>Changes are the difference of the order's fields before and after the event. Events that leave them alone (what a channel said, for one) show the
/// fields of their own data, against the last event of the same type.</para>
/// <para>Laws: applying all changes to nothing gives the fields of the order; the trail of a prefix is a prefix of the trail.</para>
/// <para>It does not verify: see <see cref="TrailVerifier"/>.</para>
/// </remarks>
public sealed record OrderTrail(ValueList<TrailEntry> Entries)
{
    /// <summary>The trail of one stream.</summary>
    /// <param name="envelopes">All its events, in order.</param>
    /// <returns>The trail; refused when bytes cannot be read (see <see cref="TrailCodes.Unreadable"/>).</returns>
    public static Result<OrderTrail> Of(IEnumerable<EventEnvelope> envelopes)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        var maker = new TrailMaker();
        foreach (var envelope in envelopes)
        {
            if (maker.Take(envelope) is { } refusal) return refusal;
        }

        return new OrderTrail(maker.Entries.ToValueList());
    }

    /// <summary>The order as it was known at an instant.</summary>
    /// <param name="envelopes">All events of its stream, in order.</param>
    /// <param name="instant">The instant.</param>
    /// <returns>The order after the events before the first one that is later than the instant: late news of earlier things was not known yet. Refused when
    /// an event is unreadable or its detail was dropped.</returns>
    /// <remarks>Cost: one decoding and one fold an event.</remarks>
    public static Result<OrderMoment> AsOf(IEnumerable<EventEnvelope> envelopes, Instant instant)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        var (fold, last) = (new OrderFold(null), (EventEnvelope?)null);
        foreach (var envelope in envelopes)
        {
            if (envelope.At > instant) break;
            last = envelope;
            if (!OrderEvents.Codec.Knows(envelope.Type)) continue;
            if (DroppedEvent.Of(envelope) is { } dropped) return dropped.Refusal;
            var step = Guarded(envelope, () => fold.Apply(OrderEvents.Codec.Decode(envelope)) is { } refusal ? refusal : Result.Ok(true));
            if (!step.IsOk) return step.Refusal!;
        }

        if (last is null) return new OrderMoment(null, 0);
        // Forged amounts can fold and still give no order, or one without status.
        return Guarded(last, () => Look(fold)).Then(order => Result.Ok(new OrderMoment(order, last.Version)));
    }

    /// <summary>The part of the trail that fits a filter; with a field, each entry shows only that field's changes.</summary>
    /// <param name="filter">What is asked for; what it leaves out is not filtered by.</param>
    public OrderTrail Where(TrailFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var entries = new List<TrailEntry>();
        foreach (var entry in Entries)
        {
            if (filter.Actor is { } actor && entry.Actor != actor) continue;
            if ((filter.From is { } from && entry.At < from) || (filter.Until is { } until && entry.At >= until)) continue;
            if (filter.Field is not { } field)
            {
                entries.Add(entry);
                continue;
            }

            var changes = entry.Changes.Where(c => Fits(c.Field, field));
            if (!changes.IsEmpty) entries.Add(entry with { Changes = changes });
        }

        return new(entries.ToValueList());
    }

    /// <summary>The trail as somebody may see it: values that the role may not see are hidden or masked, what happened and when is not.</summary>
    /// <param name="sight">What the role matrix lets somebody see: lines as <c>order.lines</c>, money as <c>order.money</c> and <c>order.total</c>, who
    /// acted as <c>audit.actor</c>, persons as <c>person.*</c>.</param>
    public OrderTrail SeenBy(RoleSight sight)
    {
        ArgumentNullException.ThrowIfNull(sight);
        return new(Entries.Items.Select(e => TrailSight.Of(e, sight)).ToValueList());
    }

    /// <summary>The fields of an order as somebody may see them.</summary>
    /// <param name="order">The order.</param>
    /// <param name="sight">What the role matrix lets somebody see.</param>
    public static IReadOnlyDictionary<string, string> FieldsOf(Order order, RoleSight sight)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(sight);
        // Fields that are told apart by what is hidden become one.
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in OrderFields.Of(order)) seen[TrailSight.Named(field.Key, sight)] = TrailSight.Shown(field.Key, field.Value, sight)!;
        return seen;
    }

    /// <summary>The fields of an order under their stable paths, as the trail compares them.</summary>
    /// <param name="order">The order.</param>
    public static IReadOnlyDictionary<string, string> FieldsOf(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderFields.Of(order);
    }

    private static Result<Order?> Look(OrderFold fold)
    {
        var order = fold.Order;
        _ = order?.Statuses;
        return order;
    }

    internal static Result<Order> Step(Order? order, EventEnvelope envelope) =>
        Guarded(envelope, () => OrderFold.Apply(order, OrderEvents.Codec.Decode(envelope)));

    /// <summary>Bytes that somebody edited may say anything; which of it broke the fold is not worth telling apart.</summary>
    internal static Result<T> Guarded<T>(EventEnvelope envelope, Func<Result<T>> read)
    {
        string detail;
        try
        {
            if (read().TryGet(out var value, out var refusal)) return value;
            detail = refusal.ToString();
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException or ArgumentException or NullReferenceException
            or KeyNotFoundException or IndexOutOfRangeException)
        {
            detail = e.GetType().Name;
        }

        return Refusal.Of(TrailCodes.Unreadable, ("version", envelope.Version), ("type", envelope.Type), ("detail", detail));
    }

    private static bool Fits(string path, string field) =>
        path.StartsWith(field, StringComparison.Ordinal) && (path.Length == field.Length || field.Length == 0 || path[field.Length] is '.' or '[');
}
