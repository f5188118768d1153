using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Work;

namespace OrderKernel.Partners;

/// <summary>Whether goods that came back can have been sent for their order.</summary>
internal static class ReceiptFit
{
    /// <summary>True for units that are here; those that are missing, and other goods in their place, are not.</summary>
    public static bool Came(GoodsLine line) => line.Outcome is not (InspectionOutcome.Missing or InspectionOutcome.WrongGoods);

    /// <summary>Goods of a record beyond what was ever sent and was not booked by an earlier record.</summary>
    public static async ValueTask<List<Misfit>> MisfitsAsync(OrderWork work, ReceiptRecord record, CancellationToken cancellationToken)
    {
        var order = work.Order!;
        var had = order.Lines.Items.Where(l => l.Sku is not null).GroupBy(l => l.Sku!.Value).ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Sent.Units));
        // What came back and went to the buyer again can come back again.
        foreach (var (line, units) in work.SentBack)
        {
            if (order.Line(line)?.Sku is { } sku) had[sku] += units.Units;
        }

        // What was put aside may be told once more, when it was looked at again.
        var before = await PutAside.OfAsync(work, cancellationToken).ConfigureAwait(false);
        foreach (var sku in before.Back.Keys) had[sku] = (had.TryGetValue(sku, out var sent) ? sent : 0) - before.SettledOf(sku);

        var misfits = new List<Misfit>();
        foreach (var group in record.Lines.Items.Where(Came).GroupBy(l => l.Sku))
        {
            var (wanted, sent) = (group.Sum(l => l.Units.Units), Math.Max(0, had.TryGetValue(group.Key, out var known) ? known : 0));
            if (wanted > sent) misfits.Add(Misfit.Of(order, group.Key, wanted, sent));
        }

        return misfits;
    }

    /// <summary>The record as far as it fits, and what else is on the shelf: units that came in good order, beyond those.</summary>
    public static (ReceiptRecord Fitting, ValueList<StockUnits> Surplus) Split(ReceiptRecord record, IReadOnlyList<Misfit> misfits)
    {
        if (misfits.Count == 0) return (record, []);
        var left = misfits.ToDictionary(m => m.Sku, m => m.Had);
        var (fitting, surplus) = (new List<GoodsLine>(), new List<StockUnits>());
        foreach (var line in record.Lines)
        {
            var fits = line.Units.Units;
            if (Came(line) && left.TryGetValue(line.Sku, out var had)) left[line.Sku] = had - (fits = Math.Min(had, fits));
            if (fits > 0) fitting.Add(line with { Units = Quantity.Of(fits) });
            if (fits < line.Units.Units && line.Outcome is InspectionOutcome.Restock)
                surplus.Add(new(new StockCell(record.Location, line.Sku), Quantity.Of(line.Units.Units - fits)));
        }

        return (record with { Lines = fitting.ToValueList() }, surplus.ToValueList());
    }
}
