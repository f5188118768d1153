using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What arrived from one channel for one shop, by the hour of the shop's clock and for the last hour by the minute.</summary>
/// <remarks>
/// Laws: merging is associative and commutative, and what is beyond a limit is left out however it was merged; each record is counted once. Memory: the
/// hours, fields and words of <see cref="TallyLimits"/>, and sixty minutes.
/// </remarks>
public sealed record ChannelTally
{
    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>Nothing arrived yet.</summary>
    public static ChannelTally Empty { get; } = new();

    /// <summary>The hours in which something arrived, the oldest first.</summary>
    public ValueList<HourTally> Hours { get; init; }

    /// <summary>The minutes of the last hour in which something was pushed, the oldest first.</summary>
    public ValueList<MinuteTally> Minutes { get; init; }

    /// <summary>Both together.</summary>
    /// <param name="other">What arrived besides, of the same channel and shop.</param>
    /// <param name="limits">How much is kept.</param>
    public ChannelTally Merge(ChannelTally other, TallyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(other);
        var hours = Sorted.Join(Hours, other.Hours, (a, b) => a.Start.CompareTo(b.Start), (a, b) => HourTally.Sum(a, b, limits), int.MaxValue, _ => 0).Kept;
        var minutes = Sorted.Join(Minutes, other.Minutes, (a, b) => a.Start.CompareTo(b.Start),
            (a, b) => new(a.Start, a.Pushes + b.Pushes, a.Failed + b.Failed, a.Refused + b.Refused), int.MaxValue, _ => 0).Kept;
        return new()
        {
            Hours = hours.IsEmpty ? hours : Since(hours, h => h.Start, hours[hours.Count - 1].Start - (Hour * limits.Hours)),
            Minutes = minutes.IsEmpty ? minutes : Since(minutes, m => m.Start, minutes[minutes.Count - 1].Start - Hour),
        };
    }

    private static ValueList<T> Since<T>(ValueList<T> items, Func<T, Instant> start, Instant after)
    {
        var gone = 0;
        while (start(items[gone]) <= after) gone++;
        return gone == 0 ? items : items.Items.RemoveRange(0, gone).ToValueList();
    }
}
