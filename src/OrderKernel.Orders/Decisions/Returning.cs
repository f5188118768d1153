namespace OrderKernel.Orders.Decisions;

/// <summary>Units that come back, go out again, or never made the move that was recorded.</summary>
internal static class Returning
{
    public static void Return(Draft draft, RecordReturn command)
    {
        var lines = CancelPlan.Merged(command.Lines);
        if (lines.IsEmpty) draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", 0));
        else draft.Add(new UnitsReturned(command.Location, lines));
    }

    public static void SendBack(Draft draft, SendBack command)
    {
        var lines = CancelPlan.Merged(command.Lines);
        if (draft.Order.Shipment(command.Shipment) is { } known)
        {
            var isSame = known.HandedOverAt == command.HandedOverAt && known.Lines.Items.Select(l => new LineUnits(l.Line, l.Units)).ToValueList() == lines;
            if (isSame) draft.AlreadyKnown("shipment", known.Id);
            else draft.Refuse(OrdersCodes.ShipmentExists, ("shipment", known.Id));
            return;
        }

        if (lines.IsEmpty) draft.Refuse(OrdersCodes.ShipmentEmpty, ("shipment", command.Shipment));
        else draft.Add(new UnitsSentBack(command.Shipment, command.Location, command.Carrier, command.Waybills, lines, command.HandedOverAt));
    }

    public static void StepBack(Draft draft, StepBack command)
    {
        if (command.Kind == StepBackKind.Cancel)
        {
            draft.Refuse(OrdersCodes.StepBackByReinstating, ("shipment", command.Shipment));
            return;
        }

        if (!Corrects(draft, command.Corrects) || Planning.Of(draft, command.Shipment) is not { } shipment) return;
        Func<ShipmentLine, Quantity> held = command.Kind switch
        {
            StepBackKind.Delivery => l => l.Delivered,
            StepBackKind.Loss => l => l.Lost,
            _ => l => Shipping.Out(shipment, l),
        };
        if (command.Kind is StepBackKind.ShippingToReserved or StepBackKind.ShippingToOpen && !CanUnship(draft, shipment, command)) return;
        if (Shipping.Chosen(draft, shipment, command.Lines, held) is not { } lines) return;
        var (restored, parts) = command.Kind == StepBackKind.Loss ? Restored(draft.Order, lines) : ([], OrderParts.None(draft.Order.Money.Due.Currency));
        draft.Add(new UnitsSteppedBack(command.Kind, shipment.Id, lines, restored, parts, command.Corrects, command.Reservation));
        draft.Because(OrdersCodes.Recorded, ("what", $"step back: {command.Kind}"));
    }

    /// <summary>False and a refusal when no earlier message is named as wrong, but the very one that corrects.</summary>
    public static bool Corrects(Draft draft, MessageId wrong)
    {
        if (wrong != draft.Context.Message) return true;
        draft.Refuse(OrdersCodes.CorrectsNothing, ("message", wrong));
        return false;
    }

    // A parcel that did not leave did not leave whole; units whose money was asked back do not return to the shelf by this way.
    private static bool CanUnship(Draft draft, Shipment shipment, StepBack command)
    {
        if (!Planning.IsAt(draft, shipment, ShipmentStatus.HandedOver)) return false;
        if (command.Kind == StepBackKind.ShippingToReserved && (command.Reservation is null || shipment.Location is null))
        {
            draft.Refuse(OrdersCodes.ReservationMissing, ("shipment", shipment.Id));
            return false;
        }

        foreach (var l in shipment.Lines)
        {
            var asked = command.Lines.IsEmpty
                ? l.Units
                : command.Lines.Items.Where(w => w.Line == l.Line).Aggregate(default(Quantity), (sum, w) => sum + w.Units);
            var free = draft.Order.Line(l.Line)!.Unclaimed(SentPlace.Shipped);
            if (asked != l.Units || l.Out != l.Units)
                draft.Refuse(OrdersCodes.ShipmentHoldsLess, ("shipment", shipment.Id), ("line", l.Line), ("wanted", asked), ("held", l.Out));
            else if (l.Units > free) draft.Refuse(OrdersCodes.UnitsAlreadySettled, ("wanted", l.Units), ("left", free));
        }

        return !draft.IsRefused;
    }

    private static (ValueList<LineShare> Lines, OrderParts Parts) Restored(Order order, ValueList<LineUnits> lines)
    {
        var shares = new List<LineShare>();
        foreach (var (id, units) in lines)
        {
            var line = order.Line(id)!;
            var back = Quantity.Min(Quantity.Min(units, line.WrittenOff), line.Settled.Lost);
            if (back.IsZero) continue;
            var stays = line.WrittenOffMoney.FirstUnits(line.WrittenOff - back, line.WrittenOff);
            shares.Add(new(id, back, line.WrittenOffMoney - stays));
        }

        return (shares.ToValueList(), shares.Count == 0 ? OrderParts.None(order.Money.Due.Currency) : order.WrittenOffParts);
    }
}
