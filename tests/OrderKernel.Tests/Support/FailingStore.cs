using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Tests.Support;

/// <summary>When a store fails.</summary>
internal enum FailureMoment
{
    Before = 1,
    After = 2,

    /// <summary>It does not fail: a rival's work comes in between.</summary>
    Never = 3,
}

/// <summary>
/// A store that fails once, at the k-th unit of work, before it or after it was
/// committed: the caller cannot tell which. What comes before it in a batch stays.
/// </summary>
internal sealed class FailingStore(IOrderStore inner, int at, FailureMoment moment) : IOrderStore
{
    /// <summary>Units of work seen so far.</summary>
    public int Units { get; private set; }

    /// <summary>What happens to a unit instead of being handed on, for stores that lie; null for honest ones.</summary>
    public Func<Changes, Changes>? Lie { get; init; }

    /// <summary>What another writer does just before that unit; null for nothing.</summary>
    public Func<Task>? Rival { get; init; }

    public async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        var isHere = ++Units == at;
        if (isHere && Rival is not null) await Rival();
        if (isHere && moment == FailureMoment.Before) throw new IOException("The line went dead.");
        var outcome = await inner.CommitAsync(Lie is null ? changes : Lie(changes), cancellationToken);
        return isHere && moment == FailureMoment.After ? throw new IOException("The line went dead.") : outcome;
    }

    public async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>(batch.Length);
        foreach (var changes in batch) outcomes.Add(await CommitAsync(changes, cancellationToken));
        return outcomes.ToImmutable();
    }

    public ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        inner.ReadAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(tenant, kind, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) => inner.HeadsAsync(tenant, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken) =>
        inner.HeadsAtAsync(tenant, events, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken) =>
        inner.BalancesAsync(tenant, cells, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken) =>
        inner.BalancesAsync(tenant, sku, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        inner.AnswerAsync(tenant, message, cancellationToken);

    public IAsyncEnumerable<InboxEntry> ListAsync(TenantId tenant, CancellationToken cancellationToken) => inner.ListAsync(tenant, cancellationToken);

    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        inner.ClaimDueAsync(lease, max, cancellationToken);

    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        inner.ClaimAsync(lease, max, cancellationToken);

    public ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => inner.SettleAsync(tenant, key, cancellationToken);

    public IAsyncEnumerable<QuarantineEntry> ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        inner.ListAsync(tenant, code, cancellationToken);

    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, clue, cancellationToken);

    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken) =>
        inner.PutAsync(tenant, entries, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        inner.OpenAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) => inner.EraseAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => inner.EraseAsync(tenant, key, cancellationToken);
}
