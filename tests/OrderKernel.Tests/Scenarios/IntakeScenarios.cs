using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a claim is answered with another word than what it did, is lost, or makes a ledger say what did not happen.
public class IntakeScenarios
{
    [Fact]
    public async Task The_same_delivery_again_gets_the_first_answer_and_counts_nothing()
    {
        var bench = new Bench();
        var delivery = Bench.Delivery(Shop.Claim("1", "10:01"), "d");
        var first = await bench.SendAsync(delivery);
        var figures = await bench.FiguresAsync();
        Assert.Equal(first, await bench.SendAsync(delivery));
        Assert.Equal(figures, await bench.FiguresAsync());
    }

    [Fact]
    public async Task The_same_record_in_another_delivery_is_one_more_duplicate_and_changes_nothing()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        var before = await bench.EventsAsync("1");
        Assert.Equal(DeliveryOutcome.Duplicate, (await bench.SendAsync(Shop.Claim("1", "10:01"))).Outcome);
        Assert.Equal(before, await bench.EventsAsync("1"));
        Assert.Equal(1, (await bench.FiguresAsync()).Duplicates);
    }

    [Fact]
    public async Task An_older_record_is_stale_and_turns_nothing_back()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"));
        Assert.Equal(DeliveryOutcome.Stale, (await bench.SendAsync(Shop.Claim("1", "10:05") with { Fulfilment = FulfilmentStatus.Unfulfilled })).Outcome);
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task A_cancel_before_its_order_waits_as_a_tombstone_and_ends_the_order_when_it_comes()
    {
        var bench = new Bench();
        var cancel = await bench.SendAsync(Shop.Part("1", "10:20").Ended("10:20"));
        Assert.Equal((DeliveryOutcome.Parked, ChannelsCodes.ClaimParked), (cancel.Outcome, cancel.Code));
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("1")));
        Assert.Single(await bench.QuarantineAsync());
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Cancelled, ClaimOutcome.Ended), (order.Statuses.Headline, order.Outcome));
    }

    [Fact]
    public async Task An_order_that_ends_after_shipping_is_a_conflict_once_and_keeps_its_goods()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:04").Shipped("10:59", "YT1"));
        var ended = await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("10:59", "YT1").Ended("12:00"));
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.EndedAfterShipping), (ended.Outcome, ended.Code));
        Assert.Equal(1, await bench.CountAsync("1", "channels.conflict-raised"));
        var later = await bench.SendAsync(Shop.Claim("1", "13:00").Paid("10:04").Shipped("10:59", "YT1").Ended("12:00"));
        Assert.Equal(DeliveryOutcome.Applied, later.Outcome);
        Assert.Equal(1, await bench.CountAsync("1", "channels.conflict-raised"));
        Assert.Equal((Shop.Units(2), default(Quantity)),
            ((await bench.OrderAsync("1")).Lines[0].Units.Shipped, (await bench.OrderAsync("1")).Lines[0].Units.Cancelled));
    }

    [Fact]
    public async Task Goods_that_left_after_a_cancel_reinstate_it_and_are_a_conflict_once()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:04").Ended("10:20"));
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Cancelled);
        var shipped = await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:04").Ended("10:20").Shipped("10:59", "YT1"));
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.ShippedAfterCancel), (shipped.Outcome, shipped.Code));
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Ended("10:20").Shipped("10:59", "YT1"));
        Assert.Equal(1, await bench.CountAsync("1", "channels.conflict-raised"));
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Shipped);
    }

    [Fact]
    public async Task The_channels_latest_holds_replace_its_earlier_ones_and_stop_shipping_but_not_what_it_ships_itself()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04") with { Holds = [HoldKind.ChannelLock, HoldKind.PaymentRisk] });
        Assert.Equal(2, (await bench.OrderAsync("1")).Holds.Count);
        var refused = await bench.TellAsync("1", new ShipShipment(ShipmentId.Of("plan-1"), Shop.At("10:10"), [], []), Role.Warehouse, "10:10");
        Assert.Equal(OrdersCodes.Held, refused.Refusal?.Code);
        Assert.Equal(OrdersCodes.HoldOfOther,
            (await bench.TellAsync("1", new ReleaseHold(HoldId.Of("channel:ChannelLock")), Role.Supervisor, "10:11")).Refusal?.Code);
        await bench.SendAsync(Shop.Part("1", "10:12") with { Holds = [HoldKind.PaymentRisk] });
        Assert.Equal(HoldKind.PaymentRisk, Assert.Single((await bench.OrderAsync("1")).Holds.Items).Kind);
        await bench.SendAsync(Shop.Part("1", "10:13") with { Holds = new ValueList<HoldKind>() });
        Assert.Empty((await bench.OrderAsync("1")).Holds);
        Assert.True((await bench.TellAsync("1", new ShipShipment(ShipmentId.Of("plan-1"), Shop.At("10:14"), [Waybill.Of("YT1")], []), Role.Warehouse,
            "10:14")).IsOk);
    }

    [Fact]
    public async Task A_locked_order_is_held_and_never_shown_as_cancelled()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04") with { Holds = [HoldKind.ChannelLock] });
        Assert.Equal(OrderStatus.AwaitingFulfilment, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task A_record_that_cannot_be_used_is_kept_raw_with_its_reason()
    {
        var bench = new Bench();
        var why = Refusal.Of(ChannelsCodes.AmountInvalid, ("value", "1e400"));
        var answer = await bench.SendAsync(new UnusableDelivery(Bench.Slip("bad", "{\"price\":1e400}"), Shop.At("10:00"), why));
        Assert.Equal((DeliveryOutcome.Parked, ChannelsCodes.AmountInvalid), (answer.Outcome, answer.Code));
        var kept = Assert.Single(await bench.QuarantineAsync());
        Assert.Equal("{\"price\":1e400}", System.Text.Encoding.UTF8.GetString(kept.Raw.Span));
    }

    [Fact]
    public async Task Records_that_are_none_of_our_business_are_only_counted()
    {
        var bench = new Bench();
        Assert.Equal(DeliveryOutcome.Skipped, (await bench.SendAsync(new SkippedDelivery(Bench.Slip("s", "draft"), Shop.At("10:00")))).Outcome);
        Assert.Equal((1, 0), ((await bench.FiguresAsync()).Skipped, (await bench.FiguresAsync()).Events));
    }

    [Fact]
    public async Task Two_tenants_with_the_same_order_number_do_not_touch()
    {
        var bench = new Bench();
        var other = TenantId.Of("other");
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Bench.Delivery(Shop.Claim("1", "10:06", "33.00", tenant: other), "m1"), other);
        Assert.Equal((Shop.Yuan("20.00"), Shop.Yuan("33.00")), ((await bench.OrderAsync("1")).Money.Due, (await bench.OrderAsync("1", other)).Money.Due));
        Assert.NotEqual((await bench.OrderAsync("1")).Id, (await bench.OrderAsync("1", other)).Id);
        await bench.Kernel.FireDueAsync(other, Shop.At("12:00"));
        Assert.Equal((OrderStatus.AwaitingFulfilment, OrderStatus.Cancelled),
            ((await bench.OrderAsync("1")).Statuses.Headline, (await bench.OrderAsync("1", other)).Statuses.Headline));
        Assert.Equal(1, (await bench.FiguresAsync()).Orders);
    }
}
