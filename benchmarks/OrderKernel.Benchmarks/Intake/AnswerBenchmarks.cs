using System.Text;
using BenchmarkDotNet.Attributes;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>A platform's answer with forty orders of 2.8 KB: cut into records and read. Against reading the same records where they are cut already.</summary>
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    internal const int Orders = 40;
    private readonly byte[][] _orders = [.. Enumerable.Range(0, Orders).Select(OrderIntakeBenchmarks.Payload)];
    private byte[] _answer = [];
    private PolicyDocument<ChannelProfile> _profile = null!;
    private ProfileReader _reader = null!;

    [GlobalSetup]
    public void Setup()
    {
        _profile = Profiles.Default("taobao");
        _reader = new(_profile, SkuMap.Same, new ShopContext(TenantId.Of("bench"), ShopId.Of("tea")));
        var orders = string.Join(',', _orders.Select(Encoding.UTF8.GetString));
        _answer = Encoding.UTF8.GetBytes("{\"trades_sold_get_response\":{\"total_results\":40,\"trades\":{\"trade\":[" + orders + "]}}}");
        if (Answer() != Orders || Records() != Orders) throw new InvalidOperationException("The answer is not read as it should be.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Orders)]
    public int Records()
    {
        var claims = 0;
        foreach (var order in _orders)
        {
            if (_reader.Read(order).Claim is not null) claims++;
        }

        return claims;
    }

    [Benchmark(OperationsPerInvoke = Orders)]
    public int Answer()
    {
        var claims = 0;
        var parser = RecordParser.For(_profile.Policy);
        parser.Push(_answer, Take);
        parser.Complete(Take);
        return claims;

        void Take(RecordSlice record)
        {
            if (_reader.Read(record).Claim is not null) claims++;
        }
    }
}
