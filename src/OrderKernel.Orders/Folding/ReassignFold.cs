namespace OrderKernel.Orders.Folding;

/// <summary>Applies what goes from order to order; the ledgers judge at both ends.</summary>
internal static class ReassignFold
{
    public static Result<Order>? Apply(Order order, OrderEvent e) => e switch
    {
        UnitsReassigned x => Given(order, x),
        UnitsTakenOver x => Taken(order, x),
        _ => (Result<Order>?)null,
    };

    private static Result<Order> Given(Order order, UnitsReassigned e)
    {
        var (lines, due) = (order.Lines, e.Parts.Sum);
        foreach (var handed in e.Lines)
        {
            var i = 0;
            while (i < lines.Count && lines[i].Id != handed.Line) i++;
            if (i == lines.Count) return Refusal.Of(OrdersCodes.LineUnknown, ("line", handed.Line));
            var line = lines[i];
            if (!line.Units.Reassign(handed.Open, handed.Reserved).TryGet(out var units, out var refusal)) return refusal;
            if (!line.Money.Take(handed.Open + handed.Reserved).TryGet(out var money, out refusal)) return refusal;
            if (line.Money.Left - money.Left != handed.Money)
                return Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", handed.Money), ("held", line.Money.Left - money.Left));
            lines = lines.SetItem(i, line with { Units = units, Books = line.Books with { Total = line.Total - handed.Money, Money = money } });
            due += handed.Money;
        }

        var shipments = order.Shipments.Items
            .Select(s => e.Shipments.Items.Contains(s.Id) ? s with { Status = ShipmentStatus.Cancelled, Reservation = null, Waybills = [] } : s).ToValueList();
        var kin = order.Kin;
        return order.Money.Reassign(due, Sum(e.Paid, due)).Then(money => Result.Ok(order with
        {
            Lines = lines,
            Shipments = shipments,
            Books = order.Books with { Money = money, Parts = order.Parts - e.Parts },
            Desk = Moved(order, new(e.To, false, e.Paid)) with { Kin = kin with { To = With(kin.To, e.To) } },
        }));
    }

    private static Result<Order> Taken(Order order, UnitsTakenOver e)
    {
        var (lines, due) = (order.Lines, e.Parts.Sum);
        foreach (var line in e.Lines)
        {
            if (order.Line(line.Id) is not null) return Refusal.Of(OrdersCodes.LineExists, ("line", line.Id));
            lines = lines.Add(new(line, null));
            due += line.Total;
        }

        var shipments = order.Shipments;
        foreach (var taken in e.Shipments)
        {
            foreach (var l in taken.Lines)
            {
                var i = 0;
                while (i < lines.Count && lines[i].Id != l.Line) i++;
                if (i == lines.Count) return Refusal.Of(OrdersCodes.LineUnknown, ("line", l.Line));
                if (taken.Reservation is null) continue;
                if (!lines[i].Units.Move(UnitMove.Reserve, l.Units).TryGet(out var units, out var refusal)) return refusal;
                lines = lines.SetItem(i, lines[i] with { Units = units });
            }

            shipments = shipments.Add(new()
            {
                Id = taken.Shipment,
                Location = taken.Location,
                Carrier = taken.Carrier,
                Reservation = taken.Reservation,
                Waybills = taken.Waybills,
                Lines = taken.Lines.Items.Select(l => new ShipmentLine(l.Line, l.Units, default, default, default)).ToValueList(),
                Status = ShipmentStatus.Planned,
                PlannedAt = taken.PlannedAt,
                Service = taken.Service,
            });
        }

        var kin = order.Kin;
        // A new order is of the giver's lineage; one that was there before stays of its own.
        var root = e.Lines.IsEmpty ? e.Root : kin.Root;
        return order.Money.TakeOver(due, Sum(e.Paid, due)).Then(money => Result.Ok(order with
        {
            Lines = lines,
            Shipments = shipments,
            Books = order.Books with { Money = money, Parts = order.Parts + e.Parts, PaidAt = order.PaidAt ?? e.PaidAt },
            Desk = Moved(order, new(e.From, true, e.Paid)) with { Kin = kin with { Root = root, From = With(kin.From, e.From) } },
        }));
    }

    private static OrderDesk Moved(Order order, MovedMoney moved) =>
        moved.Tenders.IsEmpty ? order.Desk : order.Desk with { Moved = order.MovedMoney.Add(moved) };

    private static ValueList<OrderKey> With(ValueList<OrderKey> keys, OrderKey key) => keys.Items.Contains(key) ? keys : keys.Add(key);

    private static Money Sum(ValueList<TenderAmount> paid, Money due) => paid.Items.Aggregate(Money.Zero(due.Currency), (sum, p) => sum + p.Amount);
}
