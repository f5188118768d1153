namespace OrderKernel.Orders.Decisions;

/// <summary>One reassignment, decided on both orders at once.</summary>
internal static class Reassigning
{
    public static Result<Reassignment> Do(Order source, Order? target, OrderKey to, ValueList<LineUnits> lines, OrderPolicies policies, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(context);
        var (gives, takes) = (new Draft(source, context, policies), new Draft(target, context, policies));
        var wanted = CancelPlan.Merged(lines);
        if ((Mismatch(source, target, to) ?? Closed(source) ?? Closed(target) ?? Fixed(source, wanted)) is { } no) return no;
        if (!IsPermitted(gives, target is null) || !IsFree(gives, wanted) || (target is not null && !takes.IsFree(HoldScopes.Edit, null, [])))
            return Both(gives, takes);
        var plan = ReassignPlan.Of(source, wanted);
        foreach (var e in plan.Opening) gives.Add(e);
        var id = target?.Id ?? OrderId.Mint(source.Id.ChannelCode, source.Id.CreatedOn, to);
        gives.Add(new UnitsReassigned(to, id, plan.Units, plan.Parts, plan.Paid, plan.Shipments.Items.Select(s => s.Id).ToValueList(), context.At));
        Take(takes, source, plan, to, id, target);
        var count = wanted.Items.Aggregate(default(Quantity), (sum, w) => sum + w.Units);
        gives.Because(OrdersCodes.Reassigned, ("units", count), ("due", plan.Due), ("order", id));
        takes.Because(OrdersCodes.TakenOver, ("units", count), ("due", plan.Due), ("order", source.Id));
        if (!gives.IsRefused && gives.Order.Lines.Items.All(l => l.Units.Rest.IsZero && l.Units.Sent.IsZero))
        {
            gives.Add(new OrderEnded(ClaimOutcome.Replaced, context.At));
            gives.Because(OrdersCodes.OrderReplaced);
        }

        return Both(gives, takes);
    }

    private static Result<Reassignment> Both(Draft gives, Draft takes) =>
        gives.Done().Then(source => takes.Done().Then(target => Result.Ok(new Reassignment(source, target))));

    private static void Take(Draft takes, Order source, ReassignPlan plan, OrderKey to, OrderId id, Order? target)
    {
        var taken = ReassignPlan.Renamed(source, plan, to, target);
        var none = OrderParts.None(source.Money.Due.Currency);
        if (target is null)
        {
            var goods = plan.Due - plan.Parts.Sum;
            var amounts = new OrderAmounts(plan.Due) { ListPrice = goods, Freight = plan.Parts.Freight };
            takes.Add(new OrderPlaced(
                to, id, source.CreatedAt, source.Terms, amounts, plan.Parts, taken.Lines.Items.Any(l => l.NeedsFulfilment), source.IsShippingNeverTold,
                taken.Lines));
            foreach (var tag in source.Tags) takes.Add(new OrderTagged(tag));
            // What a rule did for the goods where they came from it does not do again.
            foreach (var rule in source.Rules)
            {
                if (rule.HasFired) takes.Add(new RuleFired(rule.Chain, rule.Rule, []));
            }

            if (source.Address is { } address) takes.Add(new AddressChanged(address, null));
        }

        takes.Add(new UnitsTakenOver(
            source.Key, source.Id, source.Kin.Root, target is null ? [] : taken.Lines, target is null ? none : plan.Parts, plan.Paid,
            plan.Paid.IsEmpty ? null : source.PaidAt, taken.Shipments, takes.Context.At));
    }

    private static Refusal? Mismatch(Order source, Order? target, OrderKey to)
    {
        var what = to.Number.Value is null || to.Shop.Value is null || to.Channel.Value is null ? "key"
            : to == source.Key ? "same order"
            : to.Tenant != source.Key.Tenant ? "tenant"
            : target is not null && target.Terms != source.Terms ? "terms"
            : target is not null && target.Money.Due.Currency != source.Money.Due.Currency ? "currency"
            : null;
        return what is null ? null : Refusal.Of(OrdersCodes.KinMismatch, ("what", what));
    }

    private static Refusal? Closed(Order? order)
    {
        if (order is null) return null;
        var status = order.Statuses.Headline;
        return order.Outcome is null && status is OrderStatus.AwaitingFulfilment or OrderStatus.PartiallyShipped
            ? null
            : Refusal.Of(OrdersCodes.NotOpenForShipping, ("status", status));
    }

    private static Refusal? Fixed(Order source, ValueList<LineUnits> wanted)
    {
        if (wanted.IsEmpty) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", 0));
        foreach (var (id, _) in wanted)
        {
            if (source.Line(id) is { IsReplacement: true }) return Refusal.Of(OrdersCodes.LineFixed, ("line", id));
        }

        return CancelPlan.Refused(source, wanted);
    }

    private static bool IsPermitted(Draft draft, bool isSplit)
    {
        if (draft.IsFact || draft.IsConsequence) return true;
        var (reference, rules) = draft.Policies.Desk.Changes;
        var (act, roles) = isSplit ? ("split", rules.Split) : ("merge", rules.Merge);
        draft.Using(reference);
        if (draft.Context.Actor.HasOne(roles)) return true;
        draft.Refuse(OrdersCodes.ChangeRoleMissing, ("act", act), ("kind", "order"), ("roles", string.Join(", ", roles.Items)));
        return false;
    }

    // Units do not leave a review by leaving the order; only those that wait for stock may.
    private static bool IsFree(Draft draft, ValueList<LineUnits> wanted)
    {
        var lines = wanted.Items.Select(w => w.Line).ToValueList();
        foreach (var hold in draft.Order.Holds)
        {
            var isStock = hold.Kind == HoldKind.StockShortage && (hold.Scopes & HoldScopes.Edit) == 0;
            if (isStock || (hold.Scopes & (HoldScopes.Ship | HoldScopes.Edit)) == 0 || !hold.StandsAt(draft.Context.At)) continue;
            if (hold.Line is { } line && !lines.Items.Contains(line)) continue;
            // A parcel that was given up or left keeps nothing of what rests.
            if (hold.Shipment is { } id && draft.Order.Shipment(id) is { } held
                && (held.Status != ShipmentStatus.Planned || !held.Lines.Items.Any(l => lines.Items.Contains(l.Line)))) continue;
            draft.Refuse(OrdersCodes.Held, ("hold", hold.Id), ("kind", hold.Kind));
            return false;
        }

        return true;
    }
}
