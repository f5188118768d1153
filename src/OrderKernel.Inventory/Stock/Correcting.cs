using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Whether balances can be set to what their events add up to: only from what they were when that was found.</summary>
internal static class Correcting
{
    public static Result<Decision<StockEvent>> Decide(CorrectBook command, ImmutableArray<StockBalance> positions)
    {
        var drifts = command.Drifts.Items.Where(d => d.Stored != d.Book).Distinct().OrderBy(d => d.Cell).ThenBy(d => d.Account).ToValueList();
        if (drifts.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"));
        foreach (var drift in drifts)
        {
            var now = StockSheet.BalanceOf(positions, drift.Cell, drift.Account);
            if (now == drift.Stored) continue;
            return Refusal.Of(InventoryCodes.CorrectionOutdated,
                ("location", drift.Cell.Location), ("sku", drift.Cell.Sku), ("account", drift.Account), ("stored", drift.Stored), ("now", now));
        }

        return new Decision<StockEvent>([new BookCorrected(drifts, command.Why)], drifts.Items.Select(d => d.ToReason()).ToValueList(), []);
    }
}
