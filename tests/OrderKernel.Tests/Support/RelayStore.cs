using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Tests.Support;

/// <summary>A store that hands everything on to another; what a test's store does otherwise it overrides.</summary>
internal abstract class RelayStore(IOrderStore inner) : IOrderStore
{
    public virtual ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) => inner.CommitAsync(changes, cancellationToken);

    public virtual ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken) =>
        inner.CommitManyAsync(batch, cancellationToken);

    public virtual ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        inner.ReadAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(tenant, kind, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) => inner.HeadsAsync(tenant, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken) =>
        inner.HeadsAtAsync(tenant, events, cancellationToken);

    public virtual ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells,
        CancellationToken cancellationToken) =>
        inner.BalancesAsync(tenant, cells, cancellationToken);

    public virtual ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken) =>
        inner.BalancesAsync(tenant, sku, cancellationToken);

    public virtual ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        inner.AnswerAsync(tenant, message, cancellationToken);

    public IAsyncEnumerable<InboxEntry> ListAsync(TenantId tenant, CancellationToken cancellationToken) => inner.ListAsync(tenant, cancellationToken);

    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        inner.ClaimDueAsync(lease, max, cancellationToken);

    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        inner.ClaimAsync(lease, max, cancellationToken);

    public ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => inner.SettleAsync(tenant, key, cancellationToken);

    public IAsyncEnumerable<QuarantineEntry> ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        inner.ListAsync(tenant, code, cancellationToken);

    public IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        inner.ListSettledAsync(tenant, cancellationToken);

    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        inner.EntryAsync(tenant, key, cancellationToken);

    public virtual IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, clue, cancellationToken);

    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken) =>
        inner.PutAsync(tenant, entries, cancellationToken);

    public virtual ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        inner.OpenAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) => inner.EraseAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => inner.EraseAsync(tenant, key, cancellationToken);
}
