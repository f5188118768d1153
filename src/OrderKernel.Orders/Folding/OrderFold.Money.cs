namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private bool Money(OrderEvent e)
    {
        switch (e)
        {
            case OrderPaid paid: Paid(paid); return true;
            case PaymentNoted noted: MyBooks.PaymentNote = noted.Status; return true;
            case PriceAmended amended: Amended(amended); return true;
            case RefundOwed owed: Owed(owed); return true;
            case RefundPaid paid: Refunded(paid); return true;
            case RefundFailed failed: Standing(failed.Refund, RefundStatus.Failed); return true;
            case RefundWithdrawn withdrawn: Withdrawn(withdrawn.Refund); return true;
            case RefundReversed reversed: Reversed(reversed.Refund); return true;
            case MoneyWithheld withheld: Withheld(withheld); return true;
            case WithheldReleased released: Released(released); return true;
            case PaymentReversed reversed: Reversed(reversed); return true;
            default: return false;
        }
    }

    private void Paid(OrderPaid e)
    {
        Ledger(_books.Money.Pay(e.Amount));
        MyBooks.Payments = _books.Payments.Add(new(e.Payment, e.Tender, e.Amount, e.PaidAt, e.MissedDueAt));
        MyBooks.PaidAt = _books.PaidAt is { } first && first <= e.PaidAt ? first : e.PaidAt;
        MyBooks.PaymentNote = PaymentStatus.Unpaid;
    }

    // Whoever has paid nothing any more has the time to pay anew.
    private void Reversed(PaymentReversed e)
    {
        Ledger(_books.Money.ReversePayment(e.Amount, e.FromPending));
        MyBooks.Payments = _books.Payments.Select(p => p.Id == e.Payment ? p with { ReversedAt = e.ReversedAt } : p).ToValueList();
        var left = _books.Payments.Where(p => p.ReversedAt is null);
        MyBooks.PaidAt = left.IsEmpty ? null : left.Items.Min(p => p.PaidAt);
        if (left.IsEmpty) _course = _course with { PayableSince = e.ReversedAt };
    }

    private void Amended(PriceAmended e)
    {
        foreach (var share in e.Lines)
        {
            Mark(share.Line, b => b with { Total = share.Money, Money = LineMoney.Of(share.Money, share.Units) });
        }

        MyBooks.Amounts = e.Amounts;
        MyBooks.Parts = e.Parts;
        Ledger(_books.Money.Rebase(e.Amounts.Due));
    }

    private void Owed(RefundOwed e)
    {
        Cancel(e.Cancelled, e.CancelledParts, e.Planned);
        var fromCancelled = FromCancelled(e.FromPending);
        var kept = e.Parts.Sum;
        foreach (var u in e.Units)
        {
            kept += u.Money;
            if (IndexOf(u.Line) is < 0 and var _) continue;
            Take(u.Line, u.Units, u.Money);
            Mark(u.Line, l => l with { Owed = l.Owed.Plus(u.Place, u.Units), RefundOwed = l.RefundOwed + u.Money });
        }

        foreach (var g in e.Goods)
        {
            kept += g.Money;
            if (IndexOf(g.Line) is not (>= 0 and var i)) continue;
            if (Took(_lines[i].Money.TakePart(g.Money), out var left)) Mark(g.Line, b => b with { Money = left, RefundOwed = b.RefundOwed + g.Money });
        }

        if (!kept.IsZero) Ledger(_books.Money.Owe(kept));
        MyBooks.Parts = _books.Parts - e.Parts;
        MyBooks.Refunds = _books.Refunds.Add(new(e.Refund, e.Amount, e.FromPending, e.Units, e.Goods, e.Parts, e.Tenders, e.Bearer, RefundStatus.Owed)
        {
            FromCancelled = fromCancelled,
        });
    }

    private void Refunded(RefundPaid e)
    {
        if (Standing(e.Refund, RefundStatus.Refunded, e.RefundedAt) is not { } refund) return;
        Ledger(_books.Money.Refund(e.Amount));
        foreach (var u in refund.Units)
        {
            Mark(u.Line, l =>
            {
                var settled = Unowe(l, u.Place, u.Units, settle: true);
                return settled with { RefundOwed = l.RefundOwed - u.Money, Refunded = l.Refunded + u.Money };
            });
        }

        foreach (var g in refund.Goods) Mark(g.Line, l => l with { RefundOwed = l.RefundOwed - g.Money, Refunded = l.Refunded + g.Money });
    }

    private void Withdrawn(RefundId id)
    {
        if (Standing(id, RefundStatus.Withdrawn) is not { } refund) return;
        var own = refund.Amount - refund.FromPending;
        if (own.IsZero) return;
        Ledger(_books.Money.Withdraw(own));
        foreach (var u in refund.Units)
            Mark(u.Line,
                l => Unowe(l, u.Place, u.Units, settle: false) with { RefundOwed = l.RefundOwed - u.Money, Money = l.Money.PutBack(u.Units, u.Money) });
        foreach (var g in refund.Goods) Mark(g.Line, l => l with { RefundOwed = l.RefundOwed - g.Money, Money = l.Money.PutBack(default, g.Money) });
        MyBooks.Parts = _books.Parts + refund.Parts;
    }

    private void Reversed(RefundId id)
    {
        if (Standing(id, RefundStatus.Reversed) is not { } refund) return;
        Ledger(_books.Money.Reverse(refund.Amount));
        if (!refund.FromPending.IsZero) Ledger(_books.Money.Owe(refund.FromPending));
        foreach (var u in refund.Units)
            Mark(u.Line, l => Unsettle(l, u.Place, u.Units) with { Refunded = l.Refunded - u.Money, Money = l.Money.PutBack(u.Units, u.Money) });
        foreach (var g in refund.Goods) Mark(g.Line, l => l with { Refunded = l.Refunded - g.Money, Money = l.Money.PutBack(default, g.Money) });
        MyBooks.Parts = _books.Parts + refund.Parts;
    }

    private void Withheld(MoneyWithheld e)
    {
        if (!e.FromPending.IsZero)
        {
            Ledger(_books.Money.Withhold(e.FromPending));
            MyBooks.WithheldPending = _books.WithheldPending + e.FromPending;
        }

        foreach (var u in e.Units)
        {
            Take(u.Line, u.Units, u.Money);
            Mark(u.Line, l => l with { Settled = l.Settled.Plus(u.Place, u.Units), WithheldMoney = l.WithheldMoney + u.Money });
        }

        var own = e.Amount - e.FromPending;
        if (!own.IsZero)
        {
            Ledger(_books.Money.Owe(own));
            Ledger(_books.Money.Withhold(own));
        }

        MyBooks.Parts = _books.Parts - e.Parts;
    }

    // A deposit is given back before what units carried.
    private void Released(WithheldReleased e)
    {
        Ledger(_books.Money.ReleaseWithheld(e.Amount));
        MyBooks.WithheldPending = _books.WithheldPending - OrderKernel.Money.Min(e.Amount, _books.WithheldPending);
    }

    private Refund? Standing(RefundId id, RefundStatus status, NodaTime.Instant? refundedAt = null)
    {
        for (var i = 0; i < _books.Refunds.Count; i++)
        {
            var refund = _books.Refunds[i];
            if (refund.Id != id) continue;
            MyBooks.Refunds = _books.Refunds.SetItem(i, refund with { Status = status, RefundedAt = refundedAt ?? refund.RefundedAt });
            return refund;
        }

        Refuse(Refusal.Of(OrdersCodes.RefundUnknown, ("refund", id)));
        return null;
    }

    private void Take(LineId line, Quantity units, Money money)
    {
        if (IndexOf(line) is not (>= 0 and var i)) return;
        var before = _lines[i].Money;
        if (!Took(before.Take(units), out var after)) return;
        if (before.Left - after.Left != money) Refuse(Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", money), ("held", before.Left - after.Left)));
        Set(i, _lines[i] with { Books = _lines[i].Books with { Money = after } });
    }

    private void Mark(LineId line, Func<LineBooks, LineBooks> change)
    {
        if (_refusal is null && IndexOf(line) is >= 0 and var i) Set(i, _lines[i] with { Books = change(_lines[i].Books) });
    }
}
