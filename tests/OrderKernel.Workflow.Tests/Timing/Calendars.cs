using NodaTime;

namespace OrderKernel.Workflow.Tests.Timing;

/// <summary>The calendars of these tests, and the slow way to count by them.</summary>
internal static class Calendars
{
    public static readonly ValueList<OpenHours> Split = [Open("09:00-12:00"), Open("13:30-18:00")];

    /// <summary>
    /// Monday to Friday with a lunch break, Saturday mornings; the National Day of 2026
    /// is closed, the Saturday after is worked long (调休); nothing new after four.
    /// </summary>
    public static BusinessCalendar Office(string zone = "Asia/Shanghai", string? cutOff = "16:00") => BusinessCalendar.Of(
        "office",
        DateTimeZoneProviders.Tzdb[zone],
        new Dictionary<IsoDayOfWeek, ValueList<OpenHours>>
        {
            [IsoDayOfWeek.Monday] = Split, [IsoDayOfWeek.Tuesday] = Split, [IsoDayOfWeek.Wednesday] = Split, [IsoDayOfWeek.Thursday] = Split,
            [IsoDayOfWeek.Friday] = [Open("09:00-18:00")], [IsoDayOfWeek.Saturday] = [Open("09:00-11:00")],
        },
        [new(2026, 10, 1), new(2026, 10, 2), new(2026, 10, 10)],
        [new(new LocalDate(2026, 10, 10), [Open("09:00-18:00")])],
        cutOff is null ? null : new LocalTime(int.Parse(cutOff.Substring(0, 2)), int.Parse(cutOff.Substring(3))));

    /// <summary>Open at night, across the hours that clocks skip and repeat.</summary>
    public static BusinessCalendar Night(string zone, string? cutOff = null) => BusinessCalendar.Of(
        "night",
        DateTimeZoneProviders.Tzdb[zone],
        Enumerable.Range(1, 7).ToDictionary(d => (IsoDayOfWeek)d, _ => (ValueList<OpenHours>)[Open("00:00-02:30"), Open("02:45-05:00"), Open("22:00-24:00")]),
        cutOff: cutOff is null ? null : new LocalTime(int.Parse(cutOff.Substring(0, 2)), int.Parse(cutOff.Substring(3))));

    public static BusinessCalendar Always(string zone) => BusinessCalendar.Of(
        "always", DateTimeZoneProviders.Tzdb[zone],
        Enumerable.Range(1, 7).ToDictionary(d => (IsoDayOfWeek)d, _ => (ValueList<OpenHours>)[Open("00:00-24:00")]));

    public static OpenHours Open(string text) => OpenHours.TryParse(text, out var hours) ? hours : throw new ArgumentException(text);

    public static Instant At(string zone, int year, int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();

    public static DeadlineSpan Span(string text) => DeadlineSpan.TryParse(text, out var span) ? span : throw new ArgumentException(text);
}

/// <summary>Counting minute by minute, from the words of the format alone. Knows nothing of stretches, offsets or resolvers.</summary>
internal sealed class SlowCalendar(BusinessCalendar calendar)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public bool IsOpen(Instant at) => Hours(Shown(at)).Any(h => OfDay(Shown(at)) >= h.FromMinute && OfDay(Shown(at)) < h.ToMinute);

    public Duration OpenTime(Instant from, Instant to)
    {
        var minutes = 0;
        for (var at = from; at < to; at += Minute) minutes += IsOpen(at) ? 1 : 0;
        return Duration.FromMinutes(minutes);
    }

    public Instant Add(Instant since, int days, int minutes)
    {
        // The clock's furthest reading so far; a repeated hour does not turn it back.
        var reached = Reached(since);
        var at = since;
        if (calendar.CutOff is { } cutOff && reached.TimeOfDay >= cutOff)
        {
            var date = reached.Date;
            while (reached.Date <= date) Step();
        }

        while (!IsOpen(at)) Step();
        if (days > 0)
        {
            var (date, time) = (reached.Date, reached.TimeOfDay);
            for (var counted = 0; counted < days;)
            {
                date = date.PlusDays(1);
                if (!calendar.HoursOn(date).IsEmpty) counted++;
            }

            while (reached < date + time) Step();
            while (!IsOpen(at)) Step();
        }

        for (var left = minutes; left > 0; Step()) left -= IsOpen(at) ? 1 : 0;
        return at;

        void Step()
        {
            at += Minute;
            if (Shown(at) > reached) reached = Shown(at);
        }
    }

    private LocalDateTime Reached(Instant at)
    {
        var reached = Shown(at);
        for (var before = at - Duration.FromHours(3); before < at; before += Minute) reached = LocalDateTime.Max(reached, Shown(before).PlusMinutes(1));
        return reached;
    }

    private LocalDateTime Shown(Instant at) => at.InZone(calendar.Zone).LocalDateTime;

    private ValueList<OpenHours> Hours(LocalDateTime local) => calendar.HoursOn(local.Date);

    private static int OfDay(LocalDateTime local) => (local.Hour * 60) + local.Minute;
}
