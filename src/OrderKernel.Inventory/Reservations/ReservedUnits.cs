namespace OrderKernel.Inventory;

/// <summary>What became of the units that a reservation took in one cell: <c>reserved = open + committed + released + expired</c>.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Reserved">Units taken when the reservation was made.</param>
/// <param name="Committed">Units that left.</param>
/// <param name="Released">Units given back.</param>
/// <param name="Expired">Units given back because time ran out.</param>
public readonly record struct ReservedUnits(StockCell Cell, Quantity Reserved, Quantity Committed, Quantity Released, Quantity Expired)
{
    /// <summary>Units still held.</summary>
    public Quantity Open => Reserved - Committed - Released - Expired;
}

/// <summary>One ending of units of a reservation, kept so that its repeat is recognised.</summary>
/// <param name="Message">The message that ended them.</param>
/// <param name="How">Committed, Released or Expired.</param>
/// <param name="All">True when the command named no units and so meant all that was open.</param>
/// <param name="Units">The units that ended.</param>
public sealed record ReservationEnding(MessageId Message, ReservationStatus How, bool All, ValueList<StockUnits> Units);
