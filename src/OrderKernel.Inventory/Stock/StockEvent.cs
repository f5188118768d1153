using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>What happened to stock beside reservations.</summary>
public abstract record StockEvent;

/// <summary>Goods came from a supplier.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
public sealed record StockReceived(ValueList<StockUnits> Units) : StockEvent
{
    /// <summary>The last days that became known with them, in the order of the cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<BatchDate> Dated { get; init; }

    /// <summary>The expected goods that these are; null where nobody said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InboundId? Inbound { get; init; }
}

/// <summary>What is on hand was counted.</summary>
/// <param name="Counts">The counts, one entry a cell, in the order of the cells.</param>
/// <param name="Why">Why the count was made.</param>
public sealed record StockCounted(ValueList<StockCount> Counts, string Why) : StockEvent
{
    /// <summary>The last days that became known with them, in the order of the cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<BatchDate> Dated { get; init; }
}

/// <summary>Returned goods went back on the shelf, were put aside, or were written off.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="Outcome">Restock, quarantine or write-off.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record GoodsTakenBack(ValueList<StockUnits> Units, InspectionOutcome Outcome, string? OrderKey) : StockEvent;

/// <summary>Units that are here are something else than the book said.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="From">As what they were in the book: on hand, quarantined or damaged.</param>
/// <param name="To">What they are: on hand, quarantined, damaged or written off.</param>
/// <param name="Why">What was found.</param>
/// <param name="OrderKey">The key of the order's stream from which they came back; null when unknown.</param>
public sealed record GoodsRegraded(ValueList<StockUnits> Units, StockAccount From, StockAccount To, string Why, string? OrderKey) : StockEvent;

/// <summary>Goods came from another location of ours.</summary>
/// <param name="Transfer">The transfer's key.</param>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="Lost">Units that were lost on the way, one entry a cell, in the order of the cells.</param>
public sealed record TransferReceived(string Transfer, ValueList<StockUnits> Units, ValueList<StockUnits> Lost) : StockEvent
{
    /// <summary>Units that came damaged, one entry a cell, in the order of the cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Damaged { get; init; }

    /// <summary>The last days that became known with them, in the order of the cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<BatchDate> Dated { get; init; }
}

/// <summary>Balances were set to what their events add up to.</summary>
/// <param name="Drifts">The balances, in the order of cells and accounts.</param>
/// <param name="Why">Why.</param>
public sealed record BookCorrected(ValueList<StockDrift> Drifts, string Why) : StockEvent;

/// <summary>Somebody looked at what the movement found. It stands behind the movement, which stays what it was.</summary>
/// <param name="Why">What came of it.</param>
public sealed record FindingsSettled(string Why) : StockEvent;

/// <summary>Units that nothing held were shipped.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record ShippedElsewhere(ValueList<StockUnits> Units, string? OrderKey) : StockEvent;

/// <summary>One counted cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Counted">What was found.</param>
/// <param name="Difference">What is on hand by this count, with what moved since, minus book.</param>
public readonly record struct StockCount(StockCell Cell, Quantity Counted, QuantityDelta Difference)
{
    /// <summary>What moved between the count and its arrival; null when nothing did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuantityDelta? Since { get; init; }

    /// <summary>What is on hand by this count, with what moved since; negative when more left than was found.</summary>
    /// <exception cref="OverflowException">Both together pass 64 bits.</exception>
    [JsonIgnore]
    public long OnHand => checked(Counted.Units + (Since?.Units ?? 0));
}
