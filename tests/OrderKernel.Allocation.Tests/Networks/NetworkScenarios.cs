using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static OrderKernel.Allocation.Tests.Shop;

namespace OrderKernel.Allocation.Tests;

// Fails when a faulty network is accepted, a fault is found at the wrong place, or a number of the default document decides nothing.
public class NetworkScenarios
{
    private static string[] Faults(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(DefaultDocument())!.AsObject();
        edit(root);
        var refusal = Network.Load(Encoding.UTF8.GetBytes(root.ToJsonString())).Refusal;
        return refusal is null ? [] : refusal.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Code}").ToArray();
    }

    [Fact]
    public void The_default_document_serves_all_31_provinces()
    {
        string[] provinces = ["北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省",
            "湖北省", "湖南省", "广东省", "广西壮族自治区", "海南省", "重庆市", "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区"];
        Assert.Equal(31, provinces.Length);
        Assert.All(provinces, p => Assert.NotNull(Network.Default.Policy.ZoneOf(RegionId.Of(p))));
        Assert.Null(Network.Default.Policy.ZoneOf(RegionId.Of("香港特别行政区")));
        Assert.Null(Network.Default.Policy.ZoneOf(default));
    }

    [Fact]
    public void A_document_with_the_least_that_is_needed_has_sensible_defaults()
    {
        var network = Network.Load(Encoding.UTF8.GetBytes("""
            {"$schema":"network-1.json","name":"demo-network","version":"1.0.0",
             "locations":[{"id":"HZ","name":{"zh":"杭州仓","en":"Hangzhou"},"province":"浙江省"}],
             "zones":{"east":["浙江"]},
             "tariffs":[{"carrier":"yuantong","from":"HZ","zone":"east","perShipmentMilliFen":280000,"perKilogramMilliFen":90000}],
             "bans":[{"location":"HZ","province":"西藏自治区","reason":"region"}],
             "skus":[{"sku":"A","grams":250,"locations":["HZ"]}]}
            """)).ValueOrThrow();
        Assert.Equal((200_000, 100_000), (network.Policy.SplitPenaltyMilliFen, network.Policy.SearchNodesMax));
        Assert.Equal(new NetworkLocation(LocationId.Of("HZ"), "Hangzhou", "杭州仓", RegionId.Of("浙江"), true, 0), Assert.Single(network.Policy.Locations));
        Assert.Equal(new PlanCost(280_000, 22_500, 0, 0, 100_000_000),
            SourcingPlanner.Plan(To("浙江省", [Line("1", "A", 2)], At("HZ", "A", 1)), network).ValueOrThrow().Cost);
    }

    [Fact]
    public void Names_that_are_not_declared_are_found_all_at_once() => Assert.Equal(
        ["$.tariffs[0].from " + AllocationCodes.NetworkNameUnknown, "$.tariffs[1].zone " + AllocationCodes.NetworkNameUnknown,
            "$.bans[0].location " + AllocationCodes.NetworkNameUnknown],
        Faults(d =>
        {
            d["tariffs"]![0]!["from"] = "BJ";
            d["tariffs"]![1]!["zone"] = "moon";
            d["bans"]![0]!["location"] = "BJ";
        }));

    [Fact]
    public void A_carrier_or_zone_that_is_not_declared_is_found() => Assert.Equal(
        ["$.unknownProvinceZone allocation.network-name-unknown", "$.bans[0].carrier allocation.network-name-unknown"],
        Faults(d => (d["unknownProvinceZone"], d["bans"]![0]!["carrier"]) = ("moon", "pigeon")));

    [Fact]
    public void A_province_without_a_name_is_found() =>
        Assert.Equal(["$.zones.east " + KernelCodes.DocumentValueInvalid], Faults(d => d["zones"]!["east"]![0] = " "));

    [Fact]
    public void What_stands_there_twice_is_found() => Assert.Equal(
        ["$.locations[1].id " + AllocationCodes.NetworkRepeated, "$.zones.south " + AllocationCodes.NetworkRepeated,
            "$.tariffs[1].carrier " + AllocationCodes.NetworkRepeated, "$.skus[1].sku " + AllocationCodes.NetworkRepeated],
        Faults(d =>
        {
            // The three that lose their Guangzhou are the tariffs and the ban that name it; they are taken out first.
            foreach (var list in new[] { "tariffs", "bans" })
            {
                foreach (var row in d[list]!.AsArray().Where(r => (string?)(r!["from"] ?? r["location"]) == "GZ").ToArray()) d[list]!.AsArray().Remove(row);
            }

            d["locations"]![1]!["id"] = "CD";
            d["zones"]!["south"]!.AsArray().Add("浙江省");
            d["tariffs"]![1] = d["tariffs"]![0]!.DeepClone();
            d["skus"] = new JsonArray(new JsonObject { ["sku"] = "A", ["grams"] = 1 }, new JsonObject { ["sku"] = "A", ["grams"] = 2 });
        }));

    [Fact]
    public void A_network_without_a_location_and_a_ban_of_nothing_are_found()
    {
        Assert.Contains("$.locations " + AllocationCodes.NetworkWithoutLocation, Faults(d => d["locations"] = new JsonArray()));
        Assert.Equal(["$.bans[0] " + AllocationCodes.BanForNothing], Faults(d => d["bans"]![0]!.AsObject().Remove("zone")));
    }

    [Fact]
    public void Wrong_numbers_types_and_properties_are_found() => Assert.Equal(
        ["$.splitPenaltyMilliFen documents.value-invalid", "$.tariffs[0].perShipmentMilliFen documents.type-mismatch",
            "$.bans[0].carrier documents.value-invalid", "$.skus[0].grams documents.property-missing", "$.fuel documents.property-unknown"],
        Faults(d =>
        {
            d["splitPenaltyMilliFen"] = -1;
            d["tariffs"]![0]!["perShipmentMilliFen"] = 1.5;
            d["bans"]![0]!["sku"] = "A";
            d["bans"]![0]!["carrier"] = "shunfeng";
            d["skus"] = new JsonArray(new JsonObject { ["sku"] = "A" });
            d["fuel"] = 1;
        }));

    [Fact]
    public void Every_number_of_the_default_document_decides_a_scenario()
    {
        var before = Answers(Edited(d => d["bans"] = new JsonArray()));
        var numbers = 0;
        foreach (var path in NumberPaths(JsonNode.Parse(DefaultDocument())!, "$"))
        {
            numbers++;
            var changed = Edited(d =>
            {
                d["bans"] = new JsonArray(); // so that Guangzhou's tariff to the remote zone is asked for, too
                var node = Find(d, path);
                var value = node.GetValue<long>();
                node.ReplaceWith(path.EndsWith("searchNodesMax", StringComparison.Ordinal) ? 1 : value == 0 ? 5_000_000 : 0);
            });
            Assert.True(before != Answers(changed), $"{path} decides nothing");
        }

        Assert.Equal(5 + 4 + (2 * 4 * 6 * 2), numbers);
    }

    /// <summary>A light and a heavy order from each warehouse alone to each zone, a split, a shortage: their plans and costs.</summary>
    private static string Answers(PolicyDocument<Network> network)
    {
        var text = new StringBuilder();
        foreach (var province in new[] { "上海", "广东", "北京", "吉林", "四川", "西藏" })
        {
            foreach (var location in new[] { "CD", "GZ", "HZ", "YW" })
            {
                foreach (var units in new[] { 1, 200 })
                {
                    var request = To(province, [Line("1", "A", units)], At(location, "A", units));
                    text.AppendLine(Say(SourcingPlanner.Plan(request, network).ValueOrThrow()));
                }
            }
        }

        text.AppendLine(
            Say(SourcingPlanner.Plan(To("上海", [Line("1", "A", 5), Line("2", "B", 5)], At("HZ", "A", 3), At("CD", "A", 4), At("GZ", "B", 3), At("YW", "B", 3)),
                network).ValueOrThrow()));
        return text.ToString();

        static string Say(SourcingPlan plan) => $"{Text(plan)} {plan.Cost} {plan.IsProven}";
    }

    private static IEnumerable<string> NumberPaths(JsonNode node, string path) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => NumberPaths(p.Value!, $"{path}.{p.Key}")),
        JsonArray a => a.SelectMany((x, i) => NumberPaths(x!, $"{path}.{i}")),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => [path],
        _ => [],
    };

    private static JsonNode Find(JsonNode root, string path) => path.Split('.').Skip(1)
        .Aggregate(root, (node, step) => node is JsonArray a ? a[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!);
}
