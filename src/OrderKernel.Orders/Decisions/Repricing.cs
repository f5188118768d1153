namespace OrderKernel.Orders.Decisions;

/// <summary>Another price for an order of which nothing is paid, cancelled or sent.</summary>
internal static class Repricing
{
    public static Result<PriceAmended> Of(Order order, OrderAmounts amounts)
    {
        var currency = order.Money.Due.Currency;
        if (amounts.Due.Currency != currency) return Refusal.Of(OrdersCodes.AmountsInvalid, ("amount", amounts.Due), ("currency", currency));
        if (Unsound(amounts) is { } unsound) return unsound;
        var isFixed = !order.Money.Paid.IsZero || !order.CancelledParts.Sum.IsZero;
        foreach (var line in order.Lines) isFixed |= line.Units.Rest != line.Units.Ordered;
        if (isFixed) return Refusal.Of(OrdersCodes.PriceFixed, ("paid", order.Money.Paid));

        // The lines keep their proportions; without any, or when freight grows past it, the order's own part takes the change.
        var due = amounts.Due;
        var freight = Money.Min(amounts.Freight, due);
        var weights = order.Lines.Items.Select(l => l.Total.MinorUnits).ToArray();
        var zero = Money.Zero(due.Currency);
        var shares = weights.Sum() == 0 ? weights.Select(_ => zero).ToArray() : (due - freight).Apportion(weights);
        var goods = shares.Aggregate(zero, (a, b) => a + b);
        var lines = order.Lines.Items.Select((l, i) => new LineShare(l.Id, l.Units.Ordered, shares[i])).ToValueList();
        return new PriceAmended(amounts, new(freight, due - freight - goods), lines);
    }

    /// <summary>Why amounts are no amounts of an order, or null.</summary>
    public static Refusal? Unsound(OrderAmounts amounts)
    {
        foreach (var amount in new[] { amounts.Due, amounts.Freight, amounts.Tax, amounts.Surcharges })
        {
            if (amount.Currency == amounts.Due.Currency && amount.Currency.Code is not null && amount.MinorUnits >= 0) continue;
            return Refusal.Of(OrdersCodes.AmountsInvalid, ("amount", amount), ("currency", amounts.Due.Currency));
        }

        return null;
    }
}
