using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>Generators of what goes through the ports: events with true chains, and units of work that keep their contract.</summary>
public static class PortGenerators
{
    /// <summary>One to four first events of a new stream, chained.</summary>
    public static Gen<StreamAppend> Appends { get; } = IdGenerators.Streams.SelectMany(AppendsTo);

    /// <summary>The first event of a stream.</summary>
    public static Gen<EventEnvelope> Events { get; } = Appends.Select(a => a.Events[0]);

    /// <summary>The head of a new stream.</summary>
    public static Gen<StreamHead> Heads { get; } = Appends.Select(a => new StreamHead(a.Stream, a.Events.Count, a.Events[a.Events.Count - 1].Hash));

    /// <summary>A timer; one in three is cleared.</summary>
    public static Gen<TimerEntry> Timers { get; } = IdGenerators.Streams.SelectMany(TimersOf);

    /// <summary>An effect to send.</summary>
    public static Gen<OutboxMessage> Effects { get; } =
        from key in ValueGenerators.IdText
        from kind in Gen.Elements("refund", "write-back", "dispatch")
        from notBefore in ValueGenerators.Instants
        from body in Bytes
        select new OutboxMessage(key, kind, notBefore, body);

    /// <summary>A record kept raw.</summary>
    public static Gen<QuarantineEntry> Quarantined { get; } =
        from key in ValueGenerators.IdText
        from code in Gen.Elements("channels.status-unknown", "channels.malformed")
        from source in Gen.Elements("orders.csv:7", "push", "")
        from detail in ValueGenerators.Text
        from at in ValueGenerators.Instants
        from raw in Bytes
        from door in Gen.Elements("taobao/flagship", "partner", "")
        from fingerprint in Gen.Elements("f1", "")
        select new QuarantineEntry(key, code, source, detail, at, raw) { Door = door, Fingerprint = fingerprint };

    /// <summary>How a record that was put away was settled.</summary>
    public static Gen<RecordSettlement> Settlements { get; } =
        from key in ValueGenerators.IdText
        from how in Gen.Elements(SettledAs.Replayed, SettledAs.Repaired, SettledAs.Arrived, SettledAs.Discarded)
        from who in IdGenerators.Actors
        from at in ValueGenerators.Instants
        from why in ValueGenerators.Text
        select new RecordSettlement(key, how, who, at, why);

    /// <summary>A clue under which a stream is found.</summary>
    public static Gen<IndexEntry> Clues { get; } = IdGenerators.Streams.SelectMany(CluesOf);

    /// <summary>A lease of one hour.</summary>
    public static Gen<Lease> Leases { get; } =
        from tenant in IdGenerators.Tenants
        from owner in Gen.Elements("worker-1", "worker-2")
        from now in ValueGenerators.Instants
        select new Lease(tenant, owner, now, now + Duration.FromHours(1));

    /// <summary>A unit of work that keeps its contract, with new streams and something for most facets.</summary>
    public static Gen<Changes> Units { get; } =
        from tenant in IdGenerators.Tenants
        from message in IdGenerators.Messages
        from content in Bytes
        from answer in Bytes
        from epoch in Gen.Choose(0, 3)
        from appends in IdGenerators.StreamsOf(tenant).SelectMany(AppendsTo).List(0, 3)
        from postings in StockGenerators.Postings.List(0, 4)
        from floors in StockGenerators.Floors.List(0, 2)
        from timers in IdGenerators.StreamsOf(tenant).SelectMany(TimersOf).List(0, 2)
        from outbox in Effects.List(0, 2)
        from quarantine in Quarantined.List(0, 1)
        from settled in Settlements.List(0, 1)
        from index in IdGenerators.StreamsOf(tenant).SelectMany(CluesOf).List(0, 2)
        select new Changes(tenant, message, content, answer, epoch)
        {
            Appends = appends.GroupBy(a => a.Stream).Select(g => g.First()).ToValueList(),
            Postings = postings,
            Floors = floors,
            Timers = timers,
            Outbox = outbox,
            Quarantine = quarantine,
            Settled = settled,
            Index = index,
        };

    private static Gen<ReadOnlyMemory<byte>> Bytes => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().Select(b => (ReadOnlyMemory<byte>)b);

    private static Gen<StreamAppend> AppendsTo(StreamId stream) =>
        from notes in Gen.Choose(0, 999).List(1, 4)
        select StoreBench.First(stream, [.. notes.Items.Select(n => $"note {n}")]);

    private static Gen<TimerEntry> TimersOf(StreamId stream) =>
        from trigger in Gen.Elements("expire", "overdue")
        from dueAt in ValueGenerators.Instants.OrNull()
        select new TimerEntry($"{stream}/{trigger}", stream, trigger, dueAt);

    private static Gen<IndexEntry> CluesOf(StreamId stream) => ValueGenerators.IdText.Select(clue => new IndexEntry(clue, stream));
}
