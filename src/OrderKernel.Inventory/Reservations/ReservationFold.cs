using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrderKernel.Inventory;

/// <summary>What an event makes of a reservation.</summary>
internal static class ReservationFold
{
    public static Reservation Evolve(Reservation? state, ReservationEvent happened)
    {
        if (happened is StockReserved made) return new(made, Lines(made.Units), made.ExpiresAt, []);
        if (state is null || happened is not IReservationStep step) throw new UnreachableException($"{happened} came before its reservation.");
        var lines = step switch
        {
            ReservationExtended => state.Lines,
            ReservationMoved e => Moved(state.Lines, e.Moves),
            ReservationCommitted e => Ended(state.Lines, e.Units, static (l, q) => l with { Committed = l.Committed + q }),
            ReservationReleased e => Ended(state.Lines, e.Units, static (l, q) => l with { Released = l.Released + q }),
            ReservationExpired e => Ended(state.Lines, e.Units, static (l, q) => l with { Expired = l.Expired + q }),
            _ => throw new UnreachableException($"{happened.GetType()} is no reservation event."),
        };
        return new(state.Made, lines, step is ReservationExtended extended ? extended.ExpiresAt : state.ExpiresAt, state.Steps.Add(step));
    }

    private static ValueList<ReservedUnits> Lines(ValueList<StockUnits> units)
    {
        var lines = new ReservedUnits[units.Count];
        for (var i = 0; i < lines.Length; i++) lines[i] = new(units[i].Cell, units[i].Quantity, default, default, default, default);
        return ImmutableCollectionsMarshal.AsImmutableArray(lines).ToValueList();
    }

    private static ValueList<ReservedUnits> Ended(ValueList<ReservedUnits> lines, ValueList<StockUnits> units, Func<ReservedUnits, Quantity, ReservedUnits> end)
    {
        // Both lists are in the order of the cells.
        var (after, next) = (lines.Items.ToArray(), 0);
        for (var i = 0; i < after.Length && next < units.Count; i++)
        {
            if (units[next].Cell == after[i].Cell) after[i] = end(after[i], units[next++].Quantity);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(after).ToValueList();
    }

    private static ValueList<ReservedUnits> Moved(ValueList<ReservedUnits> lines, ValueList<HoldMove> moves)
    {
        var after = new SortedDictionary<StockCell, ReservedUnits>();
        foreach (var line in lines) after.Add(line.Cell, line);
        foreach (var (from, to, quantity) in moves)
        {
            after[from] = after[from] with { Moved = after[from].Moved + quantity };
            if (!after.TryGetValue(to, out var line)) line = new(to, default, default, default, default, default);
            after[to] = line with { Reserved = line.Reserved + quantity };
        }

        return after.Values.ToValueList();
    }
}
