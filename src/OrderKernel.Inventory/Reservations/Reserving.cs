using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OrderKernel.Inventory;

/// <summary>Whether units can be held: in all cells or in none.</summary>
internal static class Reserving
{
    public static Result<Decision<ReservationEvent>> Decide(
        Reservation? state, Reserve command, ImmutableArray<StockBalance> positions, PolicyDocument<StockFormula> formula, DecisionContext context)
    {
        if (command.Holder is { } holder && (command.OrderKey is not null || holder.Kind == HolderKind.Order))
            return Refusal.Of(InventoryCodes.HolderTwice, ("reservation", command.Id), ("order", command.OrderKey ?? holder.Key), ("holder", holder));
        var units = StockUnits.Sum(command.Units);
        if (state is not null)
        {
            return Matches(state.Made, command, units)
                ? Decision<ReservationEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", command.Id)))
                : Refusal.Of(InventoryCodes.ReservationDiffers, ("reservation", command.Id));
        }

        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", command.Id));
        if (command.ExpiresAt <= context.At) return Refusal.Of(InventoryCodes.ExpiryPast, ("expiresAt", command.ExpiresAt), ("at", context.At));

        var taken = new Reason[units.Count];
        ValueList<Reason> missing = [];
        for (var i = 0; i < taken.Length; i++)
        {
            var isShort = Availability.BalanceOf(units[i].Cell, positions, formula.Policy) < units[i].Quantity.Units;
            taken[i] = Reason.Of(isShort ? InventoryCodes.CellShort : InventoryCodes.Reserved, new WantedUnits(units[i], positions, formula.Policy));
            if (isShort) missing = missing.Add(taken[i]);
        }

        if (!missing.IsEmpty)
        {
            return Refusal.Of(InventoryCodes.Short, ("reservation", command.Id), ("short", missing.Count), ("cells", units.Count))
                with { Reasons = missing, IsTransient = true };
        }

        var made = new StockReserved(command.Id, command.OrderKey, units, command.ExpiresAt) { Holder = command.Holder };
        return new Decision<ReservationEvent>([made], ImmutableCollectionsMarshal.AsImmutableArray(taken).ToValueList(), [formula.Reference]);
    }

    private static bool Matches(StockReserved made, Reserve command, ValueList<StockUnits> units) =>
        made.OrderKey == command.OrderKey && made.Holder == command.Holder && made.ExpiresAt == command.ExpiresAt && made.Units == units;
}
