using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>A store under test with short words for what the checks do.</summary>
internal sealed class StoreBench(IOrderStore under, StoreConformanceOptions options, CancellationToken cancellationToken)
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);

    /// <summary>After everything that a check sets.</summary>
    public static readonly Instant Late = Instant.FromUtc(2999, 1, 1, 0, 0);

    private readonly CalledStore _store = new(under);

    private int _messages;

    public IOrderStore Store => _store;

    /// <summary>The store itself, for ports that it may have besides.</summary>
    public IOrderStore Under => under;

    /// <summary>The port and the method that were called last; empty before the first call.</summary>
    public string LastCall
    {
        get => _store.Last;
        set => _store.Last = value;
    }

    public StoreConformanceOptions Options => options;

    public CancellationToken Token => cancellationToken;

    public TenantId Tenant { get; } = TenantId.Of("kit");

    public StreamId Stream(string key, string kind = StreamKinds.Order) => StreamId.Of(Tenant, kind, key);

    public static StockCell Cell(string sku, string location = "hangzhou") => new(LocationId.Of(location), SkuId.Of(sku));

    public static Posting Post(StockCell cell, StockAccount account, long delta) => new(cell, account, QuantityDelta.Of(delta));

    /// <summary>On hand less locked is at least the bound.</summary>
    public static StockFloor Free(StockCell cell, long atLeast = 0) => new(cell, [new(StockAccount.OnHand, 1), new(StockAccount.Locked, -1)], atLeast);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An empty unit of work under a new message.</summary>
    public Changes New() => New(string.Create(CultureInfo.InvariantCulture, $"m-{Interlocked.Increment(ref _messages):d6}"));

    public Changes New(string message) => new(Tenant, MessageId.Of(message), Bytes("content of " + message), Bytes("answer to " + message), 0);

    public ValueTask<CommitOutcome> Commit(Changes changes) => _store.CommitAsync(changes, cancellationToken);

    public ValueTask<ImmutableArray<CommitOutcome>> CommitMany(params Changes[] batch) => _store.CommitManyAsync([.. batch], cancellationToken);

    public async ValueTask Done(Changes changes) => Expect.Done(await Commit(changes));

    public ValueTask<ImmutableArray<EventEnvelope>> Read(StreamId stream, long after = 0) => _store.ReadAsync(stream, after, cancellationToken);

    public async ValueTask<StreamHead> Head(StreamId stream)
    {
        var events = await Read(stream);
        return events.IsEmpty ? new(stream, 0, ChainHash.Genesis(stream)) : new(stream, events[^1].Version, events[^1].Hash);
    }

    /// <summary>Events that follow a head, each with a note of its own.</summary>
    public static StreamAppend Append(StreamHead head, params string[] notes)
    {
        var events = new List<EventEnvelope>(notes.Length);
        var (version, link) = (head.Version, head.Hash);
        foreach (var note in notes)
        {
            var at = Noon + Duration.FromNanoseconds(version + 1);
            var bytes = Bytes(
                $"{{\"type\":\"kit.noted\",\"at\":\"{InstantPattern.ExtendedIso.Format(at)}\",\"actor\":\"kit\",\"message\":\"kit\",\"policies\":[],\"reasons\":[],\"data\":{{\"note\":\"{note}\"}}}}");
            link = link.Next(bytes.Span);
            events.Add(new(head.Stream, ++version, "kit.noted", at, bytes, link));
        }

        return new(head.Stream, head.Version, events.ToValueList());
    }

    public static StreamAppend First(StreamId stream, params string[] notes) => Append(new(stream, 0, ChainHash.Genesis(stream)), notes);

    public async ValueTask<long> Balance(StockCell cell, StockAccount account)
    {
        var balances = await _store.BalancesAsync(Tenant, [cell], cancellationToken);
        return balances.Where(b => b.Account == account).Select(b => b.Units).SingleOrDefault();
    }

    public Lease Lease(string owner, Instant now, Instant until) => new(Tenant, owner, now, until);

    /// <summary>Looks at all due work without keeping it: the leases are over when they begin.</summary>
    public async ValueTask<(ImmutableArray<TimerEntry> Timers, ImmutableArray<OutboxMessage> Effects)> Work(Instant now)
    {
        var glance = Lease("glance", now, Instant.FromUnixTimeSeconds(0));
        return (await _store.ClaimDueAsync(glance, int.MaxValue, cancellationToken), await _store.ClaimAsync(glance, int.MaxValue, cancellationToken));
    }

    public static async ValueTask<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items) all.Add(item);
        return all;
    }

    /// <summary>Everything that the ports show of the tenant, as text.</summary>
    public async ValueTask<string> Dump(IEnumerable<StockCell> cells, IEnumerable<string> clues)
    {
        var text = new StringBuilder();
        foreach (var head in await All(_store.HeadsAsync(Tenant, cancellationToken)))
            text.Append(CultureInfo.InvariantCulture, $"head {head.Stream} {head.Version} {head.Hash}\n");
        foreach (var entry in await All(((IInbox)_store).ListAsync(Tenant, cancellationToken)))
            text.Append(CultureInfo.InvariantCulture, $"inbox {entry.Message} {Convert.ToHexString(entry.Answer.Span)}\n");
        foreach (var balance in await _store.BalancesAsync(Tenant, [.. cells], cancellationToken))
            text.Append(CultureInfo.InvariantCulture, $"balance {balance}\n");
        var (timers, effects) = await Work(Late);
        foreach (var timer in timers) text.Append(CultureInfo.InvariantCulture, $"timer {timer}\n");
        foreach (var effect in effects)
            text.Append(CultureInfo.InvariantCulture, $"effect {effect.Key} {effect.Kind} {effect.NotBefore} {Convert.ToHexString(effect.Body.Span)}\n");
        foreach (var entry in await All(((IQuarantine)_store).ListAsync(Tenant, null, cancellationToken)))
            text.Append(CultureInfo.InvariantCulture, $"quarantine {entry.Key} {entry.Code} {Convert.ToHexString(entry.Raw.Span)}\n");
        foreach (var entry in await All(_store.ListSettledAsync(Tenant, cancellationToken)))
            text.Append(CultureInfo.InvariantCulture, $"settled {entry.Settlement}\n");
        foreach (var clue in clues)
        {
            foreach (var stream in await All(_store.FindAsync(Tenant, clue, cancellationToken)))
                text.Append(CultureInfo.InvariantCulture, $"clue {clue} {stream}\n");
        }

        return text.ToString();
    }

    /// <summary>Runs workers side by side on threads of the pool.</summary>
    public Task Together(int workers, Func<int, ValueTask> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, workers),
        new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken },
        (worker, _) => work(worker));
}
