namespace OrderKernel.Inventory;

/// <summary>Held units that shall be held in another cell of the same SKU: at another location, of another pool or batch.</summary>
/// <param name="From">Where they are held.</param>
/// <param name="To">Where they are to be held; another cell of the same SKU.</param>
/// <param name="Quantity">The units, positive.</param>
public readonly record struct HoldMove(StockCell From, StockCell To, Quantity Quantity)
{
    /// <summary>One entry for each pair of cells, in their order; entries of no units are dropped.</summary>
    internal static ValueList<HoldMove> Sum(ValueList<HoldMove> moves)
    {
        var sums = new SortedDictionary<(StockCell From, StockCell To), Quantity>();
        foreach (var (from, to, quantity) in moves)
        {
            if (quantity.IsZero) continue;
            sums.TryGetValue((from, to), out var before);
            sums[(from, to)] = before + quantity;
        }

        return sums.Select(s => new HoldMove(s.Key.From, s.Key.To, s.Value)).ToValueList();
    }

    /// <summary>What leaves cells, one entry a cell.</summary>
    internal static ValueList<StockUnits> Out(ValueList<HoldMove> moves) => StockUnits.Sum(moves.Items.Select(m => new StockUnits(m.From, m.Quantity)));

    /// <summary>The units of a shelf, whatever their batch.</summary>
    internal static long OnShelf(ValueList<StockUnits> units, StockCell cell)
    {
        long sum = 0;
        foreach (var unit in units) sum = unit.Cell.SharesShelfWith(cell) ? checked(sum + unit.Quantity.Units) : sum;
        return sum;
    }

    /// <summary>What comes into cells, one entry a cell.</summary>
    internal static ValueList<StockUnits> In(ValueList<HoldMove> moves) => StockUnits.Sum(moves.Items.Select(m => new StockUnits(m.To, m.Quantity)));
}
