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
        var byCell = new SortedDictionary<StockCell, ImmutableArray<StockBalance>.Builder>();
        foreach (var balance in balances)
        {
            if (!byCell.TryGetValue(balance.Cell, out var own)) byCell.Add(balance.Cell, own = ImmutableArray.CreateBuilder<StockBalance>());
            own.Add(balance);
        }

        return byCell.Select(p => Of(p.Key, p.Value.ToImmutable(), formula)).ToValueList();
    }
}
