namespace OrderKernel.Inventory;

/// <summary>The questions that every command on a reservation begins with: was it decided before, is anything held, is enough of it held.</summary>
internal static class Repeats
{
    /// <summary>The answer to a message that was decided before.</summary>
    public static Result<Decision<ReservationEvent>> Of(Reservation state, IReservationStep step, bool isSame) => isSame
        ? Decision<ReservationEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", step.Message)))
        : Refusal.Of(InventoryCodes.EndingDiffers, ("reservation", state.Id), ("message", step.Message));

    /// <summary>What a message did when it was decided before; null for a new one.</summary>
    public static IReservationStep? StepOf(Reservation state, MessageId message)
    {
        foreach (var step in state.Steps)
        {
            if (step.Message == message) return step;
        }

        return null;
    }

    public static Refusal? Ended(Reservation state) => state.Status == ReservationStatus.Pending
        ? null
        : Refusal.Of(InventoryCodes.ReservationEnded, ("reservation", state.Id), ("status", state.Status));

    public static Refusal? MoreThanHeld(Reservation state, ValueList<StockUnits> units)
    {
        foreach (var (cell, quantity) in units)
        {
            var open = state.OpenOf(cell);
            if (quantity > open)
            {
                return Refusal.Of(InventoryCodes.MoreThanReserved,
                    ("reservation", state.Id), ("location", cell.Location), ("sku", cell.Sku), ("wanted", quantity), ("open", open));
            }
        }

        return null;
    }
}
