using System.Text;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Shops are told of stock. Fails when a number that did not change is told, one that changed is not, what was told is forgotten, a channel SKU of the map is
/// left out or read against its channel, anything is kept in a rehearsal or told where no shop is named, or a document names what nobody has.
/// </summary>
public class PublicationScenarios
{
    private const string Rules = """
        {"$schema":"publication-1.json","name":"p","version":"1",
        "shops":[{"channel":"taobao","shop":"flagship"},{"channel":"jd","shop":"jd-1"}],
        "rules":[{"channel":"taobao","ratioBasisPoints":6000},{"ratioBasisPoints":4000,"skus":["MUG"]}]}
        """;

    private const string Map = """
        {"$schema":"sku-map-1.json","name":"m","version":"1","items":[
        {"channel":"*","code":"M-1","sku":"MUG"},{"channel":"jd","code":"M-1","bundle":[{"sku":"MUG","quantity":3}]},{"channel":"jd","code":"L-1","sku":"LAMP"}]}
        """;

    private static readonly KernelPolicies Told =
        KernelPolicies.Default.With("skuMap", Encoding.UTF8.GetBytes(Map)).ValueOrThrow().With("publication", Encoding.UTF8.GetBytes(Rules)).ValueOrThrow();

    private static string Lines(Result<PublicationDecision> decision) => string.Join("; ", decision.ValueOrThrow().Lines.Items
        .Select(l => $"{l.Listing.Shop.Channel} {l.Listing.Code} {l.Outcome} {l.Units?.Units.ToString() ?? "–"}"));

    [Fact]
    public async Task What_changed_is_told_once_and_what_did_not_never()
    {
        var bench = new Bench(policies: Told);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 20);
        Assert.Equal("jd L-1 Unruled –; jd M-1 Publish 2; taobao M-1 Publish 12",
            Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))));
        Assert.Equal(
            ["""{"channel":"jd","shop":"jd-1","at":"2026-02-09T09:00:00Z","numbers":[{"code":"M-1","units":2}]}""",
                """{"channel":"taobao","shop":"flagship","at":"2026-02-09T09:00:00Z","numbers":[{"code":"M-1","units":12}]}"""],
            (await bench.OutboxAsync(Kernel.StockPublishKind)).Select(m => Encoding.UTF8.GetString(m.Body.ToArray())).OrderBy(t => t, StringComparer.Ordinal));
        Assert.Equal("jd L-1 Unruled –; jd M-1 Unchanged 2; taobao M-1 Unchanged 12",
            Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 21, "09:30");
        // At the same instant as before: what was told then is not taken for an answer now.
        Assert.Equal("jd L-1 Unruled –; jd M-1 Unchanged 2; taobao M-1 Unchanged 12", Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 22, "09:40");
        Assert.Equal("jd L-1 Unruled –; jd M-1 Unchanged 2; taobao M-1 Publish 13", Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))));
        Assert.Equal(3, (await bench.OutboxAsync(Kernel.StockPublishKind)).Count);
        var stored = await bench.Store.ReadAsync(new ShopStockKey(Shop.Acme, new(ChannelId.Of("taobao"), ShopId.Of("flagship"))).Stream(), 0, default);
        Assert.Equal(["M-1 12", "M-1 13"], stored.Select(e => ((StockPublished)PublicationEvents.Codec.Decode(e)).Numbers[0]).Select(n => $"{n.Code} {n.Units}"));
        Assert.Equal("p", Assert.Single(EventBytes.ReadHeader(stored[0].Bytes).Policies.Items).Name);
    }

    [Fact]
    public async Task An_order_that_reserves_is_told_to_all_shops()
    {
        var bench = new Bench(policies: Told with { Network = Allocation.Network.Default });
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 20);
        await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"));
        await bench.SendAsync(Shop.Claim("1", "10:05", mugs: 5) with { Payment = PaymentStatus.Paid, PaidAt = Shop.At("10:04") });
        Assert.Equal("jd L-1 Unruled –; jd M-1 Unchanged 2; taobao M-1 Publish 9", Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("10:06"))));
    }

    [Fact]
    public async Task A_rehearsal_and_history_keep_nothing_and_without_shops_nothing_is_decided()
    {
        var bench = new Bench(policies: Told);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 20);
        foreach (var kernel in new[] { new Kernel(bench.Store, Told) { IsRehearsal = true }, new Kernel(bench.Store, Told) { IsHistory = true } })
        {
            for (var again = 0; again < 2; again++)
                Assert.Contains("taobao M-1 Publish 12", Lines(await kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))), StringComparison.Ordinal);
        }

        Assert.Empty(await bench.OutboxAsync(Kernel.StockPublishKind));
        var silent = new Kernel(bench.Store);
        Assert.Equal(PublicationRules.Default.Reference, silent.Policies.Publication.Reference);
        Assert.Empty((await silent.PublishStockAsync(Shop.Acme, Shop.At("09:00"))).ValueOrThrow().Lines.Items);
    }

    [Fact]
    public async Task Where_a_code_is_its_own_SKU_what_the_rules_name_is_told_and_units_past_all_bounds_are_refused()
    {
        var policies = KernelPolicies.Default.With("publication", Encoding.UTF8.GetBytes(Rules)).ValueOrThrow();
        var bench = new Bench(policies: policies);
        Assert.Equal("jd MUG Unknown –; taobao MUG Unknown –", Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, long.MaxValue);
        Assert.Contains("jd MUG Publish", Lines(await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))), StringComparison.Ordinal);
        await bench.StockAsync(LocationId.Of("GZ"), Shop.Mug, long.MaxValue);
        Assert.Equal(KernelCodes.NumbersOutOfRange, (await bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At("09:00"))).Refusal!.Code);
    }
}
