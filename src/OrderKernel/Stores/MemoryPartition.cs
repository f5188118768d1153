using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>All that one tenant has. Not safe for threads: its owner holds a lock around each call.</summary>
internal sealed class MemoryPartition
{
    private readonly Dictionary<StreamId, List<EventEnvelope>> _streams = [];
    private readonly List<StreamId> _log = [];
    private readonly Dictionary<MessageId, (ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Answer)> _inbox = [];
    private readonly MemoryStock _stock = new();
    private readonly LeasedWork<TimerEntry> _timers = new();
    private readonly LeasedWork<OutboxMessage> _outbox = new();
    private readonly HashSet<string> _outboxSeen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, QuarantineEntry> _quarantine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<StreamId>> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<PersonToken, byte[]> _vault = [];
    private long _epoch;

    public CommitOutcome Commit(Changes changes)
    {
        if (_inbox.TryGetValue(changes.Message, out var first))
            return first.Content.Span.SequenceEqual(changes.Content.Span) ? new CommitOutcome.Repeated(first.Answer) : CommitOutcome.OtherContent.Instance;
        if (changes.Epoch < _epoch) return new CommitOutcome.Fenced(_epoch);
        foreach (var append in changes.Appends)
        {
            var version = _streams.TryGetValue(append.Stream, out var events) ? events.Count : 0;
            if (version != append.ExpectedVersion || (version > 0 && append.After is { } after && after != events![version - 1].Hash))
                return new CommitOutcome.VersionMoved(append.Stream, version);
        }

        if (_stock.Post(changes.Postings, changes.Floors) is { } refused) return refused;
        _inbox.Add(changes.Message, (changes.Content, changes.Answer));
        _epoch = changes.Epoch;
        foreach (var append in changes.Appends) Append(append);
        ApplyWork(changes);
        foreach (var entry in changes.Quarantine)
        {
            if (!_quarantine.ContainsKey(entry.Key)) _quarantine.Add(entry.Key, entry);
        }

        foreach (var settled in changes.Settled)
        {
            if (_quarantine.TryGetValue(settled.Key, out var entry) && entry.Settlement is null)
                _quarantine[settled.Key] = entry with { Detail = "", Raw = default, Settlement = settled };
        }

        foreach (var entry in changes.Index)
        {
            if (!_index.TryGetValue(entry.Clue, out var streams)) _index.Add(entry.Clue, streams = []);
            streams.Add(entry.Stream);
        }

        return CommitOutcome.Done.Instance;
    }

    public ImmutableArray<EventEnvelope> Read(StreamId stream, long afterVersion)
    {
        if (!_streams.TryGetValue(stream, out var events) || afterVersion >= events.Count) return [];
        var from = (int)afterVersion;
        return ImmutableArray.CreateRange(events.GetRange(from, events.Count - from));
    }

    public int Drop(StreamId stream, ValueList<long> versions, NodaTime.LocalDate on)
    {
        if (!_streams.TryGetValue(stream, out var events)) return 0;
        var dropped = 0;
        foreach (var version in versions)
        {
            if (version < 1 || version > events.Count || events[(int)version - 1].IsDropped) continue;
            var envelope = events[(int)version - 1];
            events[(int)version - 1] = envelope with { Bytes = DroppedDetail.Of(envelope.Bytes, on) };
            dropped++;
        }

        return dropped;
    }

    public EventEnvelope[] ReadAll(string kind) =>
        [.. _streams.Where(s => s.Key.Kind == kind).OrderBy(s => s.Key).SelectMany(s => s.Value)];

    public StreamHead[] HeadsAt(long events)
    {
        var versions = new Dictionary<StreamId, int>();
        for (var i = 0; i < Math.Min(events, _log.Count); i++)
        {
            versions.TryGetValue(_log[i], out var version);
            versions[_log[i]] = version + 1;
        }

        return [.. versions.OrderBy(v => v.Key).Select(v => new StreamHead(v.Key, v.Value, _streams[v.Key][v.Value - 1].Hash))];
    }

    public StreamHead[] Heads() =>
        [.. _streams.OrderBy(s => s.Key).Select(s => new StreamHead(s.Key, s.Value.Count, s.Value[s.Value.Count - 1].Hash))];

    public ImmutableArray<StockBalance> Balances(ImmutableArray<StockCell> cells) => _stock.Balances(cells);

    public ImmutableArray<StockBalance> Balances(SkuId sku) => _stock.Balances(sku);

    public StoredBytes? Answer(MessageId message) => _inbox.TryGetValue(message, out var entry) ? new(entry.Answer) : null;

    public InboxEntry[] Inbox() => [.. _inbox.OrderBy(e => e.Key).Select(e => new InboxEntry(e.Key, e.Value.Answer))];

    public ImmutableArray<TimerEntry> ClaimTimers(Lease lease, int max) => _timers.Claim(lease, max);

    public ImmutableArray<OutboxMessage> ClaimOutbox(Lease lease, int max) => _outbox.Claim(lease, max);

    public void Settle(string key) => _outbox.Remove(key);

    public QuarantineEntry[] Quarantined(string? code) => [.. _quarantine.Values.Where(e => e.Settlement is null && (code is null || e.Code == code))];

    public QuarantineEntry[] Settled() => [.. _quarantine.Values.Where(e => e.Settlement is not null)];

    public QuarantineEntry? Entry(string key) => _quarantine.TryGetValue(key, out var entry) ? entry : null;

    public void Forget(string key)
    {
        if (_quarantine.TryGetValue(key, out var entry)) _quarantine[key] = entry with { Detail = "", Raw = default };
    }

    public StreamId[] Find(string clue) => _index.TryGetValue(clue, out var streams) ? [.. streams] : [];

    public void Keep(PersonToken token, ReadOnlyMemory<byte> value) => _vault[token] = value.ToArray();

    public StoredBytes? Open(PersonToken token) => _vault.TryGetValue(token, out var value) ? new((byte[])value.Clone()) : null;

    public void Erase(PersonToken token)
    {
        if (!_vault.TryGetValue(token, out var value)) return;
        Array.Clear(value, 0, value.Length);
        _vault.Remove(token);
    }

    private void Append(StreamAppend append)
    {
        if (append.Events.IsEmpty) return;
        if (!_streams.TryGetValue(append.Stream, out var events)) _streams.Add(append.Stream, events = []);
        foreach (var envelope in append.Events)
        {
            events.Add(envelope);
            _log.Add(append.Stream);
        }
    }

    private void ApplyWork(Changes changes)
    {
        foreach (var timer in changes.Timers)
        {
            if (timer.DueAt is { } dueAt) _timers.Put(timer.Key, dueAt, timer);
            else _timers.Remove(timer.Key);
        }

        foreach (var message in changes.Outbox)
        {
            if (_outboxSeen.Add(message.Key)) _outbox.Put(message.Key, message.NotBefore, message);
        }
    }
}
