using System.Globalization;

namespace OrderKernel.Sample;

/// <summary>How the channels write times and money; all invariant.</summary>
internal static class SampleText
{
    /// <summary>JD's way to say "not yet".</summary>
    public const string NoTime = "0001-01-01 00:00:00";

    public static string Local(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(long value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Fen as yuan with two decimals: 19900 is "199.00".</summary>
    public static string Yuan(long fen) => $"{Number(fen / 100)}.{Number(fen % 100, "00")}";

    /// <summary>Fen as the JSON number that a Java double prints: 19900 is 199.0, 19990 is 199.9.</summary>
    public static string YuanNumber(long fen)
    {
        var text = Yuan(fen);
        return text.EndsWith('0') ? text[..^1] : text;
    }
}
