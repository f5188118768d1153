namespace OrderKernel.Inventory;

/// <summary>A balance that is not what its events add up to.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Account">The account.</param>
/// <param name="Stored">The balance that the store holds.</param>
/// <param name="Book">What the events add up to.</param>
public readonly record struct StockDrift(StockCell Cell, StockAccount Account, long Stored, long Book)
{
    /// <summary>The balances that differ, in the order of cells and accounts; an account that is not listed counts as zero.</summary>
    /// <param name="stored">What the store holds, each account of a cell once.</param>
    /// <param name="book">What the events add up to (<see cref="StockBook.Balances"/>).</param>
    public static ValueList<StockDrift> Between(IEnumerable<StockBalance> stored, ValueList<StockBalance> book)
    {
        var all = new SortedDictionary<(StockCell Cell, StockAccount Account), (long Stored, long Book)>();
        foreach (var balance in stored ?? throw new ArgumentNullException(nameof(stored))) all[(balance.Cell, balance.Account)] = (balance.Units, 0);
        foreach (var balance in book)
            all[(balance.Cell, balance.Account)] = (all.TryGetValue((balance.Cell, balance.Account), out var known) ? known.Stored : 0, balance.Units);
        return all.Where(b => b.Value.Stored != b.Value.Book)
            .Select(b => new StockDrift(b.Key.Cell, b.Key.Account, b.Value.Stored, b.Value.Book)).ToValueList();
    }

    /// <summary>The refusal of a correction that does not fit: the balance moved since, or its events add up to something else.</summary>
    /// <param name="now">The balance as it is.</param>
    public Refusal ToOutdated(long now) => Refusal.Of(InventoryCodes.CorrectionOutdated,
        ("location", Cell.Location), ("sku", Cell.Sku), ("account", Account), ("stored", Stored), ("book", Book), ("now", now));

    /// <summary>Says which balance it is, what it is and what it has to be.</summary>
    public Reason ToReason() => Reason.Of(InventoryCodes.Drift,
        ("location", Cell.Location), ("sku", Cell.Sku), ("account", Account), ("stored", Stored), ("book", Book));
}
