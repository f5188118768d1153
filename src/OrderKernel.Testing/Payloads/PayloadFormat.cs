using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrderKernel.Testing;

/// <summary>Writes a record as an input of its channel: JSON or XML within an envelope, or CSV under a header.</summary>
internal static class PayloadFormat
{
    /// <summary>The bytes of an input with one record.</summary>
    /// <param name="document">The profile document.</param>
    /// <param name="kind">Which of its records.</param>
    /// <param name="root">The record with its prefix.</param>
    /// <param name="isNested">True when it has one.</param>
    /// <param name="dice">Chooses envelope, blanks, line ends.</param>
    public static byte[] Write(PayloadDocument document, PayloadKind kind, PayloadNode root, bool isNested, Dice dice) => document.Format switch
    {
        "csv" => Csv(document, kind, root, dice),
        "xml" => Xml(kind, root, dice),
        _ => Json(document, kind, root, isNested, dice),
    };

    /// <summary>A record as a validator gets it: JSON without its envelope, and no text in it that is JSON itself.</summary>
    public static byte[] Plain(PayloadNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Json(writer, root, "", []);
        return stream.ToArray();
    }

    /// <summary>A record below the objects that its prefix names.</summary>
    public static PayloadNode Nested(PayloadNode record, string prefix)
    {
        foreach (var name in prefix.Split('.', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var above = new PayloadNode();
            above.Members.Add(new(name, record));
            record = above;
        }

        return record;
    }

    private static byte[] Json(PayloadDocument document, PayloadKind kind, PayloadNode root, bool isNested, Dice dice)
    {
        var encoder = dice.OneIn(3) ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        var options = new JsonWriterOptions { Indented = dice.OneIn(3), Encoder = encoder };
        var mayStandAlone = isNested || kind.Envelopes.Count == 0 || dice.OneIn(3);
        var envelope = mayStandAlone ? [] : dice.Pick(kind.Envelopes).Split('.');
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            foreach (var name in envelope)
            {
                writer.WriteStartObject();
                writer.WritePropertyName(name);
            }

            var isList = envelope.Length > 0 && dice.OneIn(2);
            if (isList) writer.WriteStartArray();
            Json(writer, root, "", document.Embedded);
            if (isList) writer.WriteEndArray();
            foreach (var _ in envelope) writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Json(Utf8JsonWriter writer, PayloadNode node, string path, IReadOnlyList<string> embedded)
    {
        if (path.Length > 0 && embedded.Contains(path) && node.IsContainer)
        {
            using var inner = new MemoryStream();
            using (var own = new Utf8JsonWriter(inner)) Json(own, node, "", []);
            writer.WriteStringValue(inner.ToArray());
        }
        else if (node.Rows is { } rows)
        {
            writer.WriteStartArray();
            foreach (var row in rows) Json(writer, row, "", []);
            writer.WriteEndArray();
        }
        else if (node.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (node.Text is not { } text)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in node.Members.Where(m => !m.Value.IsNothing))
            {
                writer.WritePropertyName(name);
                Json(writer, member, path.Length == 0 ? name : $"{path}.{name}", embedded);
            }

            writer.WriteEndObject();
        }
        else if (node.IsLiteral)
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static byte[] Xml(PayloadKind kind, PayloadNode root, Dice dice)
    {
        var names = kind.Envelopes[0].Split('.');
        var text = new StringBuilder(dice.OneIn(2) ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "");
        foreach (var name in names.SkipLast(1)) text.Append(CultureInfo.InvariantCulture, $"<{name}>");
        Xml(text, names[^1], root);
        foreach (var name in names.SkipLast(1).Reverse()) text.Append(CultureInfo.InvariantCulture, $"</{name}>");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Xml(StringBuilder text, string name, PayloadNode node)
    {
        if (node.Rows is { } rows)
        {
            foreach (var row in rows) Xml(text, name, row);
            return;
        }

        text.Append('<').Append(name);
        foreach (var (attribute, value) in node.Members.Where(m => m.Key[0] == '@' && m.Value.Text is not null))
            text.Append(CultureInfo.InvariantCulture, $" {attribute[1..]}=\"{SecurityElement.Escape(value.Text)}\"");
        text.Append('>').Append(SecurityElement.Escape(node.Text));
        foreach (var (child, below) in node.Members.Where(m => m.Key[0] != '@' && !m.Value.IsNothing)) Xml(text, child, below);
        text.Append("</").Append(name).Append('>');
    }

    private static byte[] Csv(PayloadDocument document, PayloadKind kind, PayloadNode record, Dice dice)
    {
        var rows = record.Rows ?? [new PayloadNode()];
        bool IsTold(string column) => record.Find(column) is not null || rows.Exists(r => r.Find(column) is not null);
        var columns = kind.Columns.Where(c => IsTold(c) || !document.Optional.Contains(c) || dice.OneIn(2)).ToList();
        for (var i = columns.Count - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (columns[i], columns[other]) = (columns[other], columns[i]);
        }

        var end = dice.OneIn(2) ? "\r\n" : "\n";
        var text = new StringBuilder(dice.OneIn(3) ? "\uFEFF" : "").AppendJoin(',', columns.Select(Quoted)).Append(end);
        for (var i = 0; i < rows.Count; i++)
        {
            // What is the whole record's stands in every row, or in the first alone.
            var isFull = i == 0 || dice.OneIn(2);
            text.AppendJoin(',', columns.Select(c => Quoted(
                rows[i].Find(c)?.Text ?? (isFull || document.GroupBy.Contains(c) ? record.Find(c)?.Text : null) ?? ""))).Append(end);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",;\t|\"\r\n") >= 0 || text.Trim() != text ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
