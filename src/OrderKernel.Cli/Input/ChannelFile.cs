using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>A file of a channel, read by its profile.</summary>
internal sealed class ChannelFile(ChannelProfile profile, ProfileReader reader) : RecordFile
{
    private byte[] _header = [];

    public override void Cut(Stream stream, RecordTaker take)
    {
        var parser = RecordParser.For(profile);
        var chunk = new byte[ChunkBytes];
        for (int read; (read = stream.Read(chunk)) > 0;) parser.Push(chunk.AsSpan(0, read), Take);
        parser.Complete(Take);

        void Take(RecordSlice record)
        {
            if (_header.Length == 0) _header = record.Header.ToArray();
            take(record.Position, record.Bytes, record.Problem);
        }
    }

    public override RecordContent Read(ReadOnlySpan<byte> record)
    {
        var reading = reader.Read(_header, record);
        return reading.Claim is { } claim ? RecordContent.Of(claim) : RecordContent.Unread(reading.Kind == ReadingKind.Skipped ? null : reading.Refusal);
    }

    public override byte[] Raw(ReadOnlySpan<byte> record) => _header.Length == 0 ? base.Raw(record) : [.. _header, (byte)'\n', .. record];
}
