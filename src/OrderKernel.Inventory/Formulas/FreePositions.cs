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

    // How a cell stands to the one before it.
    private enum Step
    {
        Back,
        Same,
        OtherBatch,
        OtherPool,
        OtherPosition,
    }

    /// <summary>The positions; null where the balances do not ascend by cell and account.</summary>
    private static AvailablePosition[]? Sum(ReadOnlySpan<StockBalance> balances, StockFormula formula, in PositionScope scope)
    {
        // Mostly three accounts a cell, and one cell a position: an array that fits needs no copy.
        var positions = new AvailablePosition[Math.Max(1, balances.Length / 3)];
        var (count, to, isBegun) = (0, 0, false);
        Span<int> signs = stackalloc int[(int)StockAccount.InTransfer + 1];
        var kept = formula.IsOne ? Constant(formula, default, signs) : 0;
        while (to < balances.Length)
        {
            var first = balances[to].Cell;
            var shelf = formula.IsOne ? kept : Constant(formula, first, signs);
            var next = Shelf(balances, ref to, signs, formula, in scope, ref shelf);
            if (next == Step.Back) return null;
            if (scope.Pools.IsEmpty || scope.Counts(first.Pool))
            {
                var units = Quantity.Of(Bounded(shelf, formula, scope.Channel, first));
                if (isBegun) units += positions[--count].Available;
                else if (count == positions.Length) Array.Resize(ref positions, 2 * count);
                positions[count++] = new(first.Location, first.Sku, units);
                isBegun = true;
            }

            isBegun &= next == Step.OtherPool;
        }

        if (count < positions.Length) Array.Resize(ref positions, count);
        return positions;
    }

    // Adds what is free on one shelf, batch by batch, and goes to the next.
    private static Step Shelf(ReadOnlySpan<StockBalance> balances, ref int to, ReadOnlySpan<int> signs, StockFormula formula, in PositionScope scope,
        ref long free)
    {
        var from = to;
        while (true)
        {
            var next = Cell(balances, ref to, signs, out var units, out var expires);
            // A batch that is overdrawn hides none of another; one that is too near its end counts for nothing.
            var isNear = expires != 0 && units > 0 && scope.On is { } on && expires < BatchClock.DaysOf(formula.UsableFrom(balances[from].Cell, on));
            if (!isNear) free = checked(free + units);
            if (next != Step.OtherBatch) return next;
        }
    }

    // The sum of one cell's accounts and the last day of its batch; where to go on from there.
    private static Step Cell(ReadOnlySpan<StockBalance> balances, ref int to, ReadOnlySpan<int> signs, out long free, out long expires)
    {
        (free, expires) = (0, 0);
        ref readonly var first = ref balances[to];
        for (var before = (StockAccount)(-1); ;)
        {
            ref readonly var balance = ref balances[to];
            if (balance.Account <= before) return Step.Back;
            before = balance.Account;
            // Accounts of a formula are on hand, locked and in transfer: the first three.
            if ((uint)before < (uint)signs.Length) free = checked(free + (signs[(int)before] * balance.Units));
            else if (before == StockAccount.ExpiresOn) expires = balance.Units;
            if (++to == balances.Length) return Step.OtherPosition;
            if (!IsSame(in first, in balances[to]) && StepOf(in first, in balances[to]) is not Step.Same and var step) return step;
        }
    }

    // Mostly the very same texts.
    private static bool IsSame(in StockBalance one, in StockBalance other) => ReferenceEquals(one.Cell.Sku.Value, other.Cell.Sku.Value)
        && ReferenceEquals(one.Cell.Location.Value, other.Cell.Location.Value) && ReferenceEquals(one.Cell.Pool.Value, other.Cell.Pool.Value)
        && ReferenceEquals(one.Cell.Batch.Value, other.Cell.Batch.Value);

    // Each text is compared once.
    private static Step StepOf(in StockBalance before, in StockBalance balance)
    {
        var order = Order(before.Cell.Location.Value, balance.Cell.Location.Value);
        if (order == 0) order = Order(before.Cell.Sku.Value, balance.Cell.Sku.Value);
        if (order != 0) return order < 0 ? Step.OtherPosition : Step.Back;
        order = Order(before.Cell.Pool.Value, balance.Cell.Pool.Value);
        if (order != 0) return order < 0 ? Step.OtherPool : Step.Back;
        order = Order(before.Cell.Batch.Value, balance.Cell.Batch.Value);
        return order == 0 ? Step.Same : order < 0 ? Step.OtherBatch : Step.Back;
    }

    private static int Order(string? before, string? other) => ReferenceEquals(before, other) ? 0 : string.CompareOrdinal(before, other);

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
}
