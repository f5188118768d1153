using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>
/// Keeps what the sides say in temporary files, parted by order number, so that one part at a time is compared: memory holds one of them, whatever the number
/// of orders. The files lie in a folder of our own that nobody else may read, and go with it.
/// </summary>
internal sealed class DiagnosisSpool : IDisposable
{
    private const int PartCount = 128;
    private const int BufferBytes = 32 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("orderkernel-diagnosis-").FullName;
    private readonly BinaryWriter?[] _parts = new BinaryWriter?[PartCount];
    private readonly Interned<string> _texts = new();
    private readonly Interned<SideWords> _words = new();

    /// <summary>The numbers of the parts.</summary>
    public static int Parts => PartCount;

    /// <summary>A path for another temporary file.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Add(SideRecord record)
    {
        var part = PartOf(record.Number);
        var to = _parts[part] ??= new(new FileStream(PathOf($"part-{part}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes));
        to.Write(record.Number);
        to.Write((byte)record.Side);
        to.Write((byte)((record.IsWhole ? 1 : 0) | (record.IsParked ? 2 : 0) | (record.IsAfterRefunds ? 4 : 0) | (record.Source is null ? 0 : 8)));
        to.Write7BitEncodedInt(record.File);
        to.Write7BitEncodedInt(_words.Of(record.Words));
        to.Write((byte)(record.Payment ?? 0));
        to.Write((byte)(record.Fulfilment ?? 0));
        to.Write((byte)(record.AfterSales ?? 0));
        to.Write((byte)(record.Outcome ?? 0));
        to.Write((byte)(record.Terms ?? 0));
        to.Write(record.SourceTime.ToUnixTimeTicks());
        if (record.Source is { } source)
        {
            to.Write7BitEncodedInt(_texts.Of(source.Channel));
            to.Write7BitEncodedInt(_texts.Of(source.Shop));
            to.Write(source.Document ?? "");
        }

        foreach (var money in (Money?[])[record.Due, record.Paid, record.Refunded])
        {
            to.Write7BitEncodedInt(_texts.Of(money?.Currency.Code));
            if (money is { } amount) to.Write(amount.MinorUnits);
        }

        foreach (var at in (Instant?[])[record.CreatedAt, record.PaidAt, record.ShippedAt, record.DeliveredAt, record.EndedAt])
            to.Write(at?.ToUnixTimeTicks() ?? long.MinValue);
    }

    /// <summary>The records of one part, those of one order number together, by number.</summary>
    public IEnumerable<(string Number, IReadOnlyList<SideRecord> Records)> Read(int part)
    {
        if (_parts[part] is not { } written) return [];
        written.Flush();
        written.BaseStream.Position = 0;
        using var from = new BinaryReader(written.BaseStream);
        var numbers = new Dictionary<string, List<SideRecord>>(StringComparer.Ordinal);
        while (written.BaseStream.Position < written.BaseStream.Length)
        {
            var record = Next(from);
            if (numbers.TryGetValue(record.Number, out var known)) known.Add(record);
            else numbers.Add(record.Number, [record]);
        }

        _parts[part] = null;
        File.Delete(PathOf($"part-{part}"));
        return numbers.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, (IReadOnlyList<SideRecord>)n.Value));
    }

    public void Dispose()
    {
        foreach (var part in _parts) part?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SideRecord Next(BinaryReader from)
    {
        var (number, side, bits) = (from.ReadString(), (DiagnosisSide)from.ReadByte(), from.ReadByte());
        var (file, words) = (from.Read7BitEncodedInt(), _words[from.Read7BitEncodedInt()]);
        var axes = (Payment: from.ReadByte(), Fulfilment: from.ReadByte(), AfterSales: from.ReadByte(), Outcome: from.ReadByte(), Terms: from.ReadByte());
        var at = Instant.FromUnixTimeTicks(from.ReadInt64());
        return new()
        {
            Number = number, Side = side, File = file, Words = words, SourceTime = at,
            IsWhole = (bits & 1) != 0, IsParked = (bits & 2) != 0, IsAfterRefunds = (bits & 4) != 0,
            Source = (bits & 8) == 0 ? null : Source(from),
            Payment = axes.Payment == 0 ? null : (PaymentStatus)axes.Payment,
            Fulfilment = axes.Fulfilment == 0 ? null : (FulfilmentStatus)axes.Fulfilment,
            AfterSales = axes.AfterSales == 0 ? null : (AfterSalesStatus)axes.AfterSales,
            Outcome = axes.Outcome == 0 ? null : (ClaimOutcome)axes.Outcome,
            Terms = axes.Terms == 0 ? null : (PaymentTerms)axes.Terms,
            Due = Amount(from), Paid = Amount(from), Refunded = Amount(from),
            CreatedAt = Time(from), PaidAt = Time(from), ShippedAt = Time(from), DeliveredAt = Time(from), EndedAt = Time(from),
        };
    }

    private RecordSource Source(BinaryReader from)
    {
        var (channel, shop, document) = (_texts[from.Read7BitEncodedInt()], _texts[from.Read7BitEncodedInt()], from.ReadString());
        return new(channel, shop, document.Length == 0 ? null : document);
    }

    private Money? Amount(BinaryReader from) =>
        _texts[from.Read7BitEncodedInt()] is { } code && Currency.TryParse(code, out var currency) ? Money.OfMinor(from.ReadInt64(), currency) : null;

    private static Instant? Time(BinaryReader from) => from.ReadInt64() is var ticks && ticks == long.MinValue ? null : Instant.FromUnixTimeTicks(ticks);

    // The same on every machine, so that parts are the same.
    private static int PartOf(string number)
    {
        var hash = 2166136261u;
        foreach (var c in number) hash = (hash ^ c) * 16777619u;
        return (int)((hash ^ (hash >> 15)) % PartCount);
    }

    /// <summary>Values that many records have in common, by their place.</summary>
    private sealed class Interned<T> where T : notnull
    {
        private readonly Dictionary<T, int> _places = [];
        private readonly List<T?> _values = [default];

        public T? this[int place] => _values[place];

        public int Of(T? value)
        {
            if (value is null) return 0;
            if (_places.TryGetValue(value, out var place)) return place;
            _places.Add(value, _values.Count);
            _values.Add(value);
            return _values.Count - 1;
        }
    }
}
