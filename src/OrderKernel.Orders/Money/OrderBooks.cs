using NodaTime;

namespace OrderKernel.Orders;

/// <summary>The money side of an order; payments, refunds and price changes touch it, goods on their way do not.</summary>
/// <remarks>Only a fold changes one, and only its own copy, before anybody sees it.</remarks>
internal sealed record OrderBooks
{
    public required OrderAmounts Amounts { get; set; }

    public required MoneyLedger Money { get; set; }

    public required OrderParts Parts { get; set; }

    public required OrderParts CancelledParts { get; set; }

    public required OrderParts WrittenOffParts { get; set; }

    /// <summary>The part of what is withheld that no sent unit carried: a forfeited deposit.</summary>
    public required Money WithheldPending { get; set; }

    public ValueList<Payment> Payments { get; set; }

    public ValueList<Refund> Refunds { get; set; }

    public PaymentStatus PaymentNote { get; set; } = PaymentStatus.Unpaid;

    public Instant? PaidAt { get; set; }
}
