using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>For whom positions are: which bounds and which pools count, and the day on which batches are looked at.</summary>
internal readonly record struct PositionScope(ChannelId? Channel, LocalDate? On, ValueList<PoolId> Pools)
{
    public bool Counts(PoolId pool) => Pools.Items.Contains(pool == default ? PoolRules.Common : pool);
}

/// <summary>What is free of many SKUs at many locations, in one pass over balances that stand in their order; others are sorted first.</summary>
internal static class FreePositions
{
    public static ValueList<AvailablePosition> Of(ImmutableArray<StockBalance> balances, StockFormula formula, PositionScope scope)
    {
        if (balances.IsDefaultOrEmpty) return [];
        var positions = Sum(balances.AsSpan(), formula, scope) ?? Sum(StockSheet.InOrder(balances).AsSpan(), formula, scope)
            ?? throw new ArgumentException("An account of a cell stands there twice.", nameof(balances));
        return ImmutableCollectionsMarshal.AsImmutableArray(positions).ToValueList();
    }

    /// <summary>The positions; null where the balances do not ascend by cell and account.</summary>
    private static AvailablePosition[]? Sum(ReadOnlySpan<StockBalance> balances, StockFormula formula, PositionScope scope)
    {
        // Mostly three accounts a cell, and one cell a position.
        var positions = new AvailablePosition[(balances.Length / 3) + 1];
        var (count, to) = (0, 0);
        Span<int> signs = stackalloc int[(int)StockAccount.InTransfer + 1];
        var kept = formula.IsOne ? Constant(formula, default, signs) : 0;
        while (to < balances.Length)
        {
            var first = balances[to].Cell;
            var shelf = formula.IsOne ? kept : Constant(formula, first, signs);
            if (Shelf(balances, ref to, shelf, signs, formula, scope) is not { } free) return null;
            if (!scope.Pools.IsEmpty && !scope.Counts(first.Pool)) continue;
            var units = Quantity.Of(Bounded(free, formula, scope.Channel, first));
            if (count > 0 && positions[count - 1] is var last && IsOne(last.Sku.Value, first.Sku.Value) && IsOne(last.Location.Value, first.Location.Value))
            {
                positions[count - 1] = new(last.Location, last.Sku, last.Available + units);
                continue;
            }

            if (count == positions.Length) Array.Resize(ref positions, 2 * count);
            positions[count++] = new(first.Location, first.Sku, units);
        }

        if (count < positions.Length) Array.Resize(ref positions, count);
        return positions;
    }

    // What is free on one shelf, batch by batch; null where a balance stands behind one that it should stand before.
    private static long? Shelf(ReadOnlySpan<StockBalance> balances, ref int to, long kept, ReadOnlySpan<int> signs, StockFormula formula, PositionScope scope)
    {
        var (first, free) = (balances[to].Cell, kept);
        while (true)
        {
            if (Cell(balances, ref to, signs, out var expires) is not { } units) return null;
            // A batch that is overdrawn hides none of another; one that is too near its end counts for nothing.
            var isNear = expires != 0 && units > 0 && scope.On is { } on && expires < BatchClock.DaysOf(formula.UsableFrom(first, on));
            if (!isNear) free = checked(free + units);
            if (to == balances.Length || !IsShelf(first, balances[to].Cell)) return free;
        }
    }

    // The sum of one cell's accounts, and the last day of its batch.
    private static long? Cell(ReadOnlySpan<StockBalance> balances, ref int to, ReadOnlySpan<int> signs, out long expires)
    {
        var cell = balances[to].Cell;
        var (free, before) = (0L, (StockAccount)(-1));
        expires = 0;
        for (; to < balances.Length; to++)
        {
            ref readonly var balance = ref balances[to];
            // Mostly the very same texts, which need no comparing.
            if (!IsSame(cell, balance.Cell) && cell.CompareTo(balance.Cell) is not 0 and var order)
            {
                if (order > 0) return null;
                break;
            }

            if (balance.Account <= before) return null;
            before = balance.Account;
            // Accounts of a formula are on hand, locked and in transfer: the first three.
            if ((uint)before < (uint)signs.Length) free = checked(free + (signs[(int)before] * balance.Units));
            else if (before == StockAccount.ExpiresOn) expires = balance.Units;
        }

        return free;
    }

    private static long Bounded(long free, StockFormula formula, ChannelId? channel, in StockCell cell)
    {
        if (channel is { } told && formula.RuleOf(told, cell) is { } rule)
            free = ChannelAvailability.Bound(free, rule);
        return Math.Max(0, free);
    }

    // What does not hang on balances, and the sign of each account.
    private static long Constant(StockFormula formula, StockCell cell, Span<int> signs)
    {
        signs.Clear();
        foreach (var term in formula.TermsOf(cell)) signs[(int)term.Account] = term.Sign;
        return formula.PreSaleOf(cell).Units - formula.SafetyStockOf(cell).Units;
    }

    private static bool IsOne(string one, string other) => ReferenceEquals(one, other) || one == other;

    private static bool IsShelf(in StockCell cell, in StockCell other) => ReferenceEquals(cell.Sku.Value, other.Sku.Value)
        && ReferenceEquals(cell.Location.Value, other.Location.Value) && ReferenceEquals(cell.Pool.Value, other.Pool.Value) || cell.SharesShelfWith(other);

    private static bool IsSame(in StockCell cell, in StockCell other) => ReferenceEquals(cell.Sku.Value, other.Sku.Value)
        && ReferenceEquals(cell.Location.Value, other.Location.Value) && ReferenceEquals(cell.Pool.Value, other.Pool.Value)
        && ReferenceEquals(cell.Batch.Value, other.Batch.Value);
}
