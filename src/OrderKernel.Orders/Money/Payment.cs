using NodaTime;

namespace OrderKernel.Orders;

/// <summary>One payment of the buyer.</summary>
/// <param name="Id">The payment's id.</param>
/// <param name="Tender">With what it was paid.</param>
/// <param name="Amount">How much, positive.</param>
/// <param name="PaidAt">When it was paid, by the payer's side.</param>
/// <param name="MissedDueAt">The payment deadline that it missed; null when it was in time.</param>
public sealed record Payment(PaymentId Id, Tender Tender, Money Amount, Instant PaidAt, Instant? MissedDueAt)
{
    /// <summary>When it was taken back without being a refund; null while it stands.</summary>
    public Instant? ReversedAt { get; init; }

    /// <summary>True when it was paid at or after the deadline.</summary>
    public bool IsLate => MissedDueAt is not null;
}
