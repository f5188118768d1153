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
        foreach (ref readonly var balance in balances.AsSpan())
        {
            if (balance.Account == account && balance.Cell == cell) return balance.Units;
        }

        return 0;
    }

    /// <summary>The balances of one account in all batches of a shelf, added up; zero when none is listed.</summary>
    /// <param name="balances">Balances in any order; <c>default</c> is none.</param>
    /// <param name="shelf">A cell of the shelf, whatever its batch.</param>
    /// <param name="account">What is counted there.</param>
    /// <exception cref="OverflowException">The balances sum past 64 bits.</exception>
    public static long OverBatches(ImmutableArray<StockBalance> balances, StockCell shelf, StockAccount account)
    {
        long sum = 0;
        foreach (ref readonly var balance in balances.AsSpan())
        {
            if (balance.Account == account && balance.Cell.SharesShelfWith(shelf)) sum = checked(sum + balance.Units);
        }

        return sum;
    }

    /// <summary>The balances by cell and account; given back where they are so.</summary>
    internal static ImmutableArray<StockBalance> InOrder(ImmutableArray<StockBalance> balances)
    {
        for (var i = 1; i < balances.Length; i++)
        {
            if (Order(balances[i - 1], balances[i].Cell, balances[i].Account) >= 0) return balances.Sort(static (x, y) => Order(x, y.Cell, y.Account));
        }

        return balances;
    }

    /// <summary>The balances after postings, ordered by cell and account; accounts without a posting stay as they are.</summary>
    /// <param name="balances">Balances in any order, each account of a cell once; <c>default</c> is none.</param>
    /// <param name="postings">What changes, in any order; several on one account add up.</param>
    /// <exception cref="OverflowException">A balance passes 64 bits.</exception>
    public static ImmutableArray<StockBalance> Post(ImmutableArray<StockBalance> balances, ValueList<Posting> postings)
    {
        var sheet = ImmutableArray.CreateBuilder<StockBalance>(balances.IsDefault ? 0 : balances.Length);
        if (!balances.IsDefault) sheet.AddRange(InOrder(balances));
        foreach (var posting in postings) Post(sheet, posting);
        return sheet.Count == sheet.Capacity ? sheet.MoveToImmutable() : sheet.ToImmutable();
    }

    /// <summary>True when a floor holds on balances.</summary>
    /// <param name="balances">Balances in any order; <c>default</c> is none. An account not listed counts as zero.</param>
    /// <param name="floor">The condition.</param>
    /// <exception cref="OverflowException">The terms sum past 64 bits.</exception>
    public static bool Holds(ImmutableArray<StockBalance> balances, StockFloor floor)
    {
        ArgumentNullException.ThrowIfNull(floor);
        return Sum(balances, floor) >= floor.AtLeast;
    }

    /// <summary>What a floor bounds: the sum of its terms.</summary>
    /// <param name="balances">Balances in any order; <c>default</c> is none. An account not listed counts as zero.</param>
    /// <param name="floor">The condition.</param>
    /// <exception cref="OverflowException">The terms sum past 64 bits.</exception>
    public static long Sum(ImmutableArray<StockBalance> balances, StockFloor floor)
    {
        ArgumentNullException.ThrowIfNull(floor);
        long sum = 0;
        foreach (var term in floor.Terms)
        {
            var units = floor.OverBatches ? OverBatches(balances, floor.Cell, term.Account) : BalanceOf(balances, floor.Cell, term.Account);
            sum = checked(sum + (term.Sign * units));
        }

        return sum;
    }

    private static void Post(ImmutableArray<StockBalance>.Builder sheet, Posting posting)
    {
        var (low, high) = (0, sheet.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Order(sheet[middle], posting.Cell, posting.Account);
            if (order == 0)
            {
                sheet[middle] = sheet[middle] with { Units = checked(sheet[middle].Units + posting.Delta.Units) };
                return;
            }

            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        sheet.Insert(low, new(posting.Cell, posting.Account, posting.Delta.Units));
    }

    private static int Order(StockBalance balance, StockCell cell, StockAccount account)
    {
        var order = balance.Cell.CompareTo(cell);
        return order != 0 ? order : (int)balance.Account - (int)account;
    }
}
