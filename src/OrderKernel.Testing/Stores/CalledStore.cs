using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>Passes every call on and remembers the last one, so that a broken promise says by which method it was seen.</summary>
internal sealed class CalledStore(IOrderStore inner) : IOrderStore
{
    private volatile string _last = "";

    /// <summary>The port and the method that were called last; empty before the first call.</summary>
    public string Last
    {
        get => _last;
        set => _last = value;
    }

    public ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) =>
        On<IUnitOfWork>(nameof(CommitAsync)).CommitAsync(changes, cancellationToken);

    public ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken) =>
        On<IUnitOfWork>(nameof(CommitManyAsync)).CommitManyAsync(batch, cancellationToken);

    public ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        On<IEventStreams>(nameof(ReadAsync)).ReadAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        On<IEventStreams>(nameof(ReadAllAsync)).ReadAllAsync(tenant, kind, cancellationToken);

    public ValueTask<long> VersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        On<IEventStreams>(nameof(VersionAsync)).VersionAsync(stream, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        On<IEventStreams>(nameof(HeadsAsync)).HeadsAsync(tenant, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken) =>
        On<IEventStreams>(nameof(HeadsAtAsync)).HeadsAtAsync(tenant, events, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken) =>
        On<IStockBook>(nameof(BalancesAsync)).BalancesAsync(tenant, cells, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken) =>
        On<IStockBook>(nameof(BalancesAsync)).BalancesAsync(tenant, sku, cancellationToken);

    public ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken) =>
        On<IStockBook>(nameof(SkusAsync)).SkusAsync(tenant, after, max, cancellationToken);

    public ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        On<IInbox>(nameof(AnswerAsync)).AnswerAsync(tenant, message, cancellationToken);

    IAsyncEnumerable<InboxEntry> IInbox.ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        On<IInbox>(nameof(IInbox.ListAsync)).ListAsync(tenant, cancellationToken);

    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        On<ITimers>(nameof(ClaimDueAsync)).ClaimDueAsync(lease, max, cancellationToken);

    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        On<IOutbox>(nameof(ClaimAsync)).ClaimAsync(lease, max, cancellationToken);

    public ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        On<IOutbox>(nameof(SettleAsync)).SettleAsync(tenant, key, cancellationToken);

    IAsyncEnumerable<QuarantineEntry> IQuarantine.ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        On<IQuarantine>(nameof(IQuarantine.ListAsync)).ListAsync(tenant, code, cancellationToken);

    public IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        On<IQuarantine>(nameof(ListSettledAsync)).ListSettledAsync(tenant, cancellationToken);

    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        On<IQuarantine>(nameof(EntryAsync)).EntryAsync(tenant, key, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        On<IQuarantine>(nameof(EraseAsync)).EraseAsync(tenant, key, cancellationToken);

    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        On<IOrderIndex>(nameof(FindAsync)).FindAsync(tenant, clue, cancellationToken);

    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken) =>
        On<IPersonVault>(nameof(PutAsync)).PutAsync(tenant, entries, cancellationToken);

    public ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        On<IPersonVault>(nameof(OpenAsync)).OpenAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        On<IPersonVault>(nameof(EraseAsync)).EraseAsync(tenant, token, cancellationToken);

    private TPort On<TPort>(string method) where TPort : class
    {
        _last = $"{typeof(TPort).Name}.{method}";
        return (TPort)inner;
    }
}
