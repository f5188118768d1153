using NodaTime;

namespace OrderKernel.Dispatches;

/// <summary>What came of telling a warehouse of a parcel. 0 is unset.</summary>
public enum DispatchOutcome
{
    /// <summary>The warehouse knows already what it has to, or there is nothing to tell it.</summary>
    Nothing = 1,

    /// <summary>The warehouse has the parcel as it is now.</summary>
    Told = 2,

    /// <summary>The warehouse gave up what it was told before, and nothing takes its place.</summary>
    Recalled = 3,

    /// <summary>It was refused for good, or cannot be told: people hear of it.</summary>
    Refused = 4,

    /// <summary>The warehouse could not be asked, or refused for now: it is told again later.</summary>
    Delayed = 5,
}

/// <summary>One try to tell a warehouse of a parcel.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Answer">The warehouse's word, or why it was not asked; null where nothing was refused.</param>
/// <param name="AgainAt">When it is told again; null where it is not.</param>
public sealed record DispatchTurn(DispatchOutcome Outcome, string? Answer, Instant? AgainAt);
