using NodaTime;

namespace OrderKernel.Orders.Decisions;

/// <summary>What a channel changes after placing: while nothing has left a policy answers it, afterwards a person does. Silence is no answer.</summary>
internal static class Contents
{
    public static void Tell(Draft draft, TellContent command)
    {
        var order = draft.Order;
        if (!PlacedContent.Of(command.Content.Amounts, command.Content.Lines, needsFulfilment: true).TryGet(out var told, out var unsound))
        {
            draft.Refuse(unsound);
            return;
        }

        if (IsClosed(draft)) return;
        if (told.IsSame(ContentPlan.Heard(order)))
        {
            draft.AlreadyKnown("content", order.Id);
            return;
        }

        if (IsUsed(draft, command.Proposal)) return;
        Supersede(draft, ContentPlan.Waiting(order));
        var given = ContentPlan.Given(order);
        if (told.IsSame(given))
        {
            draft.AlreadyKnown("content", order.Id);
            return;
        }

        var (reference, rules) = draft.Policies.Desk.Changes;
        draft.Using(reference);
        var answer = ContentPlan.Answer(given, told, rules.Channel);
        if (answer == ChannelAnswer.AtOnce) ToldShipping.TakeBack(draft, draft.Context.At, static _ => true);
        if (WhyFixed(draft.Order, answer) is { } why)
        {
            Conflict(draft, ContentText(given), command.Content.ToString(), why);
            return;
        }

        var change = new OrderChange(ChangeKind.Content) { Content = command.Content };
        if (!ChangePlan.Of(draft.Order, change).TryGet(out var plan, out var refusal))
        {
            Conflict(draft, ContentText(given), command.Content.ToString(), refusal.Code);
            return;
        }

        Propose(draft, command.Proposal, change, plan);
        if (answer == ChannelAnswer.Hold) Hold(draft, command.Proposal, "policy");
        else if (IsUnpaid(order, plan.After, command.Paid)) Hold(draft, command.Proposal, "money");
        else if (!ContentPlan.IsWhole(plan.After, told)) Hold(draft, command.Proposal, "other-changes");
        else Do(draft, command.Proposal, plan);
    }

    public static void Tell(Draft draft, TellAddress command)
    {
        var order = draft.Order;
        if (IsClosed(draft)) return;
        if (order.Address == command.Address || order.Changes.Items.Any(c => c.Change.Address == command.Address))
        {
            draft.AlreadyKnown("address", order.Id);
            return;
        }

        if (IsUsed(draft, command.Proposal)) return;
        var waiting = order.Changes.Items.LastOrDefault(c =>
            c is { Change.Kind: ChangeKind.Address, Status: ChangeStatus.Proposed } && order.Holds.Items.Any(h => h.Id == HoldOf(c.Id)));
        Supersede(draft, waiting);
        var (reference, rules) = draft.Policies.Desk.Changes;
        draft.Using(reference);
        if (WhyFixed(order, rules.Channel.Address) is { } why)
        {
            Conflict(draft, order.Address?.ToString() ?? "-", command.Address.ToString(), why);
            return;
        }

        var change = OrderChange.ToAddress(command.Address);
        if (!ChangePlan.Of(draft.Order, change).TryGet(out var plan, out var refusal))
        {
            Conflict(draft, order.Address?.ToString() ?? "-", command.Address.ToString(), refusal.Code);
            return;
        }

        Propose(draft, command.Proposal, change, plan);
        if (rules.Channel.Address == ChannelAnswer.Hold) Hold(draft, command.Proposal, "policy");
        else Do(draft, command.Proposal, plan);
    }

    /// <summary>Whoever ends the hold of a proposal by itself has declined it: the order goes on as it was.</summary>
    public static void EndWith(Draft draft, Hold ended, string why)
    {
        foreach (var change in draft.Order.Changes)
        {
            if (change.Status == ChangeStatus.Proposed && HoldOf(change.Id) == ended.Id)
                draft.Add(new ChangeDeclined(change.Id, why, draft.Context.Actor.Id, draft.Context.At));
        }
    }

    /// <summary>What a person's answer to a proposal of the channel leaves behind: its hold ends, and a new address is planned for anew.</summary>
    public static void Settle(Draft draft, ProposedChange answered, bool isConfirmed)
    {
        if (!draft.Order.Holds.Items.Any(h => h.Id == HoldOf(answered.Id))) return;
        draft.Add(new HoldReleased(HoldOf(answered.Id)));
        if (isConfirmed) PlanAnew(draft, answered.Change.Kind);
    }

    private static void Do(Draft draft, ChangeId proposal, ChangePlan plan)
    {
        foreach (var e in plan.Events) draft.Add(e);
        draft.Add(new ChangeConfirmed(proposal, draft.Context.Actor.Id, draft.Context.At));
        PlanAnew(draft, draft.Order.Change(proposal)!.Change.Kind);
        draft.Because(OrdersCodes.Changed, ("kind", draft.Order.Change(proposal)!.Change.Kind), ("due", plan.Preview.Due), ("owed", plan.Preview.OwedBack));
    }

    // What was short may not be so any more, and what was planned for another place is planned again.
    private static void PlanAnew(Draft draft, ChangeKind kind)
    {
        if (kind == ChangeKind.Address)
        {
            foreach (var released in ContentPlan.Released(draft.Order, []).ToArray()) draft.Add(released);
        }

        foreach (var hold in draft.Order.Holds)
        {
            if (Shortages.IsOne(hold)) draft.Add(new HoldReleased(hold.Id) { IsMoot = true });
        }
    }

    // What people change has its own rules: nobody tells in the channel's place.
    private static bool IsClosed(Draft draft)
    {
        var order = draft.Order;
        if (!draft.IsFact)
        {
            draft.Refuse(OrdersCodes.ChangeRoleMissing, ("act", "tell"), ("kind", ChangeKind.Content), ("roles", Role.Channel));
            return true;
        }

        if (order.Outcome is not (ClaimOutcome.Ended or ClaimOutcome.Replaced) && order.Expiry is null) return false;
        draft.Because(OrdersCodes.ContentMoot, ("order", order.Id));
        return true;
    }

    private static string? WhyFixed(Order order, ChannelAnswer answer)
    {
        if (order.Lines.Items.Any(l => !l.Units.Sent.IsZero)) return "left";
        if (!order.Kin.From.IsEmpty || !order.Kin.To.IsEmpty) return "lineage";
        if (order.Lines.IsEmpty && (!order.Refunds.IsEmpty || !order.CancelledParts.Sum.IsZero)) return "refunded";
        return answer == ChannelAnswer.Conflict ? "policy" : null;
    }

    private static void Conflict(Draft draft, string given, string told, string why) =>
        draft.Refuse(OrdersCodes.ContentConflict, ("given", given), ("told", told), ("why", why));

    private static bool IsUsed(Draft draft, ChangeId proposal)
    {
        if (draft.Order.Change(proposal) is null) return false;
        draft.Refuse(OrdersCodes.ChangeExists, ("change", proposal));
        return true;
    }

    private static void Propose(Draft draft, ChangeId proposal, OrderChange change, ChangePlan plan) =>
        draft.Add(new ChangeProposed(proposal, change, plan.Preview, draft.Context.Actor.Id, draft.Context.At, Instant.MaxValue));

    private static void Hold(Draft draft, ChangeId proposal, string why)
    {
        draft.Add(new HoldPlaced(new Hold(HoldOf(proposal), HoldKind.ContentChange, HoldScopes.Ship, HoldOrigin.Asked, Actor.Kernel.Id, draft.Context.At)));
        draft.Because(OrdersCodes.ContentHeld, ("change", proposal), ("why", why));
    }

    private static void Supersede(Draft draft, ProposedChange? waiting)
    {
        if (waiting is null) return;
        draft.Add(new ChangeDeclined(waiting.Id, ContentPlan.Superseded, draft.Context.Actor.Id, draft.Context.At));
        Settle(draft, waiting, isConfirmed: false);
    }

    // Paid in full before and not after: more is asked for than the channel says was paid.
    private static bool IsUnpaid(Order before, Order after, Money? told) =>
        before.Terms == PaymentTerms.Prepaid && !before.Money.Kept.IsZero && before.Money.Kept >= before.Money.Due && after.Money.Kept < after.Money.Due
            && (told is not { } paid || paid < after.Money.Due);

    private static string ContentText(PlacedContent content) =>
        string.Join(", ", content.Lines.Items.Select(l => $"{l.Source}: {l.Units} × {l.Sku?.Value ?? "?"} {l.Total}"));

    private static HoldId HoldOf(ChangeId proposal) => HoldId.Derived("change", proposal.Value);
}
