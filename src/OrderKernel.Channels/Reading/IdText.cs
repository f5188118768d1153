namespace OrderKernel.Channels;

/// <summary>What spreadsheets make of ids.</summary>
internal static class IdText
{
    /// <summary>A spreadsheet keeps 15 digits of a number.</summary>
    private const int DigitsKept = 15;

    // Of fewer digits a true id ends so too often: one of ten with 16, one of a hundred with 17.
    private const int RoundedLengthMin = 18;

    // What copying and exporting leave at the ends of an id: full-width and other blanks char.IsWhiteSpace knows; these it does not.
    private const string Unseen = "\uFEFF\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069";

    /// <summary>
    /// The id without what keeps a spreadsheet from reading it as a number: <c>="…"</c>, an apostrophe or a backtick before it, a tab behind it; and without
    /// blanks that nobody sees. Leading zeros stay.
    /// </summary>
    /// <param name="text">The id as it stands there.</param>
    /// <param name="isGuarded">True when such a guard stood there: it is text and was no number since.</param>
    public static string Plain(string text, out bool isGuarded)
    {
        text = Trim(text);
        isGuarded = false;
        if (text.Length >= 4 && text.StartsWith("=\"", StringComparison.Ordinal) && text[text.Length - 1] == '"')
            (text, isGuarded) = (Trim(text.Substring(2, text.Length - 3)), true);
        if (text.Length > 1 && text[0] is '\'' or '`') (text, isGuarded) = (Trim(text.Substring(1)), true);
        return text;
    }

    /// <summary>The id without its guard and blanks.</summary>
    public static string Plain(string text) => Plain(text, out _);

    /// <summary>What is wrong with an id that went through a spreadsheet: the code; null when nothing is known to be.</summary>
    /// <param name="id">The id, plain; a number of a workbook's cell stands behind an equals sign, and loses it.</param>
    /// <param name="isGuarded">True when a guard was taken off.</param>
    /// <param name="isCsv">True when it stands in a CSV file, where numbers and texts look the same.</param>
    public static string? Problem(ref string id, bool isGuarded, bool isCsv)
    {
        if (id.Length > 1 && id[0] == '=' && IsDigits(id, 1))
        {
            id = id.Substring(1);
            if (id.Length > DigitsKept) return ChannelsCodes.IdFromNumber;
        }

        if (IsExponent(id)) return ChannelsCodes.IdDamaged;
        if (!isCsv || isGuarded || id.Length < RoundedLengthMin || !IsDigits(id, 0)) return null;
        return id.TrimEnd('0').Length <= DigitsKept ? ChannelsCodes.IdRounded : null;
    }

    /// <summary>True for a number in exponent form (4.31763E+18, 4,31763E+18, 4.317e18): the digits that are gone nobody can tell.</summary>
    private static bool IsExponent(string text)
    {
        if (text.Length == 0 || !IsDigit(text[0])) return false;
        var at = text.AsSpan().IndexOfAny('E', 'e');
        if (at <= 0) return false;
        for (var i = 0; i < at; i++)
        {
            if (!IsDigit(text[i]) && text[i] is not ('.' or ',')) return false;
        }

        // Without point and sign it may be an id that happens to have an E.
        var isSigned = at + 1 < text.Length && text[at + 1] == '+';
        return IsDigits(text, at + (isSigned ? 2 : 1)) && (isSigned || text.IndexOf('.') > 0);
    }

    private static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start])) start++;
        while (end > start && IsBlank(text[end - 1])) end--;
        return text.Substring(start, end - start);
    }

    private static bool IsBlank(char c) => c is <= ' ' or > '~' && (char.IsWhiteSpace(c) || Unseen.IndexOf(c) >= 0);

    private static bool IsDigits(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (!IsDigit(text[i])) return false;
        }

        return from < text.Length;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
