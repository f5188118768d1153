using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Claims;

/// <summary>A parcel that a channel says has left and that our ledger has not seen leave.</summary>
/// <param name="Shipment">The id for a shipment of units that no plan holds.</param>
/// <param name="Carrier">The carrier; null when the channel does not tell.</param>
/// <param name="Waybills">The waybill numbers.</param>
/// <param name="Units">The units; empty for everything not sent.</param>
internal sealed record ClaimedParcel(ShipmentId Shipment, CarrierId? Carrier, ValueList<Waybill> Waybills, ValueList<LineUnits> Units);

/// <summary>Finds what a channel's words mean for units that are still here.</summary>
internal static class ClaimedParcels
{
    public static IEnumerable<ClaimedParcel> Of(Order order, ClaimContent merged)
    {
        var isAllShipped = merged.Fulfilment is FulfilmentStatus.Shipped or FulfilmentStatus.PartiallyDelivered or FulfilmentStatus.Delivered;
        var unknown = merged.Shipments.Where(s => !order.Shipments.Items.Any(known => known.Waybills.Items.Contains(s.Waybill)));
        if (isAllShipped)
        {
            // Goods outrank words: what was cancelled and left all the same is reinstated, but only when nothing of the order was ever sent,
            // since a partly cancelled order is "shipped" for the channel as well.
            var rest = Rest(order, _ => true);
            var isGoneAfterCancel = rest.IsEmpty && order.Lines.Items.All(l => l.Units.Sent.IsZero) && order.Lines.Items.Any(l => l.NeedsFulfilment);
            if (rest.IsEmpty && !isGoneAfterCancel) yield break;
            foreach (var named in Named(order, unknown)) yield return named;
            var left = Rest(order, l => !unknown.Items.Any(s => s.Lines.Items.Contains(l.Source)));
            if (!left.IsEmpty || isGoneAfterCancel)
            {
                var loose = unknown.Where(s => s.Lines.IsEmpty);
                yield return new(IdOf(order, loose), loose.IsEmpty ? null : loose[0].Carrier, loose.Items.Select(s => s.Waybill).ToValueList(),
                    isGoneAfterCancel ? [] : left);
            }
        }
        else if (merged.Fulfilment == FulfilmentStatus.PartiallyShipped)
        {
            foreach (var named in Named(order, unknown)) yield return named;
            var told = merged.Lines
                .Where(l => l.Fulfilment is FulfilmentStatus.Shipped or FulfilmentStatus.Delivered && !unknown.Items.Any(s => s.Lines.Items.Contains(l.Line)));
            var units = Rest(order, l => told.Items.Any(t => t.Line == l.Source));
            if (!units.IsEmpty)
            {
                var loose = unknown.Where(s => s.Lines.IsEmpty);
                yield return new(IdOf(order, loose), loose.IsEmpty ? null : loose[0].Carrier, loose.Items.Select(s => s.Waybill).ToValueList(), units);
            }
        }
    }

    private static IEnumerable<ClaimedParcel> Named(Order order, ValueList<ClaimedShipment> shipments)
    {
        foreach (var shipment in shipments)
        {
            if (shipment.Lines.IsEmpty) continue;
            var units = Rest(order, l => shipment.Lines.Items.Contains(l.Source));
            if (!units.IsEmpty) yield return new(ShipmentId.Of("channel-" + shipment.Waybill.Value), shipment.Carrier, [shipment.Waybill], units);
        }
    }

    private static ValueList<LineUnits> Rest(Order order, Func<OrderLine, bool> which) => order.Lines.Items
        .Where(l => l.NeedsFulfilment && !l.IsReplacement && !l.Units.Rest.IsZero && which(l))
        .Select(l => new LineUnits(l.Id, l.Units.Rest)).ToValueList();

    private static ShipmentId IdOf(Order order, ValueList<ClaimedShipment> loose) =>
        ShipmentId.Of(loose.IsEmpty ? $"channel-{order.Shipments.Count + 1}" : "channel-" + loose[0].Waybill.Value);
}
