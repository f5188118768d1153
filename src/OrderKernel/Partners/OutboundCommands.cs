using OrderKernel.Orders;

namespace OrderKernel.Partners;

/// <summary>What a parcel that left our warehouse means for the order: planned shipments of that location go, the rest left elsewhere.</summary>
internal static class OutboundCommands
{
    /// <summary>What to tell the order, and what of the parcel it has no place for.</summary>
    public static (List<OrderCommand> Commands, List<Misfit> Misfits) Of(Order order, OutboundRecord record)
    {
        var commands = new List<OrderCommand>();
        ValueList<Waybill> waybills = record.Waybill is { } waybill ? [waybill] : [];
        var known = order.Shipments.Items
            .FirstOrDefault(s => s.Status != ShipmentStatus.Planned && !waybills.IsEmpty && s.Waybills.Items.Contains(waybills[0]));
        if (known is not null) return (commands, []);
        var left = record.Lines.Items.GroupBy(l => l.Sku).ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Units));
        var planned = new Dictionary<LineId, long>();
        foreach (var shipment in order.Shipments.Items.Where(s => s.Status == ShipmentStatus.Planned && s.Location == record.Location))
        {
            var units = Take(order, shipment.Lines.Items.Select(l => (l.Line, l.Units)), left);
            if (units.IsEmpty) continue;
            foreach (var (line, some) in units) planned[line] = (planned.TryGetValue(line, out var before) ? before : 0) + some.Units;
            // The label that was told before is on the parcel, whoever carries it.
            var labels = waybills.IsEmpty ? shipment.Waybills : waybills;
            if (record.Carrier is { } carrier && carrier != shipment.Carrier) commands.Add(new AssignWaybills(shipment.Id, carrier, labels));
            commands.Add(new ShipShipment(shipment.Id, record.At, waybills, units));
        }

        var rest = Take(order, order.Lines.Items.Where(l => l.NeedsFulfilment).Select(l => (l.Id, Unsent(l))), left);
        if (!rest.IsEmpty)
            commands.Add(new ShipElsewhere(ShipmentId.Of(record.Id), record.At,
                rest) { Location = record.Location, Carrier = record.Carrier, Waybills = waybills });
        var all = record.Lines.Items.GroupBy(l => l.Sku).Select(g => (Sku: g.Key, Wanted: g.Sum(l => l.Units.Units)));
        return (commands, all.Where(g => left[g.Sku] > Nameless(order, g.Sku)).Select(g => Misfit.Of(order, g.Sku, g.Wanted, g.Wanted - left[g.Sku])).ToList());

        Quantity Unsent(OrderLine line) => Quantity.Of(line.Units.Rest.Units - (planned.TryGetValue(line.Id, out var gone) ? gone : 0));
    }

    /// <summary>Units that left in parcels of which nobody told a number: this may be one of them.</summary>
    private static long Nameless(Order order, SkuId sku) => order.Shipments.Items.Where(s => s.Status != ShipmentStatus.Planned && s.Waybills.IsEmpty)
        .SelectMany(s => s.Lines.Items).Where(l => order.Line(l.Line)?.Sku == sku).Sum(l => l.Units.Units);

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
