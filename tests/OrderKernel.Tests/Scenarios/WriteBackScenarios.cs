using System.Text.Json.Nodes;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a parcel leaves and its channel does not hear of it, or hears less than was told by then, or when a channel is told what it told itself.
public class WriteBackScenarios
{
    private static readonly ShipmentId Parcel = ShipmentId.Of("own");

    // The plan chose a carrier; a record of the warehouse may name another, and the waybill may be known before.
    [Theory]
    [InlineData("sf", "W1", null, "sf W1")]
    [InlineData(null, "W1", null, "plan W1")]
    [InlineData(null, null, "L1", "plan L1")]
    [InlineData("sf", null, "L1", "sf L1")]
    [InlineData(null, null, null, "plan ")]
    public async Task A_parcel_that_the_kernel_planned_is_told_with_its_carrier_and_waybill(string? carrier, string? waybill, string? label, string told)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var plan = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        if (label is not null) await DoneAsync(bench, new AssignWaybills(plan.Id, null, [Waybill.Of(label)]), Role.Warehouse, "11:00");
        await bench.SendAsync(new OutboundRecord(Shop.At("12:00"), "out-1", Bench.Platform("1"), Shop.Hangzhou,
            carrier is null ? null : CarrierId.Of(carrier), waybill is null ? null : Waybill.Of(waybill), [new(Shop.Mug, Shop.Units(2), null)]));
        Assert.Equal([told.Replace("plan", plan.Carrier!.Value.Value, StringComparison.Ordinal)], await ToldAsync(bench));
    }

    [Theory]
    [InlineData("warehouse", true)]
    [InlineData("warehouse", false)]
    [InlineData("carrier", false)]
    [InlineData("agent", false)]
    public async Task A_parcel_of_no_plan_is_told_whoever_tells_of_it(string role, bool isOurs)
    {
        var bench = await OpenAsync();
        await DoneAsync(bench, Left() with { Location = isOurs ? Shop.Hangzhou : null }, Role.Of(role), "12:00");
        Assert.Equal(["yuantong W1"], await ToldAsync(bench));
    }

    [Fact]
    public async Task What_nobody_knew_when_a_parcel_left_is_told_when_somebody_does()
    {
        var bench = await OpenAsync();
        await DoneAsync(bench, Left() with { Carrier = null, Waybills = [] }, Role.Carrier, "12:00");
        Assert.Equal([" "], await ToldAsync(bench));
        await DoneAsync(bench, new AssignWaybills(Parcel, Shop.Yuantong, [Waybill.Of("W1")]), Role.Agent, "12:30");
        Assert.Equal([" ", "yuantong W1"], await ToldAsync(bench));
    }

    [Fact]
    public async Task A_parcel_that_a_host_planned_and_holds_no_stock_for_is_told()
    {
        var bench = await OpenAsync();
        await DoneAsync(bench, new PlanShipment(Parcel, Shop.Hangzhou, CarrierId.Of("sf"), null, [new(Shop.First, Shop.Units(2))]), Role.Kernel, "11:00");
        await DoneAsync(bench, new ShipShipment(Parcel, Shop.At("12:00"), [Waybill.Of("W1")], []), Role.Warehouse, "12:00");
        Assert.Equal(["sf W1"], await ToldAsync(bench));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goods_that_came_back_and_go_to_the_buyer_again_are_told_too(bool isOurs)
    {
        var bench = await OpenAsync();
        await DoneAsync(bench, Left(), Role.Channel, "12:00");
        await DoneAsync(bench, new RecordDelivery(Shop.At("1 12:00"), null, []), Role.Carrier, "1 12:00");
        await DoneAsync(bench, new RecordReturn(Shop.Hangzhou, [new(Shop.First, Shop.Units(1))]), Role.Warehouse, "3 12:00");
        await DoneAsync(bench,
            new SendBack(ShipmentId.Of("again"), Shop.At("4 12:00"), [new(Shop.First, Shop.Units(1))])
            {
                Location = isOurs ? Shop.Hangzhou : null, Carrier = CarrierId.Of("sf"), Waybills = [Waybill.Of("W9")],
            }, Role.Warehouse, "4 12:00");
        Assert.Equal(["sf W9"], await ToldAsync(bench));
        Assert.Contains(Shop.Key("1").Stream(), await FoundAsync(bench, "waybill:W9"));
    }

    [Fact]
    public async Task A_channel_is_not_told_what_it_told_itself_nor_the_number_of_its_own_parcel()
    {
        var bench = await OpenAsync();
        await bench.SendAsync(Shop.Claim("1", "12:30").Paid("10:04").Shipped("12:00"));
        var parcel = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        await DoneAsync(bench, new AssignWaybills(parcel.Id, Shop.Yuantong, [Waybill.Of("W1")]), Role.Agent, "13:00");
        Assert.Empty(await ToldAsync(bench));
    }

    // The waybill is known before the parcel leaves, with it, or after; and nobody may have scanned it.
    [Theory]
    [InlineData("at-once", "label leave scan deliver", "leave")]
    [InlineData("at-once", "leave label scan", "leave label")]
    [InlineData("first-scan", "label leave scan deliver", "scan")]
    [InlineData("first-scan", "leave label deliver", "deliver")]
    [InlineData("first-scan", "leave scan label deliver", "scan label")]
    [InlineData("early", "label leave scan deliver", "label")]
    [InlineData("early", "leave label scan", "leave label")]
    [InlineData("early", "label relabel leave", "label relabel")]
    public async Task Each_shop_says_when_its_channel_hears_of_a_parcel(string when, string course, string told)
    {
        var rules = WriteBackRules.Load(System.Text.Encoding.UTF8.GetBytes($$"""
            {"$schema":"write-backs-1.json","name":"w","version":"1","rules":[{"channel":"jd","when":"at-once"},{"channel":"taobao","shop":"flagship","when":"{{when}}","delay":"PT1H"}]}
            """)).ValueOrThrow();
        var bench = new Bench(policies: KernelPolicies.Default with { WriteBacks = rules });
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await DoneAsync(bench, new PlanShipment(Parcel, Shop.Hangzhou, CarrierId.Of("sf"), null, [new(Shop.First, Shop.Units(2))]), Role.Kernel, "11:00");
        var (heard, minute) = (new List<string>(), 0);
        foreach (var step in course.Split(' '))
        {
            var at = $"12:{minute += 5:00}";
            var before = (await bench.OutboxAsync("write-back")).Count;
            OrderCommand command = step switch
            {
                "label" => new AssignWaybills(Parcel, null, [Waybill.Of("W1")]),
                "relabel" => new AssignWaybills(Parcel, null, [Waybill.Of("W2")]),
                "leave" => new ShipShipment(Parcel, Shop.At(at), [], []),
                "scan" => new RecordFirstScan(Parcel, Shop.At(at)),
                _ => new RecordDelivery(Shop.At(at), null, []),
            };
            await DoneAsync(bench, command, step is "scan" or "deliver" ? Role.Carrier : Role.Warehouse, at);
            var now = await bench.OutboxAsync("write-back");
            if (now.Count == before) continue;
            heard.Add(step);
            Assert.Equal(Shop.At(at) + NodaTime.Duration.FromHours(1), now.Max(m => m.NotBefore));
        }

        Assert.Equal(told, string.Join(" ", heard));
    }

    [Theory]
    [InlineData("""{"when":"later"}""", "$.rules[0].when")]
    [InlineData("""{"when":"at-once","delay":"-PT1H"}""", "$.rules[0].delay")]
    [InlineData("""{"when":"at-once","delay":"P31D"}""", "$.rules[0].delay")]
    [InlineData("""{"channel":""}""", "$.rules[0].when")]
    public void A_rule_that_makes_no_sense_is_refused_with_its_path(string rule, string path)
    {
        var refusal = WriteBackRules.Load(System.Text.Encoding.UTF8.GetBytes($$"""{"$schema":"write-backs-1.json","name":"w","version":"1","rules":[{{rule}}]}""")).Refusal!;
        Assert.Contains(path, refusal.Reasons.Items.Select(r => r.Arguments[0].Value));
    }

    [Theory]
    [InlineData("""{"when":"early"},{"shop":"a","when":"early"},{"channel":"jd","when":"at-once"}""", "$.rules[1]|$.rules[0] $.rules[2]|$.rules[0]")]
    [InlineData("""{"channel":"jd","when":"early"},{"channel":"jd","shop":"a","when":"early"}""", "$.rules[1]|$.rules[0]")]
    [InlineData("""{"shop":"a","when":"early"},{"channel":"jd","shop":"a","when":"early"}""", "$.rules[1]|$.rules[0]")]
    [InlineData("""{"channel":"jd","shop":"a","when":"early"},{"channel":"jd","shop":"a","when":"at-once"}""", "$.rules[1]|$.rules[0]")]
    [InlineData("""{"channel":"jd","shop":"a","when":"early"},{"channel":"pdd","shop":"a","when":"early"},{"shop":"a","when":"early"},{"when":"early"}""", "")]
    public void A_rule_that_never_decides_is_refused_with_the_one_before_it(string rules, string shadowed)
    {
        var loaded = WriteBackRules.Load(System.Text.Encoding.UTF8.GetBytes($$"""{"$schema":"write-backs-1.json","name":"w","version":"1","rules":[{{rules}}]}"""));
        Assert.Equal(shadowed, string.Join(" ", loaded.Refusal?.Reasons.Items.Where(r => r.Code == OrderKernelCodes.WriteBackShadowed)
            .Select(r => $"{r.Arguments[0].Value}|{r.Arguments[1].Value}") ?? []));
    }

    [Fact]
    public void A_rule_for_a_channel_that_no_profile_tells_is_refused()
    {
        var refusal = KernelPolicies.Default.With("writeBacks", System.Text.Encoding.UTF8.GetBytes(
            """{"$schema":"write-backs-1.json","name":"w","version":"1","rules":[{"channel":"jd","when":"early"},{"channel":"dj","when":"early"}]}""")).Refusal!;
        Assert.Equal([$"{OrderKernelCodes.WriteBackChannelUnknown} $.rules[1].channel dj"],
            refusal.Reasons.Items.Select(r => $"{r.Code} {r.Arguments[0].Value} {r.Arguments[1].Value}"));
    }

    private static ShipElsewhere Left() => new(Parcel, Shop.At("12:00"), []) { Carrier = Shop.Yuantong, Waybills = [Waybill.Of("W1")] };

    /// <summary>A paid order for which there is no stock of ours.</summary>
    private static async Task<Bench> OpenAsync()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        return bench;
    }

    private static async Task DoneAsync(Bench bench, OrderCommand command, Role role, string at) =>
        (await bench.TellAsync("1", command, role, at)).ValueOrThrow();

    private static async Task<string[]> ToldAsync(Bench bench) =>
        [.. (await bench.OutboxAsync("write-back")).Select(m => JsonNode.Parse(m.Body.Span)!)
            .Select(b => $"{b["carrier"]} {string.Join(",", b["waybills"]!.AsArray().Select(w => w!.GetValue<string>()))}").Order(StringComparer.Ordinal)];

    private static async Task<List<StreamId>> FoundAsync(Bench bench, string clue)
    {
        var found = new List<StreamId>();
        await foreach (var stream in bench.Store.FindAsync(Shop.Acme, clue, default)) found.Add(stream);
        return found;
    }
}
