using NodaTime;

namespace OrderKernel;

/// <summary>A point in an order's life that operations are measured by. 0 is unset.</summary>
public enum Milestone
{
    /// <summary>The order was created at the channel.</summary>
    Placed = 1,

    /// <summary>The channel's news reached us; since = its source time.</summary>
    Received = 2,

    /// <summary>The order's data were checked; good = nothing needed for shipping is missing.</summary>
    Checked = 3,

    /// <summary>It was paid; since = placed.</summary>
    Paid = 4,

    /// <summary>A dispatch note went to a location; since = paid.</summary>
    Dispatched = 5,

    /// <summary>A parcel left; since = dispatched; good = the right goods, address and carrier.</summary>
    HandedOver = 6,

    /// <summary>The carrier scanned it first; since = handed over.</summary>
    FirstScanned = 7,

    /// <summary>It arrived; since = handed over; good = in the promised time.</summary>
    Delivered = 8,

    /// <summary>A refund was asked for.</summary>
    RefundRequested = 9,

    /// <summary>The request had an effective answer; since = asked for.</summary>
    RefundAnswered = 10,

    /// <summary>Money went back; since = asked for.</summary>
    Refunded = 11,

    /// <summary>The order was cancelled; since = placed.</summary>
    Cancelled = 12,

    /// <summary>The order was completed.</summary>
    Completed = 13,

    /// <summary>A person had to step in.</summary>
    HandledByHand = 14,
}

/// <summary>One milestone that an order passed: what Health reads instead of other packages' events.</summary>
/// <param name="Order">The order.</param>
/// <param name="What">The milestone.</param>
/// <param name="At">When it was passed.</param>
public sealed record MilestoneFact(OrderKey Order, Milestone What, Instant At)
{
    /// <summary>When the clock for it started; null when it has none.</summary>
    public Instant? Since { get; init; }

    /// <summary>Whether it was passed well; null when that is not a question or not known.</summary>
    public bool? IsGood { get; init; }

    /// <summary>The location that it concerns, if any.</summary>
    public LocationId? Location { get; init; }

    /// <summary>The time from start to milestone; null without a start.</summary>
    public Duration? Elapsed => At - Since;
}
