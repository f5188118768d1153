using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>A Taobao order of 2.8 KB with four lines: framed, recognised, checked and mapped into
/// a claim. Against source-generated deserialisation of the same bytes into plain classes,
/// which maps and checks nothing, and against merely walking over the tokens.</summary>
[MemoryDiagnoser]
public class OrderIntakeBenchmarks
{
    private readonly byte[] _payload = Payload();
    private ProfileReader _reader = null!;

    [GlobalSetup]
    public void Setup()
    {
        _reader = new(Profiles.Default("taobao"), SkuMap.Same, new ShopContext(TenantId.Of("bench"), ShopId.Of("tea")));
        if (ToClaim().Claim is not { Lines.Count: 4 } || Deserialize().Orders.Order.Length != 4 || Scan() < 100)
            throw new InvalidOperationException("The payload is not read as it should be.");
    }

    [Benchmark(Baseline = true)]
    public PlainTrade Deserialize() => JsonSerializer.Deserialize(_payload, PlainJsonContext.Default.PlainTrade)!;

    [Benchmark]
    public int Scan()
    {
        var reader = new Utf8JsonReader(_payload);
        var tokens = 0;
        while (reader.Read()) tokens++;
        return tokens;
    }

    [Benchmark]
    public RecordReading ToClaim() => _reader.Read(_payload);

    private static byte[] Payload()
    {
        using var stream = typeof(OrderIntakeBenchmarks).Assembly.GetManifestResourceStream("taobao-order.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
