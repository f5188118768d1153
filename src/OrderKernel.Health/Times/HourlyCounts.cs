using NodaTime;

namespace OrderKernel.Health;

/// <summary>Counts moments by the hour of the day in one zone, such as orders by hour; mergeable. Not safe for several threads.</summary>
/// <param name="zone">The zone whose clock counts.</param>
public sealed class HourlyCounts(DateTimeZone zone)
{
    private readonly long[] _hours = new long[24];

    /// <summary>The zone whose clock counts.</summary>
    public DateTimeZone Zone { get; } = zone ?? throw new ArgumentNullException(nameof(zone));

    /// <summary>The 24 counts from midnight.</summary>
    public ValueList<long> Hours => _hours.ToValueList();

    /// <summary>Counts one moment.</summary>
    /// <param name="at">The moment; its hour is that of the zone's wall clock.</param>
    public void Add(Instant at) => _hours[at.InZone(Zone).Hour]++;

    /// <summary>Adds what another counter counted.</summary>
    /// <param name="other">Counts of other moments, in the same zone; what both saw counts twice.</param>
    /// <exception cref="ArgumentException">It counts in another zone.</exception>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public void Merge(HourlyCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Zone.Id != Zone.Id) throw new ArgumentException($"Hours of {other.Zone.Id} and {Zone.Id} do not add up.", nameof(other));
        for (var i = 0; i < _hours.Length; i++) _hours[i] = checked(_hours[i] + other._hours[i]);
    }
}
