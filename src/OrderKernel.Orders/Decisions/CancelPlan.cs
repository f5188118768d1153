namespace OrderKernel.Orders.Decisions;

/// <summary>What a cancellation takes: units by place, their money, the order's own money when nothing is left, and room in planned shipments.</summary>
internal sealed record CancelPlan(ValueList<CancelledUnits> Units, OrderParts Parts, ValueList<ShipmentUnits> Planned)
{
    public Quantity Count => Units.Items.Aggregate(default(Quantity), (sum, u) => sum + u.Open + u.Reserved);

    public Money Money(Order order) => Units.Items.Aggregate(Parts.Sum, (sum, u) => sum + u.Money);

    /// <summary>All units that were not sent.</summary>
    public static ValueList<LineUnits> Rest(Order order) =>
        order.Lines.Items.Where(l => !l.Units.Rest.IsZero).Select(l => new LineUnits(l.Id, l.Units.Rest)).ToValueList();

    /// <summary>One entry a line.</summary>
    public static ValueList<LineUnits> Merged(ValueList<LineUnits> lines) =>
        lines.Items.GroupBy(l => l.Line).Select(g => new LineUnits(g.Key, g.Aggregate(default(Quantity), (sum, l) => sum + l.Units))).ToValueList();

    /// <summary>Why these units cannot be cancelled: unknown lines, none or too many units, bundles that do not go whole.</summary>
    public static Refusal? Refused(Order order, ValueList<LineUnits> wanted)
    {
        foreach (var (id, units) in wanted)
        {
            if (order.Line(id) is not { } line) return Refusal.Of(OrdersCodes.LineUnknown, ("line", id));
            if (units.IsZero) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", units));
            if (units > line.Units.Rest)
                return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", units), ("place", UnitPlace.Open), ("held", line.Units.Rest));
            if (line.Bundle is null) continue;
            foreach (var other in order.Lines)
            {
                if (other.Bundle != line.Bundle) continue;
                var taken = wanted.Items.FirstOrDefault(w => w.Line == other.Id).Units;
                if (checked(taken.Units * line.BundleSize.Units) == checked(units.Units * other.BundleSize.Units) && units.Units % line.BundleSize.Units == 0)
                    continue;
                return Refusal.Of(OrdersCodes.BundleNotWhole, ("bundle", line.Bundle), ("line", other.Id));
            }
        }

        return null;
    }

    /// <summary>Why these units cannot be reinstated.</summary>
    public static Refusal? NotCancelled(Order order, ValueList<LineUnits> wanted)
    {
        foreach (var (id, units) in wanted)
        {
            if (order.Line(id) is not { } line) return Refusal.Of(OrdersCodes.LineUnknown, ("line", id));
            if (units.IsZero) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", units));
            if (units > line.Units.Cancelled)
                return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", units), ("place", UnitPlace.Cancelled), ("held", line.Units.Cancelled));
        }

        return null;
    }

    /// <summary>Cancelled units with the money that comes back with them.</summary>
    public static ValueList<LineShare> Shares(Order order, ValueList<LineUnits> wanted) => wanted.Items.Select(w =>
    {
        var line = order.Line(w.Line)!;
        var stays = line.CancelledMoney.FirstUnits(line.Units.Cancelled - w.Units, line.Units.Cancelled);
        return new LineShare(w.Line, w.Units, line.CancelledMoney - stays);
    }).ToValueList();

    /// <summary>Open units go first, then reserved ones from the shipments planned last.</summary>
    public static CancelPlan Of(Order order, ValueList<LineUnits> wanted)
    {
        var units = new List<CancelledUnits>();
        var planned = new List<ShipmentUnits>();
        var isAll = true;
        foreach (var line in order.Lines)
        {
            var take = wanted.Items.FirstOrDefault(w => w.Line == line.Id).Units;
            isAll &= line.Units.Sent.IsZero && take == line.Units.Rest;
            if (take.IsZero) continue;
            var open = Quantity.Min(take, line.Units.Open);
            units.Add(new(line.Id, open, take - open, line.Money.CostOfNext(take)));
            var marked = Planning.Marked(order, line.Id);
            Unplan(order, line.Id, take - open, isHeld: true, planned);
            Unplan(order, line.Id, Quantity.SaturatingSubtract(marked, line.Units.Open - open), isHeld: false, planned);
        }

        return new(units.ToValueList(), isAll ? order.Parts : OrderParts.None(order.Money.Due.Currency), planned.ToValueList());
    }

    private static void Unplan(Order order, LineId line, Quantity units, bool isHeld, List<ShipmentUnits> into)
    {
        for (var i = order.Shipments.Count - 1; i >= 0 && !units.IsZero; i--)
        {
            var shipment = order.Shipments[i];
            if (shipment.Status != ShipmentStatus.Planned || shipment.Reservation is not null != isHeld) continue;
            var here = Quantity.Min(units, shipment.Of(line).Units);
            if (here.IsZero) continue;
            into.Add(new(shipment.Id, line, here));
            units -= here;
        }
    }
}
