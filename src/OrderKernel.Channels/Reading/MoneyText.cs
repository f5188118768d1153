namespace OrderKernel.Channels;

/// <summary>Reads an amount as a channel wrote it: exactly, or not at all.</summary>
internal static class MoneyText
{
    /// <summary>Reads an amount.</summary>
    /// <param name="text">UTF-8, blanks at the ends already gone.</param>
    /// <param name="isNumber">True for a JSON number.</param>
    /// <param name="unit">The unit that the profile declares.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="money">The amount.</param>
    /// <returns>Null when the amount was read, else the code of the problem.</returns>
    public static string? TryRead(ReadOnlySpan<byte> text, bool isNumber, MoneyUnit unit, Currency currency, out Money money)
    {
        money = default;
        if (!CurrencySigns.Strip(ref text, currency, out var isSigned, out var isNegative)) return ChannelsCodes.CurrencyMixed;
        if (!Digits(text, out var mantissa, out var scale, out var isFraction, out var overflows)) return ChannelsCodes.AmountInvalid;
        if (unit == MoneyUnit.Minor && (isSigned || isFraction)) return ChannelsCodes.AmountAmbiguous;
        if (unit == MoneyUnit.Either && isNumber == (isSigned || isFraction)) return ChannelsCodes.AmountAmbiguous;
        if (overflows) return ChannelsCodes.AmountOutOfRange;
        var isMinor = unit == MoneyUnit.Minor || (unit == MoneyUnit.Either && isNumber);
        return Shift(ref mantissa, (isMinor ? 0 : currency.Digits) - scale) is { } problem
            ? problem
            : Made(isNegative ? -mantissa : mantissa, currency, out money);
    }

    /// <summary>Reads an amount that is told as a count and what it is divided by: 1999 of 100 is 19.99.</summary>
    /// <returns>Null when the quotient is an exact amount of the currency, else the code of the problem.</returns>
    public static string? TryDivide(ReadOnlySpan<byte> text, long by, Currency currency, out Money money)
    {
        money = default;
        var isNegative = CurrencySigns.Take(ref text, "-"u8);
        if (!Digits(text, out var mantissa, out var scale, out _, out var overflows)) return ChannelsCodes.AmountInvalid;
        if (overflows) return ChannelsCodes.AmountOutOfRange;
        if (Shift(ref mantissa, currency.Digits - scale) is { } problem) return problem;
        if (mantissa % by != 0) return ChannelsCodes.AmountInexact;
        return Made(isNegative ? -mantissa / by : mantissa / by, currency, out money);
    }

    /// <summary>An amount times a number as a channel wrote it, decimals too.</summary>
    /// <returns>Null when the product is an exact amount, else the code of the problem.</returns>
    public static string? TryMultiply(ReadOnlySpan<byte> text, Money amount, out Money product)
    {
        product = amount;
        var isNegative = CurrencySigns.Take(ref text, "-"u8);
        if (!Digits(text, out var factor, out var scale, out _, out var overflows) || overflows) return ChannelsCodes.FactorInvalid;
        try
        {
            var minor = checked(amount.MinorUnits * factor);
            var magnitude = Math.Abs(minor);
            if (Shift(ref magnitude, -scale) is { } problem) return problem;
            return Made(minor < 0 != isNegative ? -magnitude : magnitude, amount.Currency, out product);
        }
        catch (OverflowException)
        {
            return ChannelsCodes.AmountOutOfRange;
        }
    }

    /// <summary>Reads a number of units.</summary>
    /// <param name="text">UTF-8, blanks at the ends already gone.</param>
    /// <param name="decimals">In how many decimal parts a unit is counted: with 3 the number 1.5 is 1500.</param>
    /// <param name="units">The count.</param>
    /// <returns>Null when it is a whole count, else the code of the problem.</returns>
    public static string? TryReadUnits(ReadOnlySpan<byte> text, int decimals, out long units) =>
        TryReadCount(text, decimals, out units) ?? (units == 0 ? ChannelsCodes.QuantityInvalid : null);

    /// <summary>As <see cref="TryReadUnits"/>, and nothing is a count too.</summary>
    public static string? TryReadCount(ReadOnlySpan<byte> text, int decimals, out long units)
    {
        units = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative) text = text.Slice(1);
        if (!Digits(text, out units, out var scale, out _, out var overflows) || overflows || Shift(ref units, decimals - scale) is not null)
            return ChannelsCodes.QuantityInvalid;
        return isNegative && units > 0 ? ChannelsCodes.QuantityNegative : null;
    }

    private static string? Made(long minor, Currency currency, out Money money)
    {
        money = Money.OfMinor(minor, currency);
        return null;
    }

    /// <summary>Reads digits with groups of three, one decimal point and an exponent: value = mantissa · 10^−scale.</summary>
    private static bool Digits(ReadOnlySpan<byte> text, out long mantissa, out int scale, out bool isFraction, out bool overflows)
    {
        mantissa = 0;
        scale = 0;
        isFraction = overflows = false;
        int digits = 0, group = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
                if (group >= 0 && ++group > 3) return false;
                if (mantissa > (long.MaxValue - 9) / 10) overflows = true;
                else mantissa = (mantissa * 10) + (b - '0');
                if (isFraction) scale++;
            }
            else if (b == ',' && !isFraction && digits > 0 && (group < 0 ? digits <= 3 : group == 3))
            {
                group = 0;
            }
            else if (b == '.' && !isFraction && digits > 0 && group is -1 or 3 && i + 1 < text.Length)
            {
                isFraction = true;
                group = -1;
            }
            else if (b is (byte)'e' or (byte)'E' && digits > 0 && group < 0)
            {
                isFraction = true;
                return Exponent(text.Slice(i + 1), ref scale, ref overflows, mantissa);
            }
            else
            {
                return false;
            }
        }

        return digits > 0 && group is -1 or 3;
    }

    private static bool Exponent(ReadOnlySpan<byte> text, ref int scale, ref bool overflows, long mantissa)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+') text = text.Slice(1);
        var exponent = 0;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
            exponent = Math.Min((exponent * 10) + (b - '0'), 10_000);
        }

        if (text.IsEmpty) return false;
        scale += isNegative ? exponent : -exponent;
        if (scale < -18 && mantissa != 0) overflows = true;
        return true;
    }

    private static string? Shift(ref long value, int places)
    {
        if (value == 0) return null;
        for (; places > 0; places--)
        {
            if (value > long.MaxValue / 10) return ChannelsCodes.AmountOutOfRange;
            value *= 10;
        }

        for (; places < 0; places++)
        {
            if (value % 10 != 0) return ChannelsCodes.AmountInexact;
            value /= 10;
        }

        return null;
    }
}
