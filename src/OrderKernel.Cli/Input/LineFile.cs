using System.Text.Json;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Logistics;

namespace OrderKernel.Cli.Input;

/// <summary>A file of tracks or of a partner's records: a record a line, or records over several lines, alone, in an array or one behind the other.</summary>
internal sealed class LineFile(InputFile file, TrackVocabulary words) : RecordFile
{
    public override DeliveryDoor Door => file.Kind == InputKind.Kuaidi100 ? DeliveryDoor.Kuaidi100 : DeliveryDoor.Partner;

    private enum Layout
    {
        /// <summary>The file is one record.</summary>
        Whole = 1,

        /// <summary>A record a line, whole or broken.</summary>
        Lines,

        /// <summary>Objects over several lines or in an array.</summary>
        Objects,
    }

    /// <summary>The first record of a file of which the first bytes are known; what is no record yet where it ends behind them.</summary>
    public static ReadOnlySpan<byte> First(string path, ReadOnlySpan<byte> head)
    {
        if (LayoutOf(path, head) != Layout.Objects) return FirstLine(head);
        var first = Array.Empty<byte>();
        new JsonRecordParser(RecordLimits.Default).Push(head, record => first = first.Length == 0 ? record.Bytes.ToArray() : first);
        return first;
    }

    public override void Cut(Stream stream, RecordTaker take)
    {
        var head = new byte[ChunkBytes];
        var layout = LayoutOf(file.Path, head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        stream.Position = 0;
        if (layout == Layout.Objects) CutObjects(stream, take);
        else CutLines(stream, layout == Layout.Lines, take);
    }

    public override RecordContent Read(ReadOnlySpan<byte> record) => file.Kind == InputKind.Kuaidi100 ? Track(record) : Partner(record);

    private static Layout LayoutOf(string path, ReadOnlySpan<byte> head)
    {
        var isNamedLines = Path.GetExtension(path).ToUpperInvariant() is ".JSONL" or ".NDJSON";
        head = (head.StartsWith("\uFEFF"u8) ? head[3..] : head).TrimStart(" \t\r\n"u8);
        var first = FirstLine(head);
        // By its name each line is a record, a broken one too; but none is a bracket alone.
        if (isNamedLines && first.IndexOfAnyExcept(" \t\r[{"u8) >= 0) return Layout.Lines;
        if (head.StartsWith("["u8)) return Layout.Objects;
        if (!head.StartsWith("{"u8) || first.Length == head.Length) return isNamedLines ? Layout.Lines : Layout.Whole;
        try
        {
            var reader = new Utf8JsonReader(first, isFinalBlock: false, default);
            while (reader.Read())
            {
                // To the end of the line, or to what is broken in it.
            }

            return reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 } ? Layout.Lines : Layout.Objects;
        }
        catch (JsonException)
        {
            return Layout.Whole;
        }
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head) => head.IndexOf((byte)'\n') is >= 0 and var end ? head[..end] : head;

    private static void CutObjects(Stream stream, RecordTaker take)
    {
        var parser = new JsonRecordParser(RecordLimits.Default);
        var chunk = new byte[ChunkBytes];
        for (int read; (read = stream.Read(chunk)) > 0;) parser.Push(chunk.AsSpan(0, read), Take);
        parser.Complete(Take);

        void Take(RecordSlice record) => take(record.Position, record.Bytes, record.Problem);
    }

    private static void CutLines(Stream stream, bool isLines, RecordTaker take)
    {
        var buffer = new byte[ChunkBytes];
        var (filled, number, offset) = (0, 0, 0L);
        for (var isEnd = false; !isEnd;)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            (isEnd, filled) = (read == 0, filled + read);
            var start = 0;
            while (start < filled)
            {
                var end = isLines ? buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') : -1;
                if (end < 0 && !isEnd) break;
                var length = end < 0 ? filled - start : end;
                var line = buffer.AsSpan(start, length).TrimEnd((byte)'\r');
                number++;
                if (!line.Trim(" \t"u8).IsEmpty) take(new(number, number, offset + start), line, null);
                start = Math.Min(start + length + 1, filled);
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (offset, filled) = (offset + start, filled - start);
        }
    }

    private RecordContent Track(ReadOnlySpan<byte> record)
    {
        if (!Kuaidi100.Parse(record, words).TryGet(out var payload, out var refusal)) return RecordContent.Unread(refusal);
        return payload.Reports.IsEmpty ? RecordContent.Unread(Refusal.Of(LogisticsCodes.NoTrack, ("code", "-"))) : RecordContent.Of(payload.Reports);
    }

    private static RecordContent Partner(ReadOnlySpan<byte> record) =>
        PartnerRecord.Read(record.ToArray()).TryGet(out var read, out var refusal) ? RecordContent.Of(read) : RecordContent.Unread(refusal);
}
