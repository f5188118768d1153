using NodaTime;

namespace OrderKernel.Health;

/// <summary>
/// Counts times in fixed logarithmic buckets of whole milliseconds: medians and percentiles in constant memory, mergeable. Not safe for several threads.
/// </summary>
/// <remarks>
/// <para>Formula: times below 32 ms have a bucket each; above, each power of two is cut into 32 buckets. About 1 150 counters.</para>
/// <para>Rounding: a percentile is the upper end of its bucket: never below the true value, above it by less than one part in 32 (3.125 %). Times past 2^40
/// ms (34 years) count as that, negative ones as zero.</para>
/// <para>Laws: merging parts equals counting the whole, in any order.</para>
/// </remarks>
public sealed class TimeHistogram
{
    private const int Parts = 32;
    private const int PartBits = 5;
    private const int TopBit = 40;
    private readonly long[] _buckets = new long[Parts + ((TopBit - PartBits) * Parts)];

    /// <summary>How many times were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The median, or null when nothing was counted; of an even count the lower of the two.</summary>
    public Duration? Median => Percentile(5_000);

    /// <summary>Counts one time.</summary>
    /// <param name="time">Counted in whole milliseconds, rounded down; a negative one as zero.</param>
    public void Add(Duration time)
    {
        _buckets[IndexOf(Milliseconds(time))]++;
        Count++;
    }

    /// <summary>Adds what another histogram counted.</summary>
    /// <param name="other">Counts of other times; what both saw counts twice.</param>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public void Merge(TimeHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _buckets.Length; i++) _buckets[i] = checked(_buckets[i] + other._buckets[i]);
        Count = checked(Count + other.Count);
    }

    /// <summary>The time that a share of all times does not exceed, or null when nothing was counted.</summary>
    /// <param name="basisPoints">The share, 1 to 10 000: 9 500 for the 95th percentile.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public Duration? Percentile(int basisPoints)
    {
        if (basisPoints is < 1 or > 10_000) throw new ArgumentOutOfRangeException(nameof(basisPoints), basisPoints, "Must be 1 to 10 000.");
        if (Count == 0) return null;
        var rank = Count - Ratio.Floor(Count, 10_000 - basisPoints, 10_000);
        for (var i = 0; i < _buckets.Length; i++)
        {
            rank -= _buckets[i];
            if (rank <= 0) return Duration.FromMilliseconds(UpperEnd(i));
        }

        throw new System.Diagnostics.UnreachableException($"The buckets hold fewer than {Count} times.");
    }

    internal static long Milliseconds(Duration time)
    {
        if (time <= Duration.Zero) return 0;
        const long top = (1L << TopBit) - 1;
        return time >= Duration.FromMilliseconds(top)
            ? top
            : time.Days * (long)NodaConstants.MillisecondsPerDay + time.NanosecondOfDay / NodaConstants.NanosecondsPerMillisecond;
    }

    private static int IndexOf(long value)
    {
        if (value < Parts) return (int)value;
        var bit = PartBits;
        while (value >> (bit + 1) != 0) bit++;
        return Parts + ((bit - PartBits) * Parts) + (int)(value >> (bit - PartBits)) - Parts;
    }

    private static long UpperEnd(int index)
    {
        if (index < Parts) return index;
        var shift = (index - Parts) / Parts;
        return ((Parts + ((index - Parts) % Parts) + 1L) << shift) - 1;
    }
}
