namespace OrderKernel.Inventory;

/// <summary>Whether held units can leave, be given back or expire.</summary>
internal static class Ending
{
    public static Result<Decision<ReservationEvent>> Decide(Reservation state, ReservationStatus how, ValueList<StockUnits> asked, DecisionContext context)
    {
        var all = asked.IsEmpty;
        var named = StockUnits.Sum(asked);
        if (Repeats.StepOf(state, context.Message) is { } step) return Repeats.Of(state, step, IsSame(step, how, all, named));
        if (Repeats.Ended(state) is { } ended) return ended;
        if (how == ReservationStatus.Expired && (state.ExpiresAt is not { } due || context.At < due))
            return Refusal.Of(InventoryCodes.NotDue, ("reservation", state.Id), ("expiresAt", state.ExpiresAt?.ToString() ?? "-"), ("at", context.At));
        if (how == ReservationStatus.Committed && state.Made.Holder is { Kind: HolderKind.Adjustment or HolderKind.StockTake } holder)
            return Refusal.Of(InventoryCodes.HolderSendsNothing, ("reservation", state.Id), ("holder", holder));
        var units = all ? state.OpenUnits : HeldUnits.Of(state, named);
        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", state.Id));
        if (!all && Repeats.MoreThanHeld(state, units) is { } more) return more;
        var happened = Event(state, how, all || units == named ? default : named, all, units, context.Message);
        return new Decision<ReservationEvent>([happened], [Why(state, how, all, units)], []);
    }

    private static bool IsSame(IReservationStep step, ReservationStatus how, bool all, ValueList<StockUnits> units) => step switch
    {
        ReservationCommitted e => how == ReservationStatus.Committed && e.All == all && (all || Named(e.Asked, e.Units) == units),
        ReservationReleased e => how == ReservationStatus.Released && e.All == all && (all || Named(e.Asked, e.Units) == units),
        ReservationExpired => how == ReservationStatus.Expired,
        _ => false,
    };

    private static ValueList<StockUnits> Named(ValueList<StockUnits> asked, ValueList<StockUnits> units) => asked.IsEmpty ? units : asked;

    private static ReservationEvent Event(Reservation state, ReservationStatus how, ValueList<StockUnits> asked, bool all, ValueList<StockUnits> units,
        MessageId message)
    {
        var (id, holder) = (state.Id, state.Made.Holder?.Kind);
        return how switch
        {
            ReservationStatus.Committed => new ReservationCommitted(id, message, all, units) { Holder = holder, Asked = asked },
            ReservationStatus.Released => new ReservationReleased(id, message, all, units) { Holder = holder, Asked = asked },
            _ => new ReservationExpired(id, message, units) { Holder = holder },
        };
    }

    private static Reason Why(Reservation state, ReservationStatus how, bool all, ValueList<StockUnits> units)
    {
        long ended = 0, left = 0;
        foreach (var unit in units) ended = checked(ended + unit.Quantity.Units);
        if (!all)
        {
            foreach (var line in state.Lines) left = checked(left + line.Open.Units);
            left -= ended;
        }

        var code = how switch
        {
            ReservationStatus.Committed => InventoryCodes.Committed,
            ReservationStatus.Released => InventoryCodes.Released,
            _ => InventoryCodes.Expired,
        };
        return Reason.Of(code, new EndedUnits(state.Id, ended, left));
    }

    private sealed class EndedUnits(ReservationId id, long units, long open) : IReasonFacts
    {
        public ValueList<Argument> Print() => [("reservation", id), ("units", units), ("open", open)];
    }
}
