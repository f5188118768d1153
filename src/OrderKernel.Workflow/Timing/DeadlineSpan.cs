using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>
/// How long a deadline waits, its days and its hours told apart: a calendar counts open
/// days and open time, without one a day is 24 hours. <c>default</c> is no time.
/// </summary>
[JsonConverter(typeof(TextValueConverter<DeadlineSpan>))]
public readonly record struct DeadlineSpan : ITextValue<DeadlineSpan>
{
    // Far above what a document may ask for, and two of it still fit a duration.
    private const int DaysMax = 8_000_000;

    private DeadlineSpan(int days, Duration time) => (Days, Time) = (days, time);

    /// <summary>The whole days, weeks among them as seven; negative only where the document wrote it so.</summary>
    public int Days { get; }

    /// <summary>The time beside the days; not carried into them: <c>PT24H</c> has no day.</summary>
    public Duration Time { get; }

    /// <summary>The whole span as elapsed time: a day is 24 hours.</summary>
    public Duration Elapsed => Duration.FromDays(Days) + Time;

    internal bool IsNegative => Days < 0 || Time < Duration.Zero;

    /// <summary>A span from its parts.</summary>
    /// <param name="days">Days of the calendar, not negative.</param>
    /// <param name="time">Time beside the days, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is negative.</exception>
    public static DeadlineSpan Of(int days, Duration time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (time < Duration.Zero) throw new ArgumentOutOfRangeException(nameof(time), time, "Must not be negative.");
        return new(days, time);
    }

    /// <summary>A span from ISO 8601 text such as <c>P1D</c>, <c>PT24H</c> or <c>P2DT30M</c>; false with years, months or more than fits.</summary>
    /// <param name="text">An ISO 8601 duration; null is no span.</param>
    /// <param name="span">The span, negative where the text is; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out DeadlineSpan span)
    {
        span = default;
        if (text is null) return false;
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        if (!parsed.Success || parsed.Value is not { Years: 0, Months: 0 } period) return false;
        try
        {
            var time = new PeriodBuilder(period) { Weeks = 0, Days = 0 }.Build().ToDuration();
            var days = checked((period.Weeks * 7) + period.Days);
            if (days is < -DaysMax or > DaysMax || time.Days is < -DaysMax or > DaysMax) return false;
            span = new(days, time);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>The span in ISO 8601 form; reading it back gives the same span.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("P");
        if (Days != 0) text.Append(Days.ToString(CultureInfo.InvariantCulture)).Append('D');
        if (Time == Duration.Zero) return Days == 0 ? "PT0S" : text.ToString();
        text.Append('T');
        Append(text, (Time.Days * 24L) + Time.Hours, 'H');
        Append(text, Time.Minutes, 'M');
        if (Time.SubsecondNanoseconds == 0)
        {
            Append(text, Time.Seconds, 'S');
        }
        else
        {
            if (Time < Duration.Zero) text.Append('-');
            var fraction = Math.Abs(Time.SubsecondNanoseconds).ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
            text.Append(Math.Abs(Time.Seconds).ToString(CultureInfo.InvariantCulture)).Append('.').Append(fraction).Append('S');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, long count, char unit)
    {
        if (count != 0) text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(unit);
    }

    string ITextValue<DeadlineSpan>.Value => ToString();

    bool ITextValue<DeadlineSpan>.TryRead(string? text, out DeadlineSpan value) => TryParse(text, out value);
}
