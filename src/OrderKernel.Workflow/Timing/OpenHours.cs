using System.Globalization;
using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>
/// Opening hours of one day, by local wall-clock minutes: from the first minute, up to the last, which is closed again. <c>default</c> is no time.
/// </summary>
[JsonConverter(typeof(TextValueConverter<OpenHours>))]
public readonly record struct OpenHours : IComparable<OpenHours>, ITextValue<OpenHours>
{
    private OpenHours(int from, int to) => (FromMinute, ToMinute) = (from, to);

    /// <summary>The first open minute of the day, 0 to 1439.</summary>
    public int FromMinute { get; }

    /// <summary>The first closed minute after it, 1 to 1440; 1440 is midnight at the day's end.</summary>
    public int ToMinute { get; }

    /// <summary>Hours from their minutes of the day.</summary>
    /// <param name="fromMinute">The first open minute of the day, from 0.</param>
    /// <param name="toMinute">The minute at which it closes, later than the first, at most 1440.</param>
    /// <exception cref="ArgumentOutOfRangeException">They do not lie in the day in this order.</exception>
    public static OpenHours Of(int fromMinute, int toMinute) => fromMinute >= 0 && fromMinute < toMinute && toMinute <= 1440
        ? new(fromMinute, toMinute)
        : throw new ArgumentOutOfRangeException(nameof(toMinute), toMinute, "Hours begin before they end, within one day.");

    /// <summary>Hours from text such as <c>09:00-12:00</c>; the end may be <c>24:00</c>.</summary>
    /// <param name="text">Two times of day, 24 hours, with a hyphen between; null is none.</param>
    /// <param name="hours">The hours; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out OpenHours hours)
    {
        hours = default;
        if (text is not { Length: 11 } || text[5] != '-') return false;
        if (!TryMinute(text, 0, out var from) || !TryMinute(text, 6, out var to) || from >= to) return false;
        hours = new(from, to);
        return true;
    }

    /// <summary>Order of the beginnings, then of the ends.</summary>
    public int CompareTo(OpenHours other) => FromMinute != other.FromMinute ? FromMinute.CompareTo(other.FromMinute) : ToMinute.CompareTo(other.ToMinute);

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => $"{Clock(FromMinute)}-{Clock(ToMinute)}";

    internal static string Clock(int minute) =>
        string.Format(CultureInfo.InvariantCulture, "{0:00}:{1:00}", minute / 60, minute % 60);

    /// <summary>The minute of the day of <c>HH:mm</c>, up to <c>24:00</c>.</summary>
    internal static bool TryMinute(string text, int at, out int minute)
    {
        minute = 0;
        if (text.Length < at + 5 || text[at + 2] != ':') return false;
        foreach (var digit in new[] { text[at], text[at + 1], text[at + 3], text[at + 4] })
        {
            if (digit is < '0' or > '9') return false;
        }

        var (hour, rest) = (((text[at] - '0') * 10) + text[at + 1] - '0', ((text[at + 3] - '0') * 10) + text[at + 4] - '0');
        minute = (hour * 60) + rest;
        return rest < 60 && minute <= 1440;
    }

    string ITextValue<OpenHours>.Value => ToString();

    bool ITextValue<OpenHours>.TryRead(string? text, out OpenHours value) => TryParse(text, out value);
}
