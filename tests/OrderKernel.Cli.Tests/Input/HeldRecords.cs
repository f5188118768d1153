using System.Security.Cryptography;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Deliveries;
using OrderKernel.Logistics;

namespace OrderKernel.Cli.Tests.Input;

/// <summary>The naive reading of a run's files, to compare with: each file whole, each record read once, where it is cut out, and all of them held.</summary>
internal sealed class HeldRecords(InputSet set)
{
    private readonly List<Delivery> _deliveries = [];
    private readonly List<(DeliverySlip Slip, Refusal? Why, RecordIdentity? Identity)> _unread = [];
    private Instant _last = Instant.FromUnixTimeTicks(0);

    public List<Delivery> Read()
    {
        foreach (var file in set.Files) Read(file, File.ReadAllBytes(file.Path));
        foreach (var (slip, why, identity) in _unread)
            _deliveries.Add(why is null ? new SkippedDelivery(slip, _last) : new UnusableDelivery(slip, _last, why) { Identity = identity });
        return _deliveries;
    }

    private void Read(InputFile file, byte[] bytes)
    {
        var id = Hash(bytes);
        if (file.Profile is not { } profile)
        {
            Lines(file, id, bytes);
            return;
        }

        var reader = new ProfileReader(profile, set.Skus, new ShopContext(set.Tenant, file.Shop));
        var parser = RecordParser.For(profile.Policy);
        parser.Push(bytes, Take);
        parser.Complete(Take);

        void Take(RecordSlice record)
        {
            var reading = reader.Read(record, file.ArrivedAt);
            var slip = new DeliverySlip(MessageId.Of($"{id}-{record.Position.Number}"), Hash(record.Bytes), $"{file.Name}:{record.Position.Line}",
                record.ToBytes()) { Door = DeliveryDoor.Channel(profile.Reference.Name, file.Shop) };
            if (reading.Claim is { } claim) Add(new ClaimDelivery(slip, claim));
            else _unread.Add((slip, reading.Kind == ReadingKind.Skipped ? null : reading.Refusal, reading.Identity));
        }
    }

    private void Lines(InputFile file, string id, byte[] bytes)
    {
        var isLines = file.Path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        var (number, start) = (0, 0);
        while (start < bytes.Length)
        {
            var length = isLines && Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end ? end - start : bytes.Length - start;
            var line = bytes.AsSpan(start, length).TrimEnd((byte)'\r');
            start += length + 1;
            number++;
            if (line.Trim(" \t"u8).IsEmpty) continue;
            var slip = new DeliverySlip(MessageId.Of($"{id}-{number}"), Hash(line), $"{file.Name}:{number}", line.ToArray())
            {
                Door = file.Kind == InputKind.Kuaidi100 ? DeliveryDoor.Kuaidi100 : DeliveryDoor.Partner,
            };
            if (file.Kind == InputKind.Kuaidi100) Track(slip);
            else if (PartnerRecord.Read(slip.Raw).TryGet(out var record, out var refusal)) Add(new PartnerDelivery(slip, record));
            else _unread.Add((slip, refusal, null));
        }
    }

    private void Track(DeliverySlip slip)
    {
        if (!Kuaidi100.Parse(slip.Raw.Span, set.Policies.TrackWords.Policy).TryGet(out var payload, out var refusal)) _unread.Add((slip, refusal, null));
        else if (payload.Reports.IsEmpty) _unread.Add((slip, Refusal.Of(LogisticsCodes.NoTrack, ("code", "-")), null));
        else Add(new TrackDelivery(slip, payload.Reports.Items.Max(r => r.At), payload.Reports));
    }

    private void Add(Delivery delivery)
    {
        _last = Instant.Max(_last, delivery.At);
        _deliveries.Add(delivery);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
}
