namespace OrderKernel.Orders;

/// <summary>Makes entries one event at a time: folds the order, compares its fields, carries a decision's reasons to its later events.</summary>
internal sealed class TrailMaker
{
    private readonly Dictionary<string, SortedDictionary<string, string>> _told = new(StringComparer.Ordinal);
    private SortedDictionary<string, string> _fields = new(StringComparer.Ordinal);
    private Order? _order;
    private bool _isOrderLost;
    private EventHeader? _last;
    private ValueList<Reason> _reasons;

    public List<TrailEntry> Entries { get; } = [];

    public Refusal? Take(EventEnvelope envelope)
    {
        var isOrders = OrderEvents.Codec.Knows(envelope.Type);
        if (envelope.IsDropped)
        {
            _isOrderLost |= isOrders;
            Entries.Add(new(envelope.Version, envelope.Type, envelope.At, envelope.Hash, []) { IsDropped = true });
            return null;
        }

        EventHeader header;
        try { header = EventBytes.ReadHeader(envelope.Bytes); }
        catch (FormatException) { return Refusal.Of(TrailCodes.Unreadable, ("version", envelope.Version), ("type", envelope.Type), ("detail", "no event")); }
        ValueList<FieldChange> changes = [];
        Evidence? attachment = null;
        if (isOrders && !_isOrderLost)
        {
            if (!OrderTrail.Step(_order, envelope).TryGet(out var next, out var refusal)) return refusal;
            if (_order is null || next.Evidence.Count > _order.Evidence.Count)
                attachment = next.Evidence.IsEmpty ? null : next.Evidence[next.Evidence.Count - 1];
            _order = next;
            if (!OrderTrail.Guarded(envelope, () => Result.Ok(OrderFields.Of(next))).TryGet(out var fields, out var forged)) return forged;
            changes = Difference(_fields, fields);
            _fields = fields;
        }

        if (changes.IsEmpty) changes = Told(envelope);
        Entries.Add(new(envelope.Version, envelope.Type, envelope.At, envelope.Hash, changes)
        {
            Actor = header.Actor,
            Message = header.Message,
            Reasons = Why(header),
            Policies = header.Policies,
            Attachment = attachment,
        });
        return null;
    }

    // Reasons stand with the first event of a decision only; what follows under the same message, instant and actor was decided with it.
    private ValueList<Reason> Why(EventHeader header)
    {
        var isSame = _last is { } last && last.Message == header.Message && last.At == header.At && last.Actor == header.Actor
            && last.Policies == header.Policies;
        if (!header.Reasons.IsEmpty || !isSame) _reasons = header.Reasons;
        _last = header;
        return _reasons;
    }

    private ValueList<FieldChange> Told(EventEnvelope envelope)
    {
        var fields = EventFields.Of(envelope.Type, envelope.Bytes);
        if (!_told.TryGetValue(envelope.Type, out var before)) before = new(StringComparer.Ordinal);
        _told[envelope.Type] = fields;
        return Difference(before, fields);
    }

    private static ValueList<FieldChange> Difference(SortedDictionary<string, string> before, SortedDictionary<string, string> after)
    {
        var changes = new List<FieldChange>();
        foreach (var pair in before)
        {
            if (!after.TryGetValue(pair.Key, out var now)) changes.Add(new(pair.Key, pair.Value, null));
            else if (now != pair.Value) changes.Add(new(pair.Key, pair.Value, now));
        }

        foreach (var pair in after)
        {
            if (!before.ContainsKey(pair.Key)) changes.Add(new(pair.Key, null, pair.Value));
        }

        changes.Sort((a, b) => string.CompareOrdinal(a.Field, b.Field));
        return changes.ToValueList();
    }
}
