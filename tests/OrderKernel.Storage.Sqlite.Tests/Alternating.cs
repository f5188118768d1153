using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Tests;

/// <summary>Two stores on one file; every call goes to the other one than the last.</summary>
internal sealed class Alternating(string path) : IOrderStore, IDisposable
{
    private readonly SqliteOrderStore[] _stores = [SqliteOrderStore.Open(path), SqliteOrderStore.Open(path)];
    private int _calls;

    private SqliteOrderStore Next => _stores[Interlocked.Increment(ref _calls) & 1];

    public ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) => Next.CommitAsync(changes, cancellationToken);

    public ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken) =>
        Next.CommitManyAsync(batch, cancellationToken);

    public ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        Next.ReadAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken) =>
        Next.ReadAllAsync(tenant, kind, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) => Next.HeadsAsync(tenant, cancellationToken);

    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken) =>
        Next.HeadsAtAsync(tenant, events, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken) =>
        Next.BalancesAsync(tenant, cells, cancellationToken);

    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken) =>
        Next.BalancesAsync(tenant, sku, cancellationToken);

    public ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken) =>
        Next.AnswerAsync(tenant, message, cancellationToken);

    IAsyncEnumerable<InboxEntry> IInbox.ListAsync(TenantId tenant, CancellationToken cancellationToken) => ((IInbox)Next).ListAsync(tenant, cancellationToken);

    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        Next.ClaimDueAsync(lease, max, cancellationToken);

    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        Next.ClaimAsync(lease, max, cancellationToken);

    public ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => Next.SettleAsync(tenant, key, cancellationToken);

    IAsyncEnumerable<QuarantineEntry> IQuarantine.ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        ((IQuarantine)Next).ListAsync(tenant, code, cancellationToken);

    public IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Next.ListSettledAsync(tenant, cancellationToken);

    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken) =>
        Next.EntryAsync(tenant, key, cancellationToken);

    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken) =>
        Next.FindAsync(tenant, clue, cancellationToken);

    public ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken) =>
        Next.PutAsync(tenant, entries, cancellationToken);

    public ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) =>
        Next.OpenAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) => Next.EraseAsync(tenant, token, cancellationToken);

    public ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => Next.EraseAsync(tenant, key, cancellationToken);

    public void Dispose()
    {
        foreach (var store in _stores) store.Dispose();
    }
}
