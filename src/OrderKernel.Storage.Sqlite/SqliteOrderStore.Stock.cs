using System.Collections.Immutable;

namespace OrderKernel.Storage.Sqlite;

/// <content>The stock book.</content>
public sealed partial class SqliteOrderStore
{
    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken)
    {
        if (cells.IsDefault) throw new ArgumentException("Cells are required.", nameof(cells));
        return Read(tenant, cancellationToken, d => Queries.Balances(d, tenant, cells));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        if (sku.Value is null) throw new ArgumentException("A SKU is required.", nameof(sku));
        return Read(tenant, cancellationToken, d => Queries.Balances(d, tenant, sku));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return Read(tenant, cancellationToken, d => Queries.Skus(d, tenant, after, max));
    }
}
