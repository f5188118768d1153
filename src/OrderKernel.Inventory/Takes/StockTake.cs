using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The key of a stock-take.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Take">The stock-take's id.</param>
public readonly record struct StockTakeKey(TenantId Tenant, MessageId Take) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.StockTake, Take.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("take", Take);
}

/// <summary>Where a stock-take stands. 0 is unset.</summary>
public enum StockTakeStatus
{
    /// <summary>Counts come in 盘点中.</summary>
    Counting = 1,

    /// <summary>All is counted, and its differences were looked at 待过账.</summary>
    Reviewed = 2,

    /// <summary>What was found is on hand 已过账.</summary>
    Posted = 3,

    /// <summary>Nothing came of it 已取消.</summary>
    Cancelled = 4,
}

/// <summary>A stock-take: a fold over its events.</summary>
/// <param name="Opened">What is counted, and how.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Entries">All counts, in the order in which they came.</param>
/// <param name="Lines">The differences that were looked at; none before the review.</param>
public sealed record StockTake(StockTakeOpened Opened, StockTakeStatus Status, ValueList<CountEntry> Entries, ValueList<StockTakeLine> Lines)
{
    /// <summary>The last count of a cell; null where nobody counted it.</summary>
    /// <param name="cell">The cell.</param>
    public CountEntry? LastOf(StockCell cell)
    {
        for (var i = Entries.Count - 1; i >= 0; i--)
        {
            if (Entries[i].Cell == cell) return Entries[i];
        }

        return null;
    }

    /// <summary>
    /// True when a cell needs no further count: its only one is within the tolerance, or two of its counts, by whomever, found the same difference.
    /// </summary>
    /// <param name="cell">The cell.</param>
    public bool IsSettled(StockCell cell)
    {
        var entries = Entries.Items.Where(e => e.Cell == cell).ToList();
        return entries.Count > 0 && (entries.Take(entries.Count - 1).Any(e => e.Difference == entries[^1].Difference)
            || (entries.Count == 1 && !Opened.Passes(entries[0].Difference.Units, entries[0].Book)));
    }
}

/// <summary>One count of one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Found">What was found.</param>
/// <param name="Book">What the book had at that instant.</param>
/// <param name="At">When it was counted.</param>
/// <param name="By">Who counted.</param>
public readonly record struct CountEntry(StockCell Cell, Quantity Found, long Book, Instant At, ActorId By)
{
    /// <summary>What was found more than the book had; negative for less. Goods that move between two counts leave it as it is.</summary>
    /// <exception cref="OverflowException">The difference passes 64 bits.</exception>
    [JsonIgnore]
    public QuantityDelta Difference => QuantityDelta.Of(checked(Found.Units - Book));
}

/// <summary>A counted cell as it was reviewed.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Count">The count that stands.</param>
/// <param name="Worth">What the difference is worth, signed; null where nobody says what a unit is worth.</param>
/// <param name="IsAbove">True when the difference passes the tolerance: somebody who did not count has to post it.</param>
public readonly record struct StockTakeLine(StockCell Cell, CountEntry Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Worth, bool IsAbove);

/// <summary>What a unit of a SKU is worth.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Each">A unit's worth.</param>
public readonly record struct SkuWorth(SkuId Sku, Money Each);
