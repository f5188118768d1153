using System.Numerics;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What became of a SKU up to an instant, over all cells. A cell that is overdrawn counts as empty.</summary>
internal sealed class SkuPast(SkuId sku)
{
    public SkuId Sku { get; } = sku;

    /// <summary>Units on hand at the end.</summary>
    public long OnHand { get; private set; }

    /// <summary>Units sold, less those that came back; negative when more came back.</summary>
    public long Sold { get; private set; }

    /// <summary>Units on hand, each for as many nanoseconds as it was.</summary>
    public BigInteger UnitTime { get; private set; }

    /// <summary>The last instant at which more was sold than came back.</summary>
    public Instant? LastSaleAt { get; private set; }

    /// <summary>Since when a cell that is not empty has not been empty; null when all are.</summary>
    public Instant? StockedSince { get; private set; }

    /// <summary>The SKUs of a history, in their order, over <c>[from, until)</c>.</summary>
    public static IReadOnlyList<SkuPast> Of(StockHistory history, Instant from, Instant until)
    {
        var all = new SortedDictionary<SkuId, SkuPast>();
        foreach (var cell in history.Cells)
        {
            if (!all.TryGetValue(cell.Key.Sku, out var past)) all.Add(cell.Key.Sku, past = new(cell.Key.Sku));
            past.Add(cell.Value, from, until);
        }

        return [.. all.Values];
    }

    private void Add(CellHistory cell, Instant from, Instant until)
    {
        var (units, since, stocked) = (0L, from, default(Instant?));
        foreach (var step in cell.OnHand().TakeWhile(s => s.At < until))
        {
            Lay(units, since, step.At);
            stocked = step.Units <= 0 ? null : stocked ?? step.At;
            (units, since) = (step.Units, Instant.Max(from, step.At));
        }

        Lay(units, since, until);
        OnHand = checked(OnHand + Math.Max(0, units));
        if (stocked < StockedSince || StockedSince is null) StockedSince = stocked ?? StockedSince;
        foreach (var (at, sold) in cell.Sold().TakeWhile(s => s.At < until))
        {
            if (sold > 0 && (LastSaleAt is not { } last || at > last)) LastSaleAt = at;
            if (at >= from) Sold = checked(Sold + sold);
        }
    }

    private void Lay(long units, Instant since, Instant until)
    {
        if (units > 0 && until > since) UnitTime += units * (until - since).ToBigIntegerNanoseconds();
    }
}
