using System.Collections.Immutable;
using OrderKernel.Buyers;
using OrderKernel.Chains;
using OrderKernel.Inventory;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>What decisions read from and write to: a store, with units of work gathered into batches that share one flush to disk.</summary>
/// <remarks>Each decision sees all earlier ones: a stream is read together with its
/// gathered events, a read of stock or clues that a gathered unit changes flushes first.
/// With a batch of one every unit is committed at once.</remarks>
internal sealed class Workspace(IOrderStore store, int batchSize)
{
    private readonly List<Changes> _gathered = [];
    private readonly HashSet<(TenantId Tenant, MessageId Message)> _gatheredMessages = [];
    private readonly Dictionary<StreamId, List<EventEnvelope>> _gatheredEvents = [];
    private readonly Dictionary<TenantId, List<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>>> _persons = [];
    private readonly HashSet<SkuId> _dirtySkus = [];
    private readonly HashSet<SkuId> _countedSkus = [];
    private readonly HashSet<SkuId> _waitingSkus = [];
    private readonly HashSet<string> _dirtyClues = new(StringComparer.Ordinal);
    private readonly List<(Changes Changes, CommitOutcome Outcome)> _failed = [];
    private readonly Dictionary<TenantId, bool> _hasPutAway = [];

    public IOrderStore Store => store;

    /// <summary>How many gathered units did not go through so far: a decision during which it grows was made behind units that nobody has.</summary>
    public int Failures { get; private set; }

    /// <summary>What a host knows of customers; null for nothing.</summary>
    public ICustomerStandings? Standings { get; set; }

    /// <summary>What chains of rules read and only the host knows; null for nothing.</summary>
    public IRuleFacts? RuleFacts { get; set; }

    /// <summary>True when nothing is to be written, not even what is kept beside units of work.</summary>
    public bool IsRehearsal { get; set; }

    /// <summary>The key under which the ids of a tenant's buyers are hashed.</summary>
    public BuyerKeys BuyerKeys { get; } = new(store);

    /// <summary>Told of each unit when it is handed in, committed or not; for a clock that follows timers.</summary>
    public Action<Changes>? Gathered { get; set; }

    public async ValueTask<StoredStream> ReadAsync(StreamId stream, CancellationToken cancellationToken)
    {
        var events = await store.ReadAsync(stream, 0, cancellationToken).ConfigureAwait(false);
        if (_gatheredEvents.TryGetValue(stream, out var later))
        {
            if (later[0].Version == events.Length + 1)
            {
                events = events.AddRange(later);
            }
            else
            {
                // Another writer was there: the gathered units on this stream fail and are decided again.
                await FlushAsync(cancellationToken).ConfigureAwait(false);
                events = await store.ReadAsync(stream, 0, cancellationToken).ConfigureAwait(false);
            }
        }

        return StoredStream.Of(stream, events);
    }

    /// <summary>The stream of an aggregate, of a long one the end alone.</summary>
    public async ValueTask<StoredStream> ReadAsync<TState, TCommand, TEvent, TGiven>(
        Decider<TState, TCommand, TEvent, TGiven> decider, StreamId stream, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        if (decider.Carry is null) return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (_gatheredEvents.ContainsKey(stream)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await store.ReadAsync(decider, stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when a message was answered, a gathered one included.</summary>
    public async ValueTask<bool> IsAnsweredAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        _gatheredMessages.Contains((tenant, message)) || await store.AnswerAsync(tenant, message, cancellationToken).ConfigureAwait(false) is not null;

    public async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        if (_dirtySkus.Contains(sku)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await store.BalancesAsync(tenant, sku, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last count of a cell, as a balance; movements alone need no flush for it.</summary>
    public async ValueTask<long> CountedAtAsync(TenantId tenant, StockCell cell, CancellationToken cancellationToken)
    {
        if (_countedSkus.Contains(cell.Sku)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        foreach (var balance in await store.BalancesAsync(tenant, [cell], cancellationToken).ConfigureAwait(false))
        {
            if (balance.Account == StockAccount.CountedAt) return balance.Units;
        }

        return 0;
    }

    /// <summary>The units of a SKU for which orders wait, promised or not; movements alone need no flush for it.</summary>
    public async ValueTask<long> WaitingAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        if (_waitingSkus.Contains(sku)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        var balances = await store.BalancesAsync(tenant, [Backorders.CellOf(sku)], cancellationToken).ConfigureAwait(false);
        return balances.Sum(b => b.Units);
    }

    /// <summary>False when no record waits that was put away. A run, which has its turn, asks once; whoever shares the store always looks.</summary>
    public async ValueTask<bool> HasPutAwayAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (batchSize <= 1) return true;
        if (_hasPutAway.TryGetValue(tenant, out var known)) return known;
        var first = store.ListAsync(tenant, null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (first.ConfigureAwait(false)) return _hasPutAway[tenant] = await first.MoveNextAsync().ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<StreamId>> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken)
    {
        if (_dirtyClues.Contains(clue)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        var found = ImmutableArray.CreateBuilder<StreamId>();
        await foreach (var stream in store.FindAsync(tenant, clue, cancellationToken).ConfigureAwait(false)) found.Add(stream);
        return found.ToImmutable();
    }

    /// <summary>
    /// Keeps personal data, at the latest before the unit that names it: an entry that no event names harms nobody, an event that names no entry would.
    /// </summary>
    public async ValueTask KeepAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries,
        CancellationToken cancellationToken)
    {
        if (entries.IsEmpty || IsRehearsal) return;
        if (batchSize <= 1)
        {
            await store.PutAsync(tenant, entries, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!_persons.TryGetValue(tenant, out var kept)) _persons.Add(tenant, kept = []);
        kept.AddRange(entries);
    }

    /// <summary>Personal data, also when it waits to be kept with a batch; null when there is none or it was erased.</summary>
    public async ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken)
    {
        if (_persons.TryGetValue(tenant, out var kept))
        {
            for (var i = kept.Count - 1; i >= 0; i--)
            {
                if (kept[i].Key == token) return new(kept[i].Value);
            }
        }

        return await store.OpenAsync(tenant, token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands a unit in. In a batch the outcome is known only at the flush; <see cref="TakeFailed"/> then holds what did not go through.</summary>
    public async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        if (batchSize <= 1)
        {
            var outcome = await store.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
            if (outcome is CommitOutcome.Done) Gathered?.Invoke(changes);
            return outcome;
        }

        if (!changes.Quarantine.IsEmpty) _hasPutAway[changes.Tenant] = true;
        _gathered.Add(changes);
        _gatheredMessages.Add((changes.Tenant, changes.Message));
        foreach (var append in changes.Appends)
        {
            if (!_gatheredEvents.TryGetValue(append.Stream, out var later)) _gatheredEvents.Add(append.Stream, later = []);
            later.AddRange(append.Events);
        }

        foreach (var posting in changes.Postings)
        {
            _dirtySkus.Add(posting.Cell.Sku);
            if (posting.Account == StockAccount.CountedAt) _countedSkus.Add(posting.Cell.Sku);
            if (posting.Account is StockAccount.Ahead or StockAccount.Awaited) _waitingSkus.Add(posting.Cell.Sku);
        }

        foreach (var entry in changes.Index) _dirtyClues.Add(entry.Clue);
        Gathered?.Invoke(changes);
        if (_gathered.Count >= batchSize) await FlushAsync(cancellationToken).ConfigureAwait(false);
        return CommitOutcome.Done.Instance;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_gathered.Count == 0) return;
        foreach (var persons in _persons) await store.PutAsync(persons.Key, persons.Value.ToImmutableArray(), cancellationToken).ConfigureAwait(false);
        _persons.Clear();
        var batch = _gathered.ToImmutableArray();
        var outcomes = await store.CommitManyAsync(batch, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < batch.Length; i++)
        {
            if (outcomes[i] is CommitOutcome.Done) continue;
            Failures++;
            if (outcomes[i] is not CommitOutcome.Repeated) _failed.Add((batch[i], outcomes[i]));
        }

        _gathered.Clear();
        _gatheredMessages.Clear();
        _gatheredEvents.Clear();
        _dirtySkus.Clear();
        _countedSkus.Clear();
        _waitingSkus.Clear();
        _dirtyClues.Clear();
    }

    /// <summary>Units that another writer's work made fail since the last call; their decisions must be made again.</summary>
    public ImmutableArray<(Changes Changes, CommitOutcome Outcome)> TakeFailed()
    {
        var failed = _failed.ToImmutableArray();
        _failed.Clear();
        return failed;
    }
}
