using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>Taobao orders of 2.8 KB with four lines: framed, recognised, checked and mapped into claims. Against source-generated deserialisation of the same
/// bytes into plain classes, which maps and checks nothing, and against merely walking over the tokens.</summary>
/// <remarks>64 orders in turn, each with numbers, buyer and parcel of its own, their goods out of a catalogue of 200.</remarks>
[MemoryDiagnoser]
public class OrderIntakeBenchmarks
{
    private const int Orders = 64;
    private const int Catalogue = 200;
    private readonly byte[][] _payloads = [.. Enumerable.Range(0, Orders).Select(Payload)];
    private ProfileReader _reader = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _reader = new(Profiles.Default("taobao"), SkuMap.Same, new ShopContext(TenantId.Of("bench"), ShopId.Of("tea")));
        for (var i = 0; i < Orders; i++)
        {
            if (ToClaim().Claim is not { Lines.Count: 4 } || Deserialize().Orders.Order.Length != 4 || Scan() < 100)
                throw new InvalidOperationException("The payload is not read as it should be.");
        }
    }

    [Benchmark(Baseline = true)]
    public PlainTrade Deserialize() => JsonSerializer.Deserialize(Next(), PlainJsonContext.Default.PlainTrade)!;

    [Benchmark]
    public int Scan()
    {
        var reader = new Utf8JsonReader(Next());
        var tokens = 0;
        while (reader.Read()) tokens++;
        return tokens;
    }

    [Benchmark]
    public RecordReading ToClaim() => _reader.Read(Next());

    private byte[] Next() => _payloads[_next++ & (Orders - 1)];

    /// <summary>The order of a number.</summary>
    internal static byte[] Payload(int order)
    {
        using var stream = typeof(OrderIntakeBenchmarks).Assembly.GetManifestResourceStream("taobao-order.json")!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        var payload = text.ReadToEnd()
            .Replace("37281900455100000", string.Create(CultureInfo.InvariantCulture, $"372819004551{order:00000}"), StringComparison.Ordinal)
            .Replace("75890012345678", string.Create(CultureInfo.InvariantCulture, $"758900123{order:00000}"), StringComparison.Ordinal)
            .Replace("a**7", string.Create(CultureInfo.InvariantCulture, $"a**{order:00}"), StringComparison.Ordinal)
            .Replace("138******21", string.Create(CultureInfo.InvariantCulture, $"138******{order:00}"), StringComparison.Ordinal);
        (string Code, string Title)[] goods = [("TEA-LJ-250", "250g春茶"), ("CUP-GW-01", "茶具套装"), ("TEA-PE-357", "七年陈"), ("TRAY-ZP-30", "家用小号")];
        for (var i = 0; i < goods.Length; i++)
        {
            var item = ((order * 37) + (i * 53)) % Catalogue;
            payload = payload.Replace(goods[i].Code, string.Create(CultureInfo.InvariantCulture, $"{goods[i].Code}-{item}"), StringComparison.Ordinal)
                .Replace(goods[i].Title, string.Create(CultureInfo.InvariantCulture, $"{goods[i].Title}{item}号"), StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(payload);
    }
}
