namespace OrderKernel.Orders.Decisions;

/// <summary>A reviewer says no: what a hold covers and was not sent is cancelled, its money owed back.</summary>
internal static class Rejecting
{
    public static void Reject(Draft draft, RejectHold command)
    {
        if (Holding.Of(draft, command.Hold) is not { } hold) return;
        if (hold.Origin == HoldOrigin.Channel)
        {
            draft.Refuse(OrdersCodes.HoldOfOther, ("hold", hold.Id), ("origin", hold.Origin));
            return;
        }

        if (!Holding.IsOpenTo(draft, hold, "reject", r => r.Reject)) return;
        draft.Add(new HoldRejected(hold.Id, command.Why, draft.Context.Actor.Id, draft.Context.At));
        Contents.EndWith(draft, hold, "hold-rejected");
        draft.Because(OrdersCodes.HoldRejectedNow, ("hold", hold.Id), ("kind", hold.Kind), ("why", command.Why));
        var covered = Covered(draft.Order, hold);
        // A cancellation takes open units first: those of the rejected parcel must be open before it.
        if (hold.Shipment is { } id && draft.Order.Shipment(id) is { Status: ShipmentStatus.Planned }) draft.Add(new ShipmentReleased(id));
        if (!draft.IsRefused) Cancelling.Cancel(draft, CancelCause.Rejected, covered);
    }

    /// <summary>The units that a hold covers and that were not sent; of bundles, whole ones as far as they rest.</summary>
    public static ValueList<LineUnits> Covered(Order order, Hold hold)
    {
        var rest = CancelPlan.Rest(order);
        if (hold.Line is null && hold.Shipment is null) return rest;
        var touched = new Dictionary<LineId, Quantity>();
        if (hold.Shipment is { } id && order.Shipment(id) is { Status: ShipmentStatus.Planned } shipment)
        {
            foreach (var line in shipment.Lines) Touch(order, touched, line.Line, line.Units);
        }
        else if (hold.Line is { } held)
        {
            Touch(order, touched, held, order.Line(held)!.Units.Rest);
        }

        return rest.Items.Select(r => new LineUnits(r.Line, touched.TryGetValue(r.Line, out var units) ? Quantity.Min(units, r.Units) : default))
            .Where(r => !r.Units.IsZero).ToValueList();
    }

    // A bundle of which one component may not go does not go at all.
    private static void Touch(Order order, Dictionary<LineId, Quantity> touched, LineId id, Quantity units)
    {
        var line = order.Line(id)!;
        var bundles = (units.Units + line.BundleSize.Units - 1) / line.BundleSize.Units;
        foreach (var other in order.Lines)
        {
            if (other.Id != id && (line.Bundle is null || other.Bundle != line.Bundle)) continue;
            var here = other.Id == id && line.Bundle is null ? units : Quantity.Of(checked(bundles * other.BundleSize.Units));
            if (!touched.TryGetValue(other.Id, out var known) || known < here) touched[other.Id] = here;
        }
    }
}
