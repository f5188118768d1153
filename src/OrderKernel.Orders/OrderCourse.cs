using NodaTime;

namespace OrderKernel.Orders;

/// <summary>How an order ends, or ended and was taken up again.</summary>
internal sealed record OrderCourse
{
    public required Instant PayableSince { get; init; }

    public ClaimOutcome? Outcome { get; init; }

    public bool IsConfirmed { get; init; }

    public bool IsReturnWindowOver { get; init; }

    public OrderExpired? Expiry { get; init; }

    public bool HasExpired { get; init; }

    public Instant? CancelledAt { get; init; }

    public Instant? CompletedAt { get; init; }

    public Instant? EndedAt { get; init; }
}
