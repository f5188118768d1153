using NodaTime;
using NodaTime.TimeZones;

namespace OrderKernel.Workflow;

/// <summary>Hours of one named date.</summary>
/// <param name="On">The date in the calendar's zone.</param>
/// <param name="Hours">Its hours; empty when closed.</param>
public sealed record Workday(LocalDate On, ValueList<OpenHours> Hours);

/// <summary>When people work: weekly hours in a time zone, holidays, special workdays (调休) and a cut-off. Counts days and time over open hours only.</summary>
/// <remarks>
/// <para>An instant is open when its local time lies in the hours of its local date.
/// In a repeated hour both passes are open; a skipped hour has no time.</para>
/// <para>Nothing is counted further than <see cref="Horizon"/>: what would be due later is due there.</para>
/// <para>Laws: agrees with counting minute by minute; later starts and longer spans are never due earlier.</para>
/// </remarks>
public sealed class BusinessCalendar
{
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 2, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9980, 1, 1, 0, 0);

    private readonly ValueList<OpenHours>[] _week;
    private readonly Dictionary<LocalDate, ValueList<OpenHours>> _dates = [];
    private readonly int? _cutOff;

    internal BusinessCalendar(string name, DateTimeZone zone, ValueList<OpenHours>[] week, ValueList<LocalDate> holidays, ValueList<Workday> workdays,
        int? cutOffMinute)
    {
        (Name, Zone, _week, Holidays, Workdays, _cutOff) = (name, zone, week, holidays, workdays, cutOffMinute);
        foreach (var holiday in holidays) _dates[holiday] = [];
        foreach (var workday in workdays) _dates[workday.On] = workday.Hours;
    }

    /// <summary>How far ahead is counted at most: ten years.</summary>
    public static Duration Horizon { get; } = Duration.FromDays(3660);

    /// <summary>The name under which deadlines speak of it.</summary>
    public string Name { get; }

    /// <summary>The zone whose clocks and dates count.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The dates that are closed whatever the weekday says.</summary>
    public ValueList<LocalDate> Holidays { get; }

    /// <summary>The dates with hours of their own, stronger than weekday and holiday.</summary>
    public ValueList<Workday> Workdays { get; }

    /// <summary>From when on a day nothing new counts any more for this day; null when it always does.</summary>
    public LocalTime? CutOff => _cutOff is { } minute ? LocalTime.FromMinutesSinceMidnight(minute) : null;

    internal bool IsNeverOpen => Array.TrueForAll(_week, h => h.IsEmpty) && Workdays.Items.All(w => w.Hours.IsEmpty);

    /// <summary>A calendar from its parts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="zone">Its zone, of the time-zone database.</param>
    /// <param name="week">The hours of each weekday that has any, in order and without overlap.</param>
    /// <param name="holidays">Closed dates.</param>
    /// <param name="workdays">Dates with hours of their own.</param>
    /// <param name="cutOff">From when nothing new counts for the day, to the minute; null for none.</param>
    /// <exception cref="ArgumentException">Hours overlap or stand out of order, a weekday
    /// is none, a workday stands there twice, or the calendar is never open.</exception>
    public static BusinessCalendar Of(
        string name, DateTimeZone zone, IReadOnlyDictionary<IsoDayOfWeek, ValueList<OpenHours>> week,
        ValueList<LocalDate> holidays = default, ValueList<Workday> workdays = default, LocalTime? cutOff = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(week);
        var days = new ValueList<OpenHours>[7];
        foreach (var (day, hours) in week)
        {
            if (day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday) throw new ArgumentException($"{day} is no weekday.", nameof(week));
            days[(int)day - 1] = Ordered(hours, nameof(week));
        }

        foreach (var workday in workdays) Ordered(workday.Hours, nameof(workdays));
        if (workdays.Items.Select(w => w.On).Distinct().Count() != workdays.Count)
            throw new ArgumentException("A workday stands there twice.", nameof(workdays));
        var calendar = new BusinessCalendar(name, zone, days, holidays, workdays, cutOff is { } at ? (at.Hour * 60) + at.Minute : null);
        return calendar.IsNeverOpen ? throw new ArgumentException("The calendar is never open.", nameof(week)) : calendar;
    }

    /// <summary>The weekly hours of a day.</summary>
    /// <param name="day">Monday to Sunday.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no weekday.</exception>
    public ValueList<OpenHours> HoursOf(IsoDayOfWeek day) => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
        ? _week[(int)day - 1]
        : throw new ArgumentOutOfRangeException(nameof(day));

    /// <summary>The hours of a date: its own as a workday, none on a holiday, else the weekday's.</summary>
    /// <param name="date">A date of the calendar's zone.</param>
    public ValueList<OpenHours> HoursOn(LocalDate date) => _dates.TryGetValue(date, out var own) ? own : _week[(int)date.DayOfWeek - 1];

    /// <summary>True when an instant lies in open hours.</summary>
    /// <param name="at">The instant; an opening is open, a closing is not.</param>
    public bool IsOpenAt(Instant at)
    {
        if (at < Earliest || at >= Latest) return false;
        var local = at.WithOffset(Zone.GetZoneInterval(at).WallOffset).LocalDateTime;
        foreach (var hours in HoursOn(local.Date))
        {
            var minute = (local.Hour * 60) + local.Minute;
            if (minute >= hours.FromMinute && minute < hours.ToMinute) return true;
        }

        return false;
    }

    /// <summary>The first open instant at or after an instant; null when there is none within <see cref="Horizon"/>.</summary>
    /// <param name="at">The instant; it is the answer itself where it is open.</param>
    public Instant? NextOpening(Instant at)
    {
        if (at >= Latest) return null;
        var from = Later(at, Earliest);
        foreach (var (start, _) in OpenFrom(from, from + Horizon)) return start;
        return null;
    }

    /// <summary>How much open time lies between two instants; zero when the second is not later. Counts at most <see cref="Horizon"/> from the first.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The second.</param>
    public Duration OpenTimeBetween(Instant from, Instant to)
    {
        var sum = Duration.Zero;
        if (from >= Latest) return sum;
        from = Later(from, Earliest);
        foreach (var (start, stop) in OpenFrom(from, Sooner(to, from + Horizon))) sum += stop - start;
        return sum;
    }

    /// <summary>When a span that begins at an instant is over.</summary>
    /// <param name="since">When it begins. Outside open hours it counts from the next
    /// opening, at or after the cut-off from the opening of the next open day.</param>
    /// <param name="after">Its days count open days, to the same local time, moved into opening hours; then its time counts open time.</param>
    /// <returns>An instant in open hours, their end included; at most <see cref="Horizon"/> after <paramref name="since"/>.</returns>
    /// <remarks>Cost: linear in the days passed over.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A part of the span is negative.</exception>
    public Instant Add(Instant since, DeadlineSpan after)
    {
        if (after.IsNegative) throw new ArgumentOutOfRangeException(nameof(after), after, "Must not be negative.");
        if (since >= Latest) return Instant.MaxValue;
        since = Later(since, Earliest);
        var end = since + Horizon;
        var at = StartOf(since, end);
        if (after.Days > 0 && at is { } start) at = PlusOpenDays(start, after.Days, end);
        return at is { } from ? PlusOpenTime(from, after.Time, end) : end;
    }

    private Instant? StartOf(Instant since, Instant end)
    {
        var local = LocalOf(since);
        if (_cutOff is not { } cutOff || (local.Hour * 60) + local.Minute < cutOff) return OpeningAt(since, end);
        return OpeningAt(Later(InstantOf(local.Date.PlusDays(1).AtMidnight()), since), end);
    }

    private Instant? PlusOpenDays(Instant from, int days, Instant end)
    {
        var local = LocalOf(from);
        var last = LocalOf(end).Date;
        var date = local.Date;
        while (days > 0)
        {
            date = date.PlusDays(1);
            if (date > last) return null;
            if (!HoursOn(date).IsEmpty) days--;
        }

        return OpeningAt(InstantOf(date + local.TimeOfDay), end);
    }

    private Instant PlusOpenTime(Instant from, Duration time, Instant end)
    {
        if (time == Duration.Zero) return from;
        foreach (var (start, stop) in OpenFrom(from, end))
        {
            if (stop - start >= time) return start + time;
            time -= stop - start;
        }

        return end;
    }

    private Instant? OpeningAt(Instant at, Instant end)
    {
        foreach (var (start, _) in OpenFrom(at, end)) return start;
        return null;
    }

    /// <summary>The open stretches in order of time. Walked offset by offset: within one the local clock neither jumps nor repeats.</summary>
    private IEnumerable<(Instant Start, Instant Stop)> OpenFrom(Instant from, Instant end)
    {
        while (from < end)
        {
            var interval = Zone.GetZoneInterval(from);
            var until = interval.HasEnd ? Sooner(interval.End, end) : end;
            for (var date = from.WithOffset(interval.WallOffset).Date; ; date = date.PlusDays(1))
            {
                var midnight = date.AtMidnight().WithOffset(interval.WallOffset).ToInstant();
                if (midnight >= until) break;
                foreach (var hours in HoursOn(date))
                {
                    var start = Later(midnight + Duration.FromMinutes(hours.FromMinute), from);
                    var stop = Sooner(midnight + Duration.FromMinutes(hours.ToMinute), until);
                    if (start < stop) yield return (start, stop);
                }
            }

            from = until;
        }
    }

    /// <summary>
    /// The furthest that the local clock has shown: through a repeated hour it stands still, so that a later instant never has an earlier local time.
    /// </summary>
    private LocalDateTime LocalOf(Instant at)
    {
        var interval = Zone.GetZoneInterval(at);
        var local = at.WithOffset(interval.WallOffset).LocalDateTime;
        if (!interval.HasStart) return local;
        var shown = interval.Start.WithOffset(Zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset).LocalDateTime;
        return shown > local ? shown : local;
    }

    /// <summary>The first instant at which the local clock shows a time, or a later one where it skips it.</summary>
    private Instant InstantOf(LocalDateTime local) => Zone.ResolveLocal(local, FirstShown).ToInstant();

    private static readonly ZoneLocalMappingResolver FirstShown =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static ValueList<OpenHours> Ordered(ValueList<OpenHours> hours, string parameter)
    {
        for (var i = 1; i < hours.Count; i++)
        {
            if (hours[i].FromMinute < hours[i - 1].ToMinute) throw new ArgumentException($"{hours[i]} begins before {hours[i - 1]} ends.", parameter);
        }

        return hours;
    }

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;

    private static Instant Sooner(Instant a, Instant b) => a < b ? a : b;
}
