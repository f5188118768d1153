using System.Diagnostics;

namespace OrderKernel.Inventory;

/// <summary>What an event makes of a reservation, and what all of them made of its units.</summary>
internal static class ReservationFold
{
    public static Reservation Evolve(Reservation? state, ReservationEvent happened)
    {
        if (happened is StockReserved made) return new(made, []);
        if (state is null || happened is not IReservationStep step) throw new UnreachableException($"{happened} came before its reservation.");
        return new(state.Made, state.Steps.Add(step));
    }

    /// <summary>The units by the cells that hold or held them, in the order of the cells.</summary>
    public static ReservedUnits[] Lines(StockReserved made, ValueList<IReservationStep> steps)
    {
        var lines = new ReservedUnits[made.Units.Count];
        for (var i = 0; i < lines.Length; i++) lines[i] = new(made.Units[i].Cell, made.Units[i].Quantity, default, default, default, default);
        foreach (var step in steps)
        {
            switch (step)
            {
                case ReservationExtended:
                    break;
                case ReservationMoved e:
                    lines = Moved(lines, e.Moves);
                    break;
                case ReservationCommitted e:
                    End(lines, e.Units, static (l, q) => l with { Committed = l.Committed + q });
                    break;
                case ReservationReleased e:
                    End(lines, e.Units, static (l, q) => l with { Released = l.Released + q });
                    break;
                case ReservationExpired e:
                    End(lines, e.Units, static (l, q) => l with { Expired = l.Expired + q });
                    break;
                default:
                    throw new UnreachableException($"{step.GetType()} is no reservation event.");
            }
        }

        return lines;
    }

    private static void End(ReservedUnits[] lines, ValueList<StockUnits> units, Func<ReservedUnits, Quantity, ReservedUnits> end)
    {
        // Both lists are in the order of the cells.
        var next = 0;
        for (var i = 0; i < lines.Length && next < units.Count; i++)
        {
            if (units[next].Cell == lines[i].Cell) lines[i] = end(lines[i], units[next++].Quantity);
        }
    }

    private static ReservedUnits[] Moved(ReservedUnits[] lines, ValueList<HoldMove> moves)
    {
        var after = new SortedDictionary<StockCell, ReservedUnits>();
        foreach (var line in lines) after.Add(line.Cell, line);
        foreach (var (from, to, quantity) in moves)
        {
            after[from] = after[from] with { Moved = after[from].Moved + quantity };
            if (!after.TryGetValue(to, out var line)) line = new(to, default, default, default, default, default);
            after[to] = line with { Reserved = line.Reserved + quantity };
        }

        return [.. after.Values];
    }
}
