using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Whether a hold can last longer, or be elsewhere.</summary>
internal static class Changing
{
    public static Result<Decision<ReservationEvent>> Extend(Reservation state, Extend command, DecisionContext context)
    {
        if (Repeats.StepOf(state, context.Message) is { } step)
            return Repeats.Of(state, step, step is ReservationExtended e && e.ExpiresAt == command.ExpiresAt);
        if (Repeats.Ended(state) is { } ended) return ended;
        if (command.ExpiresAt <= context.At) return Refusal.Of(InventoryCodes.ExpiryPast, ("expiresAt", command.ExpiresAt), ("at", context.At));
        if (state.ExpiresAt is not { } before || command.ExpiresAt <= before)
        {
            return Refusal.Of(InventoryCodes.ExpiryNotLater,
                ("reservation", state.Id), ("expiresAt", state.ExpiresAt?.ToString() ?? "-"), ("wanted", command.ExpiresAt));
        }

        return Decision<ReservationEvent>.Of([new ReservationExtended(state.Id, context.Message, command.ExpiresAt) { Holder = state.Made.Holder?.Kind }],
            Reason.Of(InventoryCodes.Extended, ("reservation", state.Id), ("expiresAt", command.ExpiresAt), ("before", before)));
    }

    public static Result<Decision<ReservationEvent>> Move(Reservation state, MoveHold command, ImmutableArray<StockBalance> positions,
        PolicyDocument<StockFormula> formula, DecisionContext context)
    {
        var moves = HoldMove.Sum(command.Moves);
        if (Repeats.StepOf(state, context.Message) is { } step) return Repeats.Of(state, step, step is ReservationMoved e && e.Moves == moves);
        if (Repeats.Ended(state) is { } ended) return ended;
        if (moves.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", state.Id));
        foreach (var (from, to, _) in moves)
        {
            if (from.Sku == to.Sku && from != to) continue;
            return Refusal.Of(InventoryCodes.MoveOfOther, ("location", from.Location), ("sku", from.Sku), ("toLocation", to.Location), ("toSku", to.Sku));
        }

        var left = HoldMove.Out(moves);
        return Repeats.MoreThanHeld(state, left) is { } more ? more : Take(state, moves, left, positions, formula, context);
    }

    // What comes into a cell must be free there, but for what leaves it in the same breath.
    private static Result<Decision<ReservationEvent>> Take(Reservation state, ValueList<HoldMove> moves, ValueList<StockUnits> left,
        ImmutableArray<StockBalance> positions, PolicyDocument<StockFormula> formula, DecisionContext context)
    {
        var arriving = HoldMove.In(moves);
        var taken = new List<Reason>(arriving.Count);
        var missing = new List<Reason>();
        foreach (var (cell, quantity) in arriving)
        {
            var seen = new WantedUnits(new(cell, quantity), positions, formula.Policy);
            var own = cell.Batch == default ? 0 : quantity.Units - left.Items.FirstOrDefault(u => u.Cell == cell).Quantity.Units;
            var shelf = HoldMove.OnShelf(arriving, cell) - HoldMove.OnShelf(left, cell);
            var isShort = (own > 0 && Availability.BalanceOf(cell, positions, formula.Policy) < own)
                || (shelf > 0 && Availability.BalanceOf(cell.ToShelf(), positions, formula.Policy) < shelf);
            if (isShort) missing.Add(Reason.Of(InventoryCodes.CellShort, seen));
            else taken.Add(Reason.Of(InventoryCodes.Moved, seen));
        }

        return missing.Count > 0
            ? Refusal.Of(InventoryCodes.Short, ("reservation", state.Id), ("short", missing.Count), ("cells", arriving.Count))
                with { Reasons = missing.ToValueList(), IsTransient = true }
            : new Decision<ReservationEvent>([new ReservationMoved(state.Id, context.Message, moves) { Holder = state.Made.Holder?.Kind }],
                taken.ToValueList(), formula.References);
    }
}
