namespace OrderKernel.Inventory;

/// <summary>What can be said of stock beside reservations.</summary>
public abstract record StockCommand : ICommand
{
    /// <inheritdoc/>
    public abstract Refusal? Missing();
}

/// <summary>Goods came from a supplier.</summary>
/// <param name="Units">The units; a cell named twice is summed.</param>
public sealed record ReceiveStock(ValueList<StockUnits> Units) : StockCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units);
}

/// <summary>Somebody counted what is on hand, or an outside stock master says it.</summary>
/// <param name="Counted">The units found, zero allowed; a cell named twice is summed.</param>
/// <param name="Why">Why the count was made, as a code or word of the host's; never personal data.</param>
public sealed record CountStock(ValueList<StockUnits> Counted, string Why) : StockCommand
{
    /// <summary>Why the count was made, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("counted", Counted) ?? Required.Reason("why", Why);
}

/// <summary>Returned goods were looked at.</summary>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record TakeBack(ValueList<StockUnits> Units, InspectionOutcome Outcome, string? OrderKey) : StockCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units) ?? Required.Word("outcome", Outcome);
}

/// <summary>The channel or the warehouse shipped units that nothing held.</summary>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record RecordShippedElsewhere(ValueList<StockUnits> Units, string? OrderKey) : StockCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units);
}
