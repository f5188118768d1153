using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace OrderKernel.Channels;

/// <summary>One value of a record, wherever it stands.</summary>
/// <param name="Path">Its path without the numbers of rows: <c>orders.order[].oid</c>; of XML without brackets.</param>
/// <param name="Place">Its path with the numbers of rows; of XML with the number of each element among its like.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Kind">What it is written as.</param>
internal readonly record struct PayloadValue(string Path, string Place, string Text, TokenKind Kind);

/// <summary>All values of a record in its own order, mapped or not: what traces and proposals look at. Not on the way of a reading.</summary>
internal static class PayloadValues
{
    /// <summary>The values; those before the place where the record is malformed.</summary>
    public static List<PayloadValue> Of(RecordFormat format, ReadOnlySpan<byte> header, ReadOnlySpan<byte> record, byte delimiter, int depthMax)
    {
        var values = new List<PayloadValue>();
        if (record.StartsWith(ProfileReader.Mark)) record = record.Slice(ProfileReader.Mark.Length);
        try
        {
            if (format == RecordFormat.Json) OfJson(record, depthMax, values);
            else if (format == RecordFormat.Xml) OfXml(record, values);
            else OfCsv(header, record, delimiter, values);
        }
        catch (Exception e) when (e is JsonException or XmlException or InvalidOperationException)
        {
            // What is malformed is the reading's to tell.
        }

        return values;
    }

    private static void OfJson(ReadOnlySpan<byte> record, int depthMax, List<PayloadValue> values)
    {
        using var document = JsonDocument.Parse(record.ToArray(), new JsonDocumentOptions { MaxDepth = depthMax });
        Walk(document.RootElement, "", "", values);
    }

    private static void Walk(JsonElement element, string path, string place, List<PayloadValue> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    var dot = path.Length == 0 ? "" : ".";
                    Walk(property.Value, path + dot + property.Name, place + dot + property.Name, values);
                }

                break;
            case JsonValueKind.Array:
                var row = 0;
                foreach (var entry in element.EnumerateArray()) Walk(entry, path + "[]", $"{place}[{row++}]", values);
                break;
            case JsonValueKind.Null:
                break;
            default:
                var kind = element.ValueKind switch { JsonValueKind.String => TokenKind.Text, JsonValueKind.Number => TokenKind.Number, _ => TokenKind.Flag };
                values.Add(new(path, place, kind == TokenKind.Text ? element.GetString()! : element.GetRawText(), kind));
                break;
        }
    }

    private static void OfXml(ReadOnlySpan<byte> record, List<PayloadValue> values)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreWhitespace = true };
        using var reader = XmlReader.Create(new MemoryStream(record.ToArray()), settings);
        // The record's own element has no name of its own in paths.
        var open = new List<(string Path, string Place, Dictionary<string, int> Seen)>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var isEmpty = reader.IsEmptyElement;
                open.Add(open.Count == 0 ? ("", "", []) : Below(open[open.Count - 1], reader.LocalName));
                var (path, place, _) = open[open.Count - 1];
                var dot = path.Length == 0 ? "@" : ".@";
                while (reader.MoveToNextAttribute())
                {
                    if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
                        values.Add(new(path + dot + reader.LocalName, place + dot + reader.LocalName, reader.Value, TokenKind.Text));
                }

                if (isEmpty) open.RemoveAt(open.Count - 1);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.RemoveAt(open.Count - 1);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && open.Count > 1)
            {
                values.Add(new(open[open.Count - 1].Path, open[open.Count - 1].Place, reader.Value, TokenKind.Text));
            }
        }
    }

    private static (string, string, Dictionary<string, int>) Below((string Path, string Place, Dictionary<string, int> Seen) parent, string name)
    {
        var number = parent.Seen.TryGetValue(name, out var before) ? before + 1 : 0;
        parent.Seen[name] = number;
        var dot = parent.Path.Length == 0 ? "" : ".";
        return (parent.Path + dot + name, $"{parent.Place}{dot}{name}[{number}]", []);
    }

    private static void OfCsv(ReadOnlySpan<byte> header, ReadOnlySpan<byte> record, byte delimiter, List<PayloadValue> values)
    {
        var names = CsvTokens.Names(header, delimiter);
        for (var row = 0; !record.IsEmpty; row++)
        {
            var length = CsvTokens.RowLength(record, delimiter);
            var cells = CsvTokens.Names(CsvTokens.WithoutEnd(record.Slice(0, length)), delimiter);
            for (var i = 0; i < Math.Min(cells.Count, names.Count); i++)
            {
                var name = names[i].Length == 0 ? (i + 1).ToString(CultureInfo.InvariantCulture) : names[i];
                if (cells[i].Length > 0) values.Add(new(name, $"{name}[{row}]", cells[i], TokenKind.Text));
            }

            record = record.Slice(Math.Min(length + 1, record.Length));
        }
    }
}
