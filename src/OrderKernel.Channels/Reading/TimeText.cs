using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads a time as a channel wrote it. Keeps the zone's current stretch of constant offset, so that most times need no look-up.</summary>
internal sealed class TimeText(DateTimeZone zone)
{
    private const long SecondsLeast = 631_152_000; // 1990-01-01
    private const long SecondsMost = 7_258_118_400; // 2200-01-01
    private const int SecondsOfDay = 86_400;
    private NodaTime.TimeZones.ZoneInterval? _stretch;
    private long _steadyFrom, _steadyTo, _offset;

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
        if (TryReadPlain(text, out instant)) return true;
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

    // The form that nearly all have, 2026-01-31 15:04:05, where the zone's clock is known to stand still around that day; all else is for the others to read.
    private bool TryReadPlain(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text.Length != 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':' || text[16] != ':')
            return false;
        var (century, year, month, day) = (Two(text, 0), Two(text, 2), Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (((century | year | month | day | hour | minute | second) & -128) != 0 || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59
            || second > 59) return false;
        year += century * 100;
        if (year < 1 || (day > 28 && day > CalendarSystem.Iso.GetDaysInMonth(year, month))) return false;
        // Days since 1970 of a calendar whose years begin with March: leap days come last.
        var from = month > 2 ? year : year - 1;
        var days = (from * 365L) + (from / 4) - (from / 100) + (from / 400) + ((((month + 9) % 12 * 153) + 2) / 5) + day - 719_469;
        var seconds = (days * 86_400) + (hour * 3600) + (minute * 60) + second - _offset;
        if (seconds < _steadyFrom || seconds >= _steadyTo) return false;
        instant = Instant.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)text[at] - '0', (uint)text[at + 1] - '0');
        return tens > 9 || ones > 9 ? -1 : (int)((tens * 10) + ones);
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
        // A day from its ends, no local time is told twice or never.
        _steadyFrom = _stretch.HasStart ? _stretch.Start.ToUnixTimeSeconds() + SecondsOfDay : SecondsLeast;
        _steadyTo = _stretch.HasEnd ? _stretch.End.ToUnixTimeSeconds() - SecondsOfDay : SecondsMost;
        _offset = _stretch.WallOffset.Seconds;
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
