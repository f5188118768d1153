using System.Globalization;
using System.Numerics;
using NodaTime.Text;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>Moments and lengths of time as texts and back.</summary>
/// <remarks>
/// Source: RFC 3339 for moments; for lengths of time the language definition: signed decimal numbers
/// with the units h, m, s, ms, us and ns, such as <c>1h30m</c> or <c>-1.5s</c>.
/// </remarks>
internal static class TimeTexts
{
    // Of a number in a length of time; more are none.
    private const int DigitsMax = 64;

    internal static string OfMoment(in ExpressionValue moment) => InstantPattern.ExtendedIso.Format(moment.AsInstant());

    // Seconds, with as many decimals as they need.
    internal static string OfLength(in ExpressionValue length)
    {
        var isBelow = length.Bits < 0;
        var (seconds, nanoseconds) = isBelow && length.Extra > 0
            ? (length.Bits + 1, Times.NanosecondsPerSecond - length.Extra)
            : (length.Bits, length.Extra);
        var whole = Math.Abs(seconds).ToString(CultureInfo.InvariantCulture);
        var fraction = nanoseconds == 0 ? "" : "." + nanoseconds.ToString("d9", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(isBelow ? "-" : "")}{whole}{fraction}s";
    }

    internal static ExpressionValue Moment(string text, out Fault fault)
    {
        fault = Fault.ConversionInvalid;
        // 0123456789012345678
        // 2026-11-29T23:30:00
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':') return default;
        if (!TryNumber(text, 0, 4, out var year) || !TryNumber(text, 5, 2, out var month) || !TryNumber(text, 8, 2, out var day)) return default;
        if (!TryNumber(text, 11, 2, out var hour) || !TryNumber(text, 14, 2, out var minute) || !TryNumber(text, 17, 2, out var second)) return default;
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || hour > 23 || minute > 59 || second > 59) return default;
        var at = 19;
        if (!TryFraction(text, ref at, out var nanoseconds) || !TryOffset(text, at, out var offset)) return default;
        fault = Fault.Overflow;
        var ofDay = (((hour * 60L) + minute) * 60) + second;
        return Times.MomentOf((Calendar.DayOf(year, month, day) * Calendar.SecondsPerDay) + ofDay - offset, nanoseconds);
    }

    internal static ExpressionValue Length(string text, out Fault fault)
    {
        fault = Fault.ConversionInvalid;
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (text.Length == at + 1 && text[at] == '0')
        {
            fault = Fault.None;
            return Times.LengthOf(0);
        }

        if (at == text.Length) return default;
        var total = BigInteger.Zero;
        while (at < text.Length)
        {
            if (!TryPart(text, ref at, out var part)) return default;
            total += part;
        }

        if (text[0] == '-') total = -total;
        fault = total < long.MinValue || total > long.MaxValue ? Fault.Overflow : Fault.None;
        return fault == Fault.None ? Times.LengthOf((long)total) : default;
    }

    // Digits with a point, then a unit; what is finer than a nanosecond is dropped.
    private static bool TryPart(string text, ref int at, out BigInteger nanoseconds)
    {
        nanoseconds = default;
        BigInteger digits = 0, scale = 1;
        var (start, hasPoint) = (at, false);
        for (; at < text.Length && (Words.IsDigit(text[at]) || (text[at] == '.' && !hasPoint)); at++)
        {
            if (text[at] == '.') hasPoint = true;
            else
            {
                digits = (digits * 10) + (text[at] - '0');
                if (hasPoint) scale *= 10;
            }
        }

        if (at - start - (hasPoint ? 1 : 0) is <= 0 or > DigitsMax || !TryUnit(text, ref at, out var unit)) return false;
        nanoseconds = digits * unit / scale;
        return true;
    }

    private static bool TryUnit(string text, ref int at, out long nanoseconds)
    {
        var start = at;
        while (at < text.Length && !Words.IsDigit(text[at]) && text[at] != '.') at++;
        nanoseconds = text.Substring(start, at - start) switch
        {
            "h" => 3_600_000_000_000,
            "m" => 60_000_000_000,
            "s" => 1_000_000_000,
            "ms" => 1_000_000,
            // Both signs that stand for micro.
            "us" or "\u00b5s" or "\u03bcs" => 1_000,
            "ns" => 1,
            _ => 0,
        };
        return nanoseconds > 0;
    }

    private static int DaysIn(int year, int month) =>
        (int)((month == 12 ? Calendar.DayOf(year + 1, 1, 1) : Calendar.DayOf(year, month + 1, 1)) - Calendar.DayOf(year, month, 1));

    private static bool TryNumber(string text, int at, int count, out int number)
    {
        number = 0;
        for (var i = at; i < at + count; i++)
        {
            if (!Words.IsDigit(text[i])) return false;
            number = (number * 10) + (text[i] - '0');
        }

        return true;
    }

    // What is finer than a nanosecond is dropped.
    private static bool TryFraction(string text, ref int at, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text[at] != '.') return true;
        var start = ++at;
        for (var unit = Times.NanosecondsPerSecond / 10; at < text.Length && Words.IsDigit(text[at]); at++, unit /= 10) nanoseconds += (text[at] - '0') * unit;
        return at > start;
    }

    private static bool TryOffset(string text, int at, out long seconds)
    {
        seconds = 0;
        if (at == text.Length - 1 && text[at] is 'Z' or 'z') return true;
        return at == text.Length - 6 && text[at] is '+' or '-' && Calendar.TryFixed(text.Substring(at), out seconds);
    }
}
