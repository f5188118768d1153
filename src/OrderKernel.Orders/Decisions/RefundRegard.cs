namespace OrderKernel.Orders.Decisions;

/// <summary>
/// What went back for cancelled units lowers what is due once they were shipped all the same: the refund counts as if it had come after the goods.
/// </summary>
/// <remarks>
/// Formula: at most what is due again and not covered by money still here; refund by refund,
/// each spread like an amount without items: goods first, then freight, then the rest.
/// </remarks>
internal static class RefundRegard
{
    /// <param name="order">The order before its units come back.</param>
    /// <param name="units">The units that come back.</param>
    /// <param name="parts">The order's own money that is due again.</param>
    /// <param name="missing">What is due again and not reclaimed.</param>
    public static ValueList<RefundShare> Of(Order order, ValueList<LineShare> units, OrderParts parts, Money missing)
    {
        var shares = new List<RefundShare>();
        var goods = order.Lines.Items.Select(l => units.Items.Where(u => u.Line == l.Id).Aggregate(l.Money.Left, (sum, u) => sum + u.Money)).ToArray();
        var own = order.Parts + parts;
        foreach (var refund in order.Refunds)
        {
            if (!refund.Stands || refund.FromCancelled.IsZero || missing.MinorUnits <= 0) continue;
            var amount = Money.Min(refund.FromCancelled, missing);
            shares.Add(Spread(order, refund.Id, amount, goods, ref own));
            missing -= amount;
        }

        return shares.ToValueList();
    }

    private static RefundShare Spread(Order order, RefundId refund, Money amount, Money[] goods, ref OrderParts own)
    {
        var zero = Money.Zero(amount.Currency);
        var part = Money.Min(amount, goods.Aggregate(zero, (sum, g) => sum + g));
        var lines = new List<LineShare>();
        if (!part.IsZero)
        {
            var shares = part.Apportion(goods.Select(g => g.MinorUnits).ToArray());
            for (var i = 0; i < shares.Length; i++)
            {
                if (shares[i].IsZero) continue;
                lines.Add(new(order.Lines[i].Id, default, shares[i]));
                goods[i] -= shares[i];
            }
        }

        var freight = Money.Min(amount - part, own.Freight);
        var taken = new OrderParts(freight, amount - part - freight);
        own -= taken;
        return new(refund, lines.ToValueList(), taken);
    }
}
