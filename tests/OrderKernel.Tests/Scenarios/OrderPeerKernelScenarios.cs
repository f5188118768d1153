using System.Text;
using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when an order that passed the whole kernel gets into a situation that users of other systems reported (facts/peer-failures.md, by number).
public class OrderPeerKernelScenarios
{
    [Fact]
    public async Task P17_a_cancel_that_comes_before_its_order_is_applied_when_the_order_comes()
    {
        var bench = new Bench();
        Assert.Equal(DeliveryOutcome.Parked, (await bench.SendAsync(Shop.Part("1", "10:10").Ended("10:09"))).Outcome);
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Equal(OrderStatus.Cancelled, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task P19_the_same_order_delivered_twice_is_placed_once()
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "10:05").Paid("10:04");
        foreach (var id in new[] { "webhook", "poll", "webhook" }) await bench.SendAsync(Bench.Delivery(claim, id));
        Assert.Equal((1, 1), (await bench.CountAsync("1", "orders.placed"), await bench.CountAsync("1", "orders.paid")));
    }

    [Fact]
    public async Task P20_every_event_names_who_caused_it_and_days_are_the_shops_own()
    {
        var bench = new Bench();
        var night = Instant.FromUtc(2026, 2, 9, 16, 30);
        var key = Shop.Key("night") with { Channel = ChannelId.Of("own") };
        var order = (await bench.Kernel.PlaceAsync(key, Shop.Yuan("1.00"), night, [])).ValueOrThrow();
        Assert.Equal(new LocalDate(2026, 2, 10), order.Id.CreatedOn);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.TellAsync("1", new TagOrder(OrderTag.Of("x")), Role.Agent, "10:30");
        var texts = (await bench.EventsAsync("1")).Select(e => Encoding.UTF8.GetString(e.Bytes.Span)).ToArray();
        Assert.All(texts, t => Assert.Contains("\"actor\":\"", t, StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains("\"actor\":\"agent\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task P30_the_same_number_in_two_shops_is_two_orders()
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "10:05");
        await bench.SendAsync(claim);
        await bench.SendAsync(Bench.Delivery(claim with { Order = claim.Order with { Shop = ShopId.Of("outlet") } }, "outlet"));
        Assert.NotEqual((await bench.OrderAsync("1")).Id, (await bench.Kernel.FindAsync(Shop.Key("1") with { Shop = ShopId.Of("outlet") }))!.Id);
    }

    [Fact]
    public async Task A_manual_order_is_placed_with_its_source_and_refused_without()
    {
        var bench = new Bench();
        var key = Shop.Key("m") with { Channel = ChannelId.Of("manual") };
        var lines = new OrderedLine(Shop.First, Shop.Units(1), Shop.Yuan("1.00"), [new(Shop.Mug, Shop.Units(1))]);
        Assert.Equal(OrdersCodes.SourceMissing, (await bench.Kernel.PlaceAsync(key, Shop.Yuan("1.00"), Shop.At("10:00"), [lines])).Refusal!.Code);
        Assert.Equal(SourceId.Of("store-transfer"),
            (await bench.Kernel.PlaceAsync(key, Shop.Yuan("1.00"), Shop.At("10:00"), [lines], source: "线下门店调拨")).ValueOrThrow().Source);
    }
}
