using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What explains a part of a difference. 0 is unset.</summary>
public enum SnapshotPartKind
{
    /// <summary>It moved here at or after the snapshot's instant: the snapshot cannot know it.</summary>
    MovedSince = 1,

    /// <summary>It moved here within the time by which the outside view lags, and is not booked there yet.</summary>
    NotBookedThere = 2,

    /// <summary>It is promised here and gone there: it was sent, and nobody has told us yet.</summary>
    NotHeardHere = 3,
}

/// <summary>What becomes of a cell of a snapshot. 0 is unset.</summary>
public enum SnapshotOutcome
{
    /// <summary>All of the difference is explained, or there is none.</summary>
    Agrees = 1,

    /// <summary>What is unexplained is taken over.</summary>
    TakenOver = 2,

    /// <summary>What is unexplained waits for a person.</summary>
    Waits = 3,

    /// <summary>The kernel, or another system, is the master here: the difference is only told.</summary>
    Told = 4,

    /// <summary>A later snapshot or count of the cell is known.</summary>
    Outdated = 5,

    /// <summary>The same was told before.</summary>
    Known = 6,
}

/// <summary>A part of a difference with what explains it.</summary>
/// <param name="Kind">What explains it.</param>
/// <param name="Units">The part, signed as the difference is: outside less ours.</param>
/// <param name="Movements">The streams of the movements or reservations, as kind and key, in ordinal order.</param>
public readonly record struct SnapshotPart(SnapshotPartKind Kind, QuantityDelta Units, ValueList<string> Movements);

/// <summary>A cell of a snapshot beside ours.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Told">The number that was told.</param>
/// <param name="Locks">What the outside system has locked of what is on hand, where its number is less that; zero where it tells all.</param>
/// <param name="Book">What is on hand here.</param>
/// <param name="Parts">What is explained, one entry a kind.</param>
/// <param name="Unexplained">The rest.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Counted">What was on hand at <paramref name="AsOf"/> with the unexplained rest taken over: the count that is booked.</param>
/// <param name="AsOf">From when on the outside system may not have known all that moved: the count's instant.</param>
/// <remarks>Laws: the parts and the rest are the difference; what is on hand after taking over is the book with the rest.</remarks>
public sealed record SnapshotLine(StockCell Cell, Quantity Told,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Quantity Locks, long Book, ValueList<SnapshotPart> Parts,
    QuantityDelta Unexplained, SnapshotOutcome Outcome, Quantity Counted, Instant AsOf)
{
    /// <summary>What is promised of it here; what is on hand may fall below that, and then people are told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Promised { get; init; }

    /// <summary>What the outside system has on hand.</summary>
    /// <exception cref="OverflowException">Both together pass 64 bits.</exception>
    [JsonIgnore]
    public long There => checked(Told.Units + Locks.Units);

    /// <summary>What it has more than the book, signed.</summary>
    /// <exception cref="OverflowException">The difference passes 64 bits.</exception>
    [JsonIgnore]
    public long Difference => checked(There - Book);

    /// <summary>What is on hand once the rest is taken over.</summary>
    /// <exception cref="OverflowException">The sum passes 64 bits.</exception>
    [JsonIgnore]
    public long After => checked(Book + Unexplained.Units);

    /// <summary>Says what differs and what of it nothing explains.</summary>
    public Reason ToReason() => Reason.Of(InventoryCodes.SnapshotDiffers, ("location", Cell.Location), ("sku", Cell.Sku), ("told", Told), ("locks", Locks),
        ("book", Book), ("difference", Difference), ("unexplained", Unexplained));
}
