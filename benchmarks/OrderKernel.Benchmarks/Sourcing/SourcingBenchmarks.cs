using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OrderKernel.Allocation;

namespace OrderKernel.Benchmarks;

/// <summary>The exact cheapest plan for an order of five lines over ten locations and three carriers, stock thin enough that no location serves all.
/// Against a greedy pass: each line from the location and carrier that are cheapest for it alone, split penalties not looked at.</summary>
[MemoryDiagnoser]
public class SourcingBenchmarks
{
    private const int Lines = 5;
    private const int Locations = 10;
    private const int Carriers = 3;
    private PolicyDocument<Network> _network = null!;
    private SourcingRequest _request = null!;

    [GlobalSetup]
    public void Setup()
    {
        _network = Network.Load(Document()).ValueOrThrow();
        _request = new SourcingRequest(
            "order-1", RegionId.Of("浙江省"),
            Enumerable.Range(0, Lines).Select(l => new StockRequest(LineId.Of(Name("l", l)), SkuId.Of(Name("s", l)), Quantity.Of(2))).ToValueList(),
            (from l in Enumerable.Range(0, Locations) from s in Enumerable.Range(0, Lines)
             select new AvailablePosition(LocationId.Of(Name("w", l)), SkuId.Of(Name("s", s)), Quantity.Of(Stock(l, s)))).ToValueList());
        if (!Exact().ValueOrThrow().IsComplete || Greedy() <= 0) throw new InvalidOperationException("The order cannot be served.");
    }

    [Benchmark(Baseline = true)]
    public long Greedy()
    {
        long cost = 0;
        for (var line = 0; line < Lines; line++)
        {
            var best = long.MaxValue;
            for (var location = 0; location < Locations; location++)
            {
                if (Stock(location, line) < 2) continue;
                for (var carrier = 0; carrier < Carriers; carrier++) best = Math.Min(best, PerShipment(location, carrier) + PerKilogram(carrier));
            }

            if (best == long.MaxValue) return -1;
            cost += best;
        }

        return cost;
    }

    [Benchmark]
    public Result<SourcingPlan> Exact() => SourcingPlanner.Plan(_request, _network);

    /// <summary>Each location misses one or two of the five SKUs.</summary>
    private static long Stock(int location, int sku) => (location + sku) % 5 == 0 || (location * 3 + sku) % 7 == 0 ? 0 : 2 + ((location + sku) % 3);

    private static long PerShipment(int location, int carrier) => 260_000 + (location * 17_000) + (carrier * 90_000);

    private static long PerKilogram(int carrier) => 150_000 - (carrier * 40_000);

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    private static byte[] Document() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["$schema"] = "network-1.json",
        ["name"] = "bench",
        ["version"] = "1.0.0",
        ["splitPenaltyMilliFen"] = 200_000,
        ["locations"] = Enumerable.Range(0, Locations).Select(l => new { id = Name("w", l), province = "浙江" }).ToArray(),
        ["zones"] = new { all = new[] { "浙江" } },
        ["tariffs"] = (from l in Enumerable.Range(0, Locations) from c in Enumerable.Range(0, Carriers)
                       select new { carrier = Name("c", c), @from = Name("w", l), zone = "all", perShipmentMilliFen = PerShipment(l, c),
                           perKilogramMilliFen = PerKilogram(c) }).ToArray(),
        ["bans"] = Array.Empty<object>(),
        ["skus"] = Enumerable.Range(0, Lines).Select(s => new { sku = Name("s", s), grams = 400 + (100 * s) }).ToArray(),
    }));
}
