using System.Text;
using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>
/// JSON that a channel sends inside a text, plain or percent-encoded: the record is read as if the value stood where the text stands, so that paths lead
/// into it.
/// </summary>
internal static class EmbeddedJson
{
    /// <summary>What a record has in its bytes when it has a property of the last name of a place; a record with escapes may have any.</summary>
    public static byte[][] Marks(IReadOnlyList<string> places) =>
        [.. places.Select(p => Encoding.UTF8.GetBytes($"\"{p.Substring(p.LastIndexOf('.') + 1)}\""))];

    /// <summary>False where no place stands in a record.</summary>
    public static bool MayStandIn(ReadOnlySpan<byte> record, byte[][] marks)
    {
        foreach (var mark in marks)
        {
            if (record.IndexOf(mark) >= 0) return true;
        }

        return marks.Length > 0 && record.IndexOf("\\u"u8) >= 0;
    }

    /// <summary>A record with the values in the places of their texts.</summary>
    /// <param name="record">The record.</param>
    /// <param name="places">The paths of the texts, from the record on; lists between are passed through.</param>
    /// <param name="depthMax">How deep a record may be nested.</param>
    /// <param name="buffer">Where the record is written anew; cleared first.</param>
    /// <param name="problems">A text that begins like JSON and is none is a problem of the record.</param>
    /// <returns>The record itself where nothing is embedded, or where it is no JSON: its reader says why.</returns>
    public static ReadOnlySpan<byte> Unfold(
        ReadOnlySpan<byte> record, IReadOnlyList<string> places, int depthMax, ByteBuffer buffer, List<Finding> problems)
    {
        buffer.Clear();
        var end = 0;
        var names = new JsonPath();
        try
        {
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = depthMax });
            while (reader.Read())
            {
                names.Note(reader);
                if (reader.TokenType != JsonTokenType.String || !names.EndsAt(places, isWhole: true)) continue;
                if (Inner(ref reader, names, problems) is not { } inner) continue;
                buffer.Append(record.Slice(end, (int)reader.TokenStartIndex - end));
                buffer.Append(inner);
                end = (int)reader.BytesConsumed;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return record;
        }

        if (end == 0) return record;
        buffer.Append(record.Slice(end));
        return buffer.Written;
    }

    /// <summary>The bytes of the JSON inside a text; null where the text is not even the start of any.</summary>
    public static byte[]? TextOf(ref Utf8JsonReader reader)
    {
        var text = reader.GetString()!.Trim();
        // As forms are sent: a blank is a plus sign there.
        if (text.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) || text.StartsWith("%5B", StringComparison.OrdinalIgnoreCase))
            text = Uri.UnescapeDataString(text.Replace('+', ' ')).Trim();
        return text.Length > 0 && text[0] is '{' or '[' ? Encoding.UTF8.GetBytes(text) : null;
    }

    private static byte[]? Inner(ref Utf8JsonReader reader, JsonPath names, List<Finding> problems)
    {
        if (TextOf(ref reader) is not { } inner) return null;
        try
        {
            var check = new Utf8JsonReader(inner);
            while (check.Read())
            {
            }

            return inner;
        }
        catch (JsonException e)
        {
            problems.Add(Finding.Of("$." + names.Text, ChannelsCodes.RecordMalformed, ("line", (e.LineNumber ?? 0) + 1), ("byte", e.BytePositionInLine ?? 0)));
            return null;
        }
    }
}
