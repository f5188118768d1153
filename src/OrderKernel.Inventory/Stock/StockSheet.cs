using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Arithmetic on balances as plain values: what a store does with postings and floors, for deciding several things in a row without one.</summary>
public static class StockSheet
{
    /// <summary>The balance of one account; zero when it is not listed.</summary>
    /// <param name="balances">Balances in any order; <c>default</c> is none.</param>
    /// <param name="cell">One SKU at one location.</param>
    /// <param name="account">What is counted there.</param>
    public static long BalanceOf(ImmutableArray<StockBalance> balances, StockCell cell, StockAccount account)
    {
        if (balances.IsDefault) return 0;
        foreach (var balance in balances)
        {
            if (balance.Account == account && balance.Cell == cell) return balance.Units;
        }

        return 0;
    }

    /// <summary>The balances after postings, ordered by cell and account; accounts without a posting stay as they are.</summary>
    /// <param name="balances">Balances in any order, each account of a cell once; <c>default</c> is none.</param>
    /// <param name="postings">What changes, in any order; several on one account add up.</param>
    /// <exception cref="OverflowException">A balance passes 64 bits.</exception>
    public static ImmutableArray<StockBalance> Post(ImmutableArray<StockBalance> balances, ValueList<Posting> postings)
    {
        var sums = new SortedDictionary<(StockCell Cell, StockAccount Account), long>();
        foreach (var balance in balances.IsDefault ? [] : balances) sums.Add((balance.Cell, balance.Account), balance.Units);
        foreach (var posting in postings)
        {
            sums.TryGetValue((posting.Cell, posting.Account), out var before);
            sums[(posting.Cell, posting.Account)] = checked(before + posting.Delta.Units);
        }

        return ImmutableArray.CreateRange(sums.Select(s => new StockBalance(s.Key.Cell, s.Key.Account, s.Value)));
    }

    /// <summary>True when a floor holds on balances.</summary>
    /// <param name="balances">Balances in any order; <c>default</c> is none. An account not listed counts as zero.</param>
    /// <param name="floor">The condition.</param>
    /// <exception cref="OverflowException">The terms sum past 64 bits.</exception>
    public static bool Holds(ImmutableArray<StockBalance> balances, StockFloor floor)
    {
        ArgumentNullException.ThrowIfNull(floor);
        long sum = 0;
        foreach (var term in floor.Terms) sum = checked(sum + (term.Sign * BalanceOf(balances, floor.Cell, term.Account)));
        return sum >= floor.AtLeast;
    }
}
