using System.Globalization;

namespace OrderKernel.Cli.Input;

/// <summary>A cell of a workbook as the text of a CSV field: nothing is rounded, and what a number cell may have lost is told.</summary>
internal static class CellText
{
    /// <summary>A spreadsheet keeps so many digits of a number.</summary>
    private const int DigitsKept = 15;

    private const int DaysMost = 2_958_466; // 10000-01-01
    private const int DaysTo1904 = 1462;

    /// <summary>A text cell. One of many digits is text, and was no number since: in a CSV file it would look like one.</summary>
    public static string OfText(string text) => text.Length > DigitsKept && text.All(char.IsAsciiDigit) ? $"=\"{text}\"" : text;

    /// <summary>
    /// A number cell: a date or time as local text; a whole number with all its digits, behind an equals sign when they are more than a spreadsheet keeps.
    /// </summary>
    /// <param name="value">The number as the file has it.</param>
    /// <param name="format">Its format.</param>
    /// <param name="isFrom1904">True where days are counted from 1904.</param>
    /// <exception cref="FormatException">It is no number.</exception>
    public static string OfNumber(string value, NumberFormat format, bool isFrom1904)
    {
        var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (format.IsTime && number is >= 0 and < DaysMost - DaysTo1904) return OfTime(number, isFrom1904);
        if (Digits(value.Trim()) is not { } digits) return number.ToString("R", CultureInfo.InvariantCulture);
        if (digits.AsSpan().TrimStart('-').Length > DigitsKept) return "=" + digits;
        return number >= 0 ? digits.PadLeft(Math.Min(format.Zeros, DigitsKept), '0') : digits;
    }

    private static string OfTime(double number, bool isFrom1904)
    {
        // A time of day alone has no date.
        var seconds = Math.Round(number * 86_400_000) / 1000;
        if (number < 1) return TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
        var time = DateTime.FromOADate(number + (isFrom1904 ? DaysTo1904 : 0));
        return time.ToString(time.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The digits of a whole number as the file has them, null for another one. A program may write more than a spreadsheet would: they stand there still,
    /// until somebody saves the file.
    /// </summary>
    private static string? Digits(string value)
    {
        if (value.Length > 0 && value.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0) return value;
        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact == decimal.Truncate(exact)
            ? exact.ToString("F0", CultureInfo.InvariantCulture)
            : null;
    }
}
