using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Answers what is available, with the terms of the answer.</summary>
public static class Availability
{
    /// <summary>What is available on a shelf, over all its batches, or in one batch; an account without a balance counts as zero.</summary>
    /// <param name="cell">The cell; one without a batch is the shelf. What is kept back or sold before it is there is the shelf's, and no batch's.</param>
    /// <param name="balances">Balances, of this cell and perhaps others.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="on">The day: batches that are too near their end then do not count for the shelf; null when all do.</param>
    /// <exception cref="OverflowException">The terms sum past 64 bits.</exception>
    public static AvailableStock Of(StockCell cell, ImmutableArray<StockBalance> balances, StockFormula formula, LocalDate? on = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var own = formula.TermsOf(cell);
        var terms = ImmutableArray.CreateBuilder<AvailableTerm>(own.Count);
        var isShelf = cell.Batch == default;
        var (safety, preSale) = isShelf ? (formula.SafetyStockOf(cell), formula.PreSaleOf(cell)) : default;
        var nearExpiry = isShelf ? NearExpiry(cell, balances, formula, on) : 0;
        var sum = preSale.Units - safety.Units - nearExpiry;
        foreach (var term in own)
        {
            var units = UnitsOf(cell, balances, term.Account, isShelf);
            sum = checked(sum + (term.Sign * units));
            terms.Add(new(term.Account, term.Sign, units));
        }

        return new(cell, sum, terms.MoveToImmutable().ToValueList(), safety) { PreSale = preSale, NearExpiry = Quantity.Of(nearExpiry) };
    }

    /// <summary>The balance of <see cref="Of"/> alone.</summary>
    internal static long BalanceOf(StockCell cell, ImmutableArray<StockBalance> balances, StockFormula formula, LocalDate? on = null)
    {
        var isShelf = cell.Batch == default;
        var sum = isShelf ? formula.PreSaleOf(cell).Units - formula.SafetyStockOf(cell).Units - NearExpiry(cell, balances, formula, on) : 0;
        foreach (var term in formula.TermsOf(cell)) sum = checked(sum + (term.Sign * UnitsOf(cell, balances, term.Account, isShelf)));
        return sum;
    }

    /// <summary>The free units of batches that are too near their end on a day; a batch that is overdrawn hides none of another.</summary>
    internal static long NearExpiry(StockCell shelf, ImmutableArray<StockBalance> balances, StockFormula formula, LocalDate? on)
    {
        if (on is not { } day) return 0;
        var (sum, limit) = (0L, (long?)null);
        foreach (ref readonly var balance in balances.AsSpan())
        {
            if (balance.Account != StockAccount.ExpiresOn || balance.Units == 0 || !balance.Cell.SharesShelfWith(shelf)) continue;
            if (balance.Units < (limit ??= BatchClock.DaysOf(formula.UsableFrom(shelf, day))))
                sum = checked(sum + Math.Max(0, BalanceOf(balance.Cell, balances, formula)));
        }

        return sum;
    }

    private static long UnitsOf(StockCell cell, ImmutableArray<StockBalance> balances, StockAccount account, bool isShelf) =>
        isShelf ? StockSheet.OverBatches(balances, cell, account) : StockSheet.BalanceOf(balances, cell, account);

    /// <summary>What is available on every shelf of which a cell has a balance, in their order.</summary>
    /// <param name="balances">Balances in any order; those of one shelf are taken together, whatever their batch.</param>
    /// <param name="formula">What counts as available.</param>
    /// <param name="on">The day: batches that are too near their end then do not count; null when all do.</param>
    /// <exception cref="OverflowException">A cell's terms sum past 64 bits.</exception>
    public static ValueList<AvailableStock> OfAll(ImmutableArray<StockBalance> balances, StockFormula formula, LocalDate? on = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        if (balances.IsDefault) return [];
        var (sorted, all) = (StockSheet.InOrder(balances), new List<AvailableStock>());
        for (var (from, to) = (0, 0); from < sorted.Length; from = to)
        {
            to = EndOf(sorted.AsSpan(), from);
            all.Add(Of(sorted[from].Cell.ToShelf(), sorted.Slice(from, to - from), formula, on));
        }

        return all.ToValueList();
    }

    /// <summary>The positions that allocation plans with: what is free of each SKU at each location that has a balance, without terms.</summary>
    /// <param name="balances">Balances, each account of a cell once; fastest in the order of cells and accounts, as stores give them.</param>
    /// <param name="formula">What counts as available.</param>
    /// <param name="channel">The channel whose buffer and quota bound what is free on each shelf; null for none.</param>
    /// <param name="on">The day: batches that are too near their end then do not count; null when all do.</param>
    /// <param name="pools">The pools that count, <see cref="PoolRules.Common"/> for stock of none; by default all.</param>
    /// <exception cref="OverflowException">A cell's terms sum past 64 bits.</exception>
    /// <remarks>Law: as <see cref="OfAll"/>, or <see cref="ChannelAvailability.OfAll"/> of a channel, and their positions, the pools that count added
    /// up.</remarks>
    public static ValueList<AvailablePosition> Positions(ImmutableArray<StockBalance> balances, StockFormula formula, ChannelId? channel = null,
        LocalDate? on = null, ValueList<PoolId> pools = default)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return FreePositions.Of(balances, formula, new(channel, on, pools));
    }

    // The first index behind a shelf's balances.
    private static int EndOf(ReadOnlySpan<StockBalance> sorted, int from)
    {
        var to = from + 1;
        while (to < sorted.Length && sorted[to].Cell.SharesShelfWith(sorted[from].Cell)) to++;
        return to;
    }
}
