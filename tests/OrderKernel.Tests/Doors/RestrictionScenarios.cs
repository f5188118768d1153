using System.Text;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when goods are reserved although a restriction forbids it, when an order that a person let go on is held again, when one that became allowed still
// waits, or when a location that a restriction bans serves.
public class RestrictionScenarios
{
    private const string Zhejiang = """{"name":"home","never":[{"regions":["浙江"]}],"reason":"not at home"}""";

    [Fact]
    public async Task An_order_that_may_not_be_bought_waits_for_a_person_with_its_reason_and_holds_no_stock()
    {
        var (bench, order) = await PaidAsync(Zhejiang);
        var hold = Assert.Single(order.Holds.Items);
        Assert.Equal((HoldKind.PurchaseRestriction, "restricted:home", HoldScopes.Ship), (hold.Kind, hold.Id.Value, hold.Scopes));
        Assert.Contains((await bench.EventsAsync("1")).Select(e => EventBytes.ReadHeader(e.Bytes)).SelectMany(h => h.Reasons.Items),
            r => r.Code == InventoryCodes.PurchaseRestricted);
        Assert.Equal((0L, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), order.Shipments.Count));
    }

    [Fact]
    public async Task Whoever_releases_the_hold_waives_the_restriction_for_this_order()
    {
        var (bench, order) = await PaidAsync(Zhejiang);
        Assert.Equal(OrdersCodes.HoldRoleMissing, (await bench.TellAsync("1", new ReleaseHold(order.Holds[0].Id), Role.Agent, "10:05")).Refusal?.Code);
        var released = (await bench.TellAsync("1", new ReleaseHold(order.Holds[0].Id), Role.Supervisor, "10:06")).ValueOrThrow();
        Assert.Empty(released.Holds);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.Equal([order.Holds[0].Id], released.Waived);
    }

    [Fact]
    public async Task An_address_where_it_may_be_bought_ends_the_hold_by_itself()
    {
        var (bench, _) = await PaidAsync(Zhejiang);
        await bench.SendAsync(Shop.Claim("1", "10:30").Paid("10:01") with
        {
            Recipient = new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("江苏省", "南京市", "玄武区", null)),
        });
        var order = await bench.OrderAsync("1");
        Assert.Empty(order.Holds);
        Assert.Equal((2L, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), order.Waived.Count));
    }

    [Fact]
    public async Task A_location_that_a_restriction_bans_serves_nobody_and_the_plan_says_why()
    {
        var (bench, order) = await PaidAsync("""{"name":"south","never":[{"locations":["HZ"]}],"reason":"south only"}""", guangzhou: 2);
        Assert.Equal(Shop.Guangzhou, Assert.Single(order.Shipments.Items).Location);
        Assert.Contains((await bench.EventsAsync("1")).Select(e => EventBytes.ReadHeader(e.Bytes)).SelectMany(h => h.Reasons.Items),
            r => r.Code == AllocationCodes.PurchaseRestricted && r.ToString().Contains("south", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restrictions_that_leave_no_location_together_hold_as_one_alone_would()
    {
        var (_, order) = await PaidAsync("""
            {"name":"a","never":[{"locations":["HZ","YW"]}],"reason":"r"},{"name":"b","only":[{"locations":["HZ"]}],"reason":"r"}
            """);
        Assert.Equal(["restricted:a", "restricted:b"], order.Holds.Items.Select(h => h.Id.Value).OrderBy(i => i, StringComparer.Ordinal));
    }

    [Fact]
    public async Task More_units_than_may_be_bought_at_once_wait()
    {
        var (_, order) = await PaidAsync("""{"name":"one","unitsMax":1,"reason":"one each"}""");
        Assert.Equal(HoldKind.PurchaseRestriction, Assert.Single(order.Holds.Items).Kind);
    }

    [Fact]
    public void A_location_or_a_channel_that_nobody_has_is_refused_and_an_area_of_the_network_is_not()
    {
        var network = JsonNet("""{"id":"east-china"}""", "east-china");
        Refused("""{"name":"a","never":[{"locations":["moon"]}],"reason":"r"}""", OrderKernelCodes.DocumentLocationUnknown);
        Refused("""{"name":"a","channels":["moonbay"],"unitsMax":1,"reason":"r"}""", OrderKernelCodes.DocumentChannelUnknown);
        Assert.True(network.With("purchaseRestrictions", Document("""{"name":"a","never":[{"locations":["east-china"]}],"reason":"r"}""")).IsOk);
        // What may come from stores alone nobody can buy where there is none, whichever of the two documents comes first; what may never, everybody.
        Refused("""{"name":"a","only":[{"kinds":["Store"]}],"reason":"r"}""", OrderKernelCodes.DocumentLocationKindMissing);
        Assert.True(network.With("purchaseRestrictions", Document("""{"name":"a","only":[{"kinds":["Store","Warehouse"]}],"reason":"r"}""")).IsOk);
        Assert.True(network.With("purchaseRestrictions", Document("""{"name":"a","never":[{"kinds":["Store"]}],"reason":"r"}""")).IsOk);
        var alone = KernelPolicies.Default.With("purchaseRestrictions", Document("""{"name":"a","only":[{"kinds":["Store"]}],"reason":"r"}""")).ValueOrThrow();
        Assert.Equal(OrderKernelCodes.DocumentLocationKindMissing, Assert.Single(alone.With("network", Encoding.UTF8.GetBytes("""
            {"$schema":"network-1.json","name":"n","version":"1","locations":[{"id":"HZ"}],"zones":{} }
            """)).Refusal!.Reasons.Items).Code);

        void Refused(string rule, string code) =>
            Assert.Contains(network.With("purchaseRestrictions", Document(rule)).Refusal!.Reasons.Items, r => r.Code == code);
    }

    private static KernelPolicies JsonNet(string area, string parent) => KernelPolicies.Default.With("network", Encoding.UTF8.GetBytes($$"""
        {"$schema":"network-1.json","name":"n","version":"1","locations":[{"id":"HZ","parent":"{{parent}}"}],"areas":[{{area}}],"zones":{} }
        """)).ValueOrThrow();

    private static byte[] Document(string rules) => Encoding.UTF8.GetBytes(
        $$"""{"$schema":"purchase-restrictions-1.json","name":"p","version":"1","restrictions":[{{rules}}]}""");

    private static async Task<(Bench Bench, Order Order)> PaidAsync(string rules, long guangzhou = 0)
    {
        var bench = new Bench(null, Bench.Sourced.With("purchaseRestrictions", Document(rules)).ValueOrThrow());
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        if (guangzhou > 0) await bench.StockAsync(Shop.Guangzhou, Shop.Mug, guangzhou);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:01"));
        return (bench, await bench.OrderAsync("1"));
    }
}
