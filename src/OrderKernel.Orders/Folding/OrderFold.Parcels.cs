using NodaTime;

namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private static ValueList<ShipmentLine> Fresh(ValueList<LineUnits> lines) =>
        lines.Items.Select(l => new ShipmentLine(l.Line, l.Units, default, default, default)).ToValueList();

    // Of units that part, those that are still on their way go first: they have the most of it before them.
    private static ValueList<ShipmentLine> Parted(ValueList<ShipmentLine> whole, ValueList<LineUnits> gone) => gone.Items.Select(g =>
    {
        var line = whole.Items.First(l => l.Line == g.Line);
        var delivered = Quantity.Min(Quantity.SaturatingSubtract(g.Units, line.Out), line.Delivered);
        var back = Quantity.Min(Quantity.SaturatingSubtract(g.Units, line.Out + delivered), line.GivenBack);
        return new ShipmentLine(g.Line, g.Units, delivered, back, Quantity.SaturatingSubtract(g.Units, line.Out + delivered + back));
    }).ToValueList();

    private static ValueList<ShipmentLine> Less(ValueList<ShipmentLine> whole, ValueList<ShipmentLine> gone) => whole.Items.Select(l =>
    {
        foreach (var g in gone)
        {
            if (g.Line == l.Line) l = new(l.Line, l.Units - g.Units, l.Delivered - g.Delivered, l.GivenBack - g.GivenBack, l.Lost - g.Lost);
        }

        return l;
    }).Where(l => !l.Units.IsZero).ToValueList();

    private static Shipment ConfirmedBy(Shipment shipment, ShipmentConfirmed e) => shipment with
    {
        Confirmed = shipment.Confirmed.AddRange(e.Lines.Items).Items.GroupBy(l => l.Line)
            .Select(g => new LineUnits(g.Key, g.Aggregate(default(Quantity), (sum, l) => sum + l.Units))).ToValueList(),
        IsTold = false,
        Location = e.Location ?? shipment.Location,
        Carrier = e.Carrier ?? shipment.Carrier,
        Waybills = e.Waybills.IsEmpty ? shipment.Waybills : e.Waybills,
    };

    // A parcel mostly leaves as it was planned: its lines can stay as they are.
    private static bool IsFresh(ValueList<ShipmentLine> planned, ValueList<LineUnits> gone)
    {
        if (planned.Count != gone.Count) return false;
        for (var i = 0; i < planned.Count; i++)
        {
            if (planned[i] != new ShipmentLine(gone[i].Line, gone[i].Units, default, default, default)) return false;
        }

        return true;
    }

    private static Instant Later(Instant? a, Instant b) => a is { } known && known > b ? known : b;

    // A parcel stands where most of its news is: anything still out, else delivered, else back, else lost.
    private static Shipment Counted(Shipment shipment, ValueList<LineUnits> moved, Func<ShipmentLine, Quantity, ShipmentLine> count)
    {
        var lines = shipment.Lines.Items.Select(l =>
        {
            foreach (var m in moved)
            {
                if (m.Line == l.Line) l = count(l, m.Units);
            }

            return l;
        }).ToValueList();
        return Standing(shipment, lines);
    }

    private static Shipment Part(Shipment whole, ValueList<ShipmentLine> lines) =>
        Standing(whole, lines) with { DeliveredAt = lines.Items.Any(l => !l.Delivered.IsZero) ? whole.DeliveredAt : null };

    private static Shipment Standing(Shipment shipment, ValueList<ShipmentLine> lines) => shipment with
    {
        Lines = lines,
        Status = shipment.HandedOverAt is null ? shipment.Status
            : lines.Items.Any(l => !l.Out.IsZero) ? ShipmentStatus.HandedOver
            : lines.Items.Any(l => !l.Delivered.IsZero) ? ShipmentStatus.Delivered
            : lines.Items.Any(l => !l.GivenBack.IsZero) ? ShipmentStatus.Returned
            : ShipmentStatus.Lost,
    };

    private void Travel(ShipmentId shipment, ValueList<LineUnits> lines, UnitMove move, SentPlace to, Func<ShipmentLine, Quantity, ShipmentLine> count)
    {
        foreach (var line in lines) MoveSent(line.Line, move, SentPlace.Shipped, to, line.Units);
        Parcel(shipment, s => Counted(s, lines, count));
    }

    private void WriteOff(ValueList<LineShare> shares, OrderParts parts, SentPlace place)
    {
        foreach (var w in shares)
        {
            Take(w.Line, w.Units, w.Money);
            Mark(w.Line, l => l with
            {
                Settled = l.Settled.Plus(place, w.Units),
                WrittenOff = l.WrittenOff + w.Units,
                WrittenOffMoney = l.WrittenOffMoney + w.Money,
            });
            Due(-w.Money);
        }

        if (parts.Sum.IsZero) return;
        MyBooks.Parts = _books.Parts - parts;
        MyBooks.WrittenOffParts = _books.WrittenOffParts + parts;
        Due(-parts.Sum);
    }

    private ValueList<ShipmentLine> LinesOf(ShipmentId id) => _order.Shipment(id)?.Lines ?? [];

    private Instant? LastDelivery()
    {
        Instant? last = null;
        foreach (var shipment in _order.Shipments)
        {
            if (shipment.DeliveredAt is { } at) last = Later(last, at);
        }

        return last;
    }

    private int IndexOf(ShipmentId id)
    {
        for (var i = 0; i < _order.Shipments.Count; i++)
        {
            if (_order.Shipments[i].Id == id) return i;
        }

        return -1;
    }

    private void AddParcel(Shipment shipment) => Mine.Shipments = _order.Shipments.Add(shipment);

    private void Parcel(ShipmentId id, Func<Shipment, Shipment> change)
    {
        if (_refusal is not null) return;
        for (var i = 0; i < _order.Shipments.Count; i++)
        {
            if (_order.Shipments[i].Id != id) continue;
            Mine.Shipments = _order.Shipments.SetItem(i, change(_order.Shipments[i]));
            return;
        }

        Refuse(Refusal.Of(OrdersCodes.ShipmentUnknown, ("shipment", id)));
    }
}
