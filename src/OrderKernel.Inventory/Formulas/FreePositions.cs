using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OrderKernel.Inventory;

/// <summary>What is free in many cells, in one pass over balances that stand in their order; others are sorted first.</summary>
internal static class FreePositions
{
    public static ValueList<AvailablePosition> Of(ImmutableArray<StockBalance> balances, StockFormula formula, ChannelId? channel)
    {
        if (balances.IsDefaultOrEmpty) return [];
        var positions = Sum(balances.AsSpan(), formula, channel) ?? Sum(StockSheet.InOrder(balances).AsSpan(), formula, channel)
            ?? throw new ArgumentException("An account of a cell stands there twice.", nameof(balances));
        return ImmutableCollectionsMarshal.AsImmutableArray(positions).ToValueList();
    }

    /// <summary>The positions; null where the balances do not ascend by cell and account.</summary>
    private static AvailablePosition[]? Sum(ReadOnlySpan<StockBalance> balances, StockFormula formula, ChannelId? channel)
    {
        // Mostly three accounts a cell.
        var positions = new AvailablePosition[(balances.Length / 3) + 1];
        var (count, to) = (0, 0);
        Span<int> signs = stackalloc int[(int)StockAccount.InTransfer + 1];
        var kept = formula.IsOne ? Constant(formula, default, signs) : 0;
        while (to < balances.Length)
        {
            var cell = balances[to].Cell;
            var (free, before) = (formula.IsOne ? kept : Constant(formula, cell, signs), (StockAccount)(-1));
            for (; to < balances.Length; to++)
            {
                ref readonly var balance = ref balances[to];
                // Mostly the very same texts, which need no comparing.
                if (!IsOne(cell, balance) && cell.CompareTo(balance.Cell) is not 0 and var order)
                {
                    if (order > 0) return null;
                    break;
                }

                if (balance.Account <= before) return null;
                before = balance.Account;
                // Accounts of a formula are on hand, locked and in transfer: the first three.
                if ((uint)before < (uint)signs.Length) free = checked(free + (signs[(int)before] * balance.Units));
            }

            if (channel is { } told && formula.RuleOf(told, cell) is { } rule)
                free = Math.Min(rule.Quota?.Units ?? long.MaxValue, free > rule.Buffer.Units ? free - rule.Buffer.Units : 0);
            if (count == positions.Length) Array.Resize(ref positions, 2 * count);
            positions[count++] = new(cell.Location, cell.Sku, Quantity.Of(Math.Max(0, free)));
        }

        if (count < positions.Length) Array.Resize(ref positions, count);
        return positions;
    }

    // What does not hang on balances, and the sign of each account.
    private static long Constant(StockFormula formula, StockCell cell, Span<int> signs)
    {
        signs.Clear();
        foreach (var term in formula.TermsOf(cell)) signs[(int)term.Account] = term.Sign;
        return formula.PreSaleOf(cell).Units - formula.SafetyStockOf(cell).Units;
    }

    private static bool IsOne(in StockCell cell, in StockBalance balance) => ReferenceEquals(cell.Sku.Value, balance.Cell.Sku.Value)
        && ReferenceEquals(cell.Location.Value, balance.Cell.Location.Value) && ReferenceEquals(cell.Pool.Value, balance.Cell.Pool.Value)
        && ReferenceEquals(cell.Batch.Value, balance.Cell.Batch.Value);
}
