using NodaTime;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>
/// Instants as canonical text, <c>2026-02-09T12:00:00Z</c>. Whole seconds of the years
/// 1 to 9999, nearly all that there are, are written and read without a pattern.
/// </summary>
/// <remarks>Law: the same as <see cref="InstantPattern.ExtendedIso"/>, both ways.</remarks>
internal static class InstantText
{
    /// <summary>The length of a text of whole seconds.</summary>
    public const int Length = 20;

    private const int SecondsPerDay = 86_400;
    // Days from the first of March of the year 0 to the epoch; a year that begins in March ends with its leap day.
    private const int EpochDay = 719_468;
    private const int DaysPerEra = 146_097;

    private static readonly long First = Instant.FromUtc(1, 1, 1, 0, 0).ToUnixTimeSeconds();

    /// <summary>Prints an instant; false when it has a fraction of a second or lies outside.</summary>
    /// <param name="value">The instant.</param>
    /// <param name="to">At least <see cref="Length"/> bytes.</param>
    public static bool TryFormat(Instant value, Span<byte> to)
    {
        var seconds = value.ToUnixTimeSeconds();
        if (seconds < First || Instant.FromUnixTimeSeconds(seconds) != value) return false;
        var shifted = seconds + ((long)EpochDay * SecondsPerDay);
        var (day, second) = ((int)(shifted / SecondsPerDay), (int)(shifted % SecondsPerDay));
        var (era, dayOfEra) = (day / DaysPerEra, day % DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var fromMarch = ((5 * dayOfYear) + 2) / 153;
        var month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        Put(to, 0, year / 100);
        Put(to, 2, year % 100);
        to[4] = (byte)'-';
        Put(to, 5, month);
        to[7] = (byte)'-';
        Put(to, 8, dayOfYear - (((153 * fromMarch) + 2) / 5) + 1);
        to[10] = (byte)'T';
        Put(to, 11, second / 3_600);
        to[13] = (byte)':';
        Put(to, 14, second / 60 % 60);
        to[16] = (byte)':';
        Put(to, 17, second % 60);
        to[19] = (byte)'Z';
        return true;
    }

    /// <summary>Reads a text of whole seconds; false for anything else, which may be an instant all the same.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Instant value)
    {
        value = default;
        if (text.Length != Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return false;
        int century = Take(text, 0), years = Take(text, 2), month = Take(text, 5), day = Take(text, 8), hour = Take(text, 11), minute = Take(text, 14),
            second = Take(text, 17);
        if ((century | years | month | day | hour | minute | second) < 0) return false;
        var year = (century * 100) + years;
        if (year is 0 || month is 0 or > 12 || day is 0 || hour > 23 || minute > 59 || second > 59 || day > DateTime.DaysInMonth(year, month)) return false;
        var marchYear = month <= 2 ? year - 1 : year;
        var (era, yearOfEra) = (marchYear / 400, marchYear % 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var days = ((long)era * DaysPerEra) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - EpochDay;
        value = Instant.FromUnixTimeSeconds((days * SecondsPerDay) + (hour * 3_600) + (minute * 60) + second);
        return true;
    }

    private static void Put(Span<byte> to, int at, int number)
    {
        to[at] = (byte)('0' + (number / 10));
        to[at + 1] = (byte)('0' + (number % 10));
    }

    private static int Take(ReadOnlySpan<byte> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 ? (tens * 10) + ones : -1;
    }
}
