namespace OrderKernel.Orders.Folding;

/// <summary>Applies what people changed about an order. Rare, so it works on the order itself; the ledgers judge here too.</summary>
internal static class ChangeFold
{
    /// <summary>The order after the event, a refusal of the ledgers, or null when the event is none of these.</summary>
    public static Result<Order>? Apply(Order order, OrderEvent e) => e switch
    {
        ChangeProposed x =>
            With(order, order.Desk with { Changes = order.Changes.Add(new(x.Proposal, x.Change, x.Preview, x.By, x.At, x.Until, ChangeStatus.Proposed)) }),
        ChangeConfirmed x => Ended(order, x.Proposal, ChangeStatus.Confirmed),
        ChangeDeclined x => Ended(order, x.Proposal, ChangeStatus.Declined, x.Why),
        ChangeLapsed x => Ended(order, x.Proposal, ChangeStatus.Lapsed),
        ContentAmended x => Told(order, x),
        AddressChanged x => With(order, order.Desk with { Address = x.Address }),
        RemarkChanged x => With(order, order.Desk with { Remark = x.Remark.Length == 0 ? null : x.Remark }),
        LineAmended x => Amended(order, x.Lines, Money.Zero(order.Money.Due.Currency), x.Reclaimed),
        LineExchanged x =>
            Amended(order, x.Taken, x.Added.Total, x.Reclaimed).Then(o => Result.Ok(o with { Lines = o.Lines.Add(new OrderLine(x.Added, null)) })),
        _ => (Result<Order>?)null,
    };

    private static Order With(Order order, OrderDesk desk) => order with { Desk = desk };

    private static Result<Order> Ended(Order order, ChangeId id, ChangeStatus status, string? why = null)
    {
        for (var i = 0; i < order.Changes.Count; i++)
        {
            if (order.Changes[i].Id == id)
                return With(order, order.Desk with { Changes = order.Changes.SetItem(i, order.Changes[i] with { Status = status, Why = why }) });
        }

        return Refusal.Of(OrdersCodes.ChangeUnknown, ("change", id));
    }

    private static Result<Order> Amended(Order order, ValueList<AmendedUnits> changes, Money added, Money reclaimed)
    {
        var (lines, due) = (order.Lines, order.Money.Due + added);
        foreach (var change in changes)
        {
            var i = 0;
            while (i < lines.Count && lines[i].Id != change.Line) i++;
            if (i == lines.Count) return Refusal.Of(OrdersCodes.LineUnknown, ("line", change.Line));
            if (!Amended(lines[i], change).TryGet(out var line, out var refusal)) return refusal;
            lines = lines.SetItem(i, line);
            due += change.Money;
        }

        return order.Money.Rebase(due).Then(m => reclaimed.IsZero ? Result.Ok(m) : m.Reclaim(reclaimed))
            .Then(m => Result.Ok(order with { Lines = lines, Books = order.Books with { Money = m } }));
    }

    private static Result<Order> Told(Order order, ContentAmended e)
    {
        var (lines, due) = (order.Lines, order.Money.Due + e.Parts.Sum);
        foreach (var change in e.Lines)
        {
            var i = 0;
            while (i < lines.Count && lines[i].Id != change.Line) i++;
            if (i == lines.Count) return Refusal.Of(OrdersCodes.LineUnknown, ("line", change.Line));
            if (!Told(lines[i], change).TryGet(out var line, out var refusal)) return refusal;
            lines = lines.SetItem(i, line);
            due += change.Money;
        }

        foreach (var added in e.Added)
        {
            lines = lines.Add(new OrderLine(added, null));
            due += added.Total;
        }

        var parts = order.Parts + e.Parts;
        if (parts.Freight.MinorUnits < 0 || parts.Other.MinorUnits < 0)
            return Refusal.Of(OrdersCodes.AmountsInvalid, ("amount", parts.Sum), ("currency", parts.Sum.Currency));
        return order.Money.Rebase(due).Then(m => e.Reclaimed.IsZero ? Result.Ok(m) : m.Reclaim(e.Reclaimed)).Then(m => Result.Ok(order with
        {
            Lines = lines,
            Books = order.Books with { Money = m, Amounts = e.Amounts, Parts = parts },
            Desk = order.Desk with { IsShippingTold = !e.IsShippingNeverTold },
        }));
    }

    private static Result<OrderLine> Told(OrderLine line, AmendedUnits change)
    {
        var units = line.Units;
        if (change.Units.Units > 0) units = units.Add(Quantity.Of(change.Units.Units));
        else if (change.Units.Units < 0 && !units.Remove(Quantity.Of(checked(-change.Units.Units))).TryGet(out units, out var refusal)) return refusal;
        return line.Money.Amend(change.Units, change.Money)
            .Then(money => Result.Ok(line with { Units = units, Books = line.Books with { Total = line.Total + change.Money, Money = money } }));
    }

    private static Result<OrderLine> Amended(OrderLine line, AmendedUnits change)
    {
        if (change.Units.Units > 0)
        {
            var more = Quantity.Of(change.Units.Units);
            return line with { Units = line.Units.Add(more),
                Books = line.Books with { Total = line.Total + change.Money, Money = line.Money.PutBack(more, change.Money) } };
        }

        var fewer = Quantity.Of(checked(-change.Units.Units));
        if (!line.Units.Remove(fewer).TryGet(out var units, out var refusal) || !line.Money.Take(fewer).TryGet(out var money, out refusal)) return refusal;
        if (line.Money.Left - money.Left != -change.Money)
            return Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", -change.Money), ("held", line.Money.Left - money.Left));
        return line with { Units = units, Books = line.Books with { Total = line.Total + change.Money, Money = money } };
    }
}
