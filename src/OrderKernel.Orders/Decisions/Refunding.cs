namespace OrderKernel.Orders.Decisions;

/// <summary>Money goes back, fails to, is kept by decision: never more than was paid, per unit, per tender and in sum.</summary>
internal static class Refunding
{
    public static void Owe(Draft draft, OweRefund command)
    {
        if (!draft.IsPermitted("refund", [OrderVerbs.Refund]) || !draft.IsFree(HoldScopes.Refund, null, command.Items.Items.Select(i => i.Line).ToValueList()))
            return;
        if (draft.Order.Refund(command.Refund) is { } known)
        {
            if (command.Amount is null || known.Amount == command.Amount) draft.AlreadyKnown("refund", known.Id);
            else draft.Refuse(OrdersCodes.RefundExists, ("refund", known.Id), ("known", known.Amount));
            return;
        }

        OweNew(draft, command);
    }

    public static void Record(Draft draft, RecordRefund command)
    {
        if (draft.Order.Refund(command.Refund) is { } known)
        {
            if (known.Amount != command.Amount) draft.Refuse(OrdersCodes.RefundExists, ("refund", known.Id), ("known", known.Amount));
            else if (known.Status == RefundStatus.Refunded) draft.AlreadyKnown("refund", known.Id);
            else if (!known.IsOpen) draft.Refuse(OrdersCodes.RefundStanding, ("refund", known.Id), ("status", known.Status));
            else Pay(draft, command);
            return;
        }

        OweNew(draft, new(command.Refund, command.Amount, command.Items) { Bearer = command.Bearer });
        if (!draft.IsRefused) Pay(draft, command);
    }

    public static void Fail(Draft draft, FailRefund command)
    {
        if (Of(draft, command.Refund) is not { } refund) return;
        if (refund.Status == RefundStatus.Failed) draft.AlreadyKnown("refund failure", refund.Id);
        else if (refund.IsOpen) draft.Add(new RefundFailed(refund.Id, command.Why));
        else draft.Refuse(OrdersCodes.RefundStanding, ("refund", refund.Id), ("status", refund.Status));
    }

    public static void Withdraw(Draft draft, WithdrawRefund command)
    {
        if (!draft.IsPermitted("refund", [OrderVerbs.Refund]) || Of(draft, command.Refund) is not { } refund) return;
        if (refund.Status == RefundStatus.Withdrawn) draft.AlreadyKnown("withdrawal", refund.Id);
        else if (refund.IsOpen) draft.Add(new RefundWithdrawn(refund.Id));
        else draft.Refuse(OrdersCodes.RefundStanding, ("refund", refund.Id), ("status", refund.Status));
    }

    public static void Reverse(Draft draft, ReverseRefund command)
    {
        if (Of(draft, command.Refund) is not { } refund) return;
        if (refund.Status == RefundStatus.Reversed) draft.AlreadyKnown("reversal", refund.Id);
        else if (refund.Status == RefundStatus.Refunded) draft.Add(new RefundReversed(refund.Id));
        else draft.Refuse(OrdersCodes.RefundStanding, ("refund", refund.Id), ("status", refund.Status));
    }

    public static void Withhold(Draft draft, WithholdMoney command)
    {
        if (!draft.IsPermitted("refund", [OrderVerbs.Refund]) || !draft.IsFree(HoldScopes.Refund, null, command.Items.Items.Select(i => i.Line).ToValueList()))
            return;
        var order = draft.Order;
        var spread = new RefundSpread(order);
        foreach (var item in command.Items) spread.Take(item);
        if (spread.Refusal is { } refusal)
        {
            draft.Refuse(refusal);
            return;
        }

        var units = spread.Kept;
        if (command.Amount is { } asked && asked.Currency != units.Currency)
        {
            draft.Refuse(KernelCodes.LedgerCurrencyMismatch, ("given", asked), ("expected", units.Currency));
            return;
        }

        var pending = (command.Amount ?? (command.Items.IsEmpty ? order.PendingUnassigned : units)) - units;
        if (!spread.Goods.IsEmpty || !spread.Cancelled.IsEmpty || pending.MinorUnits < 0 || pending > order.PendingUnassigned)
        {
            draft.Refuse(OrdersCodes.PendingShort, ("wanted", command.Amount ?? units), ("held", order.PendingUnassigned));
            return;
        }

        if ((units + pending).IsZero)
        {
            draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", units));
            return;
        }

        draft.Add(new MoneyWithheld(units + pending, pending, spread.Units, OrderParts.None(units.Currency), command.Why));
        draft.Because(OrdersCodes.Recorded, ("what", "withheld"));
    }

    public static void Release(Draft draft, ReleaseWithheld command)
    {
        // An order whose money is all settled stands at a step without refunds.
        var (reference, rules) = draft.Policies.Desk.Refunds;
        draft.Using(reference);
        if (!draft.IsOneOf(rules.GiveBack, "give-back", draft.Order.Process?.Step) || !draft.IsFree(HoldScopes.Refund, null, [])) return;
        var withheld = draft.Order.Money.Withheld;
        var amount = command.Amount ?? withheld;
        draft.Add(new WithheldReleased(amount, command.Why));
        draft.Because(OrdersCodes.WithheldReleased, ("amount", amount), ("of", withheld));
    }

    private static void OweNew(Draft draft, OweRefund command)
    {
        var order = draft.Order;
        var zero = Money.Zero(order.Money.Due.Currency);
        if ((command.Amount ?? zero).Currency != zero.Currency || (command.Freight ?? zero).Currency != zero.Currency)
        {
            draft.Refuse(KernelCodes.LedgerCurrencyMismatch, ("given", command.Amount ?? command.Freight), ("expected", zero.Currency));
            return;
        }

        var spread = new RefundSpread(order);
        foreach (var item in command.Items) spread.Take(item);
        if (command.Freight is { } freight) spread.TakeFreight(freight);
        if (command.Items.IsEmpty && command.Freight is null) spread.TakeAmount(command.Amount ?? order.Money.Kept + order.PendingUnassigned);
        if (spread.Refusal is { } refusal)
        {
            draft.Refuse(refusal);
            return;
        }

        var amount = spread.Kept + spread.CancelledMoney + spread.FromPending;
        if (command.Amount is { } asked && asked != amount)
        {
            draft.Refuse(OrdersCodes.RefundAmountMismatch, ("asked", asked), ("items", amount));
            return;
        }

        if (amount.IsZero)
        {
            draft.Refuse(KernelCodes.LedgerNothingToMove, ("given", amount));
            return;
        }

        if (Tenders(draft, amount) is not { } tenders) return;
        var pending = spread.CancelledMoney + spread.FromPending;
        draft.Add(new RefundOwed(
            command.Refund, amount, pending, spread.Units, spread.Goods, spread.Parts, spread.Cancelled, spread.CancelledParts, spread.Planned, tenders,
            command.Bearer));
        draft.Because(OrdersCodes.RefundOwedNow, ("amount", amount), ("pending", spread.FromPending));
        var count = spread.Cancelled.Items.Aggregate(default(Quantity), (sum, c) => sum + c.Open + c.Reserved);
        if (!count.IsZero) draft.Because(OrdersCodes.RefundCancels, ("units", count));
    }

    private static void Pay(Draft draft, RecordRefund command)
    {
        draft.Add(new RefundPaid(command.Refund, command.Amount, command.RefundedAt));
        draft.Because(OrdersCodes.Refunded, ("amount", command.Amount));
    }

    // Never more by a tender than was paid with it.
    private static ValueList<TenderAmount>? Tenders(Draft draft, Money amount)
    {
        var free = ReassignPlan.Free(draft.Order).ToValueList();
        var all = free.Items.Aggregate(Money.Zero(amount.Currency), (sum, f) => sum + f.Amount);
        if (amount > all)
        {
            draft.Refuse(KernelCodes.LedgerMoneyShort, ("wanted", amount), ("place", MoneyPlace.Kept), ("held", all));
            return null;
        }

        var (reference, rules) = draft.Policies.Desk.Refunds;
        // Where there is nothing to choose, no document chose.
        if (free.Items.Count(f => !f.Amount.IsZero) > 1) draft.Using(reference);
        return rules.Split(amount, free);
    }

    private static Refund? Of(Draft draft, RefundId id)
    {
        var refund = draft.Order.Refund(id);
        if (refund is null) draft.Refuse(OrdersCodes.RefundUnknown, ("refund", id));
        return refund;
    }
}
