using System.Security.Cryptography;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Logistics;
using OrderKernel.Partners;

namespace OrderKernel.Cli.Input;

/// <summary>Reads the files of a run into deliveries. A bad record is a delivery as well: it is kept raw, and the rest goes on.</summary>
internal sealed class DeliveryReader(InputSet set)
{
    private readonly List<Delivery> _deliveries = [];
    private readonly List<(DeliverySlip Slip, Refusal? Why)> _unread = [];
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private Instant _last = Instant.FromUnixTimeTicks(0);

    /// <summary>The latest instant in the input.</summary>
    public Instant Last => _last;

    /// <summary>What is wrong with whole files.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Why records could not be read, by delivery.</summary>
    public IReadOnlyDictionary<string, Refusal> Whys => _unread.Where(u => u.Why is not null).ToDictionary(u => u.Slip.Id.Value, u => u.Why!, StringComparer.Ordinal);

    /// <summary>Reads all files.</summary>
    /// <param name="progress">Told the bytes read, file by file.</param>
    public IReadOnlyList<Delivery> Read(Action<long> progress)
    {
        foreach (var file in set.Files)
        {
            if (Bytes(file) is { } bytes) Read(file, bytes);
            progress(file.Length);
        }

        // Records that nobody understands have no time of their own: they are put away when all else is done.
        foreach (var (slip, why) in _unread) _deliveries.Add(why is null ? new SkippedDelivery(slip, _last) : new UnusableDelivery(slip, _last, why));
        return _deliveries;
    }

    private byte[]? Bytes(InputFile file)
    {
        try
        {
            return File.ReadAllBytes(file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _findings.Add(Finding.Of(file.Name, CliCodes.FileUnreadable, ("detail", e.Message)));
            return null;
        }
    }

    private void Read(InputFile file, byte[] bytes)
    {
        var id = Hash(bytes);
        if (bytes.Length == 0) _findings.Add(Finding.Of(file.Name, CliCodes.FileEmpty));
        // The same bytes under another name are the same deliveries: there is nothing to apply twice.
        else if (!_names.TryAdd(id, file.Name)) _findings.Add(Finding.Of(file.Name, CliCodes.FileRepeated, ("other", _names[id])));
        else if (file.Kind == InputKind.Channel) ReadChannel(file, bytes, id);
        else ReadLines(file, bytes, id);
    }

    private void ReadChannel(InputFile file, byte[] bytes, string fileId)
    {
        var profile = file.Profile!;
        var reader = new ProfileReader(profile, set.Skus, new ShopContext(set.Tenant, file.Shop));
        var parser = RecordParser.For(profile.Policy);
        parser.Push(bytes, Take);
        parser.Complete(Take);

        void Take(RecordSlice record)
        {
            var reading = reader.Read(record);
            // What may be put away keeps its bytes; a whole claim never is, and a month of those would fill the memory.
            var raw = reading.Claim is { Scope: ClaimScope.Whole, CreatedAt: not null, Amounts: not null } ? null : record.ToBytes();
            var slip = Slip(file, fileId, record.Position.Number, record.Position.Line, record.Bytes, raw);
            if (reading.Claim is { } claim) Add(new ClaimDelivery(slip, claim));
            else _unread.Add((slip, reading.Kind == ReadingKind.Skipped ? null : reading.Refusal));
        }
    }

    private void ReadLines(InputFile file, byte[] bytes, string fileId)
    {
        var isLines = file.Path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        var (number, start) = (0, 0);
        while (start < bytes.Length)
        {
            var length = isLines && bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var end ? end : bytes.Length - start;
            var line = bytes.AsSpan(start, length).TrimEnd((byte)'\r');
            start += length + 1;
            number++;
            if (line.Trim(" \t"u8).IsEmpty) continue;
            var slip = Slip(file, fileId, number, number, line, line.ToArray());
            if (file.Kind == InputKind.Kuaidi100) TakeTrack(slip, line);
            else TakePartner(slip);
        }
    }

    private void TakeTrack(DeliverySlip slip, ReadOnlySpan<byte> line)
    {
        if (!Kuaidi100.Parse(line, set.Policies.TrackWords.Policy).TryGet(out var payload, out var refusal)) _unread.Add((slip, refusal));
        else if (payload.Reports.IsEmpty) _unread.Add((slip, Refusal.Of(LogisticsCodes.NoTrack, ("code", "-"))));
        else Add(new TrackDelivery(slip, payload.Reports.Items.Max(r => r.At), payload.Reports));
    }

    private void TakePartner(DeliverySlip slip)
    {
        if (PartnerRecord.Read(slip.Raw).TryGet(out var record, out var refusal)) Add(new PartnerDelivery(slip, record));
        else _unread.Add((slip, refusal));
    }

    private void Add(Delivery delivery)
    {
        if (delivery.At > _last) _last = delivery.At;
        _deliveries.Add(delivery);
    }

    private static DeliverySlip Slip(InputFile file, string fileId, long number, long line, ReadOnlySpan<byte> record, byte[]? raw) =>
        new(MessageId.Of($"{fileId}-{number}"), Hash(record), $"{file.Name}:{line}", raw);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
}
