using NodaTime;

namespace OrderKernel.Orders.Decisions;

/// <summary>Units that will never be sent, orders that end, and what takes that back.</summary>
internal static class Cancelling
{
    public static void Ask(Draft draft, CancelUnits command)
    {
        var lines = command.Lines.Items.Select(l => l.Line).ToValueList();
        if (draft.IsPermitted("cancel", [OrderVerbs.Cancel, OrderVerbs.CancelOpen]) && draft.IsFree(HoldScopes.Edit, null, lines)) Cancel(draft, command);
    }

    public static void Cancel(Draft draft, CancelUnits command)
    {
        var wanted = command.Lines.IsEmpty ? CancelPlan.Rest(draft.Order) : CancelPlan.Merged(command.Lines);
        // The channel closed a line before it told that all had left: the line was in no parcel.
        var gone = wanted.Where(w => draft.Order.Line(w.Line) is { } line && w.Units > line.Units.Rest);
        if (!gone.IsEmpty && draft.IsFact)
            ToldShipping.TakeBack(draft, draft.Context.At, s => gone.Items.Any(w => !s.Of(w.Line).Units.IsZero));
        if (!command.Lines.IsEmpty && CancelPlan.Refused(draft.Order, wanted) is { } refusal)
        {
            draft.Refuse(refusal);
            return;
        }

        var plan = CancelPlan.Of(draft.Order, wanted);
        if (plan.Units.IsEmpty && plan.Parts.Sum.IsZero)
        {
            draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", 0));
            return;
        }

        draft.Add(new UnitsCancelled(draft.IsFact ? CancelCause.ChannelEnded : CancelCause.Asked, draft.Context.At, plan.Units, plan.Parts, plan.Planned));
        draft.Because(OrdersCodes.Cancelled, ("units", plan.Count), ("money", plan.Money(draft.Order)));
        if (!draft.IsRefused && draft.Order.Lines.IsEmpty) draft.Add(new OrderEnded(ClaimOutcome.Ended, draft.Context.At));
    }

    /// <summary>Cancels units that were chosen elsewhere; nothing when there are none, the order's own money when nothing else is left.</summary>
    public static void Cancel(Draft draft, CancelCause cause, ValueList<LineUnits> wanted)
    {
        var plan = CancelPlan.Of(draft.Order, wanted);
        var isEmptyOrder = draft.Order.Lines.IsEmpty;
        if (plan.Units.IsEmpty && !isEmptyOrder) return;
        draft.Add(new UnitsCancelled(cause, draft.Context.At, plan.Units, plan.Parts, plan.Planned));
        draft.Because(OrdersCodes.Cancelled, ("units", plan.Count), ("money", plan.Money(draft.Order)));
        if (isEmptyOrder && draft.Order.Outcome is null) draft.Add(new OrderEnded(ClaimOutcome.Ended, draft.Context.At));
    }

    public static void Expire(Draft draft, Instant dueAt)
    {
        var plan = CancelPlan.Of(draft.Order, CancelPlan.Rest(draft.Order));
        draft.Add(new OrderExpired(dueAt, plan.Units, plan.Parts, plan.Planned));
        draft.Because(OrdersCodes.Expired, ("dueAt", dueAt));
    }

    public static void End(Draft draft, EndOrder command)
    {
        var order = draft.Order;
        if (command.Outcome == ClaimOutcome.Succeeded)
        {
            if (order.IsConfirmed) draft.AlreadyKnown("outcome", command.Outcome);
            else draft.Add(new OrderCompleted(CompletionCause.Confirmed, command.EndedAt));
            return;
        }

        // What replaced it goes on elsewhere; a later end of the empty shell says nothing new.
        if (order.Outcome == command.Outcome || order.Outcome == ClaimOutcome.Replaced)
        {
            draft.AlreadyKnown("outcome", command.Outcome);
            return;
        }

        if (command.Outcome == ClaimOutcome.Replaced)
        {
            foreach (var shipment in order.Shipments)
            {
                if (shipment.Status == ShipmentStatus.Planned) draft.Add(new ShipmentReleased(shipment.Id));
            }

            draft.Because(OrdersCodes.OrderReplaced);
        }
        else
        {
            CancelRest(draft);
        }

        draft.Add(new OrderEnded(command.Outcome, command.EndedAt));
        draft.Because(OrdersCodes.Ended, ("outcome", command.Outcome));
    }

    public static void Reinstate(Draft draft, ReinstateOrder command)
    {
        var order = draft.Order;
        var lines = command.Lines.Items.Select(l => l.Line).ToValueList();
        if (!draft.IsPermitted("reinstate", [OrderVerbs.Reinstate]) || !draft.IsFree(HoldScopes.Edit, null, lines)) return;
        if (!Returning.Corrects(draft, command.Corrects)) return;
        var wanted = command.Lines.IsEmpty
            ? order.Lines.Items.Where(l => !l.Units.Cancelled.IsZero).Select(l => new LineUnits(l.Id, l.Units.Cancelled)).ToValueList()
            : CancelPlan.Merged(command.Lines);
        if (CancelPlan.NotCancelled(order, wanted) is { } refusal) draft.Refuse(refusal);
        else if (wanted.IsEmpty && order.CancelledParts.Sum.IsZero && order.Outcome is null && order.Expiry is null)
            draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", 0));
        else Reinstate(draft, ReinstateCause.Asked, CancelPlan.Shares(order, wanted), order.CancelledParts, command.Corrects);
    }

    /// <summary>Opens cancelled units again and counts money that is owed back for them as far as no refund names it.</summary>
    public static void Reinstate(Draft draft, ReinstateCause cause, ValueList<LineShare> units, OrderParts parts, MessageId? corrects)
    {
        var order = draft.Order;
        var money = units.Items.Aggregate(parts.Sum, (sum, u) => sum + u.Money);
        var count = units.Items.Aggregate(default(Quantity), (sum, u) => sum + u.Units);
        var reclaimed = Money.Min(order.PendingUnassigned, order.Money.Due + money - order.Money.Kept);
        var refunds = cause == ReinstateCause.Shipped ? RefundRegard.Of(order, units, parts, money - reclaimed) : [];
        draft.Add(new OrderReinstated(cause, draft.Context.At, units, parts, reclaimed, corrects) { Refunds = refunds });
        draft.Because(OrdersCodes.Reinstated, ("units", count), ("money", money), ("reclaimed", reclaimed));
    }

    public static void AskComplete(Draft draft)
    {
        if (draft.IsPermitted("complete", [OrderVerbs.Complete])) Complete(draft);
    }

    public static void Complete(Draft draft)
    {
        var status = draft.Order.Statuses.Headline;
        if (draft.Order.IsConfirmed) draft.AlreadyKnown("confirmation", draft.Order.Id);
        else if (!draft.IsFact && status is not (OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Completed))
            draft.Refuse(OrdersCodes.NotConfirmable, ("status", status));
        else draft.Add(new OrderCompleted(CompletionCause.Confirmed, draft.Context.At));
    }

    private static void CancelRest(Draft draft)
    {
        var order = draft.Order;
        var plan = CancelPlan.Of(order, CancelPlan.Rest(order));
        // Without lines nobody knows whether something was sent: money stays, whenever it came, until the channel tells of a refund.
        if (!plan.Units.IsEmpty) draft.Add(new UnitsCancelled(CancelCause.ChannelEnded, draft.Context.At, plan.Units, plan.Parts, plan.Planned));
        if (!plan.Units.IsEmpty) draft.Because(OrdersCodes.Cancelled, ("units", plan.Count), ("money", plan.Money(order)));
        Quantity sent = default;
        foreach (var line in order.Lines) sent += line.Units.Shipped + line.Units.Delivered;
        if (!sent.IsZero) draft.Because(OrdersCodes.EndedAfterShipping, ("units", sent));
    }
}
