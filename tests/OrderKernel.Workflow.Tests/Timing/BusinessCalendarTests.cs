using NodaTime;
using static OrderKernel.Workflow.Tests.Timing.Calendars;

namespace OrderKernel.Workflow.Tests.Timing;

/// <summary>
/// Worked examples of open days, open time, cut-off, holidays and clocks that jump. Fails
/// when one is counted otherwise, or when a far or empty calendar hangs or throws.
/// </summary>
public class BusinessCalendarTests
{
    private const string Shanghai = "Asia/Shanghai";
    private static readonly BusinessCalendar Office = Calendars.Office();

    // 2026-09-28 is a Monday; 1 and 2 October are holidays, Saturday the 10th is worked until six.
    [Theory]
    [InlineData("09-28 10:00", "P1D", "09-29 10:00")] // The same time on the next open day.
    [InlineData("09-28 10:00", "PT24H", "10-05 09:30")] // A day in hours is no day: 24 open hours, lunch not counted.
    [InlineData("09-28 10:00", "PT3H", "09-28 14:30")] // Over the lunch break.
    [InlineData("09-28 12:30", "PT1H", "09-28 14:30")] // Within it: counts from the next opening.
    [InlineData("09-28 10:00", "PT2H", "09-28 12:00")] // Up to the closing itself.
    [InlineData("09-28 15:59", "P1D", "09-29 15:59")] // Just before the cut-off.
    [InlineData("09-28 16:00", "P1D", "09-30 09:00")] // At it: counts from the next day's opening.
    [InlineData("09-28 20:00", "PT30M", "09-29 09:30")]
    [InlineData("09-29 10:00", "P1D", "09-30 10:00")]
    [InlineData("09-30 10:00", "P1D", "10-03 10:00")] // Over the holidays to Saturday morning.
    [InlineData("09-30 15:00", "P1D", "10-05 09:00")] // Saturday is closed by then: moved into Monday's hours.
    [InlineData("10-01 10:00", "PT1H", "10-03 10:00")] // Begun on a holiday.
    [InlineData("10-09 15:00", "P1D", "10-10 15:00")] // The worked Saturday, although a holiday too.
    [InlineData("10-10 09:00", "PT9H", "10-10 18:00")]
    [InlineData("10-09 15:00", "P1DT4H", "10-12 10:00")] // Days first, then time.
    [InlineData("10-04 03:00", "PT0S", "10-05 09:00")]
    public void An_office_counts_open_days_and_open_time(string since, string after, string due) =>
        Assert.Equal(Time(due), Office.Add(Time(since), Span(after)));

    [Fact]
    public void Open_time_between_is_what_adding_passes_over()
    {
        Assert.Equal(Duration.FromHours(3), Office.OpenTimeBetween(Time("09-28 10:00"), Time("09-28 14:30")));
        Assert.Equal(Duration.Zero, Office.OpenTimeBetween(Time("09-28 14:30"), Time("09-28 10:00")));
        Assert.Equal(Duration.Zero, Office.OpenTimeBetween(Time("10-01 00:00"), Time("10-03 09:00")));
    }

    [Fact]
    public void Open_is_from_the_first_minute_up_to_the_last()
    {
        Assert.True(Office.IsOpenAt(Time("09-28 09:00")));
        Assert.False(Office.IsOpenAt(Time("09-28 12:00")));
        Assert.True(Office.IsOpenAt(Time("09-28 12:00") - Duration.Epsilon));
        Assert.False(Office.IsOpenAt(Time("10-02 10:00")));
        Assert.Equal(Time("09-28 13:30"), Office.NextOpening(Time("09-28 12:00")));
        Assert.Equal(Time("09-28 13:30"), Office.NextOpening(Time("09-28 13:30")));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T02:15", "P1D", "2026-03-29T03:00")] // Two o'clock is skipped on the 29th: due when the clock jumps past it.
    [InlineData("Europe/Berlin", "2026-03-29T01:30", "PT1H", "2026-03-29T03:30")]
    [InlineData("America/New_York", "2026-03-07T02:15", "P1D", "2026-03-08T03:00")]
    [InlineData("America/New_York", "2026-11-01T00:30", "PT2H", "2026-11-01T01:30")] // One o'clock comes twice: two hours of waiting, one on the clock.
    [InlineData("Asia/Shanghai", "2026-03-29T01:30", "PT1H", "2026-03-29T02:30")]
    public void Clocks_that_jump_break_nothing(string zone, string since, string after, string due)
    {
        var always = Always(zone);
        var from = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(since).Value.InZoneStrictly(always.Zone)
            .ToInstant();
        Assert.Equal(due,
            always.Add(from, Span(after)).InZone(always.Zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_calendar_open_an_hour_a_week_counts_ten_years_ahead_and_no_further()
    {
        var rare = BusinessCalendar.Of("rare", DateTimeZone.Utc,
            new Dictionary<IsoDayOfWeek, ValueList<OpenHours>> { [IsoDayOfWeek.Sunday] = [Open("03:00-04:00")] });
        var since = Instant.FromUtc(2026, 1, 1, 0, 0);
        Assert.Equal(since + BusinessCalendar.Horizon, rare.Add(since, Span("P3660D")));
        Assert.Equal(since + BusinessCalendar.Horizon, rare.Add(since, Span("PT9999H")));
        Assert.Equal(Instant.FromUtc(2026, 1, 11, 4, 0), rare.Add(since, Span("PT2H")));
    }

    [Fact]
    public void A_calendar_whose_only_day_is_past_has_no_next_opening()
    {
        var once = BusinessCalendar.Of("once", DateTimeZone.Utc, new Dictionary<IsoDayOfWeek, ValueList<OpenHours>>(),
            workdays: [new(new LocalDate(2020, 1, 1), [Open("09:00-10:00")])]);
        var since = Instant.FromUtc(2026, 1, 1, 0, 0);
        Assert.Null(once.NextOpening(since));
        Assert.Equal(since + BusinessCalendar.Horizon, once.Add(since, Span("PT1S")));
        Assert.Equal(since + BusinessCalendar.Horizon, once.Add(since, Span("P1D")));
    }

    [Fact]
    public void Both_ends_of_time_are_borne()
    {
        foreach (var zone in new[] { "Asia/Shanghai", "America/New_York", "Pacific/Apia", "Pacific/Kiritimati" })
        {
            var always = Always(zone);
            Assert.Equal(Instant.MaxValue, always.Add(Instant.MaxValue, Span("P1D")));
            Assert.True(always.Add(Instant.MinValue, Span("P1D")) > Instant.MinValue);
            Assert.False(always.IsOpenAt(Instant.MaxValue));
            Assert.False(always.IsOpenAt(Instant.MinValue));
            Assert.Null(always.NextOpening(Instant.MaxValue));
            Assert.Equal(BusinessCalendar.Horizon, always.OpenTimeBetween(Instant.MinValue, Instant.MaxValue));
        }
    }

    [Fact]
    public void A_day_that_a_country_left_out_is_no_open_day()
    {
        // Samoa crossed the date line: there was no 30 December 2011.
        var apia = Always("Pacific/Apia");
        Assert.Equal(At("Pacific/Apia", 2011, 12, 31, 0), apia.Add(At("Pacific/Apia", 2011, 12, 29, 10), Span("P1D")));
    }

    [Fact]
    public void What_the_caller_must_not_give_is_the_callers_fault()
    {
        Assert.Throws<ArgumentException>(() => BusinessCalendar.Of("none", DateTimeZone.Utc, new Dictionary<IsoDayOfWeek, ValueList<OpenHours>>()));
        Assert.Throws<ArgumentException>(() =>
            BusinessCalendar.Of("x", DateTimeZone.Utc,
                new Dictionary<IsoDayOfWeek, ValueList<OpenHours>> { [IsoDayOfWeek.Monday] = [Open("09:00-12:00"), Open("11:00-13:00")] }));
        Assert.Throws<ArgumentException>(() =>
            BusinessCalendar.Of("x", DateTimeZone.Utc, new Dictionary<IsoDayOfWeek, ValueList<OpenHours>> { [IsoDayOfWeek.None] = [Open("09:00-12:00")] }));
        Workday day = new(new LocalDate(2026, 1, 1), [Open("09:00-12:00")]);
        Assert.Throws<ArgumentException>(() =>
            BusinessCalendar.Of("x", DateTimeZone.Utc, new Dictionary<IsoDayOfWeek, ValueList<OpenHours>>(), workdays: [day, day]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.Add(Time("09-28 10:00"), Span("PT-1H")));
        Assert.Throws<ArgumentOutOfRangeException>(() => OpenHours.Of(60, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.HoursOf(IsoDayOfWeek.None));
    }

    private static Instant Time(string text) =>
        At(Shanghai, 2026, int.Parse(text.Substring(0, 2)), int.Parse(text.Substring(3, 2)), int.Parse(text.Substring(6, 2)), int.Parse(text.Substring(9)));
}
