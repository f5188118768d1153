using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads a time as a channel wrote it. Keeps the zone's current stretch of constant offset, so that most times need no look-up.</summary>
internal sealed class TimeText(DateTimeZone zone)
{
    private const long SecondsLeast = 631_152_000; // 1990-01-01
    private const long SecondsMost = 7_258_118_400; // 2200-01-01
    private NodaTime.TimeZones.ZoneInterval? _stretch;

    /// <summary>Reads a time.</summary>
    /// <returns>False when the text is no time of that format.</returns>
    public bool TryRead(ReadOnlySpan<byte> text, TimeFormat format, out Instant instant)
    {
        if (format == TimeFormat.Text) return TryReadText(text, out instant);
        // A date cell of a workbook is told year first, whatever the channel writes; the two forms cannot be mixed up.
        if (format == TimeFormat.MonthFirst) return TryReadMonthFirst(text, out instant) || TryReadText(text, out instant);
        instant = default;
        if (!TryDigits(text, out var number)) return false;
        var perSecond = format == TimeFormat.EpochSeconds ? 1 : 1000;
        if (number < SecondsLeast * perSecond || number > SecondsMost * perSecond) return false;
        instant = format == TimeFormat.EpochSeconds ? Instant.FromUnixTimeSeconds(number) : Instant.FromUnixTimeMilliseconds(number);
        return true;
    }

    private bool TryReadText(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (!Part(ref text, 4, 4, out var year) || text.IsEmpty || text[0] is not ((byte)'-' or (byte)'/')) return false;
        var mark = text[0];
        text = text.Slice(1);
        if (!Part(ref text, 1, 2, out var month) || text.IsEmpty || text[0] != mark) return false;
        text = text.Slice(1);
        if (!Part(ref text, 1, 2, out var day) || text.IsEmpty || text[0] is not ((byte)' ' or (byte)'T')) return false;
        text = text.Slice(1);
        if (!Part(ref text, 1, 2, out var hour) || text.IsEmpty || text[0] != ':') return false;
        text = text.Slice(1);
        if (!Part(ref text, 2, 2, out var minute)) return false;
        var (second, nanosecond) = (0, 0L);
        if (text.Length > 0 && text[0] == ':')
        {
            text = text.Slice(1);
            if (!Part(ref text, 2, 2, out second) || !Fraction(ref text, out nanosecond)) return false;
        }

        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false;
        if (day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        var local = new LocalDateTime(year, month, day, hour, minute, second).PlusNanoseconds(nanosecond);
        if (text.IsEmpty)
        {
            instant = InZone(local);
            return true;
        }

        if (!TryOffset(text, out var offset)) return false;
        instant = local.WithOffset(offset).ToInstant();
        return true;
    }

    // 1/31/2026, 1/31/2026 15:04[:05], 01-31-2026 3:04 PM: in the profile's zone.
    private bool TryReadMonthFirst(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (!Part(ref text, 1, 2, out var month) || text.IsEmpty || text[0] is not ((byte)'-' or (byte)'/')) return false;
        var mark = text[0];
        text = text.Slice(1);
        if (!Part(ref text, 1, 2, out var day) || text.IsEmpty || text[0] != mark) return false;
        text = text.Slice(1);
        if (!Part(ref text, 4, 4, out var year)) return false;
        if (text.Length > 0 && text[0] == ',') text = text.Slice(1);
        if (!TryReadHour(text, out var hour, out var minute, out var second)) return false;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        instant = InZone(new LocalDateTime(year, month, day, hour, minute, second));
        return true;
    }

    // Nothing (the day's start), or a blank, hours and minutes, with seconds or not, by 24 hours or with AM and PM.
    private static bool TryReadHour(ReadOnlySpan<byte> text, out int hour, out int minute, out int second)
    {
        hour = minute = second = 0;
        if (text.IsEmpty) return true;
        if (text[0] != ' ') return false;
        text = Cleaning.Trim(text);
        if (!Part(ref text, 1, 2, out hour) || text.IsEmpty || text[0] != ':') return false;
        text = text.Slice(1);
        if (!Part(ref text, 2, 2, out minute)) return false;
        if (text.Length > 0 && text[0] == ':')
        {
            text = text.Slice(1);
            if (!Part(ref text, 2, 2, out second)) return false;
        }

        if (hour > 23 || minute > 59 || second > 59) return false;
        text = Cleaning.Trim(text);
        if (text.IsEmpty) return true;
        var isMorning = Utf8Case.AreEqual(text, "am"u8);
        if ((!isMorning && !Utf8Case.AreEqual(text, "pm"u8)) || hour is 0 or > 12) return false;
        hour = (hour % 12) + (isMorning ? 0 : 12);
        return true;
    }

    private Instant InZone(LocalDateTime local)
    {
        if (_stretch is { HasStart: true, HasEnd: true } kept)
        {
            var guess = local.WithOffset(kept.WallOffset).ToInstant();
            if (guess >= kept.Start + Duration.FromDays(1) && guess < kept.End - Duration.FromDays(1)) return guess;
        }
        else if (_stretch is { HasStart: true } open && local.WithOffset(open.WallOffset).ToInstant() is var guess
            && guess >= open.Start + Duration.FromDays(1))
        {
            return guess;
        }

        var instant = zone.AtLeniently(local).ToInstant();
        _stretch = zone.GetZoneInterval(instant);
        return instant;
    }

    private static bool Part(ref ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        value = 0;
        var length = 0;
        while (length < most && length < text.Length && text[length] is >= (byte)'0' and <= (byte)'9') value = (value * 10) + (text[length++] - '0');
        text = text.Slice(length);
        return length >= least;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> text, out long nanosecond)
    {
        nanosecond = 0;
        if (text.IsEmpty || text[0] != '.') return true;
        text = text.Slice(1);
        var (length, unit) = (0, 100_000_000L);
        for (; length < text.Length && text[length] is >= (byte)'0' and <= (byte)'9'; length++, unit /= 10) nanosecond += (text[length] - '0') * unit;
        text = text.Slice(length);
        return length is > 0 and <= 9;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out Offset offset)
    {
        offset = Offset.Zero;
        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z') return true;
        if (text[0] == ' ') text = text.Slice(1);
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-')) return false;
        var isNegative = text[0] == '-';
        text = text.Slice(1);
        if (!Part(ref text, 2, 2, out var hours)) return false;
        if (text.Length > 0 && text[0] == ':') text = text.Slice(1);
        var minutes = 0;
        if (text.Length > 0 && !Part(ref text, 2, 2, out minutes)) return false;
        if (!text.IsEmpty || hours > 18 || minutes > 59 || (hours == 18 && minutes > 0)) return false;
        var seconds = ((hours * 60) + minutes) * 60;
        offset = Offset.FromSeconds(isNegative ? -seconds : seconds);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.Length is 0 or > 18) return false;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + (b - '0');
        }

        return true;
    }
}
