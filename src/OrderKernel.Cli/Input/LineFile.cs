using OrderKernel.Deliveries;
using OrderKernel.Logistics;
using OrderKernel.Partners;

namespace OrderKernel.Cli.Input;

/// <summary>A file of tracks or of a partner's records: JSON Lines, or one record that is the whole file.</summary>
internal sealed class LineFile(InputFile file, TrackVocabulary words) : RecordFile
{
    private readonly bool _isLines = file.Path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    public override DeliveryDoor Door => file.Kind == InputKind.Kuaidi100 ? DeliveryDoor.Kuaidi100 : DeliveryDoor.Partner;

    public override void Cut(Stream stream, RecordTaker take)
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
                var end = _isLines ? buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') : -1;
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

    public override RecordContent Read(ReadOnlySpan<byte> record) => file.Kind == InputKind.Kuaidi100 ? Track(record) : Partner(record);

    private RecordContent Track(ReadOnlySpan<byte> record)
    {
        if (!Kuaidi100.Parse(record, words).TryGet(out var payload, out var refusal)) return RecordContent.Unread(refusal);
        return payload.Reports.IsEmpty ? RecordContent.Unread(Refusal.Of(LogisticsCodes.NoTrack, ("code", "-"))) : RecordContent.Of(payload.Reports);
    }

    private static RecordContent Partner(ReadOnlySpan<byte> record) =>
        PartnerRecord.Read(record.ToArray()).TryGet(out var read, out var refusal) ? RecordContent.Of(read) : RecordContent.Unread(refusal);
}
