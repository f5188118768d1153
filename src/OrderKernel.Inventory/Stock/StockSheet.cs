using System.Collections.Immutable;
using System.Runtime.InteropServices;

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
        var all = balances.AsSpan();
        for (var i = 1; i < all.Length; i++)
        {
            if (Order(in all[i - 1], all[i].Cell, all[i].Account) >= 0) return balances.Sort(static (x, y) => Order(in x, y.Cell, y.Account));
        }

        return balances;
    }

    /// <summary>The balances after postings, ordered by cell and account; accounts without a posting stay as they are.</summary>
    /// <param name="balances">Balances in any order, each account of a cell once; <c>default</c> is none.</param>
    /// <param name="postings">What changes, in any order; several on one account add up.</param>
    /// <exception cref="OverflowException">A balance passes 64 bits.</exception>
    public static ImmutableArray<StockBalance> Post(ImmutableArray<StockBalance> balances, ValueList<Posting> postings)
    {
        var sheet = balances.IsDefault ? [] : InOrder(balances).AsSpan().ToArray();
        var count = sheet.Length;
        foreach (var posting in postings)
        {
            var at = IndexOf(sheet.AsSpan(0, count), posting);
            if (at >= 0) sheet[at] = sheet[at] with { Units = checked(sheet[at].Units + posting.Delta.Units) };
            else Insert(ref sheet, count++, ~at, new(posting.Cell, posting.Account, posting.Delta.Units));
        }

        if (count < sheet.Length) Array.Resize(ref sheet, count);
        return ImmutableCollectionsMarshal.AsImmutableArray(sheet);
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

    // Where an account stands; else the complement of where it belongs.
    private static int IndexOf(ReadOnlySpan<StockBalance> sheet, Posting posting)
    {
        var (low, high) = (0, sheet.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Order(in sheet[middle], posting.Cell, posting.Account);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    private static void Insert(ref StockBalance[] sheet, int count, int at, StockBalance balance)
    {
        if (count == sheet.Length) Array.Resize(ref sheet, Math.Max(4, 2 * count));
        Array.Copy(sheet, at, sheet, at + 1, count - at);
        sheet[at] = balance;
    }

    private static int Order(in StockBalance balance, StockCell cell, StockAccount account)
    {
        var order = balance.Cell.CompareTo(cell);
        return order != 0 ? order : (int)balance.Account - (int)account;
    }
}
