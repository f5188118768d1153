using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Whether balances can be set to what their events add up to: only from what they were when that was found.</summary>
internal static class Correcting
{
    // Half of half of 64 bits: so that differences stay within them.
    private const long Most = long.MaxValue / 4;

    public static Result<Decision<StockEvent>> Decide(CorrectBook command, ImmutableArray<StockBalance> positions)
    {
        var drifts = command.Drifts.Items.Where(d => d.Stored != d.Book).Distinct().OrderBy(d => d.Cell).ThenBy(d => d.Account).ToValueList();
        if (drifts.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"));
        foreach (var drift in drifts)
        {
            if (Math.Abs(drift.Stored / 2) > Most || Math.Abs(drift.Book / 2) > Most)
                return Refusal.Of(KernelCodes.NumbersOutOfRange, ("command", "inventory.correct-book"));
            var now = StockSheet.BalanceOf(positions, drift.Cell, drift.Account);
            if (now == drift.Stored) continue;
            return drift.ToOutdated(now);
        }

        return new Decision<StockEvent>([new BookCorrected(drifts, command.Why)], drifts.Items.Select(d => d.ToReason()).ToValueList(), []);
    }
}
