namespace OrderKernel.Inventory;

/// <summary>Which held units are meant when somebody names a shelf: those of its batches, and of the pools from which they were picked.</summary>
internal static class HeldUnits
{
    /// <summary>The units by the cells that hold them, in the order in which they were picked; what nobody holds stays where it was named.</summary>
    /// <param name="state">The reservation.</param>
    /// <param name="asked">The units, one entry a cell, in the order of the cells.</param>
    public static ValueList<StockUnits> Of(Reservation state, ValueList<StockUnits> asked)
    {
        if (!IsSpread(state, asked)) return asked;
        var open = InOrder(state).Select(c => (Cell: c, Left: state.OpenOf(c).Units)).ToArray();
        var units = new List<StockUnits>();
        // Who names a batch means that one: a shelf makes do with what is left, as when they were held.
        foreach (var (cell, quantity) in asked.Items.OrderBy(static u => u.Cell.Batch == default))
        {
            var wanted = quantity.Units;
            for (var i = 0; i < open.Length && wanted > 0; i++)
            {
                if (open[i].Left == 0 || !Means(state, cell, open[i].Cell)) continue;
                var part = Math.Min(wanted, open[i].Left);
                units.Add(new(open[i].Cell, Quantity.Of(part)));
                (open[i].Left, wanted) = (open[i].Left - part, wanted - part);
            }

            if (wanted > 0) units.Add(new(cell, Quantity.Of(wanted)));
        }

        return StockUnits.Sum(units);
    }

    // Mostly what is named is what is held.
    private static bool IsSpread(Reservation state, ValueList<StockUnits> asked)
    {
        if (!state.Made.Asked.IsEmpty) return true;
        var hasBatch = false;
        foreach (var line in state.Lines) hasBatch |= line.Cell.Batch != default;
        if (!hasBatch) return false;
        foreach (var (cell, _) in asked)
        {
            if (cell.Batch == default) return true;
        }

        return false;
    }

    private static IEnumerable<StockCell> InOrder(Reservation state) =>
        state.Made.Picked.Items.Select(p => p.Cell).Concat(state.Lines.Items.Select(l => l.Cell)).Distinct();

    // A cell with a batch means itself; one of a pool that pool; one of neither whatever was picked for it.
    private static bool Means(Reservation state, StockCell named, StockCell held)
    {
        if (named.Batch != default || named == held) return named == held;
        var isOther = named.Pool == default && !state.Made.Asked.IsEmpty && state.Made.Asked.Items.Any(a => a.Cell == named);
        return named.Sku == held.Sku && named.Location == held.Location && (named.Pool == held.Pool || isOther);
    }
}
