using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>The few words and numbers that overlays write.</summary>
internal static class DiagramWords
{
    private const long Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;
    private static readonly OffsetDateTimePattern Local = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:sso<+HH:mm>");

    public static string Elsewhere(Language language) => language == Language.Chinese ? "不在本流程中的步骤" : "steps that this workflow does not have";

    public static string Join(JoinNeeds needs, Language language) => (needs, language) switch
    {
        (JoinNeeds.All, Language.Chinese) => "全部完成后",
        (_, Language.Chinese) => "任一完成后",
        (JoinNeeds.All, _) => "join all",
        _ => "join any",
    };

    public static string If(Language language) => language == Language.Chinese ? " 若 " : " if ";

    public static string Due(string span, string since, Language language) =>
        language == Language.Chinese ? $"自 {since} 起 {span} 后" : $"after {span} since {since}";

    public static string Passed(StepCount count, Language language) => language == Language.Chinese
        ? $"经过 {Number(count.Visits)},现有 {Number(count.Present)}"
        : $"{Number(count.Visits)} came, {Number(count.Present)} here";

    public static string Taken(PassageCount passage, Language language) => language == Language.Chinese
        ? $"{Number(passage.Count)} 次,中位停留 {Dwell(passage.MedianSeconds)}"
        : $"{Number(passage.Count)} went, median {Dwell(passage.MedianSeconds)}";

    public static string More(long count, Language language) => language == Language.Chinese ? $"另有 {Number(count)} 次" : $"and {Number(count)} more";

    public static string At(Instant instant, DateTimeZone? zone)
    {
        // At the ends of time local time has no room left.
        var here = zone is not null && instant > Instant.MinValue + Duration.FromDays(1) && instant < Instant.MaxValue - Duration.FromDays(1)
            ? zone
            : DateTimeZone.Utc;
        return Local.Format(instant.InZone(here).ToOffsetDateTime());
    }

    /// <summary>The two largest units that are not zero, rounded down, such as <c>2d 3h</c> or <c>45s</c>.</summary>
    public static string Dwell(long seconds) => seconds switch
    {
        >= Day => Two(seconds / Day, "d", seconds % Day / Hour, "h"),
        >= Hour => Two(seconds / Hour, "h", seconds % Hour / Minute, "min"),
        >= Minute => Two(seconds / Minute, "min", seconds % Minute, "s"),
        _ => $"{Number(seconds)}s",
    };

    private static string Two(long large, string unit, long small, string part) =>
        small == 0 ? $"{Number(large)}{unit}" : $"{Number(large)}{unit} {Number(small)}{part}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
