using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace OrderKernel.Cli.Tests;

/// <summary>A workbook made for one test, part by part as the format has it, so that a test can say what stands in a cell and how.</summary>
internal sealed class MadeWorkbook
{
    private readonly List<(string Name, string Rows)> _sheets = [];
    private readonly List<string> _shared = [];
    private readonly List<string> _styles = ["<xf numFmtId=\"0\"/>"];
    private readonly List<string> _formats = [];

    public bool IsFrom1904 { get; init; }

    /// <summary>Adds a sheet of rows, each a list of cells made by the methods below; null is a row that is not there.</summary>
    public MadeWorkbook Sheet(string name, params string[]?[] rows)
    {
        var xml = new StringBuilder();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is not { } cells) continue;
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\">");
            for (var c = 0; c < cells.Length; c++) xml.Append(cells[c].Replace("<c", $"<c r=\"{(char)('A' + c)}{i + 1}\"", StringComparison.Ordinal));
            xml.Append("</row>");
        }

        _sheets.Add((name, xml.ToString()));
        return this;
    }

    public string Shared(string text)
    {
        _shared.Add($"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>");
        return $"<c t=\"s\"><v>{_shared.Count - 1}</v></c>";
    }

    /// <summary>Text in two runs, with how it is spoken, as Asian versions keep it.</summary>
    public string Rich(string first, string second)
    {
        _shared.Add($"<si><r><t>{first}</t></r><r><t>{second}</t></r><rPh sb=\"0\" eb=\"1\"><t>SPOKEN</t></rPh></si>");
        return $"<c t=\"s\"><v>{_shared.Count - 1}</v></c>";
    }

    public static string Inline(string text) => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";

    public static string Typed(string type, string value) => $"<c t=\"{type}\"><f>A1</f><v>{value}</v></c>";

    public static string Blank => "<c/>";

    public static string Number(string value) => $"<c><v>{value}</v></c>";

    /// <summary>A number in a built-in format.</summary>
    public string Number(string value, int format)
    {
        _styles.Add($"<xf numFmtId=\"{format}\" applyNumberFormat=\"1\"/>");
        return $"<c s=\"{_styles.Count - 1}\"><v>{value}</v></c>";
    }

    /// <summary>A number in a format of its own.</summary>
    public string Number(string value, string format)
    {
        _formats.Add($"<numFmt numFmtId=\"{164 + _formats.Count}\" formatCode=\"{SecurityElement.Escape(format)}\"/>");
        return Number(value, 163 + _formats.Count);
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
            const string links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            Part("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><workbookPr date1904=\"{(IsFrom1904 ? 1 : 0)}\"/><sheets>"
                + string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + "</Relationships>");
            Part("xl/sharedStrings.xml", $"<sst xmlns=\"{main}\">{string.Concat(_shared)}</sst>");
            Part("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><numFmts>{string.Concat(_formats)}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                + $"<cellXfs>{string.Concat(_styles)}</cellXfs></styleSheet>");
            for (var i = 0; i < _sheets.Count; i++)
                Part($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{_sheets[i].Rows}</sheetData></worksheet>");

            void Part(string path, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
            }
        }

        return bytes.ToArray();
    }
}
