using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrderKernel;
using OrderKernel.Ports;

/// <summary>A store of one's own over plain dictionaries, in one file: what a store over your database has to do, without a database.</summary>
/// <remarks>One lock is held for one unit of work or one read. Over a database that is one transaction.</remarks>
internal sealed class DictionaryStore : IOrderStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, Partition> _tenants = [];

    /// <summary>What one tenant has: one table each.</summary>
    private sealed class Partition
    {
        public List<EventEnvelope> Log { get; } = [];                                                   // every event, in the order of commits
        public Dictionary<StreamId, List<EventEnvelope>> Streams { get; } = [];
        public Dictionary<MessageId, (ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Answer)> Inbox { get; } = [];
        public Dictionary<(StockCell Cell, StockAccount Account), long> Stock { get; } = [];
        public Dictionary<string, Due<TimerEntry>> Timers { get; } = [];
        public Dictionary<string, Due<OutboxMessage>> Outbox { get; } = [];
        public HashSet<string> EverSent { get; } = [];                                                  // keys of effects, so that each is sent once
        public SortedDictionary<string, QuarantineEntry> Quarantine { get; } = new(StringComparer.Ordinal);
        public HashSet<(string Clue, StreamId Stream)> Index { get; } = [];
        public Dictionary<PersonToken, byte[]> Vault { get; } = [];
        public long Epoch { get; set; }
    }

    /// <summary>Work that becomes due, and who has it at the moment.</summary>
    private sealed record Due<T>(NodaTime.Instant At, T Item)
    {
        public string? Owner { get; set; }
        public NodaTime.Instant Until { get; set; }
    }

    public ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        ChangesContract.Check(changes);
        return new(At(changes.Tenant, cancellationToken, p => Commit(p, changes)));
    }

    public ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        ChangesContract.Check(batch);
        cancellationToken.ThrowIfCancellationRequested();
        return new([.. batch.Select(changes => At(changes.Tenant, default, p => Commit(p, changes)))]);   // one after another, each for itself
    }

    /// <summary>First everything that may stop it, then everything that it changes: nothing is written of a unit that is not written whole.</summary>
    private static CommitOutcome Commit(Partition p, Changes changes)
    {
        // The same message again gets the first answer.
        if (p.Inbox.TryGetValue(changes.Message, out var first))
            return first.Content.Span.SequenceEqual(changes.Content.Span) ? new CommitOutcome.Repeated(first.Answer) : CommitOutcome.OtherContent.Instance;
        // A writer that was replaced writes no more.
        if (changes.Epoch < p.Epoch) return new CommitOutcome.Fenced(p.Epoch);
        // Whoever decided on an older version decides again.
        foreach (var append in changes.Appends)
        {
            var events = p.Streams.GetValueOrDefault(append.Stream) ?? [];
            if (events.Count != append.ExpectedVersion || (events.Count > 0 && append.After is { } after && after != events[^1].Hash))
                return new CommitOutcome.VersionMoved(append.Stream, events.Count);
        }

        // Stock is posted when every floor holds afterwards.
        var stock = new Dictionary<(StockCell, StockAccount), long>();
        long Units(StockCell cell, StockAccount account) =>
            stock.TryGetValue((cell, account), out var units) ? units : p.Stock.GetValueOrDefault((cell, account));
        foreach (var posting in changes.Postings)
            stock[(posting.Cell, posting.Account)] = checked(Units(posting.Cell, posting.Account) + posting.Delta.Units);
        // A shelf is what lies there of no batch, and of each.
        long Shelf(StockCell shelf, StockAccount account) => p.Stock.Keys.Union(stock.Keys)
            .Where(k => k.Item2 == account && k.Item1.SharesShelfWith(shelf)).Sum(k => Units(k.Item1, account));
        foreach (var floor in changes.Floors)
        {
            var seen = floor.Terms.Sum(t => checked(t.Sign * (floor.OverBatches ? Shelf(floor.Cell, t.Account) : Units(floor.Cell, t.Account))));
            if (seen < floor.AtLeast) return new CommitOutcome.StockShort(floor, seen);
        }

        // Nothing stops it any more.
        p.Inbox.Add(changes.Message, (changes.Content, changes.Answer));
        p.Epoch = changes.Epoch;
        foreach (var (key, units) in stock) p.Stock[key] = units;
        foreach (var append in changes.Appends)
        {
            if (append.Events.IsEmpty) continue;
            if (!p.Streams.TryGetValue(append.Stream, out var events)) p.Streams.Add(append.Stream, events = []);
            events.AddRange(append.Events);
            p.Log.AddRange(append.Events);
        }

        foreach (var timer in changes.Timers)
        {
            if (timer.DueAt is { } dueAt) p.Timers[timer.Key] = new(dueAt, timer);
            else p.Timers.Remove(timer.Key);
        }

        foreach (var message in changes.Outbox)
        {
            if (p.EverSent.Add(message.Key)) p.Outbox.Add(message.Key, new(message.NotBefore, message));
        }

        foreach (var entry in changes.Quarantine) p.Quarantine.TryAdd(entry.Key, entry);
        foreach (var settled in changes.Settled)
        {
            if (p.Quarantine.TryGetValue(settled.Key, out var entry) && entry.Settlement is null)
                p.Quarantine[settled.Key] = entry with { Detail = "", Raw = default, Settlement = settled };
        }

        foreach (var entry in changes.Index) p.Index.Add((entry.Clue, entry.Stream));
        return CommitOutcome.Done.Instance;
    }

    public ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        return new(At(stream.Tenant, cancellationToken, p => p.Streams.TryGetValue(stream, out var events)
            ? [.. events.Where(e => e.Version > afterVersion)]
            : ImmutableArray<EventEnvelope>.Empty));
    }

    public ValueTask<long> VersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        new(At(stream.Tenant, cancellationToken, p => p.Streams.TryGetValue(stream, out var events) ? events[^1].Version : 0));

    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        List(tenant, cancellationToken, p => p.Streams.Where(s => s.Key.Kind == kind).OrderBy(s => s.Key).SelectMany(s => s.Value));

    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        HeadsAtAsync(tenant, long.MaxValue, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        return List(tenant, cancellationToken, p => p.Log.Take((int)Math.Min(events, int.MaxValue))
            .GroupBy(e => e.Stream).OrderBy(s => s.Key).Select(s => new StreamHead(s.Key, s.Last().Version, s.Last().Hash)));
    }

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken)
    {
        if (cells.IsDefault) throw new ArgumentException("Cells are required.", nameof(cells));
        return new(At(tenant, cancellationToken, p => cells.SelectMany(cell => Balances(p, cell)).ToImmutableArray()));
    }

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        if (sku.Value is null) throw new ArgumentException("A SKU is required.", nameof(sku));
        return new(At(tenant, cancellationToken, p =>
            p.Stock.Keys.Select(k => k.Cell).Where(c => c.Sku == sku).Distinct().Order().SelectMany(cell => Balances(p, cell)).ToImmutableArray()));
    }

    private static IEnumerable<StockBalance> Balances(Partition p, StockCell cell) =>
        p.Stock.Where(s => s.Key.Cell == cell).OrderBy(s => s.Key.Account).Select(s => new StockBalance(cell, s.Key.Account, s.Value));

    public ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return new(At(tenant, cancellationToken, p =>
            p.Stock.Keys.Select(k => k.Cell.Sku).Distinct().Where(s => s.CompareTo(after) > 0).Order().Take(max).ToImmutableArray()));
    }

    public ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        new(At(tenant, cancellationToken, p => p.Inbox.TryGetValue(message, out var entry) ? new StoredBytes(entry.Answer) : null));

    IAsyncEnumerable<InboxEntry> IInbox.ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        List(tenant, cancellationToken, p => p.Inbox.OrderBy(e => e.Key).Select(e => new InboxEntry(e.Key, e.Value.Answer)));

    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        new(At(lease.Tenant, cancellationToken, p => Claim(p.Timers, lease, max)));

    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        new(At(lease.Tenant, cancellationToken, p => Claim(p.Outbox, lease, max)));

    /// <summary>The earliest work that is due and that nobody else has.</summary>
    private static ImmutableArray<T> Claim<T>(Dictionary<string, Due<T>> work, Lease lease, int max)
    {
        var claimed = work.Where(w => IsFree(w.Value, lease))
            .OrderBy(w => w.Value.At).ThenBy(w => w.Key, StringComparer.Ordinal).Take(max).Select(w => w.Value).ToList();
        foreach (var due in claimed) (due.Owner, due.Until) = (lease.Owner, lease.Until);
        return [.. claimed.Select(d => d.Item)];
    }

    private static bool IsFree<T>(Due<T> due, Lease lease) =>
        due.At <= lease.Now && (due.Owner is null || due.Owner == lease.Owner || due.Until <= lease.Now);

    public ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => Do(tenant, cancellationToken, p => p.Outbox.Remove(key));

    IAsyncEnumerable<QuarantineEntry> IQuarantine.ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        List(tenant, cancellationToken, p => p.Quarantine.Values.Where(e => e.Settlement is null && (code is null || e.Code == code)));

    public IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        List(tenant, cancellationToken, p => p.Quarantine.Values.Where(e => e.Settlement is not null));

    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        new(At(tenant, cancellationToken, p => p.Quarantine.GetValueOrDefault(key)));

    public ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => Do(tenant, cancellationToken, p =>
    {
        if (p.Quarantine.TryGetValue(key, out var entry)) p.Quarantine[key] = entry with { Detail = "", Raw = default };
    });

    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        List(tenant, cancellationToken, p => p.Index.Where(e => e.Clue == clue).Select(e => e.Stream).Order());

    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken) =>
        Do(tenant, cancellationToken, p =>
        {
            foreach (var (token, value) in entries) p.Vault[token] = value.ToArray();
        });

    public ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        new(At(tenant, cancellationToken, p => p.Vault.TryGetValue(token, out var value) ? new StoredBytes(value.ToArray()) : null));

    public ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        Do(tenant, cancellationToken, p => p.Vault.Remove(token));

    private T At<T>(TenantId tenant, CancellationToken cancellationToken, Func<Partition, T> ask)
    {
        if (tenant.Value is null) throw new ArgumentException("A tenant is required.", nameof(tenant));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_tenants.TryGetValue(tenant, out var partition)) _tenants.Add(tenant, partition = new());
            return ask(partition);
        }
    }

    private ValueTask Do(TenantId tenant, CancellationToken cancellationToken, Action<Partition> act)
    {
        At(tenant, cancellationToken, p => { act(p); return true; });
        return default;
    }

    /// <summary>A list as it is when somebody begins to go through it.</summary>
    private async IAsyncEnumerable<T> List<T>(TenantId tenant, CancellationToken asked, Func<Partition, IEnumerable<T>> ask,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in await new ValueTask<List<T>>(At(tenant, asked, p => ask(p).ToList())))
        {
            asked.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
