using NodaTime;

namespace OrderKernel.Channels;

/// <summary>How long records are under way: counted by fixed stretches, so that hours can be summed and a share of them is bounded, not guessed.</summary>
public static class Latency
{
    /// <summary>Where one stretch ends and the next begins; the last has no end.</summary>
    public static ValueList<Duration> Bounds { get; } =
    [
        Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(15), Duration.FromMinutes(1), Duration.FromMinutes(5),
        Duration.FromMinutes(15), Duration.FromHours(1), Duration.FromHours(6), Duration.FromDays(1),
    ];

    /// <summary>Between which bounds a share of the records lies.</summary>
    /// <param name="counts">Records by stretch, as <see cref="HourTally.Latencies"/> has them.</param>
    /// <param name="percent">The share, from 1 to 100: 95 for the time that all but one of twenty stay within.</param>
    /// <returns>The stretch in which the record at that share lies; null of no records.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is none.</exception>
    public static LatencyBound? At(ValueList<long> counts, int percent)
    {
        if (percent is < 1 or > 100) throw new ArgumentOutOfRangeException(nameof(percent), percent, "A share is from 1 to 100.");
        var all = counts.Items.Sum();
        if (all == 0) return null;
        long seen = 0;
        var stretch = 0;
        // The first stretch up to which so many of a hundred arrived.
        for (; stretch < counts.Count - 1; stretch++)
        {
            seen += counts[stretch];
            if (seen * 100 >= all * percent) break;
        }

        return new(stretch == 0 ? Duration.Zero : Bounds[stretch - 1], stretch < Bounds.Count ? Bounds[stretch] : null);
    }

    /// <summary>The stretch of a time under way; what a channel dates after its arrival was no time under way.</summary>
    internal static int StretchOf(Duration latency)
    {
        var stretch = 0;
        while (stretch < Bounds.Count && latency >= Bounds[stretch]) stretch++;
        return stretch;
    }
}

/// <summary>A time under way, bounded.</summary>
/// <param name="AtLeast">It is this long at least.</param>
/// <param name="Below">It is shorter than this; null where nothing bounds it.</param>
public sealed record LatencyBound(Duration AtLeast, Duration? Below);
