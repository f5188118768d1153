using NodaTime;

namespace OrderKernel.Workflow.Tests.Timing;

/// <summary>Fails when days and hours of a span are mixed up, when text does not come back, or when a span that does not fit is taken.</summary>
public class DeadlineSpanTests
{
    [Theory]
    [InlineData("P1D", 1, 0, "P1D")]
    [InlineData("PT24H", 0, 86_400, "PT24H")]
    [InlineData("P1W2D", 9, 0, "P9D")]
    [InlineData("P1DT36H90M", 1, 135_000, "P1DT37H30M")]
    [InlineData("PT1.5S", 0, 1.5, "PT1.5S")]
    [InlineData("PT0S", 0, 0, "PT0S")]
    [InlineData("P-1DT48H", -1, 172_800, "P-1DT48H")]
    [InlineData("PT-1H", 0, -3_600, "PT-1H")]
    [InlineData("PT-0.25S", 0, -0.25, "PT-0.25S")]
    public void Days_and_time_are_told_apart(string text, int days, double seconds, string printed)
    {
        Assert.True(DeadlineSpan.TryParse(text, out var span));
        Assert.Equal((days, Duration.FromSeconds(seconds)), (span.Days, span.Time));
        Assert.Equal(Duration.FromDays(days) + Duration.FromSeconds(seconds), span.Elapsed);
        Assert.Equal(printed, span.ToString());
        Assert.True(DeadlineSpan.TryParse(printed, out var again));
        Assert.Equal(span, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("1D")]
    [InlineData("P99999999999D")]
    [InlineData("P2000000000D")]
    [InlineData("PT9000000000000000000H")]
    [InlineData("P2000000000W")]
    public void What_is_no_span_is_refused(string? text) => Assert.False(DeadlineSpan.TryParse(text, out _));

    [Fact]
    public void Negative_parts_are_the_callers_fault()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DeadlineSpan.Of(-1, Duration.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeadlineSpan.Of(0, -Duration.Epsilon));
    }

    [Theory]
    [InlineData("00:00-24:00", true)]
    [InlineData("09:00-12:00", true)]
    [InlineData("23:59-24:00", true)]
    [InlineData("24:00-24:00", false)]
    [InlineData("12:00-12:00", false)]
    [InlineData("22:00-06:00", false)]
    [InlineData("9:00-12:00", false)]
    [InlineData("09:60-12:00", false)]
    [InlineData("09:00-24:01", false)]
    [InlineData("09.00-12.00", false)]
    [InlineData("09:00–12:00", false)]
    [InlineData("٠٩:00-12:00", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Hours_are_read_strictly_and_come_back(string? text, bool isRead)
    {
        Assert.Equal(isRead, OpenHours.TryParse(text, out var hours));
        if (isRead) Assert.Equal(text, hours.ToString());
    }
}
