namespace OrderKernel.Inventory;

/// <summary>Units of one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Quantity">The units, positive.</param>
public readonly record struct StockUnits(StockCell Cell, Quantity Quantity)
{
    /// <summary>The units that a location gives for lines: one entry a SKU, summed over the lines, in ordinal order.</summary>
    /// <param name="location">Where the units lie.</param>
    /// <param name="lines">What each line wants.</param>
    /// <exception cref="OverflowException">A SKU's units sum past 64 bits.</exception>
    public static ValueList<StockUnits> At(LocationId location, IEnumerable<StockRequest> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return Sum(lines.Select(l => new StockUnits(new(location, l.Sku), l.Quantity)));
    }

    /// <summary>The first cell of which nobody says where it is or what lies there; null when there is none.</summary>
    internal static Refusal? Missing(string part, ValueList<StockUnits> units) =>
        Required.Each(part, units, static u => Missing("cell", u.Cell));

    /// <summary>What a cell leaves out: where it is, or what lies there.</summary>
    internal static Refusal? Missing(string part, StockCell cell) =>
        cell.Location.Value is null ? Required.Id($"{part}.location", cell.Location) : cell.Sku.Value is null ? Required.Id($"{part}.sku", cell.Sku) : null;

    /// <summary>One entry a cell, in the order of the cells; entries of no units are dropped. A list that is so already is given back.</summary>
    internal static ValueList<StockUnits> Sum(ValueList<StockUnits> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Quantity.IsZero || (i > 0 && units[i - 1].Cell.CompareTo(units[i].Cell) >= 0)) return Sum(units.Items);
        }

        return units;
    }

    /// <summary>One entry a cell, in the order of the cells; entries of no units are dropped.</summary>
    internal static ValueList<StockUnits> Sum(IEnumerable<StockUnits> units)
    {
        var sums = new SortedDictionary<StockCell, Quantity>();
        foreach (var (cell, quantity) in units)
        {
            if (quantity.IsZero) continue;
            sums.TryGetValue(cell, out var before);
            sums[cell] = before + quantity;
        }

        return sums.Select(s => new StockUnits(s.Key, s.Value)).ToValueList();
    }
}
