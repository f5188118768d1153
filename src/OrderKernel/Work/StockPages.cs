using System.Runtime.CompilerServices;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>Goes through all that a stock book holds, a page at a time.</summary>
internal static class StockPages
{
    private const int PageSize = 1_000;

    /// <summary>The SKUs that have balances, in ordinal order.</summary>
    public static async IAsyncEnumerable<SkuId> SkusAsync(IStockBook book, TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = default(SkuId);
        while (true)
        {
            var page = await book.SkusAsync(tenant, last, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var sku in page) yield return sku;
            if (page.Length < PageSize) yield break;
            last = page[^1];
        }
    }
}
