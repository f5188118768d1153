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

        if (draft.IsRefused) return;
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
        // Whole parcels first, the one whose label was told before all; then parts: what is held left from where it is held, and the rest of the plan stands.
        foreach (var shipment in Held(draft.Order, command)) Take(draft, command, shipment, left, isWhole: true);
        foreach (var shipment in Held(draft.Order, command)) Take(draft, command, shipment, left, isWhole: false);

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

        draft.Add(new ShipmentHandedOver(Fresh(draft.Order, command.Shipment), command.Location, command.Carrier, command.Waybills, rest, [], true,
            command.HandedOverAt) { IsTold = IsTold(draft, command), Record = command.Record });
        draft.Because(OrdersCodes.ShippedElsewhere, ("units", rest.Items.Aggregate(default(Quantity), (sum, l) => sum + l.Units)));
    }

    // What is held in one place did not leave from another.
    private static ValueList<Shipment> Held(Order order, ShipElsewhere command) => order.Shipments.Items
        .Where(s => s is { Status: ShipmentStatus.Planned, Reservation: not null } && (command.Location is not { } told || s.Location == told))
        .OrderByDescending(s => s.Waybills.Items.Any(command.Waybills.Items.Contains)).ToValueList();

    /// <summary>Lets a held shipment go as far as the parcel has units of it, whole or in part.</summary>
    private static void Take(Draft draft, ShipElsewhere command, Shipment shipment, Dictionary<LineId, Quantity> left, bool isWhole)
    {
        var lines = shipment.Lines.Items
            .Select(l => new LineUnits(l.Line, left.TryGetValue(l.Line, out var units) ? Quantity.Min(units, l.Units) : default))
            .Where(l => !l.Units.IsZero).ToValueList();
        var isAll = lines.Count == shipment.Lines.Count && lines.Items.All(l => l.Units == shipment.Of(l.Line).Units);
        if (lines.IsEmpty || isAll != isWhole) return;
        foreach (var (line, units) in lines) left[line] -= units;
        var gone = shipment.Id;
        if (!isAll)
        {
            gone = Fresh(draft.Order, command.Shipment);
            draft.Add(new ShipmentSplit(shipment.Id, gone, lines));
        }

        draft.Add(new ShipmentHandedOver(gone, command.Location, command.Carrier, command.Waybills, lines, [], false, command.HandedOverAt)
        {
            IsTold = IsTold(draft, command),
            Record = command.Record,
        });
    }

    private static bool IsTold(Draft draft, ShipElsewhere command) => draft.Context.Actor.Has(Role.Channel) && command.Record is null;

    /// <summary>The id that was told, or one made of it where a shipment has that.</summary>
    public static ShipmentId Fresh(Order order, ShipmentId told)
    {
        var id = told;
        for (var i = 2; order.Shipment(id) is not null; i++) id = ShipmentId.Of(DerivedId.Of($"{told}.{i}"));
        return id;
    }
}
