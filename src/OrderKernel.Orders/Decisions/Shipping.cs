using System.Runtime.InteropServices;

namespace OrderKernel.Orders.Decisions;

/// <summary>Parcels from the door on: handed over, scanned, delivered, lost, given back.</summary>
internal static class Shipping
{
    public static void Ship(Draft draft, ShipShipment command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.HandedOverAt == command.HandedOverAt && (command.Waybills.IsEmpty || command.Waybills == shipment.Waybills))
        {
            draft.AlreadyKnown("shipment", shipment.Id);
            return;
        }

        if (shipment.HandedOverAt is not null)
        {
            draft.Refuse(OrdersCodes.ShipmentExists, ("shipment", shipment.Id));
            return;
        }

        if (shipment.Process is not null && !ShipmentStepping.MayDo(draft, shipment, ShipmentVerbs.HandOver)) return;
        Leave(draft, shipment, command);
    }

    /// <summary>Hands over what the shipment's own workflow lets go.</summary>
    public static void Leave(Draft draft, Shipment shipment, ShipShipment command)
    {
        if (!IsReplacement(draft, shipment) && !(shipment.Process is null ? draft.IsPermitted("ship", [OrderVerbs.Ship]) : draft.IsOpenFor(OrderVerbs.Ship)))
            return;
        if (!draft.IsFree(HoldScopes.Ship, shipment) || !Planning.IsAt(draft, shipment, ShipmentStatus.Planned)) return;
        if (Chosen(draft, shipment, command.Lines, l => l.Units) is not { } lines || !SerialDecisions.MayLeave(draft, shipment, lines)) return;
        HandOver(draft, shipment, command, lines);
    }

    public static void Scan(Draft draft, RecordFirstScan command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.FirstScanAt is { } known) draft.AlreadyKnown("first scan", known);
        else if (shipment.HandedOverAt is null) Planning.IsAt(draft, shipment, ShipmentStatus.HandedOver);
        else draft.Add(new FirstScanSeen(shipment.Id, command.ScannedAt));
    }

    public static void Deliver(Draft draft, RecordDelivery command)
    {
        if (command.Shipment is { } id)
        {
            if (Planning.Of(draft, id) is not { } shipment) return;
            if (shipment.Status == ShipmentStatus.Delivered && command.Lines.IsEmpty) draft.AlreadyKnown("delivery", shipment.Id);
            else if (Chosen(draft, shipment, command.Lines, l => Out(shipment, l)) is { } lines)
                draft.Add(new ShipmentDelivered(shipment.Id, lines, command.DeliveredAt));
            return;
        }

        var wasDelivered = false;
        var any = false;
        foreach (var shipment in draft.Order.Shipments)
        {
            wasDelivered |= shipment.DeliveredAt is not null;
            if (shipment.Status != ShipmentStatus.HandedOver) continue;
            any = true;
            if (Chosen(draft, shipment, [], l => Out(shipment, l)) is { } lines) draft.Add(new ShipmentDelivered(shipment.Id, lines, command.DeliveredAt));
        }

        if (any) return;
        if (wasDelivered) draft.AlreadyKnown("delivery", draft.Order.Id);
        else draft.Refuse(KernelCodes.LedgerUnitsShort, ("wanted", 1), ("place", UnitPlace.Shipped), ("held", 0));
    }

    public static void Suspect(Draft draft, SuspectSignOff command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.IsSignOffSuspect || shipment.Status == ShipmentStatus.Delivered) draft.AlreadyKnown("sign-off", shipment.Id);
        else draft.Add(new SignOffSuspected(shipment.Id, command.ReportedAt));
    }

    public static void Lose(Draft draft, RecordLoss command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.Status == ShipmentStatus.Lost && command.Lines.IsEmpty) draft.AlreadyKnown("loss", shipment.Id);
        else if (Chosen(draft, shipment, command.Lines, l => Out(shipment, l)) is { } lines)
            draft.Add(new ShipmentLost(shipment.Id, lines, WrittenOff(draft, lines), OwnParts(draft, lines)));
    }

    public static void GiveBack(Draft draft, GiveBackUndelivered command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.Status == ShipmentStatus.Returned && command.Lines.IsEmpty) draft.AlreadyKnown("return", shipment.Id);
        else if (Chosen(draft, shipment, command.Lines, l => Out(shipment, l)) is { } lines)
            draft.Add(new UnitsGivenBack(shipment.Id, lines, WrittenOff(draft, lines), OwnParts(draft, lines)));
    }

    /// <summary>The units of a shipment that a command means, or null and a refusal when it holds fewer.</summary>
    public static ValueList<LineUnits>? Chosen(Draft draft, Shipment shipment, ValueList<LineUnits> wanted, Func<ShipmentLine, Quantity> held)
    {
        if (wanted.IsEmpty)
        {
            var all = new LineUnits[shipment.Lines.Count];
            var count = 0;
            foreach (var line in shipment.Lines)
            {
                if (held(line) is { IsZero: false } here) all[count++] = new(line.Line, here);
            }

            if (count < all.Length) Array.Resize(ref all, count);
            if (count > 0) return ImmutableCollectionsMarshal.AsImmutableArray(all).ToValueList();
            draft.Refuse(OrdersCodes.ShipmentEmpty, ("shipment", shipment.Id));
            return null;
        }

        var lines = CancelPlan.Merged(wanted);
        foreach (var (line, units) in lines)
        {
            var here = held(shipment.Of(line));
            if (units <= here && !units.IsZero) continue;
            draft.Refuse(OrdersCodes.ShipmentHoldsLess, ("shipment", shipment.Id), ("line", line), ("wanted", units), ("held", here));
            return null;
        }

        return lines;
    }

    /// <summary>Units on their way in a shipment; none before it left.</summary>
    public static Quantity Out(Shipment shipment, ShipmentLine line) => shipment.HandedOverAt is null ? default : line.Out;

    private static void HandOver(Draft draft, Shipment shipment, ShipShipment command, ValueList<LineUnits> lines)
    {
        ValueList<LineUnits> leftOut = [];
        Quantity left = default, gone = default;
        foreach (var line in shipment.Lines)
        {
            Quantity goes = default;
            foreach (var going in lines)
            {
                if (going.Line == line.Line) goes = going.Units;
            }

            gone += goes;
            if (goes == line.Units) continue;
            leftOut = leftOut.Add(new(line.Line, line.Units - goes));
            left += line.Units - goes;
        }

        var isElsewhere = shipment.Reservation is null;
        draft.Add(new ShipmentHandedOver(shipment.Id, null, null, command.Waybills, lines, leftOut, isElsewhere, command.HandedOverAt)
        {
            Record = command.Record,
        });
        draft.Because(isElsewhere ? OrdersCodes.ShippedElsewhere : OrdersCodes.Shipped, ("units", gone.ToString()), ("shipment", shipment.Id.Value));
        if (!left.IsZero) draft.Because(OrdersCodes.LeftOut, ("units", left));
    }

    private static bool IsReplacement(Draft draft, Shipment shipment)
    {
        foreach (var line in shipment.Lines)
        {
            if (draft.Order.Line(line.Line) is not { IsReplacement: true }) return false;
        }

        return true;
    }

    // Cash on delivery: what nobody receives, nobody pays for. Units whose money was asked back before have none left.
    private static ValueList<LineShare> WrittenOff(Draft draft, ValueList<LineUnits> lines)
    {
        if (draft.Order.Terms != PaymentTerms.CashOnDelivery) return [];
        var shares = new List<LineShare>();
        foreach (var (id, units) in lines)
        {
            var line = draft.Order.Line(id)!;
            var free = Quantity.SaturatingSubtract(units, line.Settled.Shipped + line.Owed.Shipped);
            if (!free.IsZero) shares.Add(new(id, free, line.Money.CostOfNext(free)));
        }

        if (shares.Count > 0)
            draft.Because(OrdersCodes.WrittenOff, ("money", shares.Aggregate(Money.Zero(shares[0].Money.Currency), (a, s) => a + s.Money)),
                ("units", shares.Aggregate(default(Quantity), (a, s) => a + s.Units)));
        return shares.ToValueList();
    }

    private static OrderParts OwnParts(Draft draft, ValueList<LineUnits> lines)
    {
        var order = draft.Order;
        var none = OrderParts.None(order.Money.Due.Currency);
        if (order.Terms != PaymentTerms.CashOnDelivery) return none;
        foreach (var line in order.Lines)
        {
            var going = lines.Items.FirstOrDefault(l => l.Line == line.Id).Units;
            if (!line.Units.Rest.IsZero || !line.Units.Delivered.IsZero || line.Units.Shipped != going) return none;
        }

        return order.Parts;
    }
}
