using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests.Stores;

/// <summary>Passes every call on; a planted bad store overrides what it breaks.</summary>
internal abstract class Relay(IOrderStore inner) : IOrderStore
{
    protected IOrderStore Inner => inner;

    public virtual ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) => inner.CommitAsync(changes, cancellationToken);

    public virtual async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(batch);
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>();
        foreach (var changes in batch) outcomes.Add(await CommitAsync(changes, cancellationToken));
        return outcomes.ToImmutable();
    }

    public virtual ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        inner.ReadAsync(stream, afterVersion, cancellationToken);

    public virtual IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(tenant, kind, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) => inner.HeadsAsync(tenant, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken) =>
        inner.HeadsAtAsync(tenant, events, cancellationToken);

    public virtual ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells,
        CancellationToken cancellationToken) =>
        inner.BalancesAsync(tenant, cells, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken) =>
        inner.BalancesAsync(tenant, sku, cancellationToken);

    public ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        inner.AnswerAsync(tenant, message, cancellationToken);

    IAsyncEnumerable<InboxEntry> IInbox.ListAsync(TenantId tenant, CancellationToken cancellationToken) => ((IInbox)inner).ListAsync(tenant, cancellationToken);

    public virtual ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        inner.ClaimDueAsync(lease, max, cancellationToken);

    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        inner.ClaimAsync(lease, max, cancellationToken);

    public virtual ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => inner.SettleAsync(tenant, key, cancellationToken);

    IAsyncEnumerable<QuarantineEntry> IQuarantine.ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        ((IQuarantine)inner).ListAsync(tenant, code, cancellationToken);

    public virtual IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        inner.ListSettledAsync(tenant, cancellationToken);

    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        inner.EntryAsync(tenant, key, cancellationToken);

    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, clue, cancellationToken);

    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken) =>
        inner.PutAsync(tenant, entries, cancellationToken);

    public ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        inner.OpenAsync(tenant, token, cancellationToken);

    public virtual ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        inner.EraseAsync(tenant, token, cancellationToken);

    public virtual ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => inner.EraseAsync(tenant, key, cancellationToken);
}
