namespace OrderKernel.Inventory;

/// <summary>What became of the units that a reservation held in one cell: <c>reserved = open + committed + released + expired + moved</c>.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Reserved">Units taken here when the reservation was made, and those that were moved here since.</param>
/// <param name="Committed">Units that left.</param>
/// <param name="Released">Units given back.</param>
/// <param name="Expired">Units given back because time ran out.</param>
/// <param name="Moved">Units that are held in another cell since.</param>
public readonly record struct ReservedUnits(StockCell Cell, Quantity Reserved, Quantity Committed, Quantity Released, Quantity Expired, Quantity Moved)
{
    /// <summary>Units still held here.</summary>
    public Quantity Open => Reserved - Committed - Released - Expired - Moved;
}
