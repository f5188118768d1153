namespace OrderKernel.Orders.Decisions;

/// <summary>The order comes into being, and what changes about it as a whole.</summary>
internal static class Placing
{
    public static void Place(Draft draft, PlaceOrder command)
    {
        var (reference, sources) = draft.Policies.Desk.Sources;
        if (!sources.Of(command.Key.Channel, command.Source).TryGet(out var source, out var refusal))
        {
            draft.Refuse(refusal);
            return;
        }

        if (source is not null) draft.Using(reference);
        if (!PlacedContent.Of(command.Amounts, command.Lines, command.NeedsFulfilment).TryGet(out var content, out refusal))
        {
            draft.Refuse(refusal);
            return;
        }

        foreach (var reason in content.Reasons) draft.Because(reason);
        var needs = content.Lines.Items.Any(l => l.NeedsFulfilment);
        var placed = new OrderPlaced(
            command.Key, command.Id, command.CreatedAt, command.Terms, command.Amounts, content.Parts, needs, command.IsShippingNeverTold, content.Lines)
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
        draft.Because(OrdersCodes.Placed, ("due", command.Amounts.Due), ("lines", content.Lines.Count));
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
        else Replace(draft, command, line);
    }

    private static void Replace(Draft draft, AddReplacement command, OrderLine line)
    {
        var (difference, due) = (command.Difference, draft.Order.Money.Due);
        if (difference is { } other && other.Currency != due.Currency)
        {
            draft.Refuse(KernelCodes.LedgerCurrencyMismatch, ("given", other), ("expected", due.Currency));
            return;
        }

        if (difference is { MinorUnits: < 0 } less)
        {
            Refunding.Owe(draft, new(RefundId.Of($"difference-{command.Line}"), -less, [new(line.Id, default, -less)]));
            if (draft.IsRefused) return;
        }

        var more = difference is { MinorUnits: > 0 } dearer ? dearer : (Money?)null;
        draft.Add(new ReplacementAdded(command.Line, line.Id, command.Sku, command.Units) { Difference = more });
        if (more is { } asked) draft.Because(OrdersCodes.DifferenceDue, ("line", command.Line), ("amount", asked));
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
