using System.Collections.Immutable;
using OrderKernel.Inventory;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>The balances of SKUs in their shards, whose locks the caller holds. A SKU's are replaced as a whole: who read them keeps what was read.</summary>
internal static class MemoryStock
{
    /// <summary>The balances of a SKU, in the order of cells and accounts.</summary>
    public static ImmutableArray<StockBalance> Of(MemoryShard shard, SkuId sku) => shard.Stock.TryGetValue(sku, out var balances) ? balances : [];

    /// <summary>Applies all postings when every floor holds afterwards; else nothing.</summary>
    /// <param name="shards">The shard of a SKU.</param>
    /// <param name="postings">What changes.</param>
    /// <param name="floors">What must hold.</param>
    /// <returns>The first floor that does not hold; null when all do.</returns>
    public static CommitOutcome.StockShort? Post(Func<SkuId, MemoryShard> shards, ValueList<Posting> postings, ValueList<StockFloor> floors)
    {
        var after = IsOfOneSku(postings)
            ? [After(shards, postings[0].Cell.Sku, postings)]
            : postings.Items.GroupBy(p => p.Cell.Sku).Select(g => After(shards, g.Key, g.ToValueList())).ToArray();
        foreach (var floor in floors)
        {
            var seen = StockSheet.Sum(Balances(shards, after, floor.Cell.Sku), floor);
            if (seen < floor.AtLeast) return new(floor, seen);
        }

        foreach (var (sku, balances) in after) shards(sku).Stock[sku] = balances;
        return null;
    }

    private static (SkuId Sku, ImmutableArray<StockBalance> Balances) After(Func<SkuId, MemoryShard> shards, SkuId sku, ValueList<Posting> postings) =>
        (sku, StockSheet.Post(Of(shards(sku), sku), postings));

    private static ImmutableArray<StockBalance> Balances(Func<SkuId, MemoryShard> shards, (SkuId Sku, ImmutableArray<StockBalance> Balances)[] after, SkuId sku)
    {
        foreach (var touched in after)
        {
            if (touched.Sku == sku) return touched.Balances;
        }

        return Of(shards(sku), sku);
    }

    private static bool IsOfOneSku(ValueList<Posting> postings)
    {
        for (var i = 1; i < postings.Count; i++)
        {
            if (postings[i].Cell.Sku != postings[0].Cell.Sku) return false;
        }

        return !postings.IsEmpty;
    }
}
