using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Tests.Support;

/// <summary>A store in which another writer comes in just before the k-th reading of a stream or of balances.</summary>
internal sealed class InterleavingStore(IOrderStore inner, int at, Func<Task> rival) : RelayStore(inner)
{
    /// <summary>Readings so far.</summary>
    public int Readings { get; private set; }

    public override async ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
    {
        await ReadAsync();
        return await base.ReadAsync(stream, afterVersion, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        await ReadAsync();
        return await base.BalancesAsync(tenant, sku, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells,
        CancellationToken cancellationToken)
    {
        await ReadAsync();
        return await base.BalancesAsync(tenant, cells, cancellationToken);
    }

    private Task ReadAsync() => ++Readings == at ? rival() : Task.CompletedTask;
}
