namespace OrderKernel.Orders.Decisions;

/// <summary>The order comes into being, and what changes about it as a whole.</summary>
internal static class Placing
{
    public static void Place(Draft draft, PlaceOrder command)
    {
        if (Repricing.Unsound(command.Amounts) is { } unsound)
        {
            draft.Refuse(unsound);
            return;
        }

        var (reference, sources) = draft.Policies.Desk.Sources;
        if (!sources.Of(command.Key.Channel, command.Source).TryGet(out var source, out var refusal))
        {
            draft.Refuse(refusal);
            return;
        }

        if (source is not null) draft.Using(reference);
        var lines = new List<PlacedLine>();
        foreach (var line in command.Lines)
        {
            if (!Explode(draft, line, command.NeedsFulfilment, command.Amounts.Due.Currency, lines)) return;
        }

        var ids = new HashSet<LineId>();
        foreach (var line in lines)
        {
            if (ids.Add(line.Id)) continue;
            draft.Refuse(OrdersCodes.LineExists, ("line", line.Id));
            return;
        }

        var parts = Share(draft, command.Amounts, lines);
        var needs = lines.Exists(l => l.NeedsFulfilment);
        var placed = new OrderPlaced(
            command.Key, command.Id, command.CreatedAt, command.Terms, command.Amounts, parts, needs, command.IsShippingNeverTold, lines.ToValueList())
        {
            Source = source,
            Destination = command.Recipient is { } recipient ? RecipientRegion.Of(command.Key, command.CreatedAt, recipient) : null,
        };
        if (draft.IsPlaced)
        {
            if (draft.Order.Placed == placed) draft.AlreadyKnown("order", placed.Id);
            else draft.Refuse(OrdersCodes.OrderExists, ("order", draft.Order.Id));
            return;
        }

        draft.Add(placed);
        draft.Because(OrdersCodes.Placed, ("due", command.Amounts.Due), ("lines", lines.Count));
        Screen(draft, command);
    }

    public static void Amend(Draft draft, AmendPrice command)
    {
        if (!draft.IsPermitted("amend-price", [OrderVerbs.AmendPrice]) || !draft.IsFree(HoldScopes.Edit, null, [])) return;
        var order = draft.Order;
        if (command.Amounts == order.Amounts)
        {
            draft.AlreadyKnown("price", command.Amounts.Due);
            return;
        }

        if (!Repricing.Of(order, command.Amounts).TryGet(out var amended, out var refusal))
        {
            draft.Refuse(refusal);
            return;
        }

        draft.Add(amended);
        draft.Because(OrdersCodes.Recorded, ("what", "price"));
    }

    public static void Tag(Draft draft, TagOrder command)
    {
        if (draft.Order.Tags.Items.Contains(command.Tag)) draft.AlreadyKnown("tag", command.Tag);
        else draft.Add(new OrderTagged(command.Tag));
    }

    public static void Replace(Draft draft, AddReplacement command)
    {
        var order = draft.Order;
        if (order.Line(command.Line) is { } known)
        {
            if (known.ReplacementOf == command.InPlaceOf && known.Units.Ordered == command.Units) draft.AlreadyKnown("line", command.Line);
            else draft.Refuse(OrdersCodes.LineExists, ("line", command.Line));
            return;
        }

        if (order.Line(command.InPlaceOf) is not { } line)
        {
            draft.Refuse(OrdersCodes.LineUnknown, ("line", command.InPlaceOf));
            return;
        }

        Quantity replaced = default;
        foreach (var other in order.Lines)
        {
            if (other.ReplacementOf == line.Id) replaced += other.Units.Ordered - other.Units.Cancelled;
        }

        var free = order.Outcome is null ? Quantity.SaturatingSubtract(line.Unsettled, replaced) : default;
        if (command.Units.IsZero || command.Units > free)
            draft.Refuse(OrdersCodes.NothingToReplace, ("line", line.Id), ("wanted", command.Units), ("held", free));
        else draft.Add(new ReplacementAdded(command.Line, line.Id, command.Sku, command.Units));
    }

    private static bool Explode(Draft draft, OrderedLine line, bool needs, Currency currency, List<PlacedLine> into)
    {
        if (line.Total.Currency != currency || line.Total.MinorUnits < 0)
        {
            draft.Refuse(OrdersCodes.AmountsInvalid, ("amount", line.Total), ("currency", currency));
            return false;
        }

        if (line.Quantity.IsZero || line.Goods.Items.Any(g => g.Quantity.IsZero))
        {
            draft.Refuse(OrdersCodes.LineEmpty, ("line", line.Line));
            return false;
        }

        var (goods, one) = (line.Goods, Quantity.Of(1));
        needs &= line.NeedsFulfilment;
        if (goods.IsEmpty)
        {
            draft.Because(OrdersCodes.GoodsUnknown, ("line", line.Line));
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

        return true;
    }

    // What the lines do not explain is the order's own: freight as far as it goes, the rest last. Lines that come to more than is due are scaled down.
    private static OrderParts Share(Draft draft, OrderAmounts amounts, List<PlacedLine> lines)
    {
        var due = amounts.Due;
        var goods = lines.Aggregate(Money.Zero(due.Currency), (sum, l) => sum + l.Total);
        if (goods > due)
        {
            var rest = due - Money.Min(amounts.Freight, due);
            draft.Because(OrdersCodes.LinesExceedDue, ("lines", goods), ("due", rest));
            var shares = rest.Apportion(lines.Select(l => l.Total.MinorUnits).ToArray());
            for (var i = 0; i < shares.Length; i++) lines[i] = lines[i] with { Total = shares[i] };
            goods = rest;
        }

        var own = due - goods;
        var parts = new OrderParts(Money.Min(amounts.Freight, own), own - Money.Min(amounts.Freight, own));
        var unexplained = parts.Other - Money.Min(parts.Other, amounts.Tax + amounts.Surcharges);
        if (lines.Count > 0 && !unexplained.IsZero) draft.Because(OrdersCodes.Unattributed, ("amount", unexplained));
        return parts;
    }

    private static void Screen(Draft draft, PlaceOrder command)
    {
        var (reference, screening) = draft.Policies.Screening;
        draft.Using(reference);
        var due = command.Amounts.Due;
        var isHigh = due.Currency == screening.Above.Currency && due > screening.Above;
        var isLevel = screening.Levels.Items.Contains(command.Customer.Level);
        if (isHigh) draft.Because(OrdersCodes.VipAmount, ("total", due), ("limit", screening.Above), ("tag", screening.Tag));
        if (isLevel) draft.Because(OrdersCodes.VipLevel, ("level", command.Customer.Level), ("tag", screening.Tag));
        if (isHigh || isLevel) draft.Add(new OrderTagged(screening.Tag));
        if (command.Facts is not { } facts || screening.Risk is not { } rules) return;
        var verdict = RiskScreen.Judge(command, facts, rules);
        foreach (var reason in verdict.Reasons) draft.Because(reason);
        if (verdict.Level == RiskLevel.High)
            draft.Add(new HoldPlaced(
                new Hold(HoldId.Of("screening"), HoldKind.AnomalyReview, HoldScopes.Ship, HoldOrigin.Asked, Actor.Kernel.Id, draft.Context.At)));
    }
}
