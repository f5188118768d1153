using NodaTime;
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
        // A parcel that was given up or taken back is no parcel of its number any more.
        var parcels = order.Shipments.Where(s => s.Status != ShipmentStatus.Cancelled);
        var unknown = merged.Shipments.Where(s => !parcels.Items.Any(known => known.Waybills.Items.Contains(s.Waybill)));
        if (isAllShipped)
        {
            // Goods outrank words: what was cancelled and left all the same is reinstated, but only when nothing of the order was ever sent,
            // since a partly cancelled order is "shipped" for the channel as well.
            var rest = Rest(order, _ => true);
            var back = Cancelled(order, merged);
            var isGoneAfterCancel = rest.IsEmpty && order.Lines.Items.All(l => l.Units.Sent.IsZero) && !back.IsEmpty;
            foreach (var named in Named(order, merged, unknown)) yield return named;
            if (rest.IsEmpty && !isGoneAfterCancel) yield break;
            var left = Rest(order, l => !unknown.Items.Any(s => s.Lines.Items.Contains(l.Source)));
            if (!left.IsEmpty || isGoneAfterCancel)
            {
                var loose = unknown.Where(s => s.Lines.IsEmpty);
                yield return new(IdOf(order, loose), loose.IsEmpty ? null : loose[0].Carrier, loose.Items.Select(s => s.Waybill).ToValueList(),
                    isGoneAfterCancel ? back : left);
            }
        }
        else if (merged.Fulfilment == FulfilmentStatus.PartiallyShipped)
        {
            foreach (var named in Named(order, merged, unknown)) yield return named;
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

    /// <summary>Units of lines that the channel closed and of which it names no parcel.</summary>
    /// <param name="order">The order.</param>
    /// <param name="merged">What its claims say together.</param>
    /// <param name="toldAt">When its lines were told: what the channel told to have left after that was not in a parcel either.</param>
    public static ValueList<LineUnits> Closed(Order order, ClaimContent merged, Instant toldAt) => merged.Lines.Items.Any(l => IsClosed(l.Line, merged))
        ? order.Lines.Items.Where(l => l.NeedsFulfilment && !l.IsReplacement && IsClosed(l.Source, merged))
            .Select(l => new LineUnits(l.Id, l.Units.Rest + SentAfter(order, l.Id, toldAt))).Where(l => !l.Units.IsZero).ToValueList()
        : [];

    /// <summary>Lines that the channel closed and of which units are with another order of the lineage.</summary>
    public static ValueList<LineId> ClosedElsewhere(Order order, ClaimContent merged) => merged.Lines
        .Where(l => IsClosed(l.Line, merged) && order.Placed.Lines.Items.Where(p => p.Source == l.Line).Sum(p => p.Units.Units)
            > order.Lines.Items.Where(o => o.Source == l.Line).Sum(o => o.Units.Ordered.Units)).Items.Select(l => l.Line).ToValueList();

    private static Quantity SentAfter(Order order, LineId line, Instant toldAt) => order.Shipments.Items
        .Where(s => s is { IsTold: true, HandedOverAt: { } left } && toldAt < left).Select(s => s.Of(line))
        .Aggregate(default(Quantity), (sum, l) => sum + l.Out + l.Delivered);

    /// <summary>Cancelled units of lines that the channel did not close: the only ones that a word about the whole order covers.</summary>
    public static ValueList<LineUnits> Cancelled(Order order, ClaimContent merged) => order.Lines.Items
        .Where(l => l.NeedsFulfilment && !l.IsReplacement && !l.Units.Cancelled.IsZero && !IsClosed(l.Source, merged))
        .Select(l => new LineUnits(l.Id, l.Units.Cancelled)).ToValueList();

    private static bool IsClosed(LineId line, ClaimContent merged) =>
        merged.Lines.Items.Any(l => l.Line == line && l.Outcome == ClaimOutcome.Ended
            && l.Fulfilment is not (FulfilmentStatus.Shipped or FulfilmentStatus.PartiallyDelivered or FulfilmentStatus.Delivered))
        && !merged.Shipments.Items.Any(s => s.Lines.Items.Contains(line));

    private static IEnumerable<ClaimedParcel> Named(Order order, ClaimContent merged, ValueList<ClaimedShipment> shipments)
    {
        foreach (var shipment in shipments)
        {
            if (shipment.Lines.IsEmpty) continue;
            var units = Rest(order, l => shipment.Lines.Items.Contains(l.Source));
            // A line that the channel closed after it left was cancelled here on the word that came first.
            units = units.AddRange(order.Lines.Items
                .Where(l => shipment.Lines.Items.Contains(l.Source) && l.Units.Rest.IsZero && l.Units.Sent.IsZero && !l.Units.Cancelled.IsZero
                    && merged.Lines.Items.Any(told => told.Line == l.Source && told.Outcome == ClaimOutcome.Ended))
                .Select(l => new LineUnits(l.Id, l.Units.Cancelled)));
            if (!units.IsEmpty) yield return new(ShipmentId.Of("channel-" + shipment.Waybill.Number), shipment.Carrier, [shipment.Waybill], units);
        }
    }

    private static ValueList<LineUnits> Rest(Order order, Func<OrderLine, bool> which) => order.Lines.Items
        .Where(l => l.NeedsFulfilment && !l.IsReplacement && !l.Units.Rest.IsZero && which(l))
        .Select(l => new LineUnits(l.Id, l.Units.Rest)).ToValueList();

    private static ShipmentId IdOf(Order order, ValueList<ClaimedShipment> loose) =>
        ShipmentId.Of(loose.IsEmpty ? $"channel-{order.Shipments.Count + 1}" : "channel-" + loose[0].Waybill.Number);
}
