using OrderKernel.Inventory;
using OrderKernel.Work;

namespace OrderKernel.Partners;

/// <summary>What came back of an order so far: how much in all, and what of it waits to be looked at again.</summary>
/// <param name="Back">The units of each SKU that came back.</param>
/// <param name="Aside">The units that were put aside, by the cell in which they lie.</param>
internal sealed record PutAside(Dictionary<SkuId, long> Back, Dictionary<StockCell, long> Aside)
{
    /// <summary>Reads it from the movements that were booked for the order.</summary>
    public static async ValueTask<PutAside> OfAsync(OrderWork work, CancellationToken cancellationToken)
    {
        var (back, aside) = (new Dictionary<SkuId, long>(), new Dictionary<StockCell, long>());
        foreach (var stream in await work.Workspace.FindAsync(work.Unit.Tenant, Clues.ReceivedOf(work.Stream), cancellationToken).ConfigureAwait(false))
        {
            var happened = (await work.Workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(StockMovements.Decider).State;
            if (happened is GoodsTakenBack taken)
            {
                foreach (var (cell, units) in taken.Units)
                {
                    Add(back, cell.Sku, units.Units);
                    if (taken.Outcome == InspectionOutcome.Quarantine) Add(aside, cell, units.Units);
                }
            }
            else if (happened is GoodsRegraded { From: StockAccount.Quarantined } seen)
            {
                foreach (var (cell, units) in seen.Units) Add(aside, cell, -units.Units);
            }
        }

        return new(back, aside);
    }

    /// <summary>The units of a SKU that came back and are no more put aside.</summary>
    public long SettledOf(SkuId sku) => (Back.TryGetValue(sku, out var back) ? back : 0) - Aside.Where(a => a.Key.Sku == sku).Sum(a => a.Value);

    /// <summary>Takes units of a SKU that were put aside at a location.</summary>
    /// <returns>What there was of them, one entry a cell.</returns>
    public ValueList<StockUnits> Take(LocationId location, SkuId sku, long wanted)
    {
        var taken = new List<StockUnits>();
        foreach (var cell in Aside.Keys.Where(c => c.Location == location && c.Sku == sku).OrderBy(c => c).ToList())
        {
            var some = Math.Min(wanted, Aside[cell]);
            if (some <= 0) continue;
            taken.Add(new(cell, Quantity.Of(some)));
            Aside[cell] -= some;
            wanted -= some;
        }

        return taken.ToValueList();
    }

    private static void Add<T>(Dictionary<T, long> sums, T key, long units) where T : notnull =>
        sums[key] = (sums.TryGetValue(key, out var before) ? before : 0) + units;
}
