using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Partners;

/// <summary>
/// What a parcel that left our warehouse means for the order: units that were told to have left before are confirmed, each once; then planned shipments of
/// that location go; the rest left elsewhere.
/// </summary>
internal static class OutboundCommands
{
    /// <summary>What to tell the order, and what of the parcel it has no place for.</summary>
    public static (List<OrderCommand> Commands, List<Misfit> Misfits) Of(Order order, OutboundRecord record, bool asksSerials)
    {
        var serials = new OutboundSerials(order, record, asksSerials);
        var commands = new List<OrderCommand>();
        ValueList<Waybill> waybills = record.Waybill is { } waybill ? [waybill] : [];
        var left = record.Lines.Items.GroupBy(l => l.Sku).ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Units));
        foreach (var shipment in Left(order, record))
        {
            var units = Take(order, shipment.Lines.Items.Select(l => (l.Line, shipment.Unconfirmed(l.Line))), left);
            if (units.IsEmpty) continue;
            commands.Add(new ConfirmShipment(shipment.Id, record.Id, units) { Location = record.Location, Carrier = record.Carrier, Waybills = waybills });
            Add(serials.After(shipment.Id, units));
        }

        var planned = new Dictionary<LineId, long>();
        foreach (var shipment in order.Shipments.Items.Where(s => s.Status == ShipmentStatus.Planned && s.Location == record.Location))
        {
            var units = Take(order, shipment.Lines.Items.Select(l => (l.Line, l.Units)), left);
            if (units.IsEmpty) continue;
            foreach (var (line, some) in units) planned[line] = (planned.TryGetValue(line, out var before) ? before : 0) + some.Units;
            // The label that was told before is on the parcel, whoever carries it.
            var labels = waybills.IsEmpty ? shipment.Waybills : waybills;
            if (record.Carrier is { } carrier && carrier != shipment.Carrier) commands.Add(new AssignWaybills(shipment.Id, carrier, labels));
            Add(serials.Before(shipment.Id, units));
            commands.Add(new ShipShipment(shipment.Id, record.At, waybills, units) { Record = record.Id });
        }

        var rest = Take(order, order.Lines.Items.Where(l => l.NeedsFulfilment).Select(l => (l.Id, Unsent(l))), left);
        if (!rest.IsEmpty)
        {
            var own = ShipmentId.Of(record.Id);
            commands.Add(new ShipElsewhere(own, record.At,
                rest) { Location = record.Location, Carrier = record.Carrier, Waybills = waybills, Record = record.Id });
            if (order.Shipment(own) is null) Add(serials.After(own, rest));
        }

        var all = record.Lines.Items.GroupBy(l => l.Sku).Select(g => (Sku: g.Key, Wanted: g.Sum(l => l.Units.Units)));
        return (commands, all.Where(g => left[g.Sku] > 0).Select(g => Misfit.Of(order, g.Sku, g.Wanted, g.Wanted - left[g.Sku])).ToList());

        void Add(RecordSerials? told)
        {
            if (told is not null) commands.Add(told);
        }

        Quantity Unsent(OrderLine line) => Quantity.Of(line.Units.Rest.Units - (planned.TryGetValue(line.Id, out var gone) ? gone : 0));
    }

    /// <summary>Parcels that left and that the record may be about: those under its number first, then those of which nobody told one.</summary>
    // What left another place is another parcel, or was booked in the wrong place: a person has to look.
    private static IEnumerable<Shipment> Left(Order order, OutboundRecord record) => order.Shipments.Items
        .Where(s => s.HandedOverAt is not null && (s.Location is not { } from || from == record.Location))
        .Where(s => record.Waybill is not { } number || s.Waybills.IsEmpty || s.Waybills.Items.Contains(number))
        .OrderBy(s => s.Waybills.IsEmpty == record.Waybill.HasValue);

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
