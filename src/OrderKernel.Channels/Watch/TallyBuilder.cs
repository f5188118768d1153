using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Counts what arrives, for a <see cref="ChannelTally"/>. Not safe for several threads.</summary>
public sealed class TallyBuilder
{
    private const int Ahead = 64;
    private readonly DateTimeZone _zone;
    private readonly TallyLimits _limits;
    private readonly HourCounts _total = new(default, default);
    private readonly Dictionary<Instant, HourCounts> _hours = [];
    private readonly Dictionary<Instant, MinuteTally> _minutes = [];
    private ChannelTally _counted = ChannelTally.Empty;
    private HourCounts? _last;

    /// <summary>A builder that has counted nothing.</summary>
    /// <param name="zone">The shop's zone: whose hours count.</param>
    /// <param name="limits">How much is kept, however much is counted.</param>
    public TallyBuilder(DateTimeZone zone, TallyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(zone);
        (_zone, _limits) = (zone, limits);
    }

    /// <summary>Counts a record.</summary>
    /// <param name="at">When it arrived; null where nobody knows, and it counts in no hour.</param>
    /// <param name="reading">What the profile made of it; <c>default</c> where it was not even cut out whole.</param>
    /// <param name="end">What became of it.</param>
    /// <param name="code">Why it is parked; null otherwise.</param>
    /// <param name="arrivedAt">When it arrived, to count how long it was under way; null where nobody knows, as of files.</param>
    public void Record(Instant? at, in RecordReading reading, RecordEnd end, string? code, Instant? arrivedAt)
    {
        _total.Record(reading, end, code, arrivedAt, withForms: false);
        if (at is { } hour) HourOf(hour).Record(reading, end, code, arrivedAt, withForms: true);
    }

    /// <summary>Counts a push whose proof was good.</summary>
    /// <param name="at">When it arrived.</param>
    /// <param name="isFailed">True when nothing of it could be used.</param>
    public void Push(Instant at, bool isFailed)
    {
        var hour = HourOf(at);
        hour.Pushes++;
        if (isFailed) hour.PushesFailed++;
        Minute(at, 1, isFailed ? 1 : 0, 0);
    }

    /// <summary>Counts a push whose signature was refused.</summary>
    /// <param name="at">When it arrived.</param>
    public void Refused(Instant at)
    {
        HourOf(at).Refused++;
        Minute(at, 0, 0, 1);
    }

    /// <summary>Counts a page that was asked for.</summary>
    /// <param name="at">When.</param>
    /// <param name="isFailed">True when it did not come.</param>
    public void Pull(Instant at, bool isFailed)
    {
        var hour = HourOf(at);
        hour.Pulls++;
        if (isFailed) hour.PullsFailed++;
    }

    /// <summary>The records, whatever hours are kept; without the forms of fields.</summary>
    public HourTally Total => _total.ToTally(default, _limits);

    /// <summary>What was counted, as much of it as is kept.</summary>
    public ChannelTally ToTally()
    {
        var more = new ChannelTally
        {
            Hours = _hours.OrderBy(h => h.Key).Select(h => h.Value.ToTally(h.Key, _limits)).ToValueList(),
            Minutes = _minutes.OrderBy(m => m.Key).Select(m => m.Value).ToValueList(),
        };
        return _counted.Merge(more, _limits);
    }

    private void Minute(Instant at, long pushes, long failed, long refused)
    {
        var start = Instant.FromUnixTimeSeconds(Floor(at.ToUnixTimeSeconds(), 60));
        var now = _minutes.TryGetValue(start, out var known) ? known : new(start, 0, 0, 0);
        _minutes[start] = new(start, now.Pushes + pushes, now.Failed + failed, now.Refused + refused);
    }

    private HourCounts HourOf(Instant at)
    {
        if (_last is { } last && at >= last.Start && at < last.Start + Duration.FromHours(1) && last.Offset == _zone.GetUtcOffset(at)) return last;
        // The hour of the clock on the wall; where it is turned back the same hour comes twice, and is two.
        var offset = _zone.GetUtcOffset(at);
        var start = Instant.FromUnixTimeSeconds(Floor(at.ToUnixTimeSeconds() + offset.Seconds, 3600) - offset.Seconds);
        if (!_hours.TryGetValue(start, out var hour))
        {
            if (_hours.Count >= _limits.Hours + Ahead) Settle();
            _hours.Add(start, hour = new(start, offset));
        }

        return _last = hour;
    }

    // Hours that are not kept are not kept here either.
    private void Settle()
    {
        _counted = ToTally();
        _hours.Clear();
        _minutes.Clear();
    }

    private static long Floor(long value, long unit) => value - (((value % unit) + unit) % unit);
}
