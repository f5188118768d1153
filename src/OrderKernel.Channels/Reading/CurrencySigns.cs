namespace OrderKernel.Channels;

/// <summary>The signs that stand beside an amount: a minus, and the currency's sign or code before or behind the digits.</summary>
internal static class CurrencySigns
{
    /// <summary>Takes them off.</summary>
    /// <param name="text">The amount; its digits afterwards.</param>
    /// <param name="currency">The currency that the amount is read in.</param>
    /// <param name="isSigned">True when a sign or code of a currency stood there.</param>
    /// <param name="isNegative">True when a minus stood there.</param>
    /// <returns>False when the sign is that of another currency.</returns>
    public static bool Strip(ref ReadOnlySpan<byte> text, Currency currency, out bool isSigned, out bool isNegative)
    {
        isNegative = Take(ref text, "-"u8);
        isSigned = false;
        // Digits alone are by far the most.
        if (text.IsEmpty || (IsDigit(text[0]) && IsDigit(text[text.Length - 1]))) return true;
        var fits = Before(ref text, currency.Code, ref isSigned) && Behind(ref text, currency.Code, ref isSigned);
        if (isSigned && !isNegative) isNegative = Take(ref text, "-"u8);
        return fits;
    }

    /// <summary>Takes a start off, where the text has it.</summary>
    public static bool Take(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        if (!text.StartsWith(start)) return false;
        text = text.Slice(start.Length);
        return true;
    }

    private static bool Before(ref ReadOnlySpan<byte> text, string code, ref bool isSigned)
    {
        var (yuan, dollar) = (Take(ref text, "\u00A5"u8) || Take(ref text, "\uFFE5"u8), false);
        if (!yuan) dollar = Take(ref text, "$"u8);
        var other = yuan || dollar ? null : Take(ref text, "US$"u8) ? "USD" : Take(ref text, "\u20AC"u8) ? "EUR" : Take(ref text, "\u00A3"u8) ? "GBP"
            : Take(ref text, "RMB"u8) ? "CNY" : Letters(text, false);
        if (other is { Length: 3 } && text.Length >= 3 && Letters(text, false) == other) text = text.Slice(3);
        if (!yuan && !dollar && other is null) return true;
        isSigned = true;
        while (Take(ref text, " "u8)) { /* blanks between sign and digits */ }
        return yuan ? code is "CNY" or "JPY" : dollar ? IsDollar(code) : other == code;
    }

    private static bool Behind(ref ReadOnlySpan<byte> text, string code, ref bool isSigned)
    {
        if (text.IsEmpty || IsDigit(text[text.Length - 1])) return true;
        var other = TakeEnd(ref text, "\u5143"u8) ? "CNY" : TakeEnd(ref text, "\u5186"u8) ? "JPY" : TakeEnd(ref text, "\u20AC"u8) ? "EUR" : Letters(text, true);
        if (other is null) return true;
        if (!IsDigit(text[text.Length - 1]) && Letters(text, true) == other) text = text.Slice(0, text.Length - 3);
        while (TakeEnd(ref text, " "u8)) { /* blanks between digits and sign */ }
        isSigned = true;
        return other == code;
    }

    private static bool TakeEnd(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        if (text.Length <= end.Length || !text.EndsWith(end)) return false;
        text = text.Slice(0, text.Length - end.Length);
        return true;
    }

    // A code of three capital letters at one end of the text; null when there is none.
    private static string? Letters(ReadOnlySpan<byte> text, bool atEnd)
    {
        if (text.Length <= 3) return null;
        var at = atEnd ? text.Length - 3 : 0;
        Span<char> code = stackalloc char[3];
        for (var i = 0; i < 3; i++)
        {
            if (text[at + i] is < (byte)'A' or > (byte)'Z') return null;
            code[i] = (char)text[at + i];
        }

        return code.ToString();
    }

    private static bool IsDollar(string code) => code is "USD" or "CAD" or "AUD" or "NZD" or "HKD" or "SGD" or "TWD" or "MXN" or "CLP" or "COP";

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
