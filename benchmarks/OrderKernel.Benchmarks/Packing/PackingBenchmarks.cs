using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Benchmarks;

/// <summary>
/// The events of an order that is placed and paid brought into their stored form and back. Against the framework's fastest compression of the same bytes.
/// </summary>
[MemoryDiagnoser]
public class PackingBenchmarks
{
    private readonly byte[][] _events;
    private readonly byte[][] _packed;
    private readonly byte[][] _deflated;
    private readonly MemoryStream _stream = new(4_096);
    private readonly Packer _packer = new();

    /// <summary>Places an order of two lines and pays it.</summary>
    public PackingBenchmarks()
    {
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("taobao"), ShopId.Of("main"), OrderNumber.Of("4317627948450016170"));
        var at = Instant.FromUtc(2026, 2, 9, 2, 0);
        var lines = new[] { "1",
            "2" }.Select(l => new OrderedLine(LineId.Of(l), Quantity.Of(2), Money.Fen(12_800), [new(SkuId.Of("MUG-" + l), Quantity.Of(1))])).ToValueList();
        var place = new PlaceOrder(key, OrderId.Mint("TB", new LocalDate(2026, 2, 9), key), at, PaymentTerms.Prepaid, new OrderAmounts(Money.Fen(25_600)),
            lines);
        var events = new List<byte[]>();
        Order? order = null;
        foreach (var command in new OrderCommand[] { place,
            new RecordPayment(PaymentId.Of("p-1"), Tender.Cash, Money.Fen(25_600), at + Duration.FromMinutes(3)) })
        {
            var context = new DecisionContext(new Actor(ActorId.Of("channel"), [Role.Channel]), at, MessageId.Of("d724b268d761d09e1c0f33aa-17"));
            var handled = OrderDecider.Handle(order, command, OrderPolicies.Default, context).ValueOrThrow();
            var header = new EventHeader(at, context.Actor.Id, context.Message, handled.Decision.Reasons, handled.Decision.Policies);
            events.AddRange(handled.Decision.Events.Items.Select(e => OrderEvents.Codec.Encode(e, header).ToArray()));
            order = handled.State;
        }

        _events = [.. events];
        _packed = [.. events.Select(e => _packer.Pack(e).ToArray())];
        _deflated = [.. events.Select(Deflated)];
    }

    /// <summary>Deflate at its fastest, each event on its own.</summary>
    [Benchmark(Baseline = true)]
    public long Deflate() => _events.Sum(e => Deflated(e).Length);

    /// <summary>The stored forms.</summary>
    [Benchmark]
    public long Pack()
    {
        long sum = 0;
        foreach (var e in _events) sum += _packer.Pack(e).Length;
        return sum;
    }

    /// <summary>What was deflated, read back.</summary>
    [Benchmark]
    public long Inflate()
    {
        long sum = 0;
        foreach (var e in _deflated)
        {
            using var inflated = new DeflateStream(new MemoryStream(e), CompressionMode.Decompress);
            _stream.SetLength(0);
            inflated.CopyTo(_stream);
            sum += _stream.ToArray().Length;
        }

        return sum;
    }

    /// <summary>What was packed, read back.</summary>
    [Benchmark]
    public long Unpack()
    {
        long sum = 0;
        foreach (var e in _packed) sum += Packed.Unpack(e).Length;
        return sum;
    }

    private byte[] Deflated(byte[] bytes)
    {
        _stream.SetLength(0);
        using (var deflate = new DeflateStream(_stream, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(bytes);
        return _stream.ToArray();
    }
}
