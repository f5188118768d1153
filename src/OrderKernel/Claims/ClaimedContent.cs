using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Claims;

/// <summary>What the claims of an order say together about what it consists of.</summary>
internal static class ClaimedContent
{
    /// <summary>The channel's lines as the order takes them.</summary>
    public static ValueList<OrderedLine> LinesOf(ClaimContent merged) => merged.IsWithoutFulfilment
        ? []
        : merged.Lines.Items.Select(l => new OrderedLine(l.Line, l.Quantity, l.Total, l.Goods) { Title = l.Title }).ToValueList();

    /// <summary>
    /// The content to tell the order; null where the claims name no lines, or name the same goods for sums from which refunds are already taken.
    /// </summary>
    public static ToldContent? Of(Order order, ClaimContent merged)
    {
        if (merged.IsWithoutFulfilment || merged.Lines.IsEmpty || merged.Amounts is not { } amounts) return null;
        var told = new ToldContent(amounts, LinesOf(merged)) { IsShippingNeverTold = merged.IsShippingNeverTold };
        return AreSumsSettled(merged) && OrderContent.HasSameGoods(order, told) ? null : told;
    }

    /// <summary>What the channel says was paid in all; null when it says nothing.</summary>
    public static Money? PaidOf(ClaimContent merged) => merged.PaidAmount
        ?? (merged.Payment is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded ? merged.Amounts?.Due : null);

    /// <summary>True when the channel tells that money went back.</summary>
    public static bool HasRefund(ClaimContent merged) => merged.RefundedAmount is { IsZero: false }
        || merged.Payment is PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded
        || merged.Cases.Items.Any(c => c.Status == AfterSalesStatus.Refunded);

    /// <summary>True when everything that was paid went back, by the ledger or by the amounts that the channel tells of; its word alone does not do.</summary>
    public static bool IsAllBack(Order order, ClaimContent merged)
    {
        var (paid, zero) = (order.Money.Paid, Money.Zero(order.Money.Due.Currency));
        var cases = merged.Cases.Items.Where(c => c.Status == AfterSalesStatus.Refunded).Select(c => c.Amount ?? zero).Where(a => a.Currency == paid.Currency);
        return paid > zero && (order.Money.Refunded >= paid || merged.RefundedAmount == paid || cases.Aggregate(zero, (sum, a) => sum + a) >= paid);
    }

    /// <summary>Why a record of history is about an order that is still open; null where it tells of an end, or of a part of what ended.</summary>
    public static string? WhyOpen(Claim claim)
    {
        if (claim.Scope == ClaimScope.Whole && claim.Outcome is null) return "outcome";
        foreach (var one in claim.Cases)
        {
            if (one.Status is not (AfterSalesStatus.None or AfterSalesStatus.Refunded or AfterSalesStatus.Rejected or AfterSalesStatus.Closed
                or AfterSalesStatus.Completed)) return $"case {one.Case}";
        }

        return null;
    }

    // Once money has gone back, or a line is closed, sums of a channel may be those that are left.
    private static bool AreSumsSettled(ClaimContent merged) => merged.AreAmountsAfterRefunds || HasRefund(merged)
        || merged.Lines.Items.Any(l => l.Outcome == ClaimOutcome.Ended);
}
