using NodaTime;

namespace OrderKernel.Orders.Decisions;

/// <summary>
/// Parcels that left by the channel's word alone, before a word was known that was told earlier: what the earlier word changes was not in them. They step
/// back, and whoever follows the channel tells again what left.
/// </summary>
internal static class ToldShipping
{
    /// <summary>Takes parcels back; false, and nothing happens, where one of them is more than a word, or money of its units was asked back.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="toldAt">When the word was told that changes them.</param>
    /// <param name="touched">Which parcels are meant.</param>
    public static bool TakeBack(Draft draft, Instant toldAt, Func<Shipment, bool> touched)
    {
        var order = draft.Order;
        var told = order.Shipments.Where(s => s.HandedOverAt is not null && touched(s));
        if (told.Items.Any(s => !IsAfter(s, toldAt) || s.Lines.Items.Any(l => !l.Lost.IsZero || !l.GivenBack.IsZero))) return false;
        foreach (var group in told.Items.SelectMany(s => s.Lines.Items).GroupBy(l => l.Line))
        {
            var line = order.Line(group.Key)!;
            var (shipped, delivered) = (Sum(group, l => l.Out), Sum(group, l => l.Delivered));
            if (shipped > line.Unclaimed(SentPlace.Shipped) || delivered > line.Unclaimed(SentPlace.Delivered)) return false;
        }

        var none = OrderParts.None(order.Money.Due.Currency);
        foreach (var shipment in told)
        {
            var delivered = shipment.Lines.Items.Where(l => !l.Delivered.IsZero).Select(l => new LineUnits(l.Line, l.Delivered)).ToValueList();
            var all = shipment.Lines.Items.Select(l => new LineUnits(l.Line, l.Units)).ToValueList();
            if (!delivered.IsEmpty)
                draft.Add(new UnitsSteppedBack(StepBackKind.Delivery, shipment.Id, delivered, [], none, draft.Context.Message, null));
            draft.Add(new UnitsSteppedBack(StepBackKind.ShippingToOpen, shipment.Id, all, [], none, draft.Context.Message, null));
            draft.Because(OrdersCodes.ToldEarlier, ("shipment", shipment.Id), ("told", toldAt));
        }

        return true;
    }

    private static bool IsAfter(Shipment shipment, Instant toldAt) => shipment is { IsTold: true, HandedOverAt: { } left } && toldAt < left;

    private static Quantity Sum(IEnumerable<ShipmentLine> lines, Func<ShipmentLine, Quantity> units) =>
        lines.Aggregate(default(Quantity), (sum, l) => sum + units(l));
}
