using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Answers what is available, with the terms of the answer.</summary>
public static class Availability
{
    /// <summary>What is available in one cell; an account without a balance counts as zero.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="balances">Balances, of this cell and perhaps others.</param>
    /// <param name="formula">The formula.</param>
    /// <exception cref="OverflowException">The terms sum past 64 bits.</exception>
    public static AvailableStock Of(StockCell cell, ImmutableArray<StockBalance> balances, StockFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var own = formula.TermsOf(cell);
        var terms = ImmutableArray.CreateBuilder<AvailableTerm>(own.Count);
        var (safety, preSale) = (formula.SafetyStockOf(cell), formula.PreSaleOf(cell));
        var sum = preSale.Units - safety.Units;
        foreach (var term in own)
        {
            var units = StockSheet.BalanceOf(balances, cell, term.Account);
            sum = checked(sum + (term.Sign * units));
            terms.Add(new(term.Account, term.Sign, units));
        }

        return new(cell, sum, terms.MoveToImmutable().ToValueList(), safety) { PreSale = preSale };
    }

    /// <summary>The balance of <see cref="Of"/> alone.</summary>
    internal static long BalanceOf(StockCell cell, ImmutableArray<StockBalance> balances, StockFormula formula)
    {
        var sum = formula.PreSaleOf(cell).Units - formula.SafetyStockOf(cell).Units;
        foreach (var term in formula.TermsOf(cell)) sum = checked(sum + (term.Sign * StockSheet.BalanceOf(balances, cell, term.Account)));
        return sum;
    }

    /// <summary>What is available in every cell that has a balance, in the order of the cells.</summary>
    /// <param name="balances">Balances in any order; those of one cell are taken together.</param>
    /// <param name="formula">What counts as available.</param>
    /// <exception cref="OverflowException">A cell's terms sum past 64 bits.</exception>
    public static ValueList<AvailableStock> OfAll(ImmutableArray<StockBalance> balances, StockFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        if (balances.IsDefault) return [];
        var (sorted, all) = (StockSheet.InOrder(balances), new List<AvailableStock>());
        for (var (from, to) = (0, 0); from < sorted.Length; from = to)
        {
            to = EndOf(sorted.AsSpan(), from);
            all.Add(Of(sorted[from].Cell, sorted.Slice(from, to - from), formula));
        }

        return all.ToValueList();
    }

    /// <summary>The positions that allocation plans with: what is free in each cell that has a balance, in the order of the cells, without terms.</summary>
    /// <param name="balances">Balances, each account of a cell once; fastest in the order of cells and accounts, as stores give them.</param>
    /// <param name="formula">What counts as available.</param>
    /// <param name="channel">The channel whose buffer and quota bound what is free; null for none.</param>
    /// <exception cref="OverflowException">A cell's terms sum past 64 bits.</exception>
    /// <remarks>Law: as <see cref="OfAll"/>, or <see cref="ChannelAvailability.OfAll"/> of a channel, and their positions.</remarks>
    public static ValueList<AvailablePosition> Positions(ImmutableArray<StockBalance> balances, StockFormula formula, ChannelId? channel = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return FreePositions.Of(balances, formula, channel);
    }

    // The first index behind a cell's balances.
    private static int EndOf(ReadOnlySpan<StockBalance> sorted, int from)
    {
        var to = from + 1;
        while (to < sorted.Length && sorted[to].Cell == sorted[from].Cell) to++;
        return to;
    }
}
