using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace OrderKernel.Cli.Input;

/// <summary>What a number cell is by its format.</summary>
/// <param name="IsTime">True for a date, a time of day or both.</param>
/// <param name="Zeros">How many digits are shown at least, as in <c>000000</c>; 0 for all others.</param>
internal readonly record struct NumberFormat(bool IsTime, int Zeros);

/// <summary>The number formats of a workbook by the style of a cell.</summary>
internal sealed partial class NumberFormats
{
    private readonly List<NumberFormat> _styles = [];

    /// <summary>The format of a style as a cell names it; a number as it is where it names none.</summary>
    public NumberFormat this[string? style] =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _styles.Count ? _styles[index] : default;

    /// <summary>Reads them.</summary>
    public static NumberFormats Of(Workbook workbook)
    {
        var (formats, own, isStyle) = (new NumberFormats(), new Dictionary<int, string>(), false);
        using var xml = workbook.PartOrNull("xl/styles.xml");
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") isStyle = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            var id = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0;
            if (xml.LocalName == "numFmt") own[id] = xml.GetAttribute("formatCode") ?? "";
            if (xml.LocalName == "xf" && isStyle) formats._styles.Add(own.TryGetValue(id, out var code) ? Of(code) : new(IsTime(id), 0));
        }

        return formats;
    }

    // Named by number alone, the last two ranges only in files of Chinese and other East Asian versions: 27 is 2025年11月, 31 2025年11月11日, 32 10时30分.
    private static bool IsTime(int id) => id is (>= 14 and <= 22) or (>= 45 and <= 47) or (>= 27 and <= 36) or (>= 50 and <= 58);

    private static NumberFormat Of(string code)
    {
        if (code.Length > 1 && code.All(c => c == '0')) return new(false, code.Length);
        var bare = Literal().Replace(code.Split(';')[0], "");
        return new(!bare.Contains("General", StringComparison.OrdinalIgnoreCase) && bare.AsSpan().IndexOfAny("yYmMdDhHsS") >= 0, 0);
    }

    // Quoted and escaped text, fillers, and brackets but those of hours, minutes and seconds that pass 24 or 60.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[(?![hHmMsS]+\])[^\]]*\]
        """)]
    private static partial Regex Literal();
}
