using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel;

/// <summary>A store that hands everything on to another; what a test's store does otherwise it overrides.</summary>
internal abstract class RelayStore(IOrderStore inner) : IOrderStore
{
    protected virtual IOrderStore Inner => inner;

    public virtual ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) => Inner.CommitAsync(changes, cancellationToken);

    public virtual ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken) =>
        Inner.CommitManyAsync(batch, cancellationToken);

    public virtual ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        Inner.ReadAsync(stream, afterVersion, cancellationToken);

    public virtual IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        Inner.ReadAllAsync(tenant, kind, cancellationToken);

    public virtual ValueTask<long> VersionAsync(StreamId stream, CancellationToken cancellationToken) => Inner.VersionAsync(stream, cancellationToken);

    public virtual IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) => Inner.HeadsAsync(tenant, cancellationToken);

    public virtual IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken) =>
        Inner.HeadsAtAsync(tenant, events, cancellationToken);

    public virtual ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells,
        CancellationToken cancellationToken) =>
        Inner.BalancesAsync(tenant, cells, cancellationToken);

    public virtual ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken) =>
        Inner.BalancesAsync(tenant, sku, cancellationToken);

    public virtual ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken) =>
        Inner.SkusAsync(tenant, after, max, cancellationToken);

    public virtual ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        Inner.AnswerAsync(tenant, message, cancellationToken);

    public virtual IAsyncEnumerable<InboxEntry> ListAsync(TenantId tenant, CancellationToken cancellationToken) => Inner.ListAsync(tenant, cancellationToken);

    public virtual ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        Inner.ClaimDueAsync(lease, max, cancellationToken);

    public virtual ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        Inner.ClaimAsync(lease, max, cancellationToken);

    public virtual ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => Inner.SettleAsync(tenant, key, cancellationToken);

    public virtual IAsyncEnumerable<QuarantineEntry> ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        Inner.ListAsync(tenant, code, cancellationToken);

    public virtual IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Inner.ListSettledAsync(tenant, cancellationToken);

    public virtual ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        Inner.EntryAsync(tenant, key, cancellationToken);

    public virtual IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        Inner.FindAsync(tenant, clue, cancellationToken);

    public virtual ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries,
        CancellationToken cancellationToken) =>
        Inner.PutAsync(tenant, entries, cancellationToken);

    public virtual ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        Inner.OpenAsync(tenant, token, cancellationToken);

    public virtual ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        Inner.EraseAsync(tenant, token, cancellationToken);

    public virtual ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => Inner.EraseAsync(tenant, key, cancellationToken);
}
