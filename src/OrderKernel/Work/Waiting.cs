using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>
/// Wakes those who wait for stock when some comes free: a timer that is due at once, so that it is given out in a unit of work of its own. Where nobody waits
/// the unit goes through only while that is so, and nobody begins to wait beside stock that nobody gives them.
/// </summary>
internal sealed class Waiting(Workspace workspace, UnitBuilder unit)
{
    private readonly Dictionary<SkuId, long> _own = [];
    private readonly HashSet<SkuId> _woken = [];

    /// <summary>What the unit itself posts of those who wait.</summary>
    public void Take(StockEffect effect)
    {
        foreach (var posting in effect.Postings)
        {
            if (posting.Account is not (StockAccount.Ahead or StockAccount.Awaited) || posting.Cell != Backorders.CellOf(posting.Cell.Sku)) continue;
            _own.TryGetValue(posting.Cell.Sku, out var own);
            _own[posting.Cell.Sku] = own + posting.Delta.Units;
        }
    }

    /// <summary>Wakes who waits for SKUs of which an effect makes more available.</summary>
    public async ValueTask WakeAsync(StockEffect effect, Instant at, CancellationToken cancellationToken)
    {
        foreach (var more in effect.Postings.Items.GroupBy(p => p.Cell.Sku))
        {
            if (more.Sum(Freed) <= 0 || !_woken.Add(more.Key)) continue;
            var sku = more.Key;
            if (await workspace.WaitingAsync(unit.Tenant, sku, cancellationToken).ConfigureAwait(false) > 0) Wake(unit, sku, at);
            else unit.Demand(() => new StockFloor(Backorders.CellOf(sku), [new(StockAccount.Ahead, -1), new(StockAccount.Awaited, -1)],
                -Math.Max(0, _own.TryGetValue(sku, out var own) ? own : 0)));
        }
    }

    /// <summary>Has the stock of a SKU given out.</summary>
    public static void Wake(UnitBuilder unit, SkuId sku, Instant at)
    {
        var stream = StreamId.Of(unit.Tenant, StreamKinds.GivingOut, sku.Value);
        // A key of its own each: a turn that ends clears its own and no other.
        unit.Set(new TimerEntry($"{stream.Kind}/{sku}/{unit.Message}", stream, StreamKinds.GivingOut, at));
    }

    private static long Freed(Posting posting) => posting.Account switch
    {
        StockAccount.OnHand => posting.Delta.Units,
        StockAccount.Locked or StockAccount.InTransfer => -posting.Delta.Units,
        // A batch that may be used longer may count again.
        StockAccount.ExpiresOn when posting.Delta.Units > 0 => 1,
        _ => 0,
    };
}
