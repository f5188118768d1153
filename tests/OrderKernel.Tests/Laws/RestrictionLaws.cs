using System.Text;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when goods are planned from a location from which a restriction forbids them, when an order waits although a location may serve it, or when one that
// may be served by none is planned or waits for stock. The rules are said once more here, over plain flags.
public class RestrictionLaws
{
    private static readonly (string Province, string City)[] Places = [("浙江省", "杭州市"), ("江苏省", "南京市"), ("广东省", "深圳市")];
    private static readonly string[] Stocked = ["HZ", "GZ"], Empty = ["CD", "YW"];

    [Law(100, 3_000)]
    public void What_is_planned_is_allowed_and_what_is_allowed_is_planned(Seed seed)
    {
        var random = new Random(seed);
        var rules = Enumerable.Range(0, random.Next(1, 4)).Select(i => Rule.Any(random, i)).ToArray();
        var document = $$"""{"$schema":"purchase-restrictions-1.json","name":"p","version":"1","restrictions":[{{string.Join(',', rules.Select(r => r.Json()))}}]}""";
        var policies = Bench.Sourced.With("purchaseRestrictions", Encoding.UTF8.GetBytes(document)).ValueOrThrow();
        Assert.Equal("", Task.Run(() => DayAsync(random, policies, rules)).GetAwaiter().GetResult());
    }

    private static async Task<string> DayAsync(Random random, KernelPolicies policies, Rule[] rules)
    {
        var bench = new Bench(null, policies);
        foreach (var location in Stocked) await bench.StockAsync(LocationId.Of(location), Shop.Mug, 1_000);
        for (var n = 1; n <= 4; n++)
        {
            var (to, units) = (Places[random.Next(Places.Length)], random.Next(1, 4));
            var claim = Shop.Claim($"{n}", "10:01", mugs: units) with
            {
                Recipient = new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress(to.Province, to.City, null, null)),
            };
            await bench.SendAsync(claim.Paid("10:01"));
            var order = await bench.OrderAsync($"{n}");
            var allowed = Stocked.Where(l => rules.All(r => r.Allows(to, units, l))).ToArray();
            var isElsewhere = Empty.Any(l => rules.All(r => r.Allows(to, units, l)));
            var planned = order.Shipments.Items.Select(s => s.Location!.Value.Value).ToArray();
            var holds = order.Holds.Items.Select(h => h.Kind).ToArray();
            var expected = allowed.Length > 0 ? default : isElsewhere ? HoldKind.StockShortage : HoldKind.PurchaseRestriction;
            var isRight = expected == default
                ? holds.Length == 0 && planned.Length > 0 && !planned.Except(allowed).Any()
                : planned.Length == 0 && holds.Length > 0 && holds.All(h => h == expected);
            if (isRight) continue;
            return $"{string.Join(" ", rules.Select(r => r.Json()))}: {units} to {to.City}, allowed {string.Join(" ", allowed)}, "
                + $"planned {string.Join(" ", planned)}, held {string.Join(" ", holds)}";
        }

        return "";
    }

    /// <summary>A restriction as plain flags: what it asks of the destination, the location and the units.</summary>
    private sealed record Rule(int Number, bool IsOnly, string? Region, string? Location, int? Most)
    {
        public static Rule Any(Random random, int number)
        {
            string?[] regions = [null, "浙江", "南京", "广东/深圳"];
            string?[] locations = [null, "HZ", "GZ"];
            int? most = random.Next(4) == 0 ? random.Next(1, 3) : null;
            var rule = new Rule(number, random.Next(2) == 0, regions[random.Next(4)], locations[random.Next(3)], most);
            return rule is { Region: null, Location: null } ? rule with { Region = "浙江" } : rule;
        }

        public bool Allows((string Province, string City) to, int units, string location)
        {
            var isThere = Region switch { null => true, "浙江" => to.Province == "浙江省", "南京" => to.City == "南京市", _ => to.City == "深圳市" };
            var fits = isThere && (Location is null || Location == location);
            return fits == IsOnly && !(units > Most);
        }

        public string Json()
        {
            var way = string.Join(',', new[] { Region is null ? null : $"\"regions\":[\"{Region}\"]", Location is null ? null : $"\"locations\":[\"{Location}\"]" }
                .Where(w => w is not null));
            var most = Most is { } m ? $",\"unitsMax\":{m}" : "";
            return $"{{\"name\":\"r{Number}\",\"{(IsOnly ? "only" : "never")}\":[{{{way}}}],\"reason\":\"r\"{most}}}";
        }
    }
}
