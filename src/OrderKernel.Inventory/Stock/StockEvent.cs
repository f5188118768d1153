namespace OrderKernel.Inventory;

/// <summary>What happened to stock beside reservations.</summary>
public abstract record StockEvent;

/// <summary>Goods came from a supplier.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
public sealed record StockReceived(ValueList<StockUnits> Units) : StockEvent;

/// <summary>What is on hand was counted.</summary>
/// <param name="Counts">The counts, one entry a cell, in the order of the cells.</param>
/// <param name="Why">Why the count was made.</param>
public sealed record StockCounted(ValueList<StockCount> Counts, string Why) : StockEvent;

/// <summary>Returned goods went back on the shelf or were written off.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="Outcome">Restock or write-off.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record GoodsTakenBack(ValueList<StockUnits> Units, InspectionOutcome Outcome, string? OrderKey) : StockEvent;

/// <summary>Units that nothing held were shipped.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record ShippedElsewhere(ValueList<StockUnits> Units, string? OrderKey) : StockEvent;

/// <summary>One counted cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Counted">What was found.</param>
/// <param name="Difference">Found minus book.</param>
public readonly record struct StockCount(StockCell Cell, Quantity Counted, QuantityDelta Difference);
