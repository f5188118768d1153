namespace OrderKernel.Channels;

/// <summary>What spreadsheets make of ids.</summary>
internal static class IdText
{
    /// <summary>The id without the guard that keeps a spreadsheet from reading it as a number: <c>="…"</c> or an apostrophe before it.</summary>
    public static string Plain(string text)
    {
        if (text.Length >= 4 && text.StartsWith("=\"", StringComparison.Ordinal) && text[text.Length - 1] == '"') return text.Substring(2, text.Length - 3).Trim();
        return text.Length > 1 && text[0] == '\'' ? text.Substring(1).Trim() : text;
    }

    /// <summary>True for a number that a spreadsheet rounded (4.31763E+18): the digits that are gone nobody can tell.</summary>
    public static bool IsDamaged(string text)
    {
        var at = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return at > 0 && at + 2 < text.Length && IsDigit(text[0]) && text.Take(at).All(c => IsDigit(c) || c == '.') && text.Skip(at + 2).All(IsDigit);
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
