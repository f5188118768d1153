using NodaTime;

namespace OrderKernel.Orders;

/// <summary>What became of a proposal. 0 is unset.</summary>
public enum ChangeStatus
{
    /// <summary>It waits for a yes or a no.</summary>
    Proposed = 1,

    /// <summary>It was confirmed and done.</summary>
    Confirmed = 2,

    /// <summary>It was declined.</summary>
    Declined = 3,

    /// <summary>Nobody answered in time.</summary>
    Lapsed = 4,
}

/// <summary>A change that somebody proposed.</summary>
/// <param name="Id">The proposal's id, unique in the order.</param>
/// <param name="Change">What is to change.</param>
/// <param name="Preview">What it would have done when it was proposed; confirming it does exactly that or nothing.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="Until">Until when it can be confirmed, exclusive.</param>
/// <param name="Status">What became of it.</param>
public sealed record ProposedChange(ChangeId Id, OrderChange Change, ChangePreview Preview, ActorId By, Instant At, Instant Until, ChangeStatus Status)
{
    /// <summary>Why it was declined; null where it was not.</summary>
    public string? Why { get; init; }
}
