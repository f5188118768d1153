using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Whether units that are here can be booked as something else.</summary>
internal static class Regrading
{
    public static Result<Decision<StockEvent>> Decide(Regrade command, ImmutableArray<StockBalance> positions)
    {
        var (from, to) = (command.From, command.To);
        var units = StockUnits.Sum(command.Units);
        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"));
        if (from == to || !IsPlace(from) || !(IsPlace(to) || (to == StockAccount.WrittenOff && from != StockAccount.OnHand)))
            return Refusal.Of(InventoryCodes.GradeInvalid, ("from", from), ("to", to));
        var reasons = new List<Reason>();
        foreach (var (cell, quantity) in units)
        {
            var there = StockSheet.BalanceOf(positions, cell, from);
            if (there < quantity.Units)
            {
                // What the book does not have is to be counted first.
                return Refusal.Of(InventoryCodes.GradeShort,
                    ("location", cell.Location), ("sku", cell.Sku), ("wanted", quantity), ("from", from), ("units", there)) with { IsTransient = true };
            }

            if (from != StockAccount.OnHand) continue;
            var promised = StockSheet.BalanceOf(positions, cell, StockAccount.Locked) + StockSheet.BalanceOf(positions, cell, StockAccount.InTransfer);
            var left = there - quantity.Units;
            if (left < promised)
                reasons.Add(Reason.Of(InventoryCodes.GradeBelowLocked, ("location", cell.Location), ("sku", cell.Sku), ("left", left), ("locked", promised)));
        }

        return new Decision<StockEvent>([new GoodsRegraded(units, from, to, command.Why, command.OrderKey)], reasons.ToValueList(), []);
    }

    private static bool IsPlace(StockAccount account) => account is StockAccount.OnHand or StockAccount.Quarantined or StockAccount.Damaged;
}
