using NodaTime;

namespace OrderKernel.WriteBacks;

/// <summary>What came of telling a channel of a parcel. 0 is unset.</summary>
public enum WriteBackOutcome
{
    /// <summary>The channel took it.</summary>
    Taken = 1,

    /// <summary>The channel refused it for good, or has no words for it: people hear of it.</summary>
    Refused = 2,

    /// <summary>The channel could not be asked, or refused for now: it is told again later.</summary>
    Delayed = 3,
}

/// <summary>One try to tell a channel of a parcel.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Answer">The channel's word, or the code of what it has no words for; null where it took all.</param>
/// <param name="AgainAt">When it is told again; null where it is not.</param>
public sealed record WriteBackTurn(WriteBackOutcome Outcome, string? Answer, Instant? AgainAt);
