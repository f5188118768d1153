namespace OrderKernel.Cli.Output;

/// <summary>A cell of a CSV that a spreadsheet opens: what would be a formula there becomes text, and long numbers keep their digits.</summary>
internal static class SafeCell
{
    // A spreadsheet keeps 15 digits of a number.
    private const int DigitsKept = 15;

    /// <summary>A row.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Of));

    /// <summary>A cell, in quotes where it needs them.</summary>
    public static string Of(string text)
    {
        var safe = IsFormula(text) || IsLongNumber(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n\t;") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static bool IsLongNumber(string text) => text.Length > DigitsKept && text.All(char.IsAsciiDigit);
}
