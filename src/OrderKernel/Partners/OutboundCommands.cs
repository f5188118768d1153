using OrderKernel.Orders;

namespace OrderKernel.Partners;

/// <summary>What a parcel that left our warehouse means for the order: planned shipments of that location go, the rest left elsewhere.</summary>
internal static class OutboundCommands
{
    public static IEnumerable<OrderCommand> Of(Order order, OutboundRecord record)
    {
        ValueList<Waybill> waybills = record.Waybill is { } waybill ? [waybill] : [];
        var known = order.Shipments.Items
            .FirstOrDefault(s => s.Status != ShipmentStatus.Planned && !waybills.IsEmpty && s.Waybills.Items.Contains(waybills[0]));
        if (known is not null) yield break;
        var left = record.Lines.Items.GroupBy(l => l.Sku).ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Units));
        var planned = new Dictionary<LineId, long>();
        foreach (var shipment in order.Shipments.Items.Where(s => s.Status == ShipmentStatus.Planned && s.Location == record.Location))
        {
            var units = Take(order, shipment.Lines.Items.Select(l => (l.Line, l.Units)), left);
            if (units.IsEmpty) continue;
            foreach (var (line, some) in units) planned[line] = (planned.TryGetValue(line, out var before) ? before : 0) + some.Units;
            if (record.Carrier is { } carrier && carrier != shipment.Carrier) yield return new AssignWaybills(shipment.Id, carrier, waybills);
            yield return new ShipShipment(shipment.Id, record.At, waybills, units);
        }

        var rest = Take(order, order.Lines.Items.Where(l => l.NeedsFulfilment).Select(l => (l.Id, Unsent(l))), left);
        if (!rest.IsEmpty)
            yield return new ShipElsewhere(ShipmentId.Of(record.Id), record.At,
                rest) { Location = record.Location, Carrier = record.Carrier, Waybills = waybills };

        Quantity Unsent(OrderLine line) => Quantity.Of(line.Units.Rest.Units - (planned.TryGetValue(line.Id, out var gone) ? gone : 0));
    }

    /// <summary>Takes units of the lines as far as the parcel holds them.</summary>
    private static ValueList<LineUnits> Take(Order order, IEnumerable<(LineId Line, Quantity Units)> lines, Dictionary<SkuId, long> left)
    {
        var taken = new List<LineUnits>();
        foreach (var (line, units) in lines)
        {
            if (order.Line(line)?.Sku is not { } sku || !left.TryGetValue(sku, out var there)) continue;
            var some = Math.Min(there, units.Units);
            if (some == 0) continue;
            left[sku] = there - some;
            taken.Add(new(line, Quantity.Of(some)));
        }

        return taken.ToValueList();
    }
}
