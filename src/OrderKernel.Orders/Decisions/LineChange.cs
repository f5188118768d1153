namespace OrderKernel.Orders.Decisions;

/// <summary>More, fewer or other units of one thing sold; bundles by the bundle. Only what was not sent changes.</summary>
internal static class LineChange
{
    public static Result<ValueList<OrderEvent>> Quantity(Order order, OrderChange change, LineId id, Quantity wanted)
    {
        if (Refused(order, change, id, wanted, out var group) is { } refusal) return refusal;
        var now = Count(group[0]);
        if (group.Items.Any(l => Count(l) != now || now * l.BundleSize.Units != Live(l)))
            return Refusal.Of(OrdersCodes.BundleNotWhole, ("bundle", group[0].Bundle), ("line", group[0].Id));
        var more = wanted.Units - now;
        if (more == 0) return Result.Ok<ValueList<OrderEvent>>([]);
        if (more < 0)
        {
            if (change.Money is not null) return ChangePlan.Invalid(change, "money");
            return Taken(order, group, -more)
                .Then(taken => Result.Ok(taken.Events.Add(new LineAmended(id, taken.Lines, Money.Zero(order.Money.Due.Currency)))));
        }

        // A line whose units were all exchanged has no price of its own left.
        if (change.Money is null && group.Items.Any(l => l.Units.Ordered.IsZero)) return ChangePlan.Invalid(change, "money");
        var prices = Prices(group, more, change.Money);
        var lines = group.Items.Select((l, i) => new AmendedUnits(l.Id, QuantityDelta.Of(checked(more * l.BundleSize.Units)), prices[i])).ToValueList();
        return Result.Ok<ValueList<OrderEvent>>([new LineAmended(id, lines, Reclaimed(order, Sum(order, lines)))]);
    }

    public static Result<ValueList<OrderEvent>> Exchange(Order order, OrderChange change, LineId id, Quantity units, SkuId sku, LineId newLine)
    {
        if (Refused(order, change, id, units, out var group) is { } refusal) return refusal;
        if (order.Line(newLine) is not null) return Refusal.Of(OrdersCodes.LineExists, ("line", newLine));
        if (group.Count == 1 && group[0].Bundle is null && group[0].Sku == sku) return Result.Ok<ValueList<OrderEvent>>([]);
        return Taken(order, group, units.Units).Then(taken =>
        {
            var worth = -Sum(order, taken.Lines);
            var line = new PlacedLine(newLine, group[0].Source, sku, null, OrderKernel.Quantity.Of(1), null, units, change.Money ?? worth,
                group[0].NeedsFulfilment);
            return Result.Ok(taken.Events.Add(new LineExchanged(id, taken.Lines, line, Reclaimed(order, line.Total - worth))));
        });
    }

    private static Refusal? Refused(Order order, OrderChange change, LineId id, Quantity units, out ValueList<OrderLine> group)
    {
        group = id.Value is null ? [] : LineGroup.Of(order, id);
        if (group.IsEmpty) return Refusal.Of(OrdersCodes.LineUnknown, ("line", id));
        if (units.IsZero || units.Units > OrderChange.UnitsMax) return ChangePlan.Invalid(change, "units");
        if (change.Money is { } money && (money.Currency != order.Money.Due.Currency || money.MinorUnits < 0))
            return Refusal.Of(OrdersCodes.AmountsInvalid, ("amount", money), ("currency", order.Money.Due.Currency));
        var isFixed = group.Items.Any(l => l.IsReplacement || l.Sku is null);
        return isFixed ? Refusal.Of(OrdersCodes.LineFixed, ("line", id)) : null;
    }

    private static Result<(ValueList<OrderEvent> Events, ValueList<AmendedUnits> Lines)> Taken(Order order, ValueList<OrderLine> group, long count)
    {
        var needs = group.Items.Select(l => new LineUnits(l.Id, OrderKernel.Quantity.Of(checked(count * l.BundleSize.Units)))).ToValueList();
        foreach (var (id, units) in needs)
        {
            var rest = order.Line(id)!.Units.Rest;
            if (units > rest) return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", units), ("place", UnitPlace.Open), ("held", rest));
        }

        var lines = needs.Items.Select(n => new AmendedUnits(n.Line, QuantityDelta.Minus(n.Units), -order.Line(n.Line)!.Money.CostOfNext(n.Units)))
            .ToValueList();
        return (LineGroup.Opening(order, needs, []), lines);
    }

    // Added units cost what the line's units cost, rounded down; a price that is told is shared by what the components cost.
    private static Money[] Prices(ValueList<OrderLine> group, long more, Money? told)
    {
        if (told is { } money)
        {
            var weights = group.Items.Select(l => l.Total.MinorUnits).ToArray();
            return money.Apportion(weights.Sum() == 0 ? group.Items.Select(l => l.BundleSize.Units).ToArray() : weights);
        }

        return group.Items.Select(l =>
        {
            var (units, all) = (checked(more * l.BundleSize.Units), l.Units.Ordered.Units);
            return (l.Total * (units / all)) + Money.OfMinor(Ratio.Floor(l.Total.MinorUnits, units % all, all), l.Total.Currency);
        }).ToArray();
    }

    // What is owed back without a refund pays for what is added.
    private static Money Reclaimed(Order order, Money more)
    {
        var zero = Money.Zero(more.Currency);
        return Money.Max(zero, Money.Min(order.PendingUnassigned, order.Money.Due + more - order.Money.Kept));
    }

    private static Money Sum(Order order, ValueList<AmendedUnits> lines) =>
        lines.Items.Aggregate(Money.Zero(order.Money.Due.Currency), (sum, l) => sum + l.Money);

    private static long Live(OrderLine line) => (line.Units.Ordered - line.Units.Cancelled).Units;

    private static long Count(OrderLine line) => Live(line) / line.BundleSize.Units;
}
