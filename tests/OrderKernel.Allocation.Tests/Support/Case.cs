using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrderKernel.Allocation.Tests;

/// <summary>A sourcing problem as the tests see it: plain arrays, from which the document and the request are written and which the oracles read.</summary>
public sealed record Case
{
    public required string[] Locations { get; init; }
    public required string[] Carriers { get; init; }
    public required string[] Skus { get; init; }
    public required long[] LocationHandling { get; init; }
    public required bool[] Open { get; init; }

    /// <summary>[location, carrier] → (per shipment, per kilogram) or null.</summary>
    public required (long PerShipment, long PerKilogram)?[,] Tariffs { get; init; }
    public required bool[,] PairBans { get; init; }
    public required long[] Grams { get; init; }
    public required long[] Handling { get; init; }
    public required long[] Penalty { get; init; }
    public required bool[,] ShipsFrom { get; init; }
    public required bool[,] SkuBans { get; init; }

    /// <summary>[location, SKU] → units available.</summary>
    public required long[,] Stock { get; init; }
    public required (string Line, int Sku, long Units, int Group)[] Lines { get; init; }
    public required long Split { get; init; }

    public long UnitCost(int location, int carrier, int sku) =>
        (((Grams[sku] * Tariffs[location, carrier]!.Value.PerKilogram) + 999) / 1000) + Handling[sku] + LocationHandling[location];

    /// <summary>What a location may give of a SKU.</summary>
    public long Give(int location, int sku) => Open[location] && ShipsFrom[location, sku] && !SkuBans[location, sku] ? Stock[location, sku] : 0;

    public bool MayCarry(int location, int carrier) => Open[location] && Tariffs[location, carrier] is not null && !PairBans[location, carrier];

    public PolicyDocument<Network> Network() => Allocation.Network.Load(Document()).ValueOrThrow();

    public SourcingRequest Request() => new(
        "order-1", RegionId.Of("浙江省"),
        Lines.Select(l => new StockRequest(LineId.Of(l.Line), SkuId.Of(Skus[l.Sku]), Quantity.Of(l.Units))).ToValueList(),
        (from l in Enumerable.Range(0, Locations.Length) from s in Enumerable.Range(0, Skus.Length)
         select new AvailablePosition(LocationId.Of(Locations[l]), SkuId.Of(Skus[s]), Quantity.Of(Stock[l, s]))).ToValueList())
    {
        Together = Lines.Where(l => l.Group >= 0).GroupBy(l => l.Group).Select(g => new LineGroup(g.Select(l => LineId.Of(l.Line)).Distinct().ToValueList()))
            .ToValueList(),
        Bans = (from l in Enumerable.Range(0, Locations.Length) from s in Enumerable.Range(0, Skus.Length) where SkuBans[l, s]
                select new SourcingBan(LocationId.Of(Locations[l]), null, SkuId.Of(Skus[s]), "limit"))
            .Concat(from l in Enumerable.Range(0, Locations.Length) from c in Enumerable.Range(0, Carriers.Length) where PairBans[l, c]
                    select new SourcingBan(LocationId.Of(Locations[l]), CarrierId.Of(Carriers[c]), null, "carrier")).ToValueList(),
    };

    public SourcingPlan Plan() => SourcingPlanner.Plan(Request(), Network()).ValueOrThrow();

    public byte[] Document() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["$schema"] = "network-1.json",
        ["name"] = "case",
        ["version"] = "1",
        ["splitPenaltyMilliFen"] = Split,
        ["locations"] = Locations.Select((id, l) => new { id, province = "浙江", open = Open[l], handlingMilliFen = LocationHandling[l] }).ToArray(),
        ["zones"] = new { all = new[] { "浙江" } },
        ["tariffs"] = (from l in Enumerable.Range(0, Locations.Length) from c in Enumerable.Range(0, Carriers.Length) where Tariffs[l, c] is not null
                       select new { carrier = Carriers[c], @from = Locations[l], zone = "all", perShipmentMilliFen = Tariffs[l, c]!.Value.PerShipment,
                           perKilogramMilliFen = Tariffs[l, c]!.Value.PerKilogram }).ToArray(),
        ["bans"] = Array.Empty<object>(),
        ["skus"] = Skus.Select((sku, s) => new
        {
            sku, grams = Grams[s], handlingMilliFen = Handling[s], unfilledPenaltyMilliFen = Penalty[s],
            locations = Locations.Where((_, l) => ShipsFrom[l, s]).ToArray(),
        }).ToArray(),
    }));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Encoding.UTF8.GetString(Document())} stock {string.Join(",", Stock.Cast<long>())} lines {string.Join(",", Lines)} bans {string.Join(",", SkuBans.Cast<bool>())} {string.Join(",", PairBans.Cast<bool>())}");
}
