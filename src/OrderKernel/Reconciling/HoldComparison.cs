using OrderKernel.Inventory;
using OrderKernel.Orders;

namespace OrderKernel.Reconciling;

/// <summary>Holds what one order has planned against what is reserved for it.</summary>
/// <remarks>
/// Formula: a planned shipment wants of each SKU its units of lines with goods; the reservation that it names holds just that. What others hold for the order
/// is at most what it has not planned.
/// </remarks>
internal static class HoldComparison
{
    /// <summary>What differs, by reservation.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="stream">The key of the order's stream, which reservations name.</param>
    /// <param name="order">The order; null where there is none.</param>
    /// <param name="held">The reservations of the order that hold units.</param>
    public static IEnumerable<HoldDifference> Of(TenantId tenant, string stream, Order? order, IReadOnlyList<Reservation> held)
    {
        var planned = (order?.Shipments.Items ?? []).Where(s => s is { Status: ShipmentStatus.Planned, Reservation: not null })
            .GroupBy(s => s.Reservation!.Value).OrderBy(g => g.Key).ToArray();
        foreach (var shipments in planned)
        {
            var holds = Units(held.Where(r => r.Id == shipments.Key).SelectMany(r => r.OpenUnits.Items));
            var wants = shipments.SelectMany(s => s.Lines.Items).Select(l => (order!.Line(l.Line)?.Sku, l.Units)).Where(l => l.Sku is not null)
                .GroupBy(l => l.Sku!.Value).ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Units));
            foreach (var sku in holds.Keys.Union(wants.Keys).OrderBy(s => s))
            {
                var (holding, wanting) = (Of(holds, sku), Of(wants, sku));
                if (holding == wanting) continue;
                var why = Reason.Of(holding < wanting ? OrderKernelCodes.HoldMissing : OrderKernelCodes.HoldOver, ("order", order!.Id),
                    ("shipment", shipments.First().Id), ("reservation", shipments.Key), ("sku", sku), ("planned", wanting), ("held", holding));
                yield return new(why, new(tenant, shipments.Key), order.Key, null, new ReleaseShipment(shipments.First().Id));
                break;
            }
        }

        var left = order is null ? [] : order.Lines.Items.Where(l => l is { NeedsFulfilment: true, Sku: not null }).GroupBy(l => l.Sku!.Value)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Open.Units));
        foreach (var reservation in held.Where(r => !planned.Any(p => p.Key == r.Id)).OrderBy(r => r.Id))
        {
            var surplus = new List<StockUnits>();
            foreach (var open in reservation.OpenUnits)
            {
                var wanted = Math.Min(Of(left, open.Cell.Sku), open.Quantity.Units);
                left[open.Cell.Sku] = Of(left, open.Cell.Sku) - wanted;
                if (open.Quantity.Units > wanted) surplus.Add(open with { Quantity = Quantity.Of(open.Quantity.Units - wanted) });
            }

            if (surplus.Count == 0) continue;
            var why = Reason.Of(OrderKernelCodes.HoldUnwanted, ("order", order?.Id.Value ?? stream), ("reservation", reservation.Id),
                ("skus", string.Join(", ", surplus.Select(u => u.Cell.Sku).Distinct())), ("units", surplus.Sum(u => u.Quantity.Units)));
            yield return new(why, new(tenant, reservation.Id), order?.Key, new Release(reservation.Id, surplus.ToValueList()), null);
        }
    }

    private static Dictionary<SkuId, long> Units(IEnumerable<StockUnits> units) =>
        units.GroupBy(u => u.Cell.Sku).ToDictionary(g => g.Key, g => g.Sum(u => u.Quantity.Units));

    private static long Of(Dictionary<SkuId, long> units, SkuId sku) => units.TryGetValue(sku, out var known) ? known : 0;
}
