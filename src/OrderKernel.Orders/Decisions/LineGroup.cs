namespace OrderKernel.Orders.Decisions;

/// <summary>The lines of one thing sold: one line, or all components of a bundle, which change together.</summary>
internal static class LineGroup
{
    /// <summary>The lines that an id means: a line's own, its bundle's, or those of the channel's line; none when the order has no such line.</summary>
    public static ValueList<OrderLine> Of(Order order, LineId id)
    {
        if (order.Line(id) is { Bundle: null } line) return [line];
        var bundle = order.Line(id)?.Bundle ?? order.Lines.Items.FirstOrDefault(l => l.Source == id && l.Bundle is not null)?.Bundle;
        return bundle is null ? [] : order.Lines.Where(l => l.Bundle == bundle);
    }

    /// <summary>The events that open so many units of each line: planned shipments that hold them are given up, the latest first.</summary>
    /// <param name="order">The order.</param>
    /// <param name="needs">Units per line, at most what was not sent.</param>
    /// <param name="kept">Shipments that stay.</param>
    public static ValueList<OrderEvent> Opening(Order order, ValueList<LineUnits> needs, ValueList<ShipmentId> kept)
    {
        var events = new List<OrderEvent>();
        for (var i = order.Shipments.Count - 1; i >= 0; i--)
        {
            var shipment = order.Shipments[i];
            if (shipment.Status != ShipmentStatus.Planned || kept.Items.Contains(shipment.Id)) continue;
            var isShort = needs.Items.Any(n => !shipment.Of(n.Line).Units.IsZero && n.Units > Free(order, n.Line));
            if (!isShort) continue;
            var released = new ShipmentReleased(shipment.Id);
            events.Add(released);
            order = OrderDecider.Evolve(order, released);
        }

        return events.ToValueList();
    }

    /// <summary>Open units of a line that no plan speaks for.</summary>
    public static Quantity Free(Order order, LineId line) => Quantity.SaturatingSubtract(order.Line(line)!.Units.Open, Planning.Marked(order, line));
}
