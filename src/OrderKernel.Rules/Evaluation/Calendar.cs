using NodaTime;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>The parts of a moment in a time zone, and the units of a length of time.</summary>
internal static class Calendar
{
    internal const long SecondsPerDay = 86_400;

    // In UTC, or the whole units of a length of time.
    internal static ExpressionValue Get(Node node, in ExpressionValue value) => value.Kind switch
    {
        ValueKind.Instant => ExpressionValue.Of(PartOf(node.Op, value.Bits, value.Extra)),
        ValueKind.Duration => Units(node, value),
        _ => ExpressionValue.Error(Fault.NoOverload, node),
    };

    internal static ExpressionValue Get(Node node, in ExpressionValue value, in ExpressionValue zone)
    {
        if (value.Kind != ValueKind.Instant || zone.Kind != ValueKind.String) return ExpressionValue.Error(Fault.NoOverload, node);
        return TryOffset(zone.Characters, value, out var offset)
            ? ExpressionValue.Of(PartOf(node.Op, value.Bits + offset, value.Extra))
            : ExpressionValue.Error(Fault.UnknownTimeZone, node);
    }

    internal static bool IsZone(string zone) => TryOffset(zone, ExpressionValue.Of(default(Instant)), out _);

    // The offset from UTC in seconds that a zone has at a moment.
    private static bool TryOffset(string zone, in ExpressionValue at, out long offset)
    {
        if (TryFixed(zone, out offset)) return true;
        // A name that only counts hours from UTC is no zone of the language: it writes them as an offset.
        if (zone.Length > 3 && zone.StartsWith("UTC", StringComparison.Ordinal)) return false;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } found) return false;
        offset = found.GetUtcOffset(at.AsInstant()).Seconds;
        return true;
    }

    // [+-]hh:mm
    internal static bool TryFixed(string zone, out long offset)
    {
        offset = 0;
        var from = zone.Length == 6 && zone[0] is '+' or '-' ? 1 : 0;
        if (zone.Length - from != 5 || zone[from + 2] != ':') return false;
        if (!TryDigits(zone, from, out var hours) || !TryDigits(zone, from + 3, out var minutes) || hours > 23 || minutes > 59) return false;
        offset = ((hours * 60) + minutes) * (zone[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool TryDigits(string text, int at, out int value)
    {
        value = ((text[at] - '0') * 10) + (text[at + 1] - '0');
        return Words.IsDigit(text[at]) && Words.IsDigit(text[at + 1]);
    }

    private static long PartOf(NodeOp op, long seconds, int nanoseconds)
    {
        var day = FloorDivide(seconds, SecondsPerDay);
        var ofDay = seconds - (day * SecondsPerDay);
        switch (op)
        {
            case NodeOp.Hours: return ofDay / 3600;
            case NodeOp.Minutes: return ofDay / 60 % 60;
            case NodeOp.Seconds: return ofDay % 60;
            case NodeOp.Milliseconds: return nanoseconds / 1_000_000;
            // 1970-01-01 was a Thursday.
            case NodeOp.DayOfWeek: return (((day + 4) % 7) + 7) % 7;
        }

        var (year, month, ofMonth) = DateOf(day);
        return op switch
        {
            NodeOp.FullYear => year,
            NodeOp.Month => month - 1,
            NodeOp.Date => ofMonth,
            NodeOp.DayOfMonth => ofMonth - 1,
            _ => day - DayOf(year, 1, 1),
        };
    }

    // Years of 365 days that begin in March and eras of 400 of them make the length of a month depend on nothing but its place.
    private static (long Year, long Month, long Day) DateOf(long day)
    {
        var shifted = day + 719_468;
        var era = FloorDivide(shifted, 146_097);
        var ofEra = shifted - (era * 146_097);
        var yearOfEra = (ofEra - (ofEra / 1460) + (ofEra / 36_524) - (ofEra / 146_096)) / 365;
        var ofYear = ofEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var fromMarch = ((5 * ofYear) + 2) / 153;
        var month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, ofYear - (((153 * fromMarch) + 2) / 5) + 1);
    }

    internal static long DayOf(long year, long month, long day)
    {
        var fromMarch = month <= 2 ? year - 1 : year;
        var era = FloorDivide(fromMarch, 400);
        var yearOfEra = fromMarch - (era * 400);
        var ofYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + ofYear - 719_468;
    }

    private static ExpressionValue Units(Node node, in ExpressionValue length)
    {
        // Whole seconds towards zero.
        var isRounded = length.Bits < 0 && length.Extra > 0;
        var seconds = isRounded ? length.Bits + 1 : length.Bits;
        return node.Op switch
        {
            NodeOp.Hours => ExpressionValue.Of(seconds / 3600),
            NodeOp.Minutes => ExpressionValue.Of(seconds / 60),
            NodeOp.Seconds => ExpressionValue.Of(seconds),
            NodeOp.Milliseconds => ExpressionValue.Of((long)((isRounded ? length.Extra - Times.NanosecondsPerSecond : length.Extra) / 1_000_000)),
            _ => ExpressionValue.Error(Fault.NoOverload, node),
        };
    }

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}
