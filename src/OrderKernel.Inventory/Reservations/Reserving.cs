using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Whether units can be held: in all cells or in none.</summary>
internal static class Reserving
{
    public static Result<Decision<ReservationEvent>> Decide(
        Reservation? state, Reserve command, ImmutableArray<StockBalance> positions, PolicyDocument<StockFormula> formula, DecisionContext context)
    {
        var units = StockUnits.Sum(command.Units);
        if (state is not null)
        {
            return Matches(state, command, units)
                ? Decision<ReservationEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", command.Id)))
                : Refusal.Of(InventoryCodes.ReservationDiffers, ("reservation", command.Id));
        }

        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", command.Id));
        if (command.ExpiresAt <= context.At) return Refusal.Of(InventoryCodes.ExpiryPast, ("expiresAt", command.ExpiresAt), ("at", context.At));

        var taken = new List<Reason>(units.Count);
        var missing = new List<Reason>();
        foreach (var (cell, quantity) in units)
        {
            var available = Availability.Of(cell, positions, formula.Policy);
            if (available.Balance < quantity.Units) missing.Add(Say(InventoryCodes.CellShort, available, quantity));
            else taken.Add(Say(InventoryCodes.Reserved, available, quantity));
        }

        if (missing.Count > 0)
        {
            return Refusal.Of(InventoryCodes.Short, ("reservation", command.Id), ("short", missing.Count), ("cells", units.Count))
                with { Reasons = missing.ToValueList(), IsTransient = true };
        }

        return new Decision<ReservationEvent>([new StockReserved(command.Id, command.OrderKey, units, command.ExpiresAt)], taken.ToValueList(),
            [formula.Reference]);
    }

    private static bool Matches(Reservation state, Reserve command, ValueList<StockUnits> units)
    {
        if (state.OrderKey != command.OrderKey || state.ExpiresAt != command.ExpiresAt || state.Lines.Count != units.Count) return false;
        for (var i = 0; i < units.Count; i++)
        {
            if (state.Lines[i].Cell != units[i].Cell || state.Lines[i].Reserved != units[i].Quantity) return false;
        }

        return true;
    }

    private static Reason Say(string code, AvailableStock available, Quantity wanted) => Reason.Of(
        code, ("location", available.Cell.Location), ("sku", available.Cell.Sku), ("wanted", wanted), ("available", available.Balance),
        ("terms", available.TermsText()));
}
