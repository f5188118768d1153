using NodaTime;

namespace OrderKernel.Rules;

/// <summary>A rule: when its condition holds, its levers are pulled.</summary>
/// <param name="Id">Its name in the chain; at most 64 characters.</param>
/// <param name="When">The condition.</param>
/// <param name="Then">What is pulled, in this order.</param>
public sealed record ChainRule(string Id, Expression When, ValueList<LeverUse> Then)
{
    /// <summary>What it is for, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Rules of a higher priority are asked first; among equals the order of their ids decides.</summary>
    public int Priority { get; init; }

    /// <summary>True when no rule after it is asked once it fired.</summary>
    public bool Stops { get; init; }

    /// <summary>False when it is kept but never asked.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The first day on which it is asked, in the chain's zone; null for always.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The first day on which it is asked no more; null for never.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Hours of each day in which it is not asked.</summary>
    public ValueList<HourRange> ExcludedHours { get; init; }

    /// <summary>Words to find rules by.</summary>
    public ValueList<string> Tags { get; init; }

    /// <summary>Where it stands in its document, as a JSON path; <c>$</c> for one that was not read.</summary>
    public string Path { get; internal init; } = "$";

    internal bool IsAskedOn(LocalDate day) => (From is not { } from || day >= from) && (Until is not { } until || day < until);

    internal HourRange? ExcludedAt(LocalTime time)
    {
        foreach (var range in ExcludedHours)
        {
            if (range.Contains(time)) return range;
        }

        return null;
    }

    internal bool IsAskedAt(LocalDateTime at) => IsEnabled && IsAskedOn(at.Date) && ExcludedAt(at.TimeOfDay) is null;
}

/// <summary>Hours of a day, the end not among them. They pass midnight when the end is not after the beginning.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment after them; midnight ends the day.</param>
public sealed record HourRange(LocalTime From, LocalTime To)
{
    /// <summary>Whether a time of day is among them.</summary>
    /// <param name="time">A time of day.</param>
    public bool Contains(LocalTime time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{From:HH':'mm}-{To:HH':'mm}");
}
