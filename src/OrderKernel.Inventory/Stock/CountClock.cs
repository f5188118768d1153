using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>
/// The instant of a cell's last count, kept as a balance beside its goods so that the store compares it in the same unit of work. A movement from before
/// that instant was on the shelf that was counted: it is booked, and the count's difference makes up for it.
/// </summary>
/// <remarks>Law: counts and movements of a cell, in whatever order they come, leave the last count plus what moved at or after its instant.</remarks>
public static class CountClock
{
    /// <summary>Why a count does not stand: a later one is known, or a lower one of its instant; null when none is.</summary>
    /// <param name="stock">The balances of the cell, its last count among them, and what moved since the instant.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="found">What was counted: of two counts of one instant the lower one stands, for what is not there must not be sold.</param>
    /// <param name="at">When it was counted.</param>
    /// <exception cref="OverflowException">What was counted and what moved since sum past 64 bits.</exception>
    public static Reason? Outdated(StockView stock, StockCell cell, Quantity found, Instant at)
    {
        var (last, ticks) = (StockSheet.BalanceOf(stock.Positions, cell, StockAccount.CountedAt), at.ToUnixTimeTicks());
        var isLower = last == ticks && checked(found.Units + stock.MovedSince(cell)) > StockSheet.BalanceOf(stock.Positions, cell, StockAccount.OnHand);
        return last != 0 && (last > ticks || isLower)
            ? Reason.Of(InventoryCodes.CountOutdated, ("location", cell.Location), ("sku", cell.Sku), ("at", at),
                ("last", Instant.FromUnixTimeTicks(last)))
            : null;
    }

    /// <summary>What a count does beside its difference: its instant is the cell's last. It holds only on the clock that the decision saw.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="seen">The last count that the decision saw, as a balance; 0 for none.</param>
    /// <param name="at">When it was counted.</param>
    /// <exception cref="OverflowException">The seen balance is no instant's.</exception>
    public static StockEffect Counted(StockCell cell, long seen, Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        ValueList<Posting> set = ticks == seen ? [] : [new(cell, StockAccount.CountedAt, QuantityDelta.Of(checked(ticks - seen)))];
        return new(set, Pinned(cell, ticks));
    }

    /// <summary>What a movement on hand does beside its own postings: from before the last count nothing is left of it on hand.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="seen">The last count that the decision saw, as a balance; 0 for none.</param>
    /// <param name="at">When it moved.</param>
    /// <param name="onHand">What moved on hand.</param>
    public static StockEffect Moved(StockCell cell, long seen, Instant at, long onHand)
    {
        var isCounted = seen != 0 && onHand != 0 && at.ToUnixTimeTicks() < seen;
        ValueList<Posting> made = isCounted
            ? [new(cell, StockAccount.OnHand, QuantityDelta.Of(-onHand)), new(cell, StockAccount.Supplied, QuantityDelta.Of(-onHand))]
            : [];
        return new(made, Pinned(cell, seen));
    }

    private static ValueList<StockFloor> Pinned(StockCell cell, long ticks) =>
        [new(cell, [new(StockAccount.CountedAt, 1)], ticks), new(cell, [new(StockAccount.CountedAt, -1)], -ticks)];
}
