using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>A store in memory: every facet, nothing durable. For tests, trials and short runs.</summary>
/// <remarks>
/// <para>Concurrency: safe for any number of threads and linearizable. A tenant's keys lie in 128 shards; a unit of work holds the locks of those that it
/// names, taken in their order, so that units over different goods do not wait for each other and none waits in a circle. What goes over everything
/// (heads, lists, an epoch that rises) holds all.</para>
/// <para>Enumerations read a snapshot taken when they begin. Calls finish synchronously and honour cancellation before they start.</para>
/// <para>Failure: none; what the process loses is lost. Proof: passes the store conformance kit of OrderKernel.Testing.</para>
/// </remarks>
public sealed class MemoryOrderStore : IOrderStore, IDetailRetention
{
    private readonly ConcurrentDictionary<TenantId, MemoryPartition> _partitions = new();

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(changes);
        return new(Commit(changes));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(batch);
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>(batch.Length);
        foreach (var changes in batch) outcomes.Add(Commit(changes));
        return new(outcomes.MoveToImmutable());
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        return new(Read(stream.Tenant, cancellationToken, p => p.Read(stream, afterVersion)));
    }

    /// <inheritdoc/>
    public ValueTask<long> VersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        new(Read(stream.Tenant, cancellationToken, p => p.Version(stream)));

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Snapshot(() => Read(tenant, cancellationToken, p => p.ReadAll(kind)), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Snapshot(() => Read(tenant, cancellationToken, p => p.Heads()), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        return Snapshot(() => Read(tenant, cancellationToken, p => p.HeadsAt(events)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken)
    {
        if (cells.IsDefault) throw new ArgumentException("Cells are required.", nameof(cells));
        return new(Read(tenant, cancellationToken, p => p.Balances(cells)));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        if (sku.Value is null) throw new ArgumentException("A SKU is required.", nameof(sku));
        return new(Read(tenant, cancellationToken, p => p.Balances(sku)));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return new(Read(tenant, cancellationToken, p => p.Skus(after, max)));
    }

    /// <inheritdoc/>
    public ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken)
    {
        if (message.Value is null) throw new ArgumentException("A message id is required.", nameof(message));
        return new(Read(tenant, cancellationToken, p => p.Answer(message)));
    }

    /// <inheritdoc/>
    IAsyncEnumerable<InboxEntry> IInbox.ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Snapshot(() => Read(tenant, cancellationToken, p => p.Inbox()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken)
    {
        CheckLease(lease, max);
        return new(Read(lease.Tenant, cancellationToken, p => p.ClaimTimers(lease, max)));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken)
    {
        CheckLease(lease, max);
        return new(Read(lease.Tenant, cancellationToken, p => p.ClaimOutbox(lease, max)));
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        Act(tenant, cancellationToken, p => p.Settle(key));
        return default;
    }

    /// <inheritdoc/>
    IAsyncEnumerable<QuarantineEntry> IQuarantine.ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        Snapshot(() => Read(tenant, cancellationToken, p => p.Quarantined(code)), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Snapshot(() => Read(tenant, cancellationToken, p => p.Settled()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(Read(tenant, cancellationToken, p => p.Entry(key)));
    }

    /// <inheritdoc/>
    public ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        Act(tenant, cancellationToken, p => p.Forget(key));
        return default;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clue);
        return Snapshot(() => Read(tenant, cancellationToken, p => p.Find(clue)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken)
    {
        if (entries.IsDefault) throw new ArgumentException("Entries are required.", nameof(entries));
        foreach (var entry in entries) CheckToken(entry.Key);
        Act(tenant, cancellationToken, p => p.Keep(entries));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken)
    {
        CheckToken(token);
        return new(Read(tenant, cancellationToken, p => p.Open(token)));
    }

    /// <inheritdoc/>
    public ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken)
    {
        CheckToken(token);
        Act(tenant, cancellationToken, p => p.Erase(token));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<int> DropAsync(StreamId stream, ValueList<long> versions, NodaTime.LocalDate on, CancellationToken cancellationToken) =>
        new(Read(stream.Tenant, cancellationToken, p => p.Drop(stream, versions, on)));

    private static void CheckToken(PersonToken token)
    {
        if (token.Value is null) throw new ArgumentException("A token is required.", nameof(token));
    }

    private static void CheckLease(Lease lease, int max)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrEmpty(lease.Owner);
        ArgumentOutOfRangeException.ThrowIfNegative(max);
    }

    private static async IAsyncEnumerable<T> Snapshot<T>(Func<T[]> take, CancellationToken callerToken,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in await new ValueTask<T[]>(take()).ConfigureAwait(false))
        {
            callerToken.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private CommitOutcome Commit(Changes changes) => Partition(changes.Tenant).Commit(changes);

    private T Read<T>(TenantId tenant, CancellationToken cancellationToken, Func<MemoryPartition, T> read)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return read(Partition(tenant));
    }

    private void Act(TenantId tenant, CancellationToken cancellationToken, Action<MemoryPartition> act)
    {
        cancellationToken.ThrowIfCancellationRequested();
        act(Partition(tenant));
    }

    private MemoryPartition Partition(TenantId tenant) => tenant.Value is null
        ? throw new ArgumentException("A tenant is required.", nameof(tenant))
        : _partitions.GetOrAdd(tenant, static _ => new MemoryPartition());
}
