using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a channel's word about one line moves no units, or those of another; when "shipped" of the whole order sends what the channel closed; or when the
// money of a closed line stays.
public class LineWordScenarios
{
    private static Claim Two(string told, ClaimOutcome? first = null) => Shop.Claim("1", told, "50.00").Paid("10:05") with
    {
        Lines = [Shop.Line("1", Shop.Mug, 2, "20.00") with { Outcome = first }, Shop.Line("2", Shop.Tea, 1, "30.00")],
    };

    private static async Task<Bench> PlannedAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 10);
        await bench.SendAsync(Two("10:06"));
        return bench;
    }

    private static async Task<(long Mugs, long Tea, long MugsHeld, long TeaHeld)> StockAsync(Bench bench) => (
        await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand, Shop.Tea),
        await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked, Shop.Tea));

    [Fact]
    public async Task A_line_that_is_closed_before_shipping_is_free_and_its_money_goes_back()
    {
        var bench = await PlannedAsync();
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Two("10:30", ClaimOutcome.Ended))).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal((2L, 1L), (order.Lines[0].Units.Cancelled.Units, order.Lines[1].Units.Reserved.Units));
        Assert.Equal((Shop.Yuan("30.00"), Shop.Yuan("20.00")), (order.Money.Due, order.Money.RefundPending));
        Assert.Equal((10L, 10L, 0L, 1L), await StockAsync(bench));
        await bench.SendAsync(Two("11:10", ClaimOutcome.Ended).Shipped("11:00", "YT1"));
        order = await bench.OrderAsync("1");
        Assert.Equal((2L, 1L, OrderStatus.Shipped), (order.Lines[0].Units.Cancelled.Units, order.Lines[1].Units.Shipped.Units, order.Statuses.Headline));
        Assert.Equal((10L, 9L, 0L, 0L), await StockAsync(bench));
    }

    [Fact]
    public async Task Closed_and_shipped_told_in_one_record_send_only_what_is_not_closed()
    {
        var bench = await PlannedAsync();
        await bench.SendAsync(Two("11:10", ClaimOutcome.Ended).Shipped("11:00", "YT1"));
        Assert.Equal((10L, 9L, 0L, 0L), await StockAsync(bench));
    }

    [Fact]
    public async Task An_order_that_comes_with_a_closed_line_never_reserves_it()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 10);
        await bench.SendAsync(Two("10:30", ClaimOutcome.Ended));
        Assert.Equal((10L, 10L, 0L, 1L), await StockAsync(bench));
        Assert.Equal(Shop.Yuan("20.00"), (await bench.OrderAsync("1")).Money.RefundPending);
    }

    [Fact]
    public async Task A_line_that_was_closed_after_it_left_is_not_taken_back()
    {
        var bench = await PlannedAsync();
        var shipped = Two("11:10").Shipped("11:00") with { Shipments = [new(Waybill.Of("YT1"), Shop.Yuantong, [Shop.First, LineId.Of("2")])] };
        await bench.SendAsync(shipped);
        await bench.SendAsync(shipped with { SourceTime = Shop.At("2 10:00"), Lines = Two("10:00", ClaimOutcome.Ended).Lines });
        var order = await bench.OrderAsync("1");
        Assert.Equal((2L, 0L, OrderStatus.Shipped), (order.Lines[0].Units.Shipped.Units, order.Lines[0].Units.Cancelled.Units, order.Statuses.Headline));
        // The same in the other order of arrival.
        var late = await PlannedAsync();
        await late.SendAsync(shipped with { SourceTime = Shop.At("2 10:00"), Lines = Two("10:00", ClaimOutcome.Ended).Lines });
        Assert.Equal(order.Lines.Items.Select(l => l.Units), (await late.OrderAsync("1")).Lines.Items.Select(l => l.Units));
    }

    [Fact]
    public async Task A_line_that_is_closed_and_says_itself_that_it_arrived_did_arrive()
    {
        var bench = new Bench();
        var claim = Two("3 10:00", ClaimOutcome.Ended).Shipped("11:00", "YT1").Delivered("2 09:00");
        await bench.SendAsync(claim with { Lines = [claim.Lines[0] with { Fulfilment = FulfilmentStatus.Delivered }, claim.Lines[1]] });
        Assert.Equal((2L, 0L), ((await bench.OrderAsync("1")).Lines[0].Units.Delivered.Units, (await bench.OrderAsync("1")).Lines[0].Units.Cancelled.Units));
    }

    [Fact]
    public async Task A_refund_of_the_closed_line_that_is_told_later_is_the_money_that_was_owed()
    {
        var bench = await PlannedAsync();
        await bench.SendAsync(Two("10:30", ClaimOutcome.Ended));
        await bench.SendAsync(Shop.Part("1", "10:40").With("R1", AfterSalesStatus.Refunded, "20.00", requested: "10:20"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("0.00"), Shop.Yuan("20.00"), Shop.Yuan("30.00")), (order.Money.RefundPending, order.Money.Refunded, order.Money.Kept));
    }

    [Fact]
    public async Task When_all_lines_are_closed_nothing_is_sent()
    {
        var bench = await PlannedAsync();
        var all = Two("10:30", ClaimOutcome.Ended);
        await bench.SendAsync(all with { Lines = [all.Lines[0], all.Lines[1] with { Outcome = ClaimOutcome.Ended }] });
        Assert.Equal((OrderStatus.Cancelled, Shop.Yuan("50.00")),
            ((await bench.OrderAsync("1")).Statuses.Headline, (await bench.OrderAsync("1")).Money.RefundPending));
        Assert.Equal((10L, 10L, 0L, 0L), await StockAsync(bench));
    }
}
