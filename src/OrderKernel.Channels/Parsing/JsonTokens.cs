using System.Text;
using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>One pass over a JSON record: the values at mapped places go into the table, everything else is passed over.</summary>
internal readonly ref struct JsonTokens
{
    private readonly TokenTable _table;
    private readonly List<Finding> _problems;

    private JsonTokens(TokenTable table, List<Finding> problems)
    {
        _table = table;
        _problems = problems;
    }

    /// <summary>Reads a record.</summary>
    /// <returns>False when it is no JSON object, or nested too deeply; the problem is added then.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, PathTree tree, TokenTable table, int depthMax, List<Finding> problems)
    {
        table.Clear();
        var tokens = new JsonTokens(table, problems);
        try
        {
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = depthMax });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add(Finding.Of("$", ChannelsCodes.RecordNotObject));
                return false;
            }

            tokens.ReadObject(ref reader, tree.Root, 0);
            if (!reader.Read()) return true;
            problems.Add(Finding.Of("$", ChannelsCodes.RecordMalformed, ("line", 1), ("byte", reader.TokenStartIndex)));
            return false;
        }
        catch (JsonException e)
        {
            var depth = Depth(record);
            problems.Add(depth > depthMax
                ? Finding.Of("$", ChannelsCodes.RecordTooDeep, ("depth", depth), ("most", depthMax))
                : Finding.Of("$", ChannelsCodes.RecordMalformed, ("line", (e.LineNumber ?? 0) + 1), ("byte", e.BytePositionInLine ?? 0)));
            return false;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, PathNode node, int row)
    {
        var id = _table.OpenObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = reader.ValueIsEscaped ? FindEscaped(ref reader, node) : node.Find(reader.ValueSpan);
            reader.Read();
            if (child is null)
            {
                reader.Skip();
                continue;
            }

            if (!_table.Meet(child, id)) _problems.Add(Finding.Of(child.Describe(_table, row), ChannelsCodes.PropertyDuplicate));
            ReadValue(ref reader, child, row);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, PathNode node, int row)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                NoteContainer(node, row);
                if (node.RowScope > 0) ReadObject(ref reader, node, _table.AddRow(node.RowScope, row));
                else if (node.Children.Count > 0) ReadObject(ref reader, node, row);
                else reader.Skip();
                break;
            case JsonTokenType.StartArray:
                NoteContainer(node, row);
                if (node.RowScope > 0) ReadRows(ref reader, node, row);
                else reader.Skip();
                break;
            default:
                if (node.Slot >= 0) _table.Put(node, row, TokenOf(ref reader));
                if (node.Element is not null) PutElement(ref reader, node, row);
                break;
        }
    }

    private void ReadRows(ref Utf8JsonReader reader, PathNode node, int row)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadObject(ref reader, node, _table.AddRow(node.RowScope, row));
            else if (reader.TokenType == JsonTokenType.StartArray) reader.Skip();
            else PutElement(ref reader, node, row);
        }
    }

    // An entry of a list of plain values is a row of its own; null is none.
    private void PutElement(ref Utf8JsonReader reader, PathNode node, int row)
    {
        if (node.Element is { } element && reader.TokenType != JsonTokenType.Null) _table.Put(element, _table.AddRow(node.RowScope, row), TokenOf(ref reader));
    }

    private void NoteContainer(PathNode node, int row)
    {
        if (node.Slot >= 0) _table.Put(node, row, new Token(0, 0, TokenKind.Container));
    }

    private static Token TokenOf(ref Utf8JsonReader reader)
    {
        var (start, length) = ((int)reader.TokenStartIndex, reader.ValueSpan.Length);
        return reader.TokenType switch
        {
            JsonTokenType.String => new(start + 1, length, reader.ValueIsEscaped ? TokenKind.EscapedText : TokenKind.Text),
            JsonTokenType.Number => new(start, length, TokenKind.Number),
            JsonTokenType.Null => new(start, length, TokenKind.Null),
            _ => new(start, length, TokenKind.Flag),
        };
    }

    private static PathNode? FindEscaped(ref Utf8JsonReader reader, PathNode node)
    {
        try
        {
            return node.Find(Encoding.UTF8.GetBytes(reader.GetString()!));
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in a property name: no mapped name has one.
            return null;
        }
    }

    private static int Depth(ReadOnlySpan<byte> record)
    {
        int depth = 0, deepest = 0;
        var inText = false;
        for (var i = 0; i < record.Length; i++)
        {
            var b = record[i];
            if (inText)
            {
                if (b == '\\') i++;
                else if (b == '"') inText = false;
            }
            else if (b == '"')
            {
                inText = true;
            }
            else if (b is (byte)'{' or (byte)'[')
            {
                deepest = Math.Max(deepest, ++depth);
            }
            else if (b is (byte)'}' or (byte)']')
            {
                depth--;
            }
        }

        return deepest;
    }
}
