using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels;

/// <summary>Days as partners write them: <c>2026-12-31</c>, <c>2026/12/31</c> or <c>20261231</c>, a time of day behind a blank or a T left out.</summary>
internal static class DayText
{
    private static readonly LocalDatePattern[] Patterns =
    [
        LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("uuuu/MM/dd"), LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd"),
    ];

    public static bool TryParse(string text, out LocalDate day)
    {
        var end = text.IndexOfAny([' ', 'T']);
        var written = end < 0 ? text : text.Substring(0, end);
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(written).TryGetValue(default, out day)) return true;
        }

        day = default;
        return false;
    }
}
