using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a fact about part of a planned parcel gives the plan up, when held units that left stay held or are taken from open ones, or when the rest of the
// plan loses its place.
public class PartialShippingScenarios
{
    private static readonly LineId Second = LineId.Of("2");

    private static Claim Two(string told) => Shop.Claim("1", told, "50.00") with
    {
        Lines = [Shop.Line("1", Shop.Mug, 1, "20.00"), Shop.Line("2", Shop.Tea, 1, "30.00")],
    };

    private static async Task<Bench> PlannedAsync(Claim? claim = null)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 10);
        await bench.SendAsync((claim ?? Two("10:06")).Paid("10:05"));
        Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        return bench;
    }

    private static async Task<(long Mugs, long Tea, long MugsHeld, long TeaHeld)> StockAsync(Bench bench) => (
        await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand, Shop.Tea),
        await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked, Shop.Tea));

    [Fact]
    public async Task Lines_of_one_planned_parcel_leave_under_two_waybills()
    {
        var bench = await PlannedAsync();
        var claim = Two("12:00").Paid("10:05").Shipped("11:00") with
        {
            Shipments = [new(Waybill.Of("YT1"), Shop.Yuantong, [Shop.First]), new(Waybill.Of("YT2"), Shop.Yuantong, [Second])],
        };
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(claim)).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal(OrderStatus.Shipped, order.Statuses.Headline);
        Assert.All(order.Shipments.Items, s => Assert.Equal((ShipmentStatus.HandedOver, false, Shop.Hangzhou), (s.Status, s.IsElsewhere, s.Location)));
        Assert.Equal(["YT1", "YT2"], order.Shipments.Items.SelectMany(s => s.Waybills.Items).Select(w => w.Value).Order());
        Assert.Equal((9L, 9L, 0L, 0L), await StockAsync(bench));
    }

    [Fact]
    public async Task One_line_today_and_the_other_tomorrow()
    {
        var bench = await PlannedAsync();
        var today = Shop.Part("1", "12:00") with
        {
            Fulfilment = FulfilmentStatus.PartiallyShipped, ShippedAt = Shop.At("11:00"),
            Shipments = [new(Waybill.Of("YT1"), Shop.Yuantong, [Shop.First])],
        };
        await bench.SendAsync(today);
        var order = await bench.OrderAsync("1");
        Assert.Equal(OrderStatus.PartiallyShipped, order.Statuses.Headline);
        var rest = Assert.Single(order.Shipments.Items, s => s.Status == ShipmentStatus.Planned);
        Assert.Equal((Second, 1L), (rest.Lines[0].Line, rest.Lines[0].Units.Units));
        Assert.Equal(0, await bench.CountAsync("1", "orders.shipment-released"));
        Assert.Equal((9L, 10L, 0L, 1L), await StockAsync(bench));
        await bench.SendAsync(Shop.Part("1", "1 12:00").Shipped("1 11:00", "YT2"));
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Equal((9L, 9L, 0L, 0L), await StockAsync(bench));
    }

    [Fact]
    public async Task What_stays_of_a_parcel_that_left_in_part_can_be_given_up_or_cancelled()
    {
        var bench = await PlannedAsync();
        await bench.SendAsync(Shop.Part("1", "12:00") with
        {
            Fulfilment = FulfilmentStatus.PartiallyShipped, ShippedAt = Shop.At("11:00"),
            Shipments = [new(Waybill.Of("YT1"), Shop.Yuantong, [Shop.First])],
        });
        await bench.SendAsync(Shop.Part("1", "13:00").Ended("13:00"));
        Assert.Equal((9L, 10L, 0L, 0L), await StockAsync(bench));
    }

    // Of three units of one line, one leaves: a partner tells how many, a channel only which lines.
    [Fact]
    public async Task A_part_of_a_line_leaves_from_where_it_is_held()
    {
        var bench = await PlannedAsync(Shop.Claim("1", "10:06", mugs: 3));
        var left = new ShipElsewhere(ShipmentId.Of("desk"), Shop.At("11:00"), [new(Shop.First, Shop.Units(1))]) { Waybills = [Waybill.Of("YT1")] };
        (await bench.TellAsync("1", left, Role.Carrier, "11:00")).ValueOrThrow();
        Assert.Equal((9L, 2L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        (await bench.TellAsync("1", left with { Shipment = ShipmentId.Of("desk-2"), Lines = [new(Shop.First, Shop.Units(2))], Waybills = [] }, Role.Carrier,
            "12:00")).ValueOrThrow();
        Assert.Equal((7L, 0L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    // The label of the plan stays with the units that bear it.
    [Fact]
    public async Task Of_two_plans_the_one_under_the_told_waybill_leaves()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 1);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 1);
        await bench.SendAsync(Shop.Claim("1", "10:06").Paid("10:05"));
        var plans = (await bench.OrderAsync("1")).Shipments;
        Assert.Equal(2, plans.Count);
        (await bench.TellAsync("1", new AssignWaybills(plans[1].Id, null, [Waybill.Of("YT7")]), Role.Carrier, "10:30")).ValueOrThrow();
        (await bench.TellAsync("1", new ShipElsewhere(ShipmentId.Of("x"), Shop.At("11:00"), [new(Shop.First, Shop.Units(1))]) { Waybills = [Waybill.Of("YT7")] },
            Role.Carrier, "11:00")).ValueOrThrow();
        var after = (await bench.OrderAsync("1")).Shipments;
        Assert.Equal([ShipmentStatus.Planned, ShipmentStatus.HandedOver], after.Items.Select(s => s.Status));
    }
}
