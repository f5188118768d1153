namespace OrderKernel.Orders.Decisions;

/// <summary>Shipments before they leave: planned, reserved, given up, labelled.</summary>
internal static class Planning
{
    public static void Plan(Draft draft, PlanShipment command)
    {
        var order = draft.Order;
        var lines = CancelPlan.Merged(command.Lines);
        if (order.Shipment(command.Shipment) is { } known)
        {
            var isSame = known.Location == command.Location && known.Carrier == command.Carrier && known.Reservation == command.Reservation
                && known.Service == command.Service &&
                known.Lines.Items.Select(l => new LineUnits(l.Line, l.Units)).ToValueList() == lines;
            if (isSame) draft.AlreadyKnown("shipment", known.Id);
            else draft.Refuse(OrdersCodes.ShipmentExists, ("shipment", known.Id));
            return;
        }

        if (lines.IsEmpty || lines.Items.Any(l => l.Units.IsZero))
        {
            draft.Refuse(OrdersCodes.ShipmentEmpty, ("shipment", command.Shipment));
            return;
        }

        if (!IsOpenForPlanning(draft, lines)) return;
        foreach (var line in lines)
        {
            if (order.Line(line.Line) is not { } known2)
            {
                draft.Refuse(OrdersCodes.LineUnknown, ("line", line.Line));
                return;
            }

            var free = Quantity.SaturatingSubtract(known2.Units.Open, Marked(order, line.Line));
            if (line.Units <= free) continue;
            draft.Refuse(KernelCodes.LedgerUnitsShort, ("wanted", line.Units), ("place", UnitPlace.Open), ("held", free));
            return;
        }

        draft.Add(new ShipmentPlanned(command.Shipment, command.Location, command.Carrier, command.Reservation, lines,
            draft.Context.At) { Service = command.Service });
        draft.Because(OrdersCodes.Recorded, ("what", "shipment"));
    }

    public static void Reserve(Draft draft, ReserveShipment command)
    {
        if (Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.Reservation == command.Reservation) draft.AlreadyKnown("reservation", command.Reservation);
        else if (shipment.Reservation is not null) draft.Refuse(OrdersCodes.ShipmentExists, ("shipment", shipment.Id));
        else if (IsAt(draft, shipment, ShipmentStatus.Planned)) draft.Add(new ShipmentReserved(shipment.Id, command.Reservation));
    }

    public static void Release(Draft draft, ReleaseShipment command)
    {
        if (Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.Status == ShipmentStatus.Cancelled) draft.AlreadyKnown("release", shipment.Id);
        else if (IsAt(draft, shipment, ShipmentStatus.Planned)) draft.Add(new ShipmentReleased(shipment.Id));
    }

    public static void Assign(Draft draft, AssignWaybills command)
    {
        if (Of(draft, command.Shipment) is not { } shipment) return;
        var carrier = command.Carrier ?? shipment.Carrier;
        if (shipment.Waybills == command.Waybills && shipment.Carrier == carrier) draft.AlreadyKnown("waybill", string.Join(", ", command.Waybills.Items));
        else draft.Add(new WaybillsAssigned(shipment.Id, command.Carrier, command.Waybills));
    }

    /// <summary>The shipment, or null and a refusal.</summary>
    public static Shipment? Of(Draft draft, ShipmentId id)
    {
        var shipment = draft.Order.Shipment(id);
        if (shipment is null) draft.Refuse(OrdersCodes.ShipmentUnknown, ("shipment", id));
        return shipment;
    }

    /// <summary>False and a refusal when the shipment is elsewhere.</summary>
    public static bool IsAt(Draft draft, Shipment shipment, ShipmentStatus expected)
    {
        if (shipment.Status == expected) return true;
        draft.Refuse(OrdersCodes.ShipmentElsewhere, ("shipment", shipment.Id), ("status", shipment.Status), ("expected", expected));
        return false;
    }

    /// <summary>Open units of a line that shipments without reservation already speak for.</summary>
    public static Quantity Marked(Order order, LineId line)
    {
        Quantity marked = default;
        foreach (var shipment in order.Shipments)
        {
            if (shipment is { Status: ShipmentStatus.Planned, Reservation: null }) marked += shipment.Of(line).Units;
        }

        return marked;
    }

    /// <summary>Stock is promised when the order comes, paid or not, held or not: a hold forbids the handing over, not the plan.</summary>
    private static bool IsOpenForPlanning(Draft draft, ValueList<LineUnits> lines)
    {
        var status = draft.Order.Statuses.Headline;
        var isReplacement = lines.Items.All(l => draft.Order.Line(l.Line) is { IsReplacement: true });
        if (isReplacement || status is OrderStatus.AwaitingPayment or OrderStatus.AwaitingFulfilment or OrderStatus.PartiallyShipped) return true;
        draft.Refuse(OrdersCodes.NotOpenForShipping, ("status", status));
        return false;
    }
}
