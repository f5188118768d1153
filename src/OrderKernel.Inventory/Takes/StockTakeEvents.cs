using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>What happened to a stock-take.</summary>
public abstract record StockTakeEvent;

/// <summary><c>inventory.stock-take-opened</c>: counting begins.</summary>
/// <param name="Location">Where.</param>
/// <param name="Cells">What is counted, in the order of the cells.</param>
/// <param name="IsBlind">True when counters do not see the book.</param>
/// <param name="Frozen">What is held meanwhile; none where trading goes on.</param>
/// <param name="ToleranceUnits">A difference of so many units is within the tolerance.</param>
/// <param name="ToleranceBasisPoints">So is one of this share of the book.</param>
public sealed record StockTakeOpened(LocationId Location, ValueList<StockCell> Cells, bool IsBlind, ValueList<StockUnits> Frozen, long ToleranceUnits,
    int ToleranceBasisPoints) : StockTakeEvent
{
    /// <summary>True when a difference passes the tolerance.</summary>
    /// <param name="difference">The difference, signed.</param>
    /// <param name="book">What the book had.</param>
    public bool Passes(long difference, long book) =>
        Math.Abs((decimal)difference) is var size && size > ToleranceUnits && size > decimal.Floor(Math.Abs((decimal)book) * ToleranceBasisPoints / 10_000);
}

/// <summary><c>inventory.count-entered</c>: somebody counted.</summary>
/// <param name="Entries">The counts, in the order of the cells.</param>
public sealed record CountEntered(ValueList<CountEntry> Entries) : StockTakeEvent;

/// <summary><c>inventory.stock-take-reviewed</c>: somebody looked at the differences.</summary>
/// <param name="Lines">All cells, in their order.</param>
public sealed record StockTakeReviewed(ValueList<StockTakeLine> Lines) : StockTakeEvent;

/// <summary><c>inventory.stock-take-posted</c>: what was found is on hand; each instant's counts are a movement of their own.</summary>
public sealed record StockTakePosted : StockTakeEvent;

/// <summary><c>inventory.stock-take-cancelled</c>: nothing comes of it.</summary>
/// <param name="Why">Why.</param>
public sealed record StockTakeCancelled(string Why) : StockTakeEvent;

/// <summary>The stable names of these events, and their canonical bytes.</summary>
public static class StockTakeEvents
{
    internal static StockTakeJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<StockUnits>(), CanonicalJson.ListOf<StockCell>(),
        CanonicalJson.ListOf<SkuId>(), CanonicalJson.ListOf<CountEntry>(), CanonicalJson.ListOf<StockTakeLine>(), CanonicalJson.ListOf<SkuWorth>()));

    /// <summary>The events of a stock-take's stream.</summary>
    public static EventCodec<StockTakeEvent> Codec { get; } = new EventCodec<StockTakeEvent>()
        .With("inventory.stock-take-opened", () => Json.StockTakeOpened)
        .With("inventory.count-entered", () => Json.CountEntered)
        .With("inventory.stock-take-reviewed", () => Json.StockTakeReviewed)
        .With("inventory.stock-take-posted", () => Json.StockTakePosted)
        .With("inventory.stock-take-cancelled", () => Json.StockTakeCancelled);
}

[JsonSerializable(typeof(OpenStockTake))]
[JsonSerializable(typeof(EnterCount))]
[JsonSerializable(typeof(ReviewStockTake))]
[JsonSerializable(typeof(PostStockTake))]
[JsonSerializable(typeof(CancelStockTake))]
[JsonSerializable(typeof(StockTakeOpened))]
[JsonSerializable(typeof(CountEntered))]
[JsonSerializable(typeof(StockTakeReviewed))]
[JsonSerializable(typeof(StockTakePosted))]
[JsonSerializable(typeof(StockTakeCancelled))]
[JsonSerializable(typeof(StockUnits))]
[JsonSerializable(typeof(StockCell))]
[JsonSerializable(typeof(SkuId))]
[JsonSerializable(typeof(CountEntry))]
[JsonSerializable(typeof(StockTakeLine))]
[JsonSerializable(typeof(SkuWorth))]
internal sealed partial class StockTakeJsonContext : JsonSerializerContext;
