using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>Collects what one decision changes, over several streams, and seals it into one <see cref="Changes"/> value.</summary>
internal sealed class UnitBuilder(TenantId tenant, MessageId message, ReadOnlyMemory<byte> content)
{
    private readonly Dictionary<StreamId, (long Expected, StreamHead Head, List<EventEnvelope> Events, ChainHash After)> _streams = [];
    private readonly List<Posting> _postings = [];
    private readonly List<StockFloor> _floors = [];
    private readonly List<Func<StockFloor>> _lateFloors = [];
    private readonly List<TimerEntry> _timers = [];
    private readonly List<OutboxMessage> _outbox = [];
    private readonly List<QuarantineEntry> _quarantine = [];
    private readonly List<RecordSettlement> _settled = [];
    private readonly List<IndexEntry> _index = [];

    public TenantId Tenant => tenant;

    public MessageId Message => message;

    /// <summary>True for a unit after which nobody hears of anything and nothing falls due: its messages and timers are forgotten.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Seals events behind the head that was loaded; later calls for the stream go on from there.</summary>
    public void Append<TEvent>(StreamHead loaded, EventCodec<TEvent> codec, Decision<TEvent> decision, DecisionContext context) where TEvent : class
    {
        if (decision.Events.IsEmpty) return;
        var header = new EventHeader(context.At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies);
        if (!_streams.TryGetValue(loaded.Stream, out var entry)) entry = (loaded.Version, loaded, [], loaded.Hash);
        var head = entry.Head;
        foreach (var value in decision.Events)
        {
            var envelope = codec.Seal(head, value, header);
            entry.Events.Add(envelope);
            head = new StreamHead(head.Stream, envelope.Version, envelope.Hash);
            // The reasons stand with the first event that they explain; repeating them would only cost bytes.
            if (!header.Reasons.IsEmpty) header = header with { Reasons = [] };
        }

        _streams[loaded.Stream] = entry with { Head = head };
    }

    /// <summary>Where a stream is with all that this unit appends.</summary>
    public StreamHead HeadOf(StreamHead loaded) => _streams.TryGetValue(loaded.Stream, out var entry) ? entry.Head : loaded;

    /// <summary>The unit stands on a stream that it read and does not write: it goes through only while the stream is as it was read.</summary>
    public void Pin(StreamHead read)
    {
        if (!_streams.ContainsKey(read.Stream)) _streams.Add(read.Stream, (read.Version, read, [], read.Hash));
    }

    public void Post(IEnumerable<Posting> postings) => _postings.AddRange(postings);

    public void Demand(IEnumerable<StockFloor> floors) => _floors.AddRange(floors);

    /// <summary>A floor that follows from all that the unit does.</summary>
    public void Demand(Func<StockFloor> late) => _lateFloors.Add(late);

    public void Set(TimerEntry timer) => _timers.Add(timer);

    public void Send(OutboxMessage effect) => _outbox.Add(effect);

    /// <summary>Sends an effect in place of one that this unit sent under its key before: it says all that is known by now.</summary>
    public void SendInstead(OutboxMessage effect)
    {
        _outbox.RemoveAll(o => o.Key == effect.Key);
        _outbox.Add(effect);
    }

    public void PutAway(QuarantineEntry entry) => _quarantine.Add(entry);

    /// <summary>Settles a record that was put away; what is said of it last stands.</summary>
    public void Settle(RecordSettlement settlement)
    {
        _settled.RemoveAll(s => s.Key == settlement.Key);
        _settled.Add(settlement);
    }

    public void File(string clue, StreamId stream) => _index.Add(new IndexEntry(clue, stream));

    /// <summary>Forgets all that was decided in this unit: a part of it was refused, and nothing may be half done.</summary>
    public void Clear()
    {
        _streams.Clear();
        _postings.Clear();
        _floors.Clear();
        _lateFloors.Clear();
        _timers.Clear();
        _outbox.Clear();
        _quarantine.Clear();
        _settled.Clear();
        _index.Clear();
    }

    public Changes Build(ReadOnlyMemory<byte> answer, long epoch) => new(tenant, message, content, answer, epoch)
    {
        Appends = _streams.OrderBy(s => s.Key)
            .Select(s => new StreamAppend(s.Key, s.Value.Expected, s.Value.Events.ToValueList()) { After = s.Value.After }).ToValueList(),
        Postings = _postings.ToValueList(),
        Floors = _floors.Concat(_lateFloors.Select(f => f())).ToValueList(),
        Timers = IsQuiet ? [] : _timers.ToValueList(),
        Outbox = IsQuiet ? [] : _outbox.ToValueList(),
        Quarantine = _quarantine.ToValueList(),
        Settled = _settled.ToValueList(),
        Index = _index.ToValueList(),
    };
}
