namespace OrderKernel.Channels;

/// <summary>What spreadsheets make of ids.</summary>
internal static class IdText
{
    /// <summary>A spreadsheet keeps 15 digits of a number.</summary>
    private const int DigitsKept = 15;

    // Of fewer digits a true id ends so too often: one of ten with 16, one of a hundred with 17.
    private const int RoundedLengthMin = 18;

    private static readonly string[] Errors = ["REF!", "VALUE!", "NAME?", "DIV/0!", "NULL!", "NUM!", "N/A", "SPILL!", "CALC!"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    // What copying and exporting leave at the ends of an id: full-width and other blanks char.IsWhiteSpace knows; these it does not.
    private const string Unseen = "\uFEFF\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069";

    /// <summary>
    /// The id without what keeps a spreadsheet from reading it as a number: <c>="…"</c>, an apostrophe or a backtick before it, a tab behind it; and without
    /// blanks that nobody sees. Full-width digits are digits; leading zeros stay.
    /// </summary>
    /// <param name="text">The id as it stands there.</param>
    /// <param name="isGuarded">True when such a guard stood there: it is text and was no number since.</param>
    public static string Plain(string text, out bool isGuarded)
    {
        text = HalfWidth(Trim(text));
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
        if (isCsv && !isGuarded && !IsDigits(id, 0) && (IsGrouped(id) || IsDate(id) || IsError(id))) return ChannelsCodes.IdDamaged;
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

    /// <summary>
    /// True for a number in groups of three: 373,280,343,167,946,000. A spreadsheet that shows one has kept 15 digits at most. With points or blanks between
    /// them a short one may be a true code, 100.200.300; one beyond these 15 digits is none.
    /// </summary>
    private static bool IsGrouped(string text)
    {
        var mark = text.FirstOrDefault(c => !IsDigit(c));
        if (mark is not (',' or '.' or ' ' or '\'' or '\u00A0' or '\u202F')) return false;
        var groups = text.Split(mark);
        return groups[0].Length is > 0 and <= 3 && groups.Length > (mark == ',' ? 1 : DigitsKept / 3) && groups.Skip(1).All(g => g.Length == 3)
            && groups.All(g => IsDigits(g, 0));
    }

    /// <summary>
    /// True for what a spreadsheet shows of an id such as 1-2 that it took for a date: 2-Jan, Jan-02, 1月2日, 2026年1月, 2026-01-02, with an hour or without.
    /// </summary>
    private static bool IsDate(string text)
    {
        var day = text.Split(' ')[0].Split(text.IndexOf('/') >= 0 ? '/' : '-');
        if (day.Length == 3 && day[0].Length == 4 && day.All(p => p.Length is 1 or 2 or 4 && IsDigits(p, 0)))
            return text.IndexOf(' ') < 0 || text.Substring(text.IndexOf(' ') + 1).Split(':').All(p => p.Length is 1 or 2 && IsDigits(p, 0));
        if (text.EndsWith("日", StringComparison.Ordinal) || text.EndsWith("月", StringComparison.Ordinal))
        {
            var parts = text.Substring(0, text.Length - 1).Split('年', '月');
            return parts.Length == 2 && parts.All(p => p.Length is 1 or 2 or 4 && IsDigits(p, 0));
        }

        var sides = text.Split('-');
        if (sides.Length != 2) return false;
        var (number, month) = IsDigit(text[0]) ? (sides[0], sides[1]) : (sides[1], sides[0]);
        return number.Length is 1 or 2 && IsDigits(number, 0) && Array.IndexOf(Months, month) >= 0;
    }

    /// <summary>True for what a cell shows that could not be reckoned (#REF!), also without its mark, and for a column that is too narrow.</summary>
    private static bool IsError(string text) => text.Length > 0 && (Array.IndexOf(Errors, text.TrimStart('#')) >= 0 || text.All(c => c == '#'));

    private static string HalfWidth(string text)
    {
        var at = 0;
        while (at < text.Length && text[at] is not (>= '\uFF10' and <= '\uFF19')) at++;
        return at == text.Length ? text : new([.. text.Select(c => c is >= '\uFF10' and <= '\uFF19' ? (char)(c - 0xFEE0) : c)]);
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
