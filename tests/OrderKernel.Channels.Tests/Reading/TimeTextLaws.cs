using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Which texts are times. Fails when a text that is nearly one is read (a day that the month has not, an hour of three digits, two marks of different kinds),
/// when one that is a time parks, or when either is another instant than a pattern and NodaTime give.
/// </summary>
public sealed class TimeTextLaws
{
    private static readonly Dictionary<string, ProfileReader> Readers = new[] { "text", "us" }.ToDictionary(f => f, f => new ProfileReader(
        Profiles.Load(Encoding.UTF8.GetBytes(Made.Document($"{Made.Order},{Made.Amounts}").Replace("\"time\":\"text\"", $"\"time\":\"{f}\"", StringComparison.Ordinal)))
            .ValueOrThrow(), SkuMap.Same, Records.Shop));

    private static readonly string[] Forms =
    [
        "2026-01-31 15:04:05", "2024/2/29 9:04", "2026-1-3T03:04:05.123456789Z", "2026-12-09 23:59:59 +0530", "2025-02-28T00:00:00-18:00", "2026-06-30 12:30z",
        "2026-10-05 08:09:10+08", "1/31/2026", "12-1-2026 3:04 PM", "2/29/2024, 12:00:01 am", "11/30/2026 23:59", "04/05/2026 11:22:33pm", "9998-12-31 20:00:00",
    ];

    [Law(4_000, 200_000)]
    public void A_text_is_a_time_exactly_where_its_form_and_its_numbers_are(Seed seed, bool isMonthFirst)
    {
        var random = new Random(seed);
        var text = Edited(random, Forms[random.Next(Forms.Length)]);
        var reading = Readers[isMonthFirst ? "us" : "text"].Read(Encoding.UTF8.GetBytes($$"""{"no":"1","at":"{{text}}","total":1}"""));
        var expected = (isMonthFirst ? MonthFirstTime(text.Trim()) : null) ?? YearFirstTime(text.Trim());
        Assert.True(reading.Claim?.CreatedAt == expected, $"{text}: {reading.Claim?.CreatedAt} {reading.Refusal}, expected {expected}");
        if (expected is null && text.Trim().Length > 0) Assert.Equal(ChannelsCodes.TimeInvalid, reading.Refusal!.Code);
    }

    [Fact]
    public void Both_answers_are_common()
    {
        var random = new Random(1);
        var times = Enumerable.Range(0, 1_000).Count(_ => YearFirstTime(Edited(random, Forms[random.Next(8)]).Trim()) is not null);
        Assert.InRange(times, 200, 800);
    }

    // None, one or two characters taken out, doubled, or changed for one that occurs in times.
    private static string Edited(Random random, string text)
    {
        const string Alphabet = "0123456789-/:. TZz+,apmAPM";
        for (var edits = random.Next(3); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[at].ToString()),
                2 => text[..at],
                _ => text[..at] + Alphabet[random.Next(Alphabet.Length)] + text[(at + 1)..],
            };
            if (text.Length == 0) return text;
        }

        return text;
    }

    private static Instant? YearFirstTime(string text) => YearFirst.Match(text) is { Success: true } match ? InstantOf(match) : null;

    private static Instant? MonthFirstTime(string text) => MonthFirst.Match(text) is { Success: true } match ? InstantOf(match) : null;

    private static Instant? InstantOf(Match match)
    {
        int Number(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var (year, month, day, hour, minute, second) = (Number("year"), Number("month"), Number("day"), Number("hour"), Number("minute"), Number("second"));
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        if (hour > 23 || minute > 59 || second > 59) return null;
        if (match.Groups["half"].Success)
        {
            if (hour is 0 or > 12) return null;
            hour = (hour % 12) + (match.Groups["half"].Value is "p" or "P" ? 12 : 0);
        }

        var fraction = match.Groups["fraction"].Value.PadRight(9, '0');
        var local = new LocalDateTime(year, month, day, hour, minute, second).PlusNanoseconds(long.Parse(fraction, CultureInfo.InvariantCulture));
        if (!match.Groups["sign"].Success)
            return match.Groups["utc"].Success ? local.InUtc().ToInstant() : DateTimeZoneProviders.Tzdb["Asia/Shanghai"].AtLeniently(local).ToInstant();
        var offset = (Number("hours") * 60) + Number("minutes");
        if (Number("minutes") > 59 || offset > 18 * 60) return null;
        return local.WithOffset(Offset.FromSeconds(offset * (match.Groups["sign"].Value == "-" ? -60 : 60))).ToInstant();
    }

    private static readonly Regex YearFirst = new(
        @"^(?<year>\d{4})(?<mark>[-/])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})[ T](?<hour>\d{1,2}):(?<minute>\d{2})(:(?<second>\d{2})(\.(?<fraction>\d{1,9}))?)?((?<utc>[Zz])| ?(?<sign>[-+])(?<hours>\d{2})(:?(?<minutes>\d{2}))?)?$",
        RegexOptions.ExplicitCapture);

    private static readonly Regex MonthFirst = new(
        @"^(?<month>\d{1,2})(?<mark>[-/])(?<day>\d{1,2})\k<mark>(?<year>\d{4})(,|,? +(?<hour>\d{1,2}):(?<minute>\d{2})(:(?<second>\d{2}))? *((?<half>[aApP])[mM])?)?$",
        RegexOptions.ExplicitCapture);
}
