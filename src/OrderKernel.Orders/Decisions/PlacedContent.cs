namespace OrderKernel.Orders.Decisions;

/// <summary>What told lines and amounts mean for the ledgers: bundles exploded, and the part of what is due that no line explains.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Parts">The order's own part.</param>
/// <param name="Reasons">What was not as it should be.</param>
internal sealed record PlacedContent(ValueList<PlacedLine> Lines, OrderParts Parts, ValueList<Reason> Reasons)
{
    public static Result<PlacedContent> Of(OrderAmounts amounts, ValueList<OrderedLine> told, bool needsFulfilment)
    {
        if (Repricing.Unsound(amounts) is { } unsound) return unsound;
        var (lines, reasons) = (new List<PlacedLine>(told.Count), default(Few<Reason>));
        foreach (var line in told)
        {
            if (Explode(line, needsFulfilment, amounts.Due.Currency, lines, ref reasons) is { } refusal) return refusal;
        }

        var ids = new HashSet<LineId>();
        foreach (var line in lines)
        {
            if (!ids.Add(line.Id)) return Refusal.Of(OrdersCodes.LineExists, ("line", line.Id));
        }

        var parts = Share(amounts, lines, ref reasons);
        return new PlacedContent(lines.ToValueList(), parts, reasons.ToValueList());
    }

    /// <summary>True when both are the same goods for the same money, whatever their titles.</summary>
    public bool IsSame(PlacedContent other)
    {
        if (Parts != other.Parts || Lines.Count != other.Lines.Count) return false;
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] with { Title = null } != other.Lines[i] with { Title = null }) return false;
        }

        return true;
    }

    private static Refusal? Explode(OrderedLine line, bool needs, Currency currency, List<PlacedLine> into, ref Few<Reason> reasons)
    {
        if (line.Total.Currency != currency || line.Total.MinorUnits < 0)
            return Refusal.Of(OrdersCodes.AmountsInvalid, ("amount", line.Total), ("currency", currency));
        if (line.Quantity.IsZero || line.Goods.Items.Any(g => g.Quantity.IsZero)) return Refusal.Of(OrdersCodes.LineEmpty, ("line", line.Line));

        var (goods, one) = (line.Goods, Quantity.Of(1));
        needs &= line.NeedsFulfilment;
        if (goods.IsEmpty)
        {
            reasons.Add(Reason.Of(OrdersCodes.GoodsUnknown, ("line", line.Line)));
            into.Add(new(line.Line, line.Line, null, null, one, line.Title, one, line.Total, needs));
        }
        else if (goods.Count == 1 && goods[0].Quantity == one)
        {
            into.Add(new(line.Line, line.Line, goods[0].Sku, null, one, line.Title, line.Quantity, line.Total, needs));
        }
        else
        {
            var shares = line.Total.Apportion(goods.Items.Select(g => g.Quantity.Units).ToArray());
            for (var i = 0; i < goods.Count; i++)
            {
                var units = Quantity.Of(checked(line.Quantity.Units * goods[i].Quantity.Units));
                into.Add(new(LineId.Of(DerivedId.Of($"{line.Line}#{i + 1}")), line.Line, goods[i].Sku, BundleId.Of(line.Line.Value), goods[i].Quantity,
                    line.Title, units, shares[i], needs));
            }
        }

        return null;
    }

    // What the lines do not explain is the order's own: freight as far as it goes, the rest last. Lines that come to more than is due are scaled down.
    private static OrderParts Share(OrderAmounts amounts, List<PlacedLine> lines, ref Few<Reason> reasons)
    {
        var due = amounts.Due;
        var goods = lines.Aggregate(Money.Zero(due.Currency), (sum, l) => sum + l.Total);
        if (goods > due)
        {
            var rest = due - Money.Min(amounts.Freight, due);
            reasons.Add(Reason.Of(OrdersCodes.LinesExceedDue, ("lines", goods), ("due", rest)));
            var shares = rest.Apportion(lines.Select(l => l.Total.MinorUnits).ToArray());
            for (var i = 0; i < shares.Length; i++) lines[i] = lines[i] with { Total = shares[i] };
            goods = rest;
        }

        var own = due - goods;
        var parts = new OrderParts(Money.Min(amounts.Freight, own), own - Money.Min(amounts.Freight, own));
        var unexplained = parts.Other - Money.Min(parts.Other, amounts.Tax + amounts.Surcharges);
        if (lines.Count > 0 && !unexplained.IsZero) reasons.Add(Reason.Of(OrdersCodes.Unattributed, ("amount", unexplained)));
        return parts;
    }
}
