using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>
/// One of the parts of what a tenant has: the streams, answers, balances, records, clues and persons whose keys fall into it. Its lock is itself.
/// </summary>
internal sealed class MemoryShard
{
    // Made when first needed: most shards of a small store have nothing of most kinds.
    public Dictionary<StreamId, MemoryStream> Streams => field ??= [];

    public Dictionary<MessageId, (ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Answer)> Inbox => field ??= [];

    public Dictionary<SkuId, ImmutableArray<StockBalance>> Stock => field ??= [];

    public Dictionary<string, QuarantineEntry> Quarantine => field ??= new(StringComparer.Ordinal);

    public Dictionary<string, SortedSet<StreamId>> Index => field ??= new(StringComparer.Ordinal);

    public Dictionary<PersonToken, byte[]> Vault => field ??= [];
}

/// <summary>The events of one stream, each with its place among all that the tenant's log got.</summary>
internal sealed class MemoryStream
{
    private readonly List<long> _places = [];

    public List<EventEnvelope> Events { get; } = [];

    public void Add(EventEnvelope envelope, long place)
    {
        Events.Add(envelope);
        _places.Add(place);
    }

    /// <summary>Takes the content out of some events and leaves its hashes.</summary>
    /// <returns>How many had it.</returns>
    public int Drop(ValueList<long> versions, NodaTime.LocalDate on)
    {
        var dropped = 0;
        foreach (var version in versions)
        {
            if (version < 1 || version > Events.Count || Events[(int)version - 1].IsDropped) continue;
            var envelope = Events[(int)version - 1];
            Events[(int)version - 1] = envelope with { Bytes = DroppedDetail.Of(envelope.Bytes, on) };
            dropped++;
        }

        return dropped;
    }

    /// <summary>How many of its events are among the first of all.</summary>
    public int VersionAt(long events)
    {
        var found = _places.BinarySearch(events);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The head after so many of its events, at least one.</summary>
    public StreamHead HeadAt(int version) => new(Events[0].Stream, version, Events[version - 1].Hash);
}

/// <summary>What falls due: ordered by when, not by key, so that it has one lock, and a unit holds that one last.</summary>
internal sealed class MemoryWork
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public LeasedWork<TimerEntry> Timers { get; } = new();

    public LeasedWork<OutboxMessage> Outbox { get; } = new();

    public void Apply(Changes changes)
    {
        foreach (var timer in changes.Timers)
        {
            if (timer.DueAt is { } dueAt) Timers.Put(timer.Key, dueAt, timer);
            else Timers.Remove(timer.Key);
        }

        foreach (var message in changes.Outbox)
        {
            if (_seen.Add(message.Key)) Outbox.Put(message.Key, message.NotBefore, message);
        }
    }
}
