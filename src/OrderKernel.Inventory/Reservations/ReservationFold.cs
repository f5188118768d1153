using System.Collections.Immutable;
using System.Diagnostics;

namespace OrderKernel.Inventory;

/// <summary>What an event makes of a reservation.</summary>
internal static class ReservationFold
{
    public static Reservation Evolve(Reservation? state, ReservationEvent happened)
    {
        if (happened is StockReserved made) return new(made, Lines(made.Units), made.ExpiresAt, []);
        if (state is null || happened is not IReservationStep step) throw new UnreachableException($"{happened} came before its reservation.");
        state = state with { Steps = state.Steps.Add(step) };
        return step switch
        {
            ReservationExtended e => state with { ExpiresAt = e.ExpiresAt },
            ReservationMoved e => state with { Lines = Moved(state.Lines, e.Moves) },
            ReservationCommitted e => state with { Lines = Ended(state.Lines, e.Units, static (l, q) => l with { Committed = l.Committed + q }) },
            ReservationReleased e => state with { Lines = Ended(state.Lines, e.Units, static (l, q) => l with { Released = l.Released + q }) },
            ReservationExpired e => state with { Lines = Ended(state.Lines, e.Units, static (l, q) => l with { Expired = l.Expired + q }) },
            _ => throw new UnreachableException($"{happened.GetType()} is no reservation event."),
        };
    }

    private static ValueList<ReservedUnits> Lines(ValueList<StockUnits> units)
    {
        var lines = ImmutableArray.CreateBuilder<ReservedUnits>(units.Count);
        foreach (var (cell, quantity) in units) lines.Add(new(cell, quantity, default, default, default, default));
        return lines.MoveToImmutable().ToValueList();
    }

    private static ValueList<ReservedUnits> Ended(ValueList<ReservedUnits> lines, ValueList<StockUnits> units, Func<ReservedUnits, Quantity, ReservedUnits> end)
    {
        var after = ImmutableArray.CreateBuilder<ReservedUnits>(lines.Count);
        foreach (var line in lines)
        {
            var ended = line;
            foreach (var (cell, quantity) in units)
            {
                if (cell == line.Cell) ended = end(ended, quantity);
            }

            after.Add(ended);
        }

        return after.MoveToImmutable().ToValueList();
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
