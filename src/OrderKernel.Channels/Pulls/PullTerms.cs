using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What a channel allows when one of its feeds is pulled, as the profile's <c>pulls</c> says it.</summary>
/// <param name="Feed">The feed's name, such as <c>orders</c> or <c>refunds</c>.</param>
/// <param name="WindowMax">The longest stretch of changes that one query may ask for.</param>
/// <param name="Evidence">How sure the research is.</param>
public sealed record PullTerms(string Feed, Duration WindowMax, EvidenceMark Evidence)
{
    /// <summary>How far back the feed answers; null where nobody has seen a bound.</summary>
    public Duration? HistoryMax { get; init; }

    /// <summary>The most records a page; null where nobody has seen a bound.</summary>
    public int? PageMax { get; init; }

    /// <summary>True where the pages of a window have to be read from the last to the first: rows that change meanwhile move, and would be missed.</summary>
    public bool IsLastPageFirst { get; init; }

    /// <summary>How often the feed may be called; null where nobody has seen a bound.</summary>
    public PullBudget? Budget { get; init; }
}

/// <summary>How often something may be called: a bucket that holds <paramref name="Burst"/> calls and gains one every <paramref name="Every"/>.</summary>
/// <param name="Burst">The most calls at once, positive.</param>
/// <param name="Every">The time in which one call is gained, positive.</param>
public sealed record PullBudget(int Burst, Duration Every);
