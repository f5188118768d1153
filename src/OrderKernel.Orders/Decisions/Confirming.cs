namespace OrderKernel.Orders.Decisions;

/// <summary>A partner's own record of a parcel that has left before: each unit is confirmed once.</summary>
internal static class Confirming
{
    public static void Confirm(Draft draft, ConfirmShipment command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (shipment.HandedOverAt is null)
        {
            Planning.IsAt(draft, shipment, ShipmentStatus.HandedOver);
            return;
        }

        if (command.Lines.IsEmpty && shipment.Lines.Items.All(l => shipment.Unconfirmed(l.Line).IsZero))
        {
            draft.AlreadyKnown("confirmation", shipment.Id);
            return;
        }

        if (Shipping.Chosen(draft, shipment, command.Lines, l => shipment.Unconfirmed(l.Line)) is not { } lines) return;
        var location = shipment.Location is null ? command.Location : null;
        var waybills = shipment.Waybills.IsEmpty ? command.Waybills : [];
        var confirmed = shipment.Id;
        // What the record does not name is a word alone still, and may have left from another place and under another number.
        if ((shipment.IsTold || location is not null || !waybills.IsEmpty) && !IsAll(shipment, lines))
        {
            confirmed = Elsewhere.Fresh(draft.Order, shipment.Id);
            draft.Add(new ShipmentSplit(shipment.Id, confirmed, lines));
        }

        draft.Add(new ShipmentConfirmed(confirmed, command.Record, lines, location, shipment.Carrier is null ? command.Carrier : null, waybills));
        draft.Because(OrdersCodes.ConfirmedByRecord, ("record", command.Record), ("shipment", confirmed),
            ("units", lines.Items.Aggregate(default(Quantity), (sum, l) => sum + l.Units)));
    }

    private static bool IsAll(Shipment shipment, ValueList<LineUnits> lines) =>
        lines.Count == shipment.Lines.Count && lines.Items.All(l => l.Units == shipment.Of(l.Line).Units);
}
