namespace OrderKernel.Inventory;

/// <summary>What can be said to a stock-take.</summary>
public abstract record StockTakeCommand : ICommand
{
    /// <inheritdoc/>
    public abstract Refusal? Missing();
}

/// <summary>Opens a stock-take 新建盘点.</summary>
/// <param name="Location">Where is counted.</param>
/// <param name="Skus">What is counted; none for all that has a balance there.</param>
/// <param name="IsBlind">True when counters are not to see the book 盲盘.</param>
/// <param name="Freezes">True when what is free there is held meanwhile 冻结, so that nobody sells it; else trading goes on.</param>
/// <param name="ToleranceUnits">A difference of so many units is within the tolerance.</param>
/// <param name="ToleranceBasisPoints">So is one of this share of the book, rounded down to units.</param>
public sealed record OpenStockTake(LocationId Location, ValueList<SkuId> Skus, bool IsBlind = false, bool Freezes = false, long ToleranceUnits = 0,
    int ToleranceBasisPoints = 0) : StockTakeCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("location", Location) ?? Required.Ids("skus", Skus);
}

/// <summary>Somebody counted cells, at the instant and as the actor of the call. A further count of a cell is a recount 复盘.</summary>
/// <param name="Found">What was found, zero allowed; a cell named twice is summed.</param>
public sealed record EnterCount(ValueList<StockUnits> Found) : StockTakeCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("found", Found);
}

/// <summary>Somebody looks at the differences, once all is counted 复核.</summary>
/// <param name="Worths">What units are worth, where somebody knows.</param>
public sealed record ReviewStockTake(ValueList<SkuWorth> Worths) : StockTakeCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("worths", Worths, static w => Required.Id("sku", w.Sku));
}

/// <summary>What was found is on hand from now on 过账.</summary>
public sealed record PostStockTake : StockTakeCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => null;
}

/// <summary>Nothing comes of it 取消盘点.</summary>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record CancelStockTake(string Why) : StockTakeCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}

/// <summary>The stable names of these commands and their canonical bytes.</summary>
public static class StockTakeCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<StockTakeCommand> Codec { get; } = new CommandCodec<StockTakeCommand>()
        .With("inventory.open-stock-take", () => StockTakeEvents.Json.OpenStockTake)
        .With("inventory.enter-count", () => StockTakeEvents.Json.EnterCount)
        .With("inventory.review-stock-take", () => StockTakeEvents.Json.ReviewStockTake)
        .With("inventory.post-stock-take", () => StockTakeEvents.Json.PostStockTake)
        .With("inventory.cancel-stock-take", () => StockTakeEvents.Json.CancelStockTake);
}
