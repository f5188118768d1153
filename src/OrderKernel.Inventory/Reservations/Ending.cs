namespace OrderKernel.Inventory;

/// <summary>Whether held units can leave, be given back or expire.</summary>
internal static class Ending
{
    public static Result<Decision<ReservationEvent>> Decide(Reservation state, ReservationStatus how, ValueList<StockUnits> asked, DecisionContext context)
    {
        var all = asked.IsEmpty;
        var units = StockUnits.Sum(asked);
        foreach (var earlier in state.Endings)
        {
            if (earlier.Message != context.Message) continue;
            return earlier.How == how && earlier.All == all && (all || earlier.Units == units)
                ? Decision<ReservationEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", context.Message)))
                : Refusal.Of(InventoryCodes.EndingDiffers, ("reservation", state.Id), ("message", context.Message));
        }

        if (state.Status != ReservationStatus.Pending)
            return Refusal.Of(InventoryCodes.ReservationEnded, ("reservation", state.Id), ("status", state.Status));
        if (how == ReservationStatus.Expired && (state.ExpiresAt is not { } due || context.At < due))
            return Refusal.Of(InventoryCodes.NotDue, ("reservation", state.Id), ("expiresAt", state.ExpiresAt?.ToString() ?? "-"), ("at", context.At));
        if (all) units = state.OpenUnits;
        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", state.Id));
        foreach (var (cell, quantity) in units)
        {
            var open = state.OpenOf(cell);
            if (quantity > open)
            {
                return Refusal.Of(InventoryCodes.MoreThanReserved,
                    ("reservation", state.Id), ("location", cell.Location), ("sku", cell.Sku), ("wanted", quantity), ("open", open));
            }
        }

        return Decision<ReservationEvent>.Of([Event(state.Id, how, all, units, context.Message)], Why(state, how, units));
    }

    private static ReservationEvent Event(ReservationId id, ReservationStatus how, bool all, ValueList<StockUnits> units, MessageId message) => how switch
    {
        ReservationStatus.Committed => new ReservationCommitted(id, message, all, units),
        ReservationStatus.Released => new ReservationReleased(id, message, all, units),
        _ => new ReservationExpired(id, message, units),
    };

    private static Reason Why(Reservation state, ReservationStatus how, ValueList<StockUnits> units)
    {
        long ended = 0, open = 0;
        foreach (var unit in units) ended = checked(ended + unit.Quantity.Units);
        foreach (var line in state.Lines) open = checked(open + line.Open.Units);
        var code = how switch
        {
            ReservationStatus.Committed => InventoryCodes.Committed,
            ReservationStatus.Released => InventoryCodes.Released,
            _ => InventoryCodes.Expired,
        };
        return Reason.Of(code, ("reservation", state.Id), ("units", ended), ("open", open - ended));
    }
}
