using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>
/// All that one tenant has, in shards by the hash of keys. A unit of work locks the shards of its message, streams, SKUs, records and clues in their order,
/// then what falls due, and lets go of none before it is applied: units that name different things do not wait for each other, nobody waits in a circle,
/// and each unit is seen whole.
/// </summary>
internal sealed class MemoryPartition
{
    private readonly MemoryShard?[] _shards = new MemoryShard?[ShardSet.Shards];
    private readonly MemoryWork _work = new();
    private readonly Func<SkuId, MemoryShard> _ofSku;

    // Changed by who holds every shard; read by who holds one.
    private long _epoch;
    private long _events;

    public MemoryPartition() => _ofSku = sku => At(ShardSet.Of(sku));

    public CommitOutcome Commit(Changes changes)
    {
        // An epoch that rises fences all that runs beside it.
        var shards = changes.Epoch > Volatile.Read(ref _epoch) ? ShardSet.All : NamedBy(changes);
        Enter(shards);
        try
        {
            if (changes.Timers.IsEmpty && changes.Outbox.IsEmpty) return Apply(changes);
            lock (_work) return Apply(changes);
        }
        finally
        {
            Exit(shards);
        }
    }

    public ImmutableArray<EventEnvelope> Read(StreamId stream, long afterVersion)
    {
        var shard = At(ShardSet.Of(stream));
        lock (shard)
        {
            if (!shard.Streams.TryGetValue(stream, out var found) || afterVersion >= found.Events.Count) return [];
            var from = (int)afterVersion;
            return ImmutableArray.CreateRange(found.Events.GetRange(from, found.Events.Count - from));
        }
    }

    public long Version(StreamId stream)
    {
        var shard = At(ShardSet.Of(stream));
        lock (shard) return shard.Streams.TryGetValue(stream, out var found) ? found.Events.Count : 0;
    }

    public int Drop(StreamId stream, ValueList<long> versions, NodaTime.LocalDate on)
    {
        var shard = At(ShardSet.Of(stream));
        lock (shard) return shard.Streams.TryGetValue(stream, out var found) ? found.Drop(versions, on) : 0;
    }

    public EventEnvelope[] ReadAll(string kind) =>
        Whole(static s => s.Streams, streams => streams.Where(s => s.Key.Kind == kind).OrderBy(s => s.Key).SelectMany(s => s.Value.Events).ToArray());

    public StreamHead[] HeadsAt(long events) => Whole(static s => s.Streams, streams => streams
        .Select(s => (Stream: s.Value, Version: s.Value.VersionAt(events))).Where(s => s.Version > 0)
        .Select(s => s.Stream.HeadAt(s.Version)).OrderBy(h => h.Stream).ToArray());

    public StreamHead[] Heads() => HeadsAt(long.MaxValue);

    public ImmutableArray<StockBalance> Balances(ImmutableArray<StockCell> cells)
    {
        var shards = new ShardSet();
        foreach (var cell in cells) shards.Add(ShardSet.Of(cell.Sku));
        Enter(shards);
        try
        {
            var balances = ImmutableArray.CreateBuilder<StockBalance>();
            foreach (var cell in cells)
            {
                foreach (var balance in MemoryStock.Of(_ofSku(cell.Sku), cell.Sku))
                {
                    if (balance.Cell == cell) balances.Add(balance);
                }
            }

            return balances.ToImmutable();
        }
        finally
        {
            Exit(shards);
        }
    }

    public ImmutableArray<StockBalance> Balances(SkuId sku)
    {
        var shard = _ofSku(sku);
        lock (shard) return MemoryStock.Of(shard, sku);
    }

    public ImmutableArray<SkuId> Skus(SkuId after, int max) =>
        Whole(static s => s.Stock, all => all.Select(s => s.Key).Where(s => s.CompareTo(after) > 0).OrderBy(s => s).Take(max).ToArray()).ToImmutableArray();

    public StoredBytes? Answer(MessageId message)
    {
        var shard = At(ShardSet.Of(message));
        lock (shard) return shard.Inbox.TryGetValue(message, out var entry) ? new(entry.Answer) : null;
    }

    public InboxEntry[] Inbox() => Whole(static s => s.Inbox, all => all.OrderBy(e => e.Key).Select(e => new InboxEntry(e.Key, e.Value.Answer)).ToArray());

    public ImmutableArray<TimerEntry> ClaimTimers(Lease lease, int max)
    {
        lock (_work) return _work.Timers.Claim(lease, max);
    }

    public ImmutableArray<OutboxMessage> ClaimOutbox(Lease lease, int max)
    {
        lock (_work) return _work.Outbox.Claim(lease, max);
    }

    public void Settle(string key)
    {
        lock (_work) _work.Outbox.Remove(key);
    }

    public QuarantineEntry[] Quarantined(string? code) => Entries(e => e.Settlement is null && (code is null || e.Code == code));

    public QuarantineEntry[] Settled() => Entries(static e => e.Settlement is not null);

    public QuarantineEntry? Entry(string key)
    {
        var shard = At(ShardSet.Of(key));
        lock (shard) return shard.Quarantine.TryGetValue(key, out var entry) ? entry : null;
    }

    public void Forget(string key)
    {
        var shard = At(ShardSet.Of(key));
        lock (shard)
        {
            if (shard.Quarantine.TryGetValue(key, out var entry)) shard.Quarantine[key] = entry with { Detail = "", Raw = default };
        }
    }

    public StreamId[] Find(string clue)
    {
        var shard = At(ShardSet.Of(clue));
        lock (shard) return shard.Index.TryGetValue(clue, out var streams) ? [.. streams] : [];
    }

    public void Keep(ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries)
    {
        var shards = new ShardSet();
        foreach (var entry in entries) shards.Add(ShardSet.Of(entry.Key));
        Enter(shards);
        try
        {
            foreach (var entry in entries) At(ShardSet.Of(entry.Key)).Vault[entry.Key] = entry.Value.ToArray();
        }
        finally
        {
            Exit(shards);
        }
    }

    public StoredBytes? Open(PersonToken token)
    {
        var shard = At(ShardSet.Of(token));
        lock (shard) return shard.Vault.TryGetValue(token, out var value) ? new((byte[])value.Clone()) : null;
    }

    public void Erase(PersonToken token)
    {
        var shard = At(ShardSet.Of(token));
        lock (shard)
        {
            if (!shard.Vault.TryGetValue(token, out var value)) return;
            Array.Clear(value, 0, value.Length);
            shard.Vault.Remove(token);
        }
    }

    private static ShardSet NamedBy(Changes changes)
    {
        var shards = new ShardSet();
        shards.Add(ShardSet.Of(changes.Message));
        foreach (var append in changes.Appends) shards.Add(ShardSet.Of(append.Stream));
        SkuId last = default;
        foreach (var posting in changes.Postings) shards.Add(posting.Cell.Sku, ref last);
        foreach (var floor in changes.Floors) shards.Add(floor.Cell.Sku, ref last);
        foreach (var entry in changes.Quarantine) shards.Add(ShardSet.Of(entry.Key));
        foreach (var settled in changes.Settled) shards.Add(ShardSet.Of(settled.Key));
        foreach (var entry in changes.Index) shards.Add(ShardSet.Of(entry.Clue));
        return shards;
    }

    private CommitOutcome Apply(Changes changes)
    {
        var inbox = At(ShardSet.Of(changes.Message)).Inbox;
        if (inbox.TryGetValue(changes.Message, out var first))
            return first.Content.Span.SequenceEqual(changes.Content.Span) ? new CommitOutcome.Repeated(first.Answer) : CommitOutcome.OtherContent.Instance;
        if (changes.Epoch < Volatile.Read(ref _epoch)) return new CommitOutcome.Fenced(_epoch);
        foreach (var append in changes.Appends)
        {
            var events = At(ShardSet.Of(append.Stream)).Streams.TryGetValue(append.Stream, out var stream) ? stream.Events : null;
            var version = events?.Count ?? 0;
            if (version != append.ExpectedVersion || (version > 0 && append.After is { } after && after != events![version - 1].Hash))
                return new CommitOutcome.VersionMoved(append.Stream, version);
        }

        if (MemoryStock.Post(_ofSku, changes.Postings, changes.Floors) is { } refused) return refused;
        inbox.Add(changes.Message, (changes.Content, changes.Answer));
        if (changes.Epoch > _epoch) Volatile.Write(ref _epoch, changes.Epoch);
        foreach (var append in changes.Appends) Append(append);
        if (!changes.Timers.IsEmpty || !changes.Outbox.IsEmpty) _work.Apply(changes);
        ApplyRecords(changes);
        return CommitOutcome.Done.Instance;
    }

    private void ApplyRecords(Changes changes)
    {
        foreach (var entry in changes.Quarantine)
        {
            var entries = At(ShardSet.Of(entry.Key)).Quarantine;
            if (!entries.ContainsKey(entry.Key)) entries.Add(entry.Key, entry);
        }

        foreach (var settled in changes.Settled)
        {
            var entries = At(ShardSet.Of(settled.Key)).Quarantine;
            if (entries.TryGetValue(settled.Key, out var entry) && entry.Settlement is null)
                entries[settled.Key] = entry with { Detail = "", Raw = default, Settlement = settled };
        }

        foreach (var entry in changes.Index)
        {
            var index = At(ShardSet.Of(entry.Clue)).Index;
            if (!index.TryGetValue(entry.Clue, out var streams)) index.Add(entry.Clue, streams = []);
            streams.Add(entry.Stream);
        }
    }

    private void Append(StreamAppend append)
    {
        if (append.Events.IsEmpty) return;
        var streams = At(ShardSet.Of(append.Stream)).Streams;
        if (!streams.TryGetValue(append.Stream, out var stream)) streams.Add(append.Stream, stream = new());
        var place = Interlocked.Add(ref _events, append.Events.Count) - append.Events.Count;
        foreach (var envelope in append.Events) stream.Add(envelope, ++place);
    }

    private QuarantineEntry[] Entries(Func<QuarantineEntry, bool> wanted) =>
        Whole(static s => s.Quarantine, all => all.Select(e => e.Value).Where(wanted).OrderBy(e => e.Key, StringComparer.Ordinal).ToArray());

    // What all shards have of one kind, at one moment.
    private T[] Whole<TKey, TValue, T>(Func<MemoryShard, Dictionary<TKey, TValue>> kind, Func<IEnumerable<KeyValuePair<TKey, TValue>>, T[]> take)
        where TKey : notnull
    {
        Enter(ShardSet.All);
        try
        {
            return take(_shards.SelectMany(s => kind(s!)));
        }
        finally
        {
            Exit(ShardSet.All);
        }
    }

    private void Enter(ShardSet shards)
    {
        for (var shard = shards.Next(-1); shard >= 0; shard = shards.Next(shard)) Monitor.Enter(At(shard));
    }

    private void Exit(ShardSet shards)
    {
        for (var shard = shards.Next(-1); shard >= 0; shard = shards.Next(shard)) Monitor.Exit(At(shard));
    }

    private MemoryShard At(int index)
    {
        if (Volatile.Read(ref _shards[index]) is { } there) return there;
        var made = new MemoryShard();
        return Interlocked.CompareExchange(ref _shards[index], made, null) ?? made;
    }
}
