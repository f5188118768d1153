namespace OrderKernel.Orders.Decisions;

/// <summary>Changes are proposed with what they would do, and confirmed only while they still do that.</summary>
internal static class Changing
{
    public static void Propose(Draft draft, ProposeChange command)
    {
        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        var change = command.Change;
        if (draft.Order.Change(command.Proposal) is { } known)
        {
            if (known.Change == change) draft.AlreadyKnown("proposal", known.Id);
            else draft.Refuse(OrdersCodes.ChangeExists, ("change", known.Id));
            return;
        }

        if (change.Kind is < ChangeKind.Address or > ChangeKind.Remark)
        {
            draft.Refuse(ChangePlan.Invalid(change, "kind"));
            return;
        }

        if (!IsOpenTo(draft, change.Kind, "propose", r => r.Propose)) return;
        var until = command.Until ?? at + draft.Policies.Desk.Changes.Policy.ValidFor;
        if (until <= at) draft.Refuse(OrdersCodes.ChangeLate, ("change", command.Proposal), ("until", until));
        else if (!ChangePlan.Of(draft.Order, change).TryGet(out var plan, out var refusal)) draft.Refuse(refusal);
        else draft.Add(new ChangeProposed(command.Proposal, change, plan.Preview, by, at, until));
    }

    public static void Confirm(Draft draft, ConfirmChange command)
    {
        if (Open(draft, command.Proposal, ChangeStatus.Confirmed) is not { } proposed) return;
        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        if (at >= proposed.Until)
        {
            draft.Refuse(OrdersCodes.ChangeLate, ("change", proposed.Id), ("until", proposed.Until));
            return;
        }

        var lines = proposed.Preview.Lines.Items.Select(l => l.Line).ToValueList();
        if (!IsOpenTo(draft, proposed.Change.Kind, "confirm", r => r.Confirm) || !draft.IsFree(HoldScopes.Edit, null, lines)) return;
        if (!ChangePlan.Of(draft.Order, proposed.Change).TryGet(out var plan, out var refusal))
        {
            draft.Refuse(refusal);
            return;
        }

        // What the channel told may have been paid since: only goods and what is due have to be the same.
        var expected = proposed.Change.Kind == ChangeKind.Content ? proposed.Preview with { OwedBack = plan.Preview.OwedBack } : proposed.Preview;
        if (plan.Preview != expected)
        {
            draft.Refuse(
                OrdersCodes.ChangeMoved, ("change", proposed.Id), ("due", proposed.Preview.Due), ("dueNow", plan.Preview.Due),
                ("owed", proposed.Preview.OwedBack), ("owedNow", plan.Preview.OwedBack));
            return;
        }

        foreach (var e in plan.Events) draft.Add(e);
        draft.Add(new ChangeConfirmed(proposed.Id, by, at));
        Contents.Settle(draft, proposed, isConfirmed: true);
        draft.Because(OrdersCodes.Changed, ("kind", proposed.Change.Kind), ("due", plan.Preview.Due), ("owed", plan.Preview.OwedBack));
    }

    public static void Decline(Draft draft, DeclineChange command)
    {
        if (Open(draft, command.Proposal, ChangeStatus.Declined) is not { } proposed) return;
        if (!IsOpenTo(draft, proposed.Change.Kind, "decline", r => r.Propose.AddRange(r.Confirm.Items.Except(r.Propose.Items)))) return;
        draft.Add(new ChangeDeclined(proposed.Id, command.Why, draft.Context.Actor.Id, draft.Context.At));
        Contents.Settle(draft, proposed, isConfirmed: false);
        draft.Because(OrdersCodes.Recorded, ("what", "declined change"));
    }

    /// <summary>The proposal when it is open, else null: it is known to have come to that end already, or a refusal.</summary>
    private static ProposedChange? Open(Draft draft, ChangeId id, ChangeStatus end)
    {
        if (draft.Order.Change(id) is not { } proposed) draft.Refuse(OrdersCodes.ChangeUnknown, ("change", id));
        else if (proposed.Status == ChangeStatus.Proposed) return proposed;
        else if (proposed.Status == end) draft.AlreadyKnown("change", id);
        else draft.Refuse(OrdersCodes.ChangeStanding, ("change", id), ("status", proposed.Status));
        return null;
    }

    private static bool IsOpenTo(Draft draft, ChangeKind kind, string act, Func<ChangeRule, ValueList<Role>> needed)
    {
        if (draft.IsFact || draft.IsConsequence) return true;
        var (reference, rules) = draft.Policies.Desk.Changes;
        var roles = needed(rules.Of(kind));
        draft.Using(reference);
        if (draft.Context.Actor.HasOne(roles)) return true;
        draft.Refuse(OrdersCodes.ChangeRoleMissing, ("act", act), ("kind", kind), ("roles", string.Join(", ", roles.Items)));
        return false;
    }
}
