using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>
/// The stock of all SKUs as channel SKUs see it: what is kept is taken out first, rule by rule, from the cells that count for it in their order; what is
/// left is shared. Each component is looked at by itself, so that more of one never leaves less of another.
/// </summary>
internal sealed class StockShares
{
    private readonly Dictionary<SkuId, (AvailableStock Cell, long Left)[]> _cells;
    private readonly Dictionary<(Listing, SkuId), long> _kept = [];

    private StockShares(Dictionary<SkuId, (AvailableStock, long)[]> cells) => _cells = cells;

    /// <summary>Takes out what is kept.</summary>
    /// <param name="balances">All balances of the SKUs that are sold.</param>
    /// <param name="formula">What counts as available.</param>
    /// <param name="keeping">The channel SKUs for which something is kept, the rules' order first.</param>
    /// <param name="on">The day on which batches are looked at.</param>
    public static StockShares Of(ImmutableArray<StockBalance> balances, StockFormula formula, IEnumerable<(Listing Listing, PublicationRule Rule)> keeping,
        LocalDate? on)
    {
        var shares = new StockShares(Availability.OfAll(balances, formula, on).Items.GroupBy(a => a.Cell.Sku)
            .ToDictionary(g => g.Key, g => g.Select(a => (a, a.Units.Units)).ToArray()));
        foreach (var (listing, rule) in keeping)
        {
            foreach (var (sku, quantity) in listing.Goods) shares._kept[(listing, sku)] = shares.Take(sku, rule, checked(rule.Kept * quantity.Units));
        }

        return shares;
    }

    /// <summary>The cells of a SKU that count for a rule; none when nobody ever told of any.</summary>
    public ValueList<AvailableStock> Cells(SkuId sku, PublicationRule rule) => Counting(sku, rule).Select(c => c.Cell).ToValueList();

    /// <summary>What is left in them for all.</summary>
    public long Left(SkuId sku, PublicationRule rule)
    {
        var left = 0L;
        foreach (var (_, units) in Counting(sku, rule)) left = checked(left + units);
        return left;
    }

    /// <summary>What is kept for one channel SKU.</summary>
    public long Kept(Listing listing, SkuId sku) => _kept.TryGetValue((listing, sku), out var kept) ? kept : 0;

    /// <summary>The cells of a SKU, whoever counts them.</summary>
    public IEnumerable<StockCell> CellsOf(SkuId sku) => _cells.TryGetValue(sku, out var cells) ? cells.Select(c => c.Cell.Cell) : [];

    private long Take(SkuId sku, PublicationRule rule, long wanted)
    {
        if (!_cells.TryGetValue(sku, out var cells)) return 0;
        var taken = 0L;
        for (var i = 0; i < cells.Length && taken < wanted; i++)
        {
            if (!rule.Counts(cells[i].Cell.Cell)) continue;
            var part = Math.Min(cells[i].Left, wanted - taken);
            (cells[i].Left, taken) = (cells[i].Left - part, taken + part);
        }

        return taken;
    }

    private IEnumerable<(AvailableStock Cell, long Left)> Counting(SkuId sku, PublicationRule rule) =>
        _cells.TryGetValue(sku, out var cells) ? cells.Where(c => rule.Counts(c.Cell.Cell)) : [];
}
