using OrderKernel.Deliveries;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a parcel's track moves units that nothing proves, or does not move those it proves.
public class TrackScenarios
{
    [Fact]
    public async Task A_sign_off_by_the_carrier_itself_delivers()
    {
        var bench = await ShippedAsync();
        Assert.Equal(DeliveryOutcome.Applied,
            (await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("1 09:00", TrackNode.Delivered) with { IsFromCarrier = true })).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Delivered, Shop.At("1 09:00"), Shop.At("13:00")),
            (order.Statuses.Headline, order.DeliveredAt, order.Shipments[0].FirstScanAt));
    }

    [Fact]
    public async Task A_sign_off_with_evidence_delivers()
    {
        var bench = await ShippedAsync();
        await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("1 09:00", TrackNode.Delivered) with { Evidence = [EvidenceReference.Of("photo-1")] });
        Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task A_sign_off_that_nothing_proves_is_suspect_and_moves_nothing_until_proof_comes()
    {
        var bench = await ShippedAsync();
        await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("1 09:00", TrackNode.Delivered));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Shipped, true), (order.Statuses.Headline, order.Shipments[0].IsSignOffSuspect));
        Assert.Equal(1, (await bench.FiguresAsync()).SuspectSignOffs);
        Assert.Equal([LogisticsCodes.SignOffUnconfirmed], await WhyAsync(bench, "orders.sign-off-suspected"));
        await bench.SendAsync(Node("1 10:00", TrackNode.Delivered) with { IsFromCarrier = true });
        Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Equal(LogisticsCodes.SignOffVerified, (await WhyAsync(bench, "orders.shipment-delivered")).First());
    }

    [Fact]
    public async Task A_parcel_that_came_back_is_given_back_and_a_lost_one_is_lost()
    {
        var bench = await ShippedAsync();
        await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("2 09:00", TrackNode.Refused), Node("4 09:00", TrackNode.Returned));
        Assert.Equal(FulfilmentStatus.Returned, (await bench.OrderAsync("1")).Statuses.Fulfilment);
        bench = await ShippedAsync();
        await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("9 09:00", TrackNode.Lost));
        Assert.Equal(FulfilmentStatus.Lost, (await bench.OrderAsync("1")).Statuses.Fulfilment);
    }

    [Fact]
    public async Task A_parcel_in_a_locker_is_not_delivered()
    {
        var bench = await ShippedAsync();
        await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("1 09:00", TrackNode.AtLocker));
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task The_same_reports_again_are_one_more_duplicate()
    {
        var bench = await ShippedAsync();
        await bench.SendAsync(Node("13:00", TrackNode.Accepted));
        Assert.Equal(DeliveryOutcome.Duplicate, (await bench.SendAsync(Node("13:00", TrackNode.Accepted))).Outcome);
    }

    [Fact]
    public async Task Reports_of_a_waybill_that_nobody_knows_are_kept_and_take_effect_when_the_parcel_is_known()
    {
        var bench = new Bench();
        var early = await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("1 09:00", TrackNode.Delivered) with { IsFromCarrier = true });
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.WaybillUnknown), (early.Outcome, early.Code));
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"));
        Assert.Equal((OrderStatus.Delivered, Shop.At("1 09:00")), ((await bench.OrderAsync("1")).Statuses.Headline, (await bench.OrderAsync("1")).DeliveredAt));
    }

    private static async Task<IEnumerable<string>> WhyAsync(Bench bench, string type) => (await bench.EventsAsync("1")).Where(e => e.Type == type)
        .SelectMany(e => EventBytes.ReadHeader(e.Bytes).Reasons.Items).Select(r => r.Code);

    private static TrackReport Node(string at, TrackNode node) => new(Waybill.Of("YT1"), Shop.Yuantong, node, Shop.At(at));

    private static async Task<Bench> ShippedAsync()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"));
        return bench;
    }
}
