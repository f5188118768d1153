using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>
/// From which cells the units come that were asked of a shelf: pool by pool in the order that was said, in each the batch that expires first 先到期先出, then
/// units of no batch. Batches that are too near their end are left where they are.
/// </summary>
internal static class Picking
{
    /// <summary>True when there is something to pick: a shelf that holds batches, several pools, or a batch that was named.</summary>
    public static bool IsNeeded(ValueList<StockUnits> asked, ValueList<PoolId> pools, ImmutableArray<StockBalance> positions)
    {
        if (!pools.IsEmpty) return true;
        foreach (ref readonly var balance in positions.AsSpan())
        {
            if (balance.Cell.Batch != default) return true;
        }

        foreach (var (cell, _) in asked)
        {
            if (cell.Batch != default) return true;
        }

        return false;
    }

    /// <summary>The units, in the order in which they are picked; less than was asked where there is not enough.</summary>
    /// <param name="wanted">What is asked of a cell: without a batch of any, in the location's own pool of those that are said.</param>
    /// <param name="pools">The pools in their order; empty for that of the cell.</param>
    /// <param name="stock">Balances of the SKU, with what was picked before.</param>
    public static IEnumerable<PickedUnits> Of(StockUnits wanted, ValueList<PoolId> pools, StockView stock)
    {
        var left = wanted.Quantity.Units;
        foreach (var cell in Cells(wanted.Cell, pools))
        {
            foreach (var picked in cell.Batch == default ? OfShelf(cell, left, stock) : OfBatch(cell, left, stock))
            {
                left -= picked.Quantity.Units;
                yield return picked;
            }

            if (left == 0) yield break;
        }
    }

    /// <summary>The cells that are meant: one in each pool, or the one of the pool that it names.</summary>
    public static IEnumerable<StockCell> Cells(StockCell wanted, ValueList<PoolId> pools) => pools.IsEmpty || wanted.Pool != default
        ? [wanted]
        : pools.Items.Select(p => wanted with { Pool = PoolRules.CellPool(p) });

    // A batch that is named is taken whatever its age, of what the shelf has free with it.
    private static IEnumerable<PickedUnits> OfBatch(StockCell cell, long wanted, StockView stock)
    {
        var formula = stock.Formula.Policy;
        var free = Math.Min(Availability.BalanceOf(cell, stock.Positions, formula), stock.FreeOn(cell.ToShelf(), null));
        return Math.Min(wanted, free) is > 0 and var units ? [Picked(cell, units, stock)] : [];
    }

    private static IEnumerable<PickedUnits> OfShelf(StockCell shelf, long wanted, StockView stock)
    {
        var formula = stock.Formula.Policy;
        var left = Math.Min(wanted, stock.FreeOn(shelf, stock.On));
        if (left <= 0) yield break;
        foreach (var batch in Usable(shelf, stock))
        {
            var units = Math.Min(left, Availability.BalanceOf(batch, stock.Positions, formula));
            if (units <= 0) continue;
            left -= units;
            yield return Picked(batch, units, stock);
            if (left == 0) yield break;
        }

        yield return Picked(shelf, left, stock);
    }

    // The batches of a shelf that count, those that expire first first; of those without a day, and of one day, in the order of their names.
    private static IEnumerable<StockCell> Usable(StockCell shelf, StockView stock)
    {
        var limit = stock.On is { } on ? BatchClock.DaysOf(stock.Formula.Policy.UsableFrom(shelf, on)) : long.MinValue;
        return stock.Positions.Where(b => b.Cell.Batch != default && b.Cell.SharesShelfWith(shelf)).Select(b => b.Cell).Distinct()
            .Select(c => (Cell: c, Days: StockSheet.BalanceOf(stock.Positions, c, StockAccount.ExpiresOn)))
            .Where(c => c.Days == 0 || c.Days >= limit)
            .OrderBy(c => c.Days == 0 ? long.MaxValue : c.Days).ThenBy(c => c.Cell).Select(c => c.Cell);
    }

    private static PickedUnits Picked(StockCell cell, long units, StockView stock) =>
        new(cell, Quantity.Of(units)) { ExpiresOn = cell.Batch == default ? null : BatchClock.Of(stock.Positions, cell) };
}
