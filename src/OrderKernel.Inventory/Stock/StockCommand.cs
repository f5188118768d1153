using System.Text.Json.Serialization;

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
    /// <summary>The last days of the batches that came, where they are known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<BatchDate> Dates { get; init; }

    /// <summary>The expected goods that these are; null where none were expected, or nobody says.</summary>
    public InboundId? Inbound { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() =>
        StockUnits.Missing("units", Units) ?? BatchDate.Missing("dates", Dates) ?? Required.Id("inbound", Inbound);
}

/// <summary>Somebody counted what is on hand, or an outside stock master says it.</summary>
/// <param name="Counted">The units found, zero allowed; a cell named twice is summed.</param>
/// <param name="Why">Why the count was made, as a code or word of the host's; never personal data.</param>
public sealed record CountStock(ValueList<StockUnits> Counted, string Why) : StockCommand
{
    /// <summary>Why the count was made, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <summary>The last days of the batches that were counted, where they are known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<BatchDate> Dates { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("counted", Counted) ?? BatchDate.Missing("dates", Dates) ?? Required.Reason("why", Why);
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

/// <summary>Units that are here were looked at, or turn out to be other than the book says: no goods come or go, but for those that are written off.</summary>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="From">As what they are in the book: on hand, quarantined or damaged.</param>
/// <param name="To">What they are: on hand, quarantined or damaged; written off where they are not on hand now (of what is, an adjustment disposes).</param>
/// <param name="Why">What was found, as a code or word of the host's; never personal data.</param>
/// <param name="OrderKey">The key of the order's stream from which they came back; null when unknown.</param>
public sealed record Regrade(ValueList<StockUnits> Units, StockAccount From, StockAccount To, string Why, string? OrderKey = null) : StockCommand
{
    /// <summary>What was found, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units) ?? Required.Word("from", From) ?? Required.Word("to", To)
        ?? Required.Reason("why", Why);
}

/// <summary>Goods came from another location of ours: what left there by a reservation whose holder is a transfer.</summary>
/// <param name="Transfer">The transfer's key, as its reservation names it.</param>
/// <param name="Units">The units that are here; a cell named twice is summed.</param>
public sealed record ReceiveTransfer(string Transfer, ValueList<StockUnits> Units) : StockCommand
{
    /// <summary>Units that were sent here and were lost on the way: they are written off.</summary>
    public ValueList<StockUnits> Lost { get; init; }

    /// <summary>Units that came, and are damaged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Damaged { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Name("transfer", Transfer) ?? StockUnits.Missing("units", Units) ?? StockUnits.Missing("lost", Lost)
        ?? StockUnits.Missing("damaged", Damaged);
}

/// <summary>Balances are set to what their events add up to: the repair that a reconciliation proposes. No goods come or go.</summary>
/// <param name="Drifts">The balances, with what they were found to be; each once.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record CorrectBook(ValueList<StockDrift> Drifts, string Why) : StockCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("drifts", Drifts,
        static d => StockUnits.Missing("cell", d.Cell) ?? Required.Word("account", d.Account)) ?? Required.Reason("why", Why);
}

/// <summary>Somebody looked at what a movement found, and answers for it. Nothing moves.</summary>
/// <param name="Why">What came of it, as a code or word of the host's; never personal data.</param>
public sealed record SettleFindings(string Why) : StockCommand
{
    /// <summary>What came of it, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}

/// <summary>The channel or the warehouse shipped units that nothing held.</summary>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="OrderKey">The key of the order's stream; null when unknown.</param>
public sealed record RecordShippedElsewhere(ValueList<StockUnits> Units, string? OrderKey) : StockCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units);
}
