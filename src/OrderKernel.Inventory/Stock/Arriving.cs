using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Goods that come from another location of ours: facts, of which more than ever left is a finding.</summary>
internal static class Arriving
{
    public static Result<Decision<StockEvent>> Decide(ReceiveTransfer command, ImmutableArray<StockBalance> positions)
    {
        var (units, damaged, lost) = (StockUnits.Sum(command.Units), StockUnits.Sum(command.Damaged), StockUnits.Sum(command.Lost));
        if (units.IsEmpty && damaged.IsEmpty && lost.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", command.Transfer));
        var findings = new List<Reason>();
        foreach (var group in units.AddRange(damaged.Items).AddRange(lost.Items).Items.GroupBy(u => u.Cell.Sku))
        {
            var onTheWay = positions.IsDefault
                ? 0
                : positions.Where(b => b.Account == StockAccount.Forwarded && b.Cell.Sku == group.Key).Sum(b => b.Units);
            var surplus = group.Sum(u => u.Quantity.Units) - Math.Max(0, onTheWay);
            if (surplus > 0)
                findings.Add(Reason.Of(InventoryCodes.TransferSurplus, ("sku", group.Key), ("transfer", command.Transfer), ("units", surplus)));
        }

        var received = new TransferReceived(command.Transfer, units, lost) { Damaged = damaged, Dated = Dated(units, positions) };
        return new Decision<StockEvent>([received], findings.ToValueList(), []);
    }

    // A batch keeps its day wherever it goes: the earliest that any location knows.
    private static ValueList<BatchDate> Dated(ValueList<StockUnits> units, ImmutableArray<StockBalance> positions)
    {
        var told = new List<BatchDate>();
        foreach (var cell in units.Items.Where(u => u.Cell.Batch != default).Select(u => u.Cell))
        {
            foreach (var known in positions.Where(b => b.Account == StockAccount.ExpiresOn && b.Cell.Sku == cell.Sku && b.Cell.Batch == cell.Batch))
            {
                if (BatchClock.DayOf(known.Units) is { } day) told.Add(new(cell, day));
            }
        }

        return BatchClock.Earliest(told.ToValueList(), positions, []);
    }
}
