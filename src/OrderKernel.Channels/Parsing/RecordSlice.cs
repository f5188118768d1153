namespace OrderKernel.Channels;

/// <summary>Where a record stands in its input.</summary>
/// <param name="Number">The record's number in the input, from 1; bad records count.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="ByteOffset">The byte at which it starts, from 0.</param>
public readonly record struct RecordPosition(long Number, long Line, long ByteOffset);

/// <summary>One record cut out of an input, valid until the handler returns.</summary>
/// <remarks>A record that could not be cut out whole carries the problem and the raw bytes that there were.</remarks>
public readonly ref struct RecordSlice
{
    internal RecordSlice(RecordPosition position, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> header, Refusal? problem)
    {
        Position = position;
        Bytes = bytes;
        Header = header;
        Problem = problem;
    }

    /// <summary>Where it stands.</summary>
    public RecordPosition Position { get; }

    /// <summary>The record's own bytes, as they stood in the input.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The header row of a CSV input without its line end; empty for JSON and XML.</summary>
    public ReadOnlySpan<byte> Header { get; }

    /// <summary>Why the record is bad; null when it is whole.</summary>
    public Refusal? Problem { get; }

    /// <summary>
    /// The record as a small input of its own, that <see cref="ProfileReader.Read(ReadOnlySpan{byte}, NodaTime.Instant?)"/> reads: for staging, quarantine and replay.
    /// </summary>
    /// <returns>JSON and XML: the record's bytes. CSV: the header row, a line feed and the record's rows.</returns>
    public byte[] ToBytes()
    {
        if (Header.IsEmpty) return Bytes.ToArray();
        var bytes = new byte[Header.Length + 1 + Bytes.Length];
        Header.CopyTo(bytes);
        bytes[Header.Length] = (byte)'\n';
        Bytes.CopyTo(bytes.AsSpan(Header.Length + 1));
        return bytes;
    }
}

/// <summary>Takes one record; the slice is valid only during the call.</summary>
/// <param name="record">The record.</param>
public delegate void RecordHandler(RecordSlice record);

/// <summary>How large an input's parts may get.</summary>
/// <param name="BytesMax">The bytes of one record, positive; larger ones are bad records.</param>
/// <param name="DepthMax">The nesting of one JSON or XML record, positive.</param>
public sealed record RecordLimits(int BytesMax, int DepthMax)
{
    /// <summary>16 MiB a record, 64 levels.</summary>
    public static RecordLimits Default { get; } = new(16 * 1024 * 1024, 64);
}

/// <summary>Cuts an input into records as its bytes come in; memory is bounded by the largest record.</summary>
public abstract class RecordParser
{
    /// <summary>The parser for a profile's inputs.</summary>
    /// <param name="profile">The channel's profile; its format chooses the parser.</param>
    /// <param name="limits">How large a record may get; null for <see cref="RecordLimits.Default"/>.</param>
    public static RecordParser For(ChannelProfile profile, RecordLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.Format switch
        {
            RecordFormat.Csv => new CsvRecordParser(profile, limits ?? RecordLimits.Default),
            RecordFormat.Xml => new XmlRecordParser(profile, limits ?? RecordLimits.Default),
            _ => new JsonRecordParser(profile, limits ?? RecordLimits.Default),
        };
    }

    /// <summary>Takes the next bytes and hands out the records that they complete.</summary>
    /// <param name="chunk">The bytes after those of the last call, cut anywhere; they are not kept.</param>
    /// <param name="handler">Told of each record during the call.</param>
    public abstract void Push(ReadOnlySpan<byte> chunk, RecordHandler handler);

    /// <summary>Says that the input has ended; hands out what is left, as a record or as a truncated one.</summary>
    /// <param name="handler">Told of what is left during the call.</param>
    public abstract void Complete(RecordHandler handler);
}

/// <summary>What an input is written in. 0 is unset.</summary>
public enum RecordFormat
{
    /// <summary>JSON: one object, an array, a page envelope or JSON Lines.</summary>
    Json = 1,

    /// <summary>Comma-separated values with a header row.</summary>
    Csv = 2,

    /// <summary>XML 1.0 in UTF-8: one element a record, without document types.</summary>
    Xml = 3,
}
