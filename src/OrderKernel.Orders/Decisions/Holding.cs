namespace OrderKernel.Orders.Decisions;

/// <summary>Holds: placed and released by people, replaced as a set by the channel.</summary>
internal static class Holding
{
    public static void Place(Draft draft, PlaceHold command)
    {
        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        var hold = new Hold(command.Hold, command.Kind, command.Scopes, HoldOrigin.Asked, by, at)
        {
            Line = command.Line,
            Shipment = command.Shipment,
            Note = draft.IsConsequence ? command.Note : FreeText.Masked(command.Note),
            Until = command.Until,
        };
        foreach (var known in draft.Order.Holds)
        {
            if (known.Id != hold.Id) continue;
            if (known with { Since = at, By = by } == hold) draft.AlreadyKnown("hold", hold.Id);
            else draft.Refuse(OrdersCodes.HoldExists, ("hold", hold.Id));
            return;
        }

        if (hold.Id.IsKernels && !draft.IsConsequence) draft.Refuse(OrdersCodes.HoldIdReserved, ("hold", hold.Id));
        else if (command.Scopes == 0) draft.Refuse(OrdersCodes.ScopesMissing, ("hold", hold.Id));
        else if (command.Line is { } line && draft.Order.Line(line) is null) draft.Refuse(OrdersCodes.LineUnknown, ("line", line));
        else if (command.Shipment is { } shipment && draft.Order.Shipment(shipment) is null) draft.Refuse(OrdersCodes.ShipmentUnknown, ("shipment", shipment));
        else draft.Add(new HoldPlaced(hold));
    }

    public static void Release(Draft draft, ReleaseHold command)
    {
        if (Of(draft, command.Hold) is not { } hold) return;
        if (hold.Origin != HoldOrigin.Asked) draft.Refuse(OrdersCodes.HoldOfOther, ("hold", hold.Id), ("origin", hold.Origin));
        else if (IsOpenTo(draft, hold, "release", r => r.Release))
        {
            draft.Add(new HoldReleased(hold.Id) { IsMoot = draft.IsConsequence });
            Contents.EndWith(draft, hold, "hold-released");
        }
    }

    /// <summary>The hold, or null and a refusal.</summary>
    public static Hold? Of(Draft draft, HoldId id)
    {
        foreach (var hold in draft.Order.Holds)
        {
            if (hold.Id == id) return hold;
        }

        draft.Refuse(OrdersCodes.HoldUnknown, ("hold", id));
        return null;
    }

    /// <summary>False and a refusal that names the roles when the actor may not end a hold this way; facts and consequences pass.</summary>
    public static bool IsOpenTo(Draft draft, Hold hold, string act, Func<HoldRule, ValueList<Role>> needed)
    {
        if (draft.IsFact || draft.IsConsequence) return true;
        var (reference, rules) = draft.Policies.Desk.Holds;
        var roles = needed(rules.Of(hold.Kind));
        draft.Using(reference);
        if (draft.Context.Actor.HasOne(roles)) return true;
        draft.Refuse(OrdersCodes.HoldRoleMissing, ("act", act), ("kind", hold.Kind), ("roles", string.Join(", ", roles.Items)));
        return false;
    }

    public static void SetChannel(Draft draft, SetChannelHolds command)
    {
        var kinds = command.Kinds.Items.Distinct().OrderBy(k => k).ToArray();
        var known = draft.Order.Holds.Where(h => h.Origin == HoldOrigin.Channel);
        if (known.Items.Select(h => h.Kind).SequenceEqual(kinds))
        {
            draft.AlreadyKnown("channel holds", string.Join(", ", kinds));
            return;
        }

        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        draft.Add(new ChannelHoldsSet(kinds.Select(k =>
            known.Items.FirstOrDefault(h => h.Kind == k)
                ?? new Hold(HoldId.Derived("channel", k.Value), k, HoldScopes.Ship | HoldScopes.Edit, HoldOrigin.Channel, by, at)).ToValueList()));
    }
}
