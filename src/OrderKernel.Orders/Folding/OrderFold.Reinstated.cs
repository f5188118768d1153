namespace OrderKernel.Orders.Folding;

/// <summary>Money of cancelled units that went back before the units came back.</summary>
internal sealed partial class OrderFold
{
    // Of money owed back, what cancelled units did not leave (double payment) goes first.
    private Money FromCancelled(Money fromPending)
    {
        var ofCancelled = _books.CancelledParts.Sum;
        foreach (var line in _lines) ofCancelled += line.CancelledMoney;
        var pending = _books.Money.RefundPending;
        foreach (var refund in _books.Refunds)
        {
            if (refund.Stands) ofCancelled -= refund.FromCancelled;
            if (refund.IsOpen) pending -= refund.Amount;
        }

        var zero = OrderKernel.Money.Zero(fromPending.Currency);
        return OrderKernel.Money.Max(zero, fromPending - OrderKernel.Money.Max(zero, pending - ofCancelled));
    }

    // What a refund lowers is its own from now on, as if the goods had left before it; what is due again in full no later parcel lowers.
    private void Regard(OrderReinstated e)
    {
        foreach (var share in e.Refunds) Lower(share);
        if (e.Cause == ReinstateCause.Shipped) return;
        var again = e.Units.Items.Aggregate(e.Parts.Sum, (sum, u) => sum + u.Money) - e.Reclaimed;
        for (var i = 0; i < _books.Refunds.Count && again.MinorUnits > 0; i++)
        {
            var refund = _books.Refunds[i];
            var part = OrderKernel.Money.Min(again, refund.Stands ? refund.FromCancelled : OrderKernel.Money.Zero(again.Currency));
            if (part.IsZero) continue;
            Put(i, refund with { FromCancelled = refund.FromCancelled - part });
            again -= part;
        }
    }

    private void Lower(RefundShare share)
    {
        for (var i = 0; i < _books.Refunds.Count; i++)
        {
            var refund = _books.Refunds[i];
            if (refund.Id != share.Refund) continue;
            var sum = share.Sum;
            foreach (var g in share.Goods) Lower(g, refund.IsOpen);
            MyBooks.Parts = _books.Parts - share.Parts;
            Due(-sum);
            Put(i, refund with
            {
                FromPending = refund.FromPending - sum,
                FromCancelled = refund.FromCancelled - sum,
                Goods = [.. refund.Goods, .. share.Goods],
                Parts = refund.Parts + share.Parts,
            });
            return;
        }

        Refuse(Refusal.Of(OrdersCodes.RefundUnknown, ("refund", share.Refund)));
    }

    private void Lower(LineShare g, bool isOpen)
    {
        if (IndexOf(g.Line) is not (>= 0 and var i) || !Took(_lines[i].Money.TakePart(g.Money), out var left)) return;
        Mark(g.Line, b => isOpen
            ? b with { Money = left, RefundOwed = b.RefundOwed + g.Money }
            : b with { Money = left, Refunded = b.Refunded + g.Money });
    }

    private void Put(int i, Refund refund) => MyBooks.Refunds = _books.Refunds.SetItem(i, refund);
}
