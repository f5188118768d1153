using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OrderKernel.Cli.Input;

/// <summary>The rows of a sheet with the texts of their cells, one after the other; the shared texts of the workbook are held meanwhile.</summary>
internal sealed partial class SheetRows(Workbook workbook)
{
    private const int ColumnsMax = 16_384;
    private readonly List<string> _texts = SharedOf(workbook);
    private readonly NumberFormats _formats = NumberFormats.Of(workbook);

    /// <summary>Tells each row that has a cell with something in it.</summary>
    /// <param name="path">The sheet's part.</param>
    /// <param name="take">Told the row's number, from 1, and its texts, which are valid during the call; false when it wants no more.</param>
    public void Read(string path, Func<int, List<string>, bool> take)
    {
        using var xml = workbook.Part(path);
        var (row, cells) = (0, new List<string>());
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            row = xml.GetAttribute("r") is { } told ? int.Parse(told, NumberStyles.None, CultureInfo.InvariantCulture) : row + 1;
            cells.Clear();
            if (!xml.IsEmptyElement) Cells(xml, cells);
            while (cells.Count > 0 && cells[^1].Length == 0) cells.RemoveAt(cells.Count - 1);
            if (cells.Count > 0 && !take(row, cells)) return;
        }
    }

    private void Cells(XmlReader xml, List<string> cells)
    {
        var column = 0;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row"))
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            if (xml.GetAttribute("r") is { } place) column = ColumnOf(place);
            if (column is < 0 or >= ColumnsMax) throw new InvalidDataException("column");
            while (cells.Count <= column) cells.Add("");
            var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
            cells[column++] = xml.IsEmptyElement ? "" : TextOf(xml, type, style);
        }
    }

    private string TextOf(XmlReader xml, string? type, string? style)
    {
        string? value = null, inline = null;
        while (!(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c"))
        {
            if (xml.NodeType == XmlNodeType.Element && xml is { LocalName: "v", IsEmptyElement: false })
            {
                value = xml.ReadElementContentAsString();
            }
            else if (xml.NodeType == XmlNodeType.Element && xml is { LocalName: "is", IsEmptyElement: false })
            {
                inline = Rich(xml, "is");
            }
            else if (!xml.Read())
            {
                break;
            }
        }

        if (value is null) return inline is null ? "" : CellText.OfText(inline);
        return type switch
        {
            "s" => CellText.OfText(_texts[Index(value, _texts.Count)]),
            "str" or "inlineStr" => CellText.OfText(Unescape(value)),
            "b" => value is "1" or "true" ? "TRUE" : "FALSE",
            "e" or "d" => value,
            _ => CellText.OfNumber(value, _formats[style], workbook.IsFrom1904),
        };
    }

    /// <summary>The text of runs, without what says how they are spoken.</summary>
    private static string Rich(XmlReader xml, string end)
    {
        var text = new StringBuilder();
        while (!(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == end))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh") xml.Skip();
            else if (xml.NodeType == XmlNodeType.Element && xml is { LocalName: "t", IsEmptyElement: false }) text.Append(xml.ReadElementContentAsString());
            else if (!xml.Read()) break;
        }

        return Unescape(text.ToString());
    }

    private static List<string> SharedOf(Workbook workbook)
    {
        var texts = new List<string>();
        using var xml = workbook.PartOrNull("xl/sharedStrings.xml");
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) texts.Add(xml.IsEmptyElement ? "" : Rich(xml, "si"));
        }

        return texts;
    }

    private static int Index(string value, int count) =>
        int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count
            ? index
            : throw new InvalidDataException("shared text");

    // BC12 is column 54.
    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var c in place.TakeWhile(char.IsAsciiLetter)) column = Math.Min((column * 26) + (char.ToUpperInvariant(c) - 'A' + 1), ColumnsMax + 1);
        return column - 1;
    }

    // Characters that XML cannot hold: _x000D_ is a carriage return.
    private static string Unescape(string text) => !text.Contains("_x", StringComparison.Ordinal)
        ? text
        : Escaped().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
