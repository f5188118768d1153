using NodaTime;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>Instants as people and documents write them: ISO 8601 with an offset or Z.</summary>
public static class OffsetText
{
    /// <summary>Reads an instant.</summary>
    /// <param name="text">Such as <c>2025-11-11T00:00:00+08:00</c>.</param>
    /// <param name="instant">The instant; unset when false.</param>
    /// <returns>False for any other form, and for what lies beyond the years that there are once its offset is taken off.</returns>
    public static bool TryParse(string? text, out Instant instant)
    {
        instant = default;
        if (text is null || !OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var moment)) return false;
        try
        {
            instant = moment.ToInstant();
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
