using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace OrderKernel.Channels;

/// <summary>One value of a record, wherever it stands.</summary>
/// <param name="Path">Its path without the numbers of rows: <c>orders.order[].oid</c>.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Kind">What it is written as.</param>
/// <param name="Row">Which record of the list nearest above it, from 0; 0 outside of lists.</param>
internal readonly record struct PayloadValue(string Path, string Text, TokenKind Kind, int Row);

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
        Walk(document.RootElement, "", 0, values);
    }

    private static void Walk(JsonElement element, string path, int row, List<PayloadValue> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", row, values);
                break;
            case JsonValueKind.Array:
                var next = 0;
                foreach (var entry in element.EnumerateArray()) Walk(entry, path + "[]", next++, values);
                break;
            case JsonValueKind.Null:
                break;
            default:
                var kind = element.ValueKind switch { JsonValueKind.String => TokenKind.Text, JsonValueKind.Number => TokenKind.Number, _ => TokenKind.Flag };
                values.Add(new(path, kind == TokenKind.Text ? element.GetString()! : element.GetRawText(), kind, row));
                break;
        }
    }

    private static void OfXml(ReadOnlySpan<byte> record, List<PayloadValue> values)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreWhitespace = true };
        using var reader = XmlReader.Create(new MemoryStream(record.ToArray()), settings);
        var open = new List<string>();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var isEmpty = reader.IsEmptyElement;
                // The record's own element has no name of its own in paths.
                open.Add(reader.LocalName);
                var path = string.Join(".", open.Skip(1));
                rows[path] = rows.TryGetValue(path, out var before) ? before + 1 : 0;
                while (reader.MoveToNextAttribute())
                {
                    if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
                        values.Add(new(path.Length == 0 ? "@" + reader.LocalName : $"{path}.@{reader.LocalName}", reader.Value, TokenKind.Text, RowOf(rows, open)));
                }

                if (isEmpty) open.RemoveAt(open.Count - 1);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.RemoveAt(open.Count - 1);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && open.Count > 1)
            {
                values.Add(new(string.Join(".", open.Skip(1)), reader.Value, TokenKind.Text, RowOf(rows, open)));
            }
        }
    }

    // Of elements that are repeated the count of the nearest one that is.
    private static int RowOf(Dictionary<string, int> rows, List<string> open)
    {
        for (var length = open.Count; length > 1; length--)
        {
            if (rows.TryGetValue(string.Join(".", open.Skip(1).Take(length - 1)), out var row) && row > 0) return row;
        }

        return 0;
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
                if (cells[i].Length > 0) values.Add(new(name, cells[i], TokenKind.Text, row));
            }

            record = record.Slice(Math.Min(length + 1, record.Length));
        }
    }
}
