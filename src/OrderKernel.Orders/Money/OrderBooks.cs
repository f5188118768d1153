using NodaTime;

namespace OrderKernel.Orders;

/// <summary>The money side of an order; payments, refunds and price changes touch it, goods on their way do not.</summary>
internal sealed record OrderBooks
{
    public required OrderAmounts Amounts { get; init; }

    public required MoneyLedger Money { get; init; }

    public required OrderParts Parts { get; init; }

    public required OrderParts CancelledParts { get; init; }

    public required OrderParts WrittenOffParts { get; init; }

    public ValueList<Payment> Payments { get; init; }

    public ValueList<Refund> Refunds { get; init; }

    public PaymentStatus PaymentNote { get; init; } = PaymentStatus.Unpaid;

    public Instant? PaidAt { get; init; }
}
