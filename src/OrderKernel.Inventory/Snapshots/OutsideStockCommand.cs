using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What can be said about an outside master's numbers of a location.</summary>
public abstract record OutsideStockCommand : ICommand
{
    /// <inheritdoc/>
    public abstract Refusal? Missing();
}

/// <summary>An outside system tells what it has at one instant.</summary>
/// <param name="Source">Its name, as the document of masters names it.</param>
/// <param name="TakenAt">The instant of the numbers.</param>
/// <param name="Units">The numbers, zero allowed; a cell named twice is summed.</param>
/// <param name="IsComplete">True when cells of the location that it does not name are empty.</param>
/// <param name="OrdersUntil">Until when it knows our orders; null for the snapshot's instant less the master's lag.</param>
public sealed record MergeSnapshot(ActorId Source, Instant TakenAt, ValueList<StockUnits> Units, bool IsComplete = false, Instant? OrdersUntil = null)
    : OutsideStockCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("source", Source) ?? Required.Id("takenAt", TakenAt) ?? StockUnits.Missing("units", Units);
}

/// <summary>Somebody takes differences over that wait: what is on hand is what the outside system says.</summary>
/// <param name="Cells">Which cells; none for all that wait.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record TakeOverDifference(ValueList<StockCell> Cells, string Why) : OutsideStockCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("cells", Cells, static c => Required.Id("location", c.Location) ?? Required.Id("sku", c.Sku))
        ?? Required.Reason("why", Why);
}

/// <summary>Somebody leaves the book as it is: the outside system is wrong, or will hear of it.</summary>
/// <param name="Cells">Which cells; none for all that wait.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record DismissDifference(ValueList<StockCell> Cells, string Why) : OutsideStockCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("cells", Cells, static c => Required.Id("location", c.Location) ?? Required.Id("sku", c.Sku))
        ?? Required.Reason("why", Why);
}

/// <summary>The stable names of these commands and their canonical bytes.</summary>
public static class OutsideStockCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<OutsideStockCommand> Codec { get; } = new CommandCodec<OutsideStockCommand>()
        .With("inventory.merge-snapshot", () => OutsideStockEvents.Json.MergeSnapshot)
        .With("inventory.take-over-difference", () => OutsideStockEvents.Json.TakeOverDifference)
        .With("inventory.dismiss-difference", () => OutsideStockEvents.Json.DismissDifference);
}
