using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a record with sums alone that came first keeps a richer one from giving the order its lines, or when the two orders of arrival end differently.
public class PoorRecordScenarios
{
    // A back office's export: what was paid, and nothing of goods.
    private static Claim Poor => Shop.Claim("1", "10:30").Paid("10:05") with
    {
        Lines = [], NeedsFulfilment = false, IsShippingNeverTold = true, Fulfilment = null, Recipient = null,
    };

    private static Claim Rich => Shop.Claim("1", "12:00").Paid("10:05").Shipped("11:00", "YT1");

    private static async Task<Bench> WithAsync(params Claim[] claims)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        foreach (var claim in claims) await bench.SendAsync(claim);
        return bench;
    }

    [Fact]
    public async Task The_order_gains_its_lines_and_moves_to_their_workflow()
    {
        var bench = await WithAsync(Poor);
        var poor = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Completed, FulfilmentStatus.NotRequired), (poor.Statuses.Headline, poor.Statuses.Fulfilment));
        await bench.SendAsync(Rich);
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Shipped, 2L, Shop.Yuan("20.00")), (order.Statuses.Headline, order.Lines[0].Units.Shipped.Units, order.Money.Kept));
        Assert.Equal("standard", order.Process!.Policy.Name);
        Assert.Equal(1, await bench.CountAsync("1", "orders.workflow-moved"));
        Assert.Equal(order.Money.Due, order.Lines[0].Money.Left + order.Parts.Sum);
    }

    [Fact]
    public async Task Both_orders_of_arrival_end_alike()
    {
        var (one, two) = (await (await WithAsync(Poor, Rich)).OrderAsync("1"), await (await WithAsync(Rich, Poor)).OrderAsync("1"));
        Assert.Equal(two.Statuses, one.Statuses);
        Assert.Equal(two.Money, one.Money);
        Assert.Equal(two.Lines.Items.Select(l => (l.Id, l.Units, l.Total)), one.Lines.Items.Select(l => (l.Id, l.Units, l.Total)));
        Assert.Equal(two.Process!.Step, one.Process!.Step);
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_planned()
    {
        var bench = await WithAsync(Poor, Rich with { Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, Shipments = [] });
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.AwaitingFulfilment, 2L), (order.Statuses.Headline, order.Lines[0].Units.Reserved.Units));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task After_money_went_back_of_sums_alone_a_person_says_for_which_goods()
    {
        var bench = await WithAsync(Poor, Shop.Part("1", "10:40").With("R1", AfterSalesStatus.Refunded, "5.00", requested: "10:35"), Rich);
        var order = await bench.OrderAsync("1");
        Assert.Empty(order.Lines.Items);
        Assert.Contains(await bench.OutboxAsync("notice"), m => m.Key.Contains(OrdersCodes.ContentConflict, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poor_record_that_is_newer_takes_nothing_away()
    {
        var bench = await WithAsync(Rich, Poor with { SourceTime = Shop.At("2 10:00") });
        Assert.Equal((OrderStatus.Shipped, 1), ((await bench.OrderAsync("1")).Statuses.Headline, (await bench.OrderAsync("1")).Lines.Count));
    }
}
