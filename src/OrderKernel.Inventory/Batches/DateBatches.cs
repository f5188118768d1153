namespace OrderKernel.Inventory;

/// <summary>Somebody looked at batches and says their last day: it stands, be it earlier or later than the known one.</summary>
/// <param name="Dates">The days, each batch once.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record DateBatches(ValueList<BatchDate> Dates, string Why) : StockCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => BatchDate.Missing("dates", Dates) ?? Required.Reason("why", Why);
}

/// <summary>Batches got another last day.</summary>
/// <param name="Dates">The days with what was known before, in the order of the cells.</param>
/// <param name="Why">Why.</param>
public sealed record BatchesDated(ValueList<BatchDate> Dates, string Why) : StockEvent;
