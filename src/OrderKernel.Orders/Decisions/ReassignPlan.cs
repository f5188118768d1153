namespace OrderKernel.Orders.Decisions;

/// <summary>What a reassignment takes from an order: units by place, their money, whole planned parcels; and what must be given up before.</summary>
internal sealed record ReassignPlan(
    ValueList<OrderEvent> Opening, ValueList<HandedUnits> Units, OrderParts Parts, Money Due, ValueList<TenderAmount> Paid, ValueList<Shipment> Shipments)
{
    public static ReassignPlan Of(Order order, ValueList<LineUnits> wanted)
    {
        var left = wanted.Items.ToDictionary(w => w.Line, w => w.Units);
        var shipments = Whole(order, left);
        var opening = LineGroup.Opening(order, left.Select(l => new LineUnits(l.Key, l.Value)).ToValueList(), shipments.Items.Select(s => s.Id).ToValueList());
        var isAll = order.Lines.Items.All(l => l.Units.Sent.IsZero && wanted.Items.FirstOrDefault(w => w.Line == l.Id).Units == l.Units.Rest);
        var units = wanted.Items.Select(w =>
        {
            var held = shipments.Items.Where(s => s.Reservation is not null).Aggregate(default(Quantity), (sum, s) => sum + s.Of(w.Line).Units);
            return new HandedUnits(w.Line, w.Units - held, held, order.Line(w.Line)!.Money.CostOfNext(w.Units));
        }).ToValueList();
        var parts = isAll ? order.Parts : OrderParts.None(order.Money.Due.Currency);
        var due = units.Items.Aggregate(parts.Sum, (sum, u) => sum + u.Money);
        return new(opening, units, parts, due, PaidFor(order, due), shipments);
    }

    /// <summary>The lines and parcels under ids that are free at the order that takes them.</summary>
    public static (ValueList<PlacedLine> Lines, ValueList<TakenShipment> Shipments) Renamed(Order source, ReassignPlan plan, OrderKey to, Order? target)
    {
        var (digest, next) = (source.Key.Digest(), target is null ? 0 : target.Lines.Count);
        var (lines, names) = (new List<PlacedLine>(), new Dictionary<LineId, LineId>());
        foreach (var u in plan.Units)
        {
            var line = source.Line(u.Line)!;
            var isFree = target is null || (target.Line(line.Id) is null && target.LinesOf(line.Source).IsEmpty && target.LinesOf(line.Id).IsEmpty);
            names[line.Id] = isFree ? line.Id : LineId.Of($"{digest}.{next + lines.Count}");
            // A bundle's group is the order's own: the same name in two orders would be one bundle in both.
            var group = line.Bundle is null
                ? null
                : (BundleId?)BundleId.Of($"{to.Digest()}.{next + plan.Units.Items.TakeWhile(o => source.Line(o.Line)!.Bundle != line.Bundle).Count()}");
            var from = isFree ? line.Source : LineId.Of(group?.Value ?? names[line.Id].Value);
            lines.Add(new(names[line.Id], from, line.Sku, group, line.BundleSize, line.Title, u.Open + u.Reserved, u.Money, line.NeedsFulfilment));
        }

        var shipments = plan.Shipments.Items.Select((s, i) => new TakenShipment(
            target?.Shipment(s.Id) is null ? s.Id : ShipmentId.Of($"{digest}.{target.Shipments.Count + i}"), s.Location, s.Carrier, s.Reservation, s.Waybills,
            s.Lines.Items.Select(l => new LineUnits(names[l.Line], l.Units)).ToValueList(), s.PlannedAt) { Service = s.Service }).ToValueList();
        return (lines.ToValueList(), shipments);
    }

    /// <summary>By tender, what was paid and did neither go back nor to another order.</summary>
    public static IEnumerable<TenderAmount> Free(Order order)
    {
        for (var tender = Tender.Cash; tender <= Tender.RedPacket; tender++)
        {
            var free = Money.Zero(order.Money.Due.Currency);
            foreach (var payment in order.Payments)
            {
                if (payment.Tender == tender && payment.ReversedAt is null) free += payment.Amount;
            }

            foreach (var moved in order.MovedMoney)
            {
                foreach (var part in moved.Tenders)
                {
                    if (part.Tender == tender) free += moved.IsIn ? part.Amount : -part.Amount;
                }
            }

            foreach (var refund in order.Refunds)
            {
                if (refund.Status is RefundStatus.Withdrawn or RefundStatus.Reversed) continue;
                foreach (var back in refund.Tenders)
                {
                    if (back.Tender == tender) free -= back.Amount;
                }
            }

            yield return new(tender, free);
        }
    }

    // Planned parcels of which every unit goes; what they take is off the list.
    private static ValueList<Shipment> Whole(Order order, Dictionary<LineId, Quantity> left)
    {
        var whole = new List<Shipment>();
        foreach (var shipment in order.Shipments)
        {
            if (shipment.Status != ShipmentStatus.Planned || shipment.Lines.Items.Any(l => !left.TryGetValue(l.Line, out var units) || units < l.Units))
                continue;
            foreach (var line in shipment.Lines) left[line.Line] -= line.Units;
            whole.Add(shipment);
        }

        return whole.ToValueList();
    }

    // Of what was paid and kept, the share of what is due, by the tenders' shares.
    private static ValueList<TenderAmount> PaidFor(Order order, Money due)
    {
        var (all, kept) = (order.Money.Due, order.Money.Kept);
        var share = all.IsZero || kept.IsZero ? Money.Zero(all.Currency) : kept.Apportion([due.MinorUnits, (all - due).MinorUnits])[0];
        return RefundRules.ByShare(share, Free(order).ToValueList()).ToValueList();
    }
}
