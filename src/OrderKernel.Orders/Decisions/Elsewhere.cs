namespace OrderKernel.Orders.Decisions;

/// <summary>Units left without us: what was planned for them goes first, then what is open; cancelled units come back, for goods outrank words.</summary>
internal static class Elsewhere
{
    public static void Ship(Draft draft, ShipElsewhere command)
    {
        var order = draft.Order;
        if (order.Shipment(command.Shipment) is { HandedOverAt: not null } known)
        {
            var isSame = command.Lines.IsEmpty
                || known.Lines.Items.Select(l => new LineUnits(l.Line, l.Units)).ToValueList() == CancelPlan.Merged(command.Lines);
            if (isSame && known.HandedOverAt == command.HandedOverAt) draft.AlreadyKnown("shipment", known.Id);
            else draft.Refuse(OrdersCodes.ShipmentExists, ("shipment", known.Id));
            return;
        }

        var wanted = command.Lines.IsEmpty ? Everything(order) : CancelPlan.Merged(command.Lines);
        if (wanted.IsEmpty)
        {
            var sent = order.Lines.Items.Aggregate(default(Quantity), (sum, l) => sum + l.Units.Sent);
            if (sent.IsZero) draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", 0));
            else draft.AlreadyKnown("shipping", order.Id);
            return;
        }

        foreach (var (id, units) in wanted)
        {
            if (order.Line(id) is null) draft.Refuse(OrdersCodes.LineUnknown, ("line", id));
            else if (units.IsZero) draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", units));
        }

        if (draft.IsRefused || !Planning.AreFree(draft, command.Shipment, command.Waybills)) return;
        Bring(draft, wanted);
        if (!draft.IsRefused) Leave(draft, command, wanted);
    }

    private static ValueList<LineUnits> Everything(Order order)
    {
        var rest = CancelPlan.Rest(order).Where(l => order.Line(l.Line)!.NeedsFulfilment);
        if (!rest.IsEmpty || order.Lines.Items.Any(l => !l.Units.Sent.IsZero)) return rest;
        return order.Lines.Items.Where(l => l.NeedsFulfilment && !l.Units.Cancelled.IsZero).Select(l => new LineUnits(l.Id, l.Units.Cancelled)).ToValueList();
    }

    // Reinstates as many cancelled units as the parcel needs beyond what rests.
    private static void Bring(Draft draft, ValueList<LineUnits> wanted)
    {
        var order = draft.Order;
        var back = new List<LineUnits>();
        Quantity count = default;
        foreach (var (id, units) in wanted)
        {
            var line = order.Line(id)!;
            var missing = Quantity.Min(Quantity.SaturatingSubtract(units, line.Units.Rest), line.Units.Cancelled);
            if (missing.IsZero) continue;
            back.Add(new(id, missing));
            count += missing;
        }

        if (back.Count == 0) return;
        Cancelling.Reinstate(draft, ReinstateCause.Shipped, CancelPlan.Shares(order, back.ToValueList()), order.CancelledParts, null);
        draft.Because(OrdersCodes.ShippedAfterCancel, ("units", count));
    }

    private static void Leave(Draft draft, ShipElsewhere command, ValueList<LineUnits> wanted)
    {
        var left = wanted.Items.ToDictionary(w => w.Line, w => w.Units);
        var waybills = command.Waybills;
        foreach (var shipment in draft.Order.Shipments)
        {
            if (shipment is not { Status: ShipmentStatus.Planned, Reservation: not null }) continue;
            // What is held in one place did not leave from another.
            if (command.Location is { } told && shipment.Location != told) continue;
            if (shipment.Lines.Items.Any(l => !left.TryGetValue(l.Line, out var units) || units < l.Units)) continue;
            foreach (var l in shipment.Lines) left[l.Line] -= l.Units;
            var lines = shipment.Lines.Items.Select(l => new LineUnits(l.Line, l.Units)).ToValueList();
            draft.Add(new ShipmentHandedOver(shipment.Id, command.Location, command.Carrier, waybills, lines, [], false, command.HandedOverAt));
            waybills = [];
        }

        // What else is held for these lines was not what left: it opens again, and plans without a reservation for them end.
        foreach (var shipment in draft.Order.Shipments)
        {
            if (shipment.Status != ShipmentStatus.Planned) continue;
            var isShort = shipment.Lines.Items.Any(l =>
                left.TryGetValue(l.Line, out var units) && draft.Order.Line(l.Line)!.Units.Open - Planning.Marked(draft.Order, l.Line) < units);
            if (isShort) draft.Add(new ShipmentReleased(shipment.Id));
        }

        var rest = wanted.Items.Where(w => !left[w.Line].IsZero).Select(w => new LineUnits(w.Line, left[w.Line])).ToValueList();
        if (rest.IsEmpty) return;
        // A parcel that is still planned holds other units than those that left.
        if (draft.Order.Shipment(command.Shipment) is { Status: ShipmentStatus.Planned } planned)
        {
            draft.Refuse(OrdersCodes.ShipmentExists, ("shipment", planned.Id));
            return;
        }

        draft.Add(new ShipmentHandedOver(command.Shipment, command.Location, command.Carrier, waybills, rest, [], true, command.HandedOverAt));
        draft.Because(OrdersCodes.ShippedElsewhere, ("units", rest.Items.Aggregate(default(Quantity), (sum, l) => sum + l.Units)));
    }
}
