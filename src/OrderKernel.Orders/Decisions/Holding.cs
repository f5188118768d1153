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
            Note = command.Note,
            Until = command.Until,
        };
        foreach (var known in draft.Order.Holds)
        {
            if (known.Id != hold.Id) continue;
            if (known with { Since = at, By = by } == hold) draft.AlreadyKnown("hold", hold.Id);
            else draft.Refuse(OrdersCodes.HoldExists, ("hold", hold.Id));
            return;
        }

        if (command.Scopes == 0) draft.Refuse(OrdersCodes.ScopesMissing, ("hold", hold.Id));
        else if (command.Line is { } line && draft.Order.Line(line) is null) draft.Refuse(OrdersCodes.LineUnknown, ("line", line));
        else if (command.Shipment is { } shipment && draft.Order.Shipment(shipment) is null) draft.Refuse(OrdersCodes.ShipmentUnknown, ("shipment", shipment));
        else draft.Add(new HoldPlaced(hold));
    }

    public static void Release(Draft draft, ReleaseHold command)
    {
        foreach (var hold in draft.Order.Holds)
        {
            if (hold.Id != command.Hold) continue;
            if (hold.Origin == HoldOrigin.Asked) draft.Add(new HoldReleased(hold.Id));
            else draft.Refuse(OrdersCodes.HoldOfOther, ("hold", hold.Id), ("origin", hold.Origin));
            return;
        }

        draft.Refuse(OrdersCodes.HoldUnknown, ("hold", command.Hold));
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
            known.Items.FirstOrDefault(h => h.Kind == k) ?? new Hold(HoldId.Of($"channel:{k}"), k, HoldScopes.Ship | HoldScopes.Edit, HoldOrigin.Channel, by, at)).ToValueList()));
    }
}
