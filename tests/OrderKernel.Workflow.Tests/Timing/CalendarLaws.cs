using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace OrderKernel.Workflow.Tests.Timing;

/// <summary>
/// Fails when a calendar counts otherwise than minute by minute, when a later start or
/// a longer span is due earlier, or when something is due while nobody works.
/// </summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class CalendarLaws
{
    internal static readonly BusinessCalendar[] All =
    [
        Calendars.Office(), Calendars.Office("Europe/Berlin"), Calendars.Office("America/New_York", null), Calendars.Always("Europe/Berlin"),
        Calendars.Night("Europe/Berlin"), Calendars.Night("America/New_York", "23:00"), Calendars.Night("Asia/Shanghai", "02:00"),
        Calendars.Night("Europe/Berlin", "02:15"),
    ];

    // Days around which clocks jump in Berlin and New York, and the holidays of the office.
    internal static readonly Instant[] Around =
    [
        Instant.FromUtc(2026, 3, 27, 0, 0), Instant.FromUtc(2026, 10, 23, 0, 0), Instant.FromUtc(2026, 3, 6, 0, 0), Instant.FromUtc(2026, 10, 30, 0, 0),
        Instant.FromUtc(2026, 9, 29, 0, 0),
    ];

    public sealed record Case(int Calendar, int Around, int Minute, int Later, int Days, int Minutes)
    {
        public BusinessCalendar Of => All[Calendar];

        public Instant Since => CalendarLaws.Around[Around] + Duration.FromMinutes(Minute);

        public DeadlineSpan Span => DeadlineSpan.Of(Days, Duration.FromMinutes(Minutes));
    }

    private delegate Instant Adding(BusinessCalendar calendar, Instant since, DeadlineSpan after);

    [Law(150, 20_000)]
    public bool Adding_agrees_with_counting_minute_by_minute(Case c) => Agrees((k, s, a) => k.Add(s, a), c);

    [Law(150, 20_000)]
    public bool Being_open_and_open_time_agree_with_counting_minute_by_minute(Case c)
    {
        var slow = new SlowCalendar(c.Of);
        var to = c.Since + Duration.FromMinutes(c.Later);
        return c.Of.IsOpenAt(c.Since) == slow.IsOpen(c.Since) && c.Of.OpenTimeBetween(c.Since, to) == slow.OpenTime(c.Since, to);
    }

    [Law(1_500, 200_000)]
    public bool A_later_start_is_never_due_earlier(Case c) => IsMonotone((k, s, a) => k.Add(s, a), c);

    [Law(1_500, 200_000)]
    public bool A_longer_span_is_never_due_earlier(Case c)
    {
        var due = c.Of.Add(c.Since, c.Span);
        return due <= c.Of.Add(c.Since, DeadlineSpan.Of(c.Days + 1, c.Span.Time))
            && due <= c.Of.Add(c.Since, DeadlineSpan.Of(c.Days, c.Span.Time + Duration.FromMinutes(c.Later)));
    }

    [Law(1_500, 200_000)]
    public bool What_is_due_is_due_in_open_hours_or_at_their_end_and_not_before_it_began(Case c)
    {
        var due = c.Of.Add(c.Since, c.Span);
        return due >= c.Since && (c.Of.IsOpenAt(due) || (c.Minutes > 0 && c.Of.IsOpenAt(due - Duration.Epsilon)));
    }

    [Law(1_500, 200_000)]
    public bool Open_time_adds_up(Case c)
    {
        var (a, b) = (c.Since, c.Since + Duration.FromMinutes(c.Minutes));
        var end = b + Duration.FromMinutes(c.Later);
        return c.Of.OpenTimeBetween(a, b) + c.Of.OpenTimeBetween(b, end) == c.Of.OpenTimeBetween(a, end);
    }

    /// <summary>Wrong ways to count that the laws must not let pass.</summary>
    public static TheoryData<string> PlantedBugs =>
        ["elapsed time", "closed days count", "no cut-off", "lenient gap", "clock turns back", "opening instead of closing"];

    [Theory]
    [MemberData(nameof(PlantedBugs))]
    public void A_wrong_way_to_count_is_caught(string bug)
    {
        Adding wrong = bug switch
        {
            "elapsed time" => (_, s, a) => s + a.Elapsed,
            "closed days count" =>
                (k, s, a) => k.NextOpening(k.Add(s, default) + Duration.FromDays(a.Days)) is { } at ? k.Add(at, DeadlineSpan.Of(0, a.Time)) : s,
            "no cut-off" => (k, s, a) => WithoutCutOff(k).Add(s, a),
            "lenient gap" => (k, s, a) => k.Add(s, DeadlineSpan.Of(0, a.Time)) is var at && a.Days == 0
                ? at
                : k.Add((at.InZone(k.Zone).LocalDateTime.PlusDays(a.Days)).InZoneLeniently(k.Zone).ToInstant(), default),
            "clock turns back" => (k, s, a) =>
                a.Days == 0 ? k.Add(s, a) : k.NextOpening(s.InZone(k.Zone).LocalDateTime.PlusDays(a.Days).InZoneLeniently(k.Zone).ToInstant()) ?? s,
            _ => (k, s, a) => k.NextOpening(k.Add(s, a)) ?? s,
        };
        Assert.Contains(Enumerable.Range(0, 20).SelectMany(_ => Gen.Sample(Arbitraries.CalendarCases().Generator, 400, 400)),
            c => !Agrees(wrong, c) || !IsMonotone(wrong, c));
    }

    private static BusinessCalendar WithoutCutOff(BusinessCalendar calendar) => BusinessCalendar.Of(
        calendar.Name, calendar.Zone, Enumerable.Range(1, 7).ToDictionary(d => (IsoDayOfWeek)d, d => calendar.HoursOf((IsoDayOfWeek)d)), calendar.Holidays,
        calendar.Workdays);

    private static bool Agrees(Adding add, Case c) => add(c.Of, c.Since, c.Span) == new SlowCalendar(c.Of).Add(c.Since, c.Days, c.Minutes);

    private static bool IsMonotone(Adding add, Case c) => add(c.Of, c.Since, c.Span) <= add(c.Of, c.Since + Duration.FromMinutes(c.Later), c.Span);
}
