using NodaTime;

namespace OrderKernel.Orders.Decisions;

/// <summary>Money comes in. A payment dated at or after the deadline fires it; one dated before takes an expiry back.</summary>
internal static class Paying
{
    public static void Pay(Draft draft, RecordPayment command)
    {
        foreach (var known in draft.Order.Payments)
        {
            if (known.Id != command.Payment) continue;
            if (known.Tender == command.Tender && known.Amount == command.Amount && known.PaidAt == command.PaidAt) draft.AlreadyKnown("payment", known.Id);
            else draft.Refuse(OrdersCodes.PaymentExists, ("payment", known.Id), ("known", known.Amount));
            return;
        }

        if (draft.Order.Expiry is null && DueAt(draft) is { } due && command.PaidAt >= due) Cancelling.Expire(draft, due);
        var expiry = draft.Order.Expiry;
        var missed = expiry is not null && command.PaidAt >= expiry.DueAt ? expiry.DueAt : (Instant?)null;
        draft.Add(new OrderPaid(command.Payment, command.Tender, command.Amount, command.PaidAt, missed));
        if (draft.IsRefused) return;
        if (missed is not null) draft.Because(OrdersCodes.PaidLate, ("paidAt", command.PaidAt), ("dueAt", missed));
        else if (expiry is not null && IsOpen(draft.Order)) draft.Because(OrdersCodes.PaidInTime, ("paidAt", command.PaidAt), ("dueAt", expiry.DueAt));
        else draft.Because(OrdersCodes.Paid, ("amount", command.Amount), ("paidAt", command.PaidAt));
        if (expiry is not null && IsOpen(draft.Order))
        {
            CountDeposit(draft, expiry);
            Cancelling.Reinstate(draft, ReinstateCause.Paid, Expired(expiry), expiry.Parts, null);
        }

        Explain(draft);
    }

    public static void Reverse(Draft draft, ReversePayment command)
    {
        var order = draft.Order;
        var payment = order.Payments.Items.FirstOrDefault(p => p.Id == command.Payment);
        if (payment is null)
        {
            draft.Refuse(OrdersCodes.PaymentUnknown, ("payment", command.Payment));
            return;
        }

        if (payment.ReversedAt is not null)
        {
            draft.AlreadyKnown("payment reversal", payment.Id);
            return;
        }

        // What went back, or to another order, cannot be taken back a second time.
        var free = ReassignPlan.Free(order).Single(t => t.Tender == payment.Tender).Amount;
        var here = Money.Min(free, order.PendingUnassigned + order.Money.Kept);
        if (here < payment.Amount)
        {
            draft.Refuse(OrdersCodes.PaymentSpent, ("payment", payment.Id), ("amount", payment.Amount), ("left", here));
            return;
        }

        var pending = Money.Min(order.PendingUnassigned, payment.Amount);
        draft.Add(new PaymentReversed(payment.Id, payment.Amount, pending, command.ReversedAt, command.Why));
        draft.Because(OrdersCodes.PaymentReversedNow, ("payment", payment.Id), ("amount", payment.Amount), ("why", command.Why));
        if (draft.IsRefused || draft.Order.Statuses.Headline != OrderStatus.AwaitingPayment) return;
        // Stock waits for whoever has paid.
        foreach (var released in ContentPlan.Released(draft.Order, [])) draft.Add(released);
    }

    public static void Note(Draft draft, NotePayment command)
    {
        if (command.Status is not (PaymentStatus.Unpaid or PaymentStatus.PendingConfirmation or PaymentStatus.Authorized or PaymentStatus.Voided))
            draft.Refuse(OrdersCodes.NoteInvalid, ("status", command.Status));
        else if (command.Status == draft.Order.PaymentNote) draft.AlreadyKnown("payment note", command.Status);
        else draft.Add(new PaymentNoted(command.Status));
    }

    // Whoever pays the balance after all has paid the deposit too, also where it was forfeited.
    private static void CountDeposit(Draft draft, OrderExpired expiry)
    {
        var (money, forfeited) = (draft.Order.Money, draft.Order.Books.WithheldPending);
        var due = Expired(expiry).Items.Aggregate(money.Due + expiry.Parts.Sum, (sum, u) => sum + u.Money);
        var counted = Money.Min(forfeited, due - money.Kept - draft.Order.PendingUnassigned);
        if (counted.MinorUnits <= 0) return;
        draft.Add(new WithheldReleased(counted, "balance-paid"));
        draft.Because(OrdersCodes.WithheldReleased, ("amount", counted), ("of", money.Withheld));
    }

    // An end by the channel outlives the expiry, whichever came first; without lines its money stays all the same.
    private static bool IsOpen(Order order) => order.Outcome is null || order.Lines.IsEmpty;

    private static ValueList<LineShare> Expired(OrderExpired expiry) =>
        expiry.Units.Items.Select(u => new LineShare(u.Line, u.Open + u.Reserved, u.Money)).ToValueList();

    private static Instant? DueAt(Draft draft) => OrderTimers.PaymentDueAt(draft.Order, draft.Policies);

    private static void Explain(Draft draft)
    {
        var owed = draft.Order.PendingUnassigned;
        if (draft.IsRefused || owed.IsZero) return;
        var isDead = draft.Order.Statuses.Headline is OrderStatus.Cancelled or OrderStatus.Closed;
        draft.Because(isDead ? OrdersCodes.PaidAfterCancel : OrdersCodes.Overpaid, ("amount", owed));
    }
}
