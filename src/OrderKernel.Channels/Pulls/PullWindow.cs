using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Why a window is pulled. 0 is unset.</summary>
public enum PullReason
{
    /// <summary>The next stretch of changes.</summary>
    Next = 1,

    /// <summary>What changed of late once more: some changes are told late, some pages move while they are read.</summary>
    Scan = 2,
}

/// <summary>A stretch of changes to ask a feed for.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The first instant behind it.</param>
/// <param name="Why">Why it is pulled.</param>
public readonly record struct PullWindow(Instant From, Instant To, PullReason Why);

/// <summary>What to do now with a feed.</summary>
/// <param name="Window">The window of which the next page is to be asked for; null to wait.</param>
/// <param name="WakeAt">When to look again; of a page to be asked for, now.</param>
/// <param name="Reasons">Why: codes of <see cref="ChannelsCodes"/> with their numbers.</param>
public sealed record PullPlan(PullWindow? Window, Instant WakeAt, ValueList<Reason> Reasons)
{
    /// <summary>The mark of the page, as the feed gave it with the page before; null for the first page.</summary>
    public string? Cursor { get; init; }
}
