namespace OrderKernel.Inventory;

/// <summary>What a parcel takes of a transfer's hold: from where it is held, and what has to be held elsewhere first.</summary>
/// <param name="Units">The units by the cells from which they leave, one entry a cell.</param>
/// <param name="Moves">What is held in another cell, and leaves from there.</param>
/// <param name="Short">Units of which nothing is held any more.</param>
internal readonly record struct TransferParcel(ValueList<StockUnits> Units, ValueList<HoldMove> Moves, ValueList<StockUnits> Short)
{
    /// <summary>A parcel of what is held.</summary>
    /// <param name="held">What the transfer holds, one entry a cell, in the order in which it is to leave.</param>
    /// <param name="asked">What leaves, one entry a cell: a cell without a batch means what is held of its shelf.</param>
    public static TransferParcel Of(ValueList<StockUnits> held, ValueList<StockUnits> asked)
    {
        var left = held.Items.Select(h => h.Quantity.Units).ToArray();
        var (units, moves, missing) = (new List<StockUnits>(), new List<HoldMove>(), new List<StockUnits>());
        // Each cell's own first: what moves is what no parcel of its own wants.
        var rest = asked.Items.Select(a => Take(a, a.Quantity.Units, static (h, to) => h == to, isMoved: false)).ToArray();
        rest = asked.Items.Select((a, i) =>
            Take(a, rest[i], static (h, to) => to.Batch == default && h.SharesShelfWith(to), isMoved: false)).ToArray();
        rest = asked.Items.Select((a, i) => Take(a, rest[i], static (h, to) => h.Sku == to.Sku, isMoved: true)).ToArray();
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] > 0) missing.Add(new(asked[i].Cell, Quantity.Of(rest[i])));
        }

        return new(StockUnits.Sum(units), HoldMove.Sum(moves.ToValueList()), missing.ToValueList());

        long Take(StockUnits to, long wanted, Func<StockCell, StockCell, bool> means, bool isMoved)
        {
            for (var i = 0; i < left.Length && wanted > 0; i++)
            {
                if (left[i] == 0 || !means(held[i].Cell, to.Cell)) continue;
                var some = Math.Min(left[i], wanted);
                (left[i], wanted) = (left[i] - some, wanted - some);
                units.Add(new(isMoved ? to.Cell : held[i].Cell, Quantity.Of(some)));
                if (isMoved) moves.Add(new(held[i].Cell, to.Cell, Quantity.Of(some)));
            }

            return wanted;
        }
    }
}
