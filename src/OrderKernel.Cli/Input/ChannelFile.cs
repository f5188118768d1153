using OrderKernel.Channels;
using OrderKernel.Deliveries;

namespace OrderKernel.Cli.Input;

/// <summary>A file of a channel, a warehouse or an ERP, read by its profile.</summary>
internal sealed class ChannelFile(InputFile file, PolicyDocument<ChannelProfile> profile, ProfileReader reader) : RecordFile
{
    private byte[] _header = [];
    private char? _delimiter;

    public override DeliveryDoor Door { get; } = DeliveryDoor.Channel(profile.Reference.Name, file.Shop);

    public override char? Delimiter => file.Form.Sheet is null ? _delimiter : null;

    public override void Cut(Stream stream, RecordTaker take)
    {
        var parser = RecordParser.For(profile.Policy);
        var chunk = new byte[ChunkBytes];
        for (int read; (read = stream.Read(chunk)) > 0;) parser.Push(chunk.AsSpan(0, read), Take);
        parser.Complete(Take);
        _delimiter = (parser as CsvRecordParser)?.Delimiter;

        void Take(RecordSlice record)
        {
            if (_header.Length == 0) _header = record.Header.ToArray();
            take(record.Position, record.Bytes, record.Problem);
        }
    }

    public override RecordContent Read(ReadOnlySpan<byte> record)
    {
        var reading = reader.Read(_header, record, file.ArrivedAt);
        if (reading.Claim is { } claim) return RecordContent.Of(claim) with { Reading = reading };
        if (reading.Partner is { } told) return RecordContent.Of(told) with { Reading = reading };
        return RecordContent.Unread(reading.Kind == ReadingKind.Skipped ? null : reading.Refusal) with { Identity = reading.Identity, Reading = reading };
    }

    public override byte[] Raw(ReadOnlySpan<byte> record) => _header.Length == 0 ? base.Raw(record) : [.. _header, (byte)'\n', .. record];
}
