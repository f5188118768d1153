using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when money that comes late is lost, taken twice, honoured without goods, or not honoured although it came in time.
public class PaymentScenarios
{
    [Fact]
    public async Task A_paid_order_is_planned_and_its_units_reserved()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.AwaitingFulfilment, Shop.Units(2)), (order.Statuses.Headline, order.Lines[0].Units.Reserved));
        Assert.Equal((5, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task Expiry_after_half_an_hour_cancels_and_releases_the_reservation()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.Equal(0, await bench.ClockAsync("10:29"));
        Assert.Equal(1, await bench.ClockAsync("10:30"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Cancelled, true), (order.Statuses.Headline, order.HasExpired));
        Assert.Equal((5, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        Assert.Equal(0, await bench.ClockAsync("3 00:00"));
    }

    [Fact]
    public async Task A_late_payment_reinstates_the_order_and_reserves_again()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.ClockAsync("10:30");
        var answer = await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:59"));
        var order = await bench.OrderAsync("1");
        Assert.Equal(Deliveries.DeliveryOutcome.Applied, answer.Outcome);
        Assert.Equal((OrderStatus.AwaitingFulfilment, Shop.Units(2)), (order.Statuses.Headline, order.Lines[0].Units.Reserved));
        Assert.True(Assert.Single(order.Payments.Items).IsLate);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.Equal(1, (await bench.FiguresAsync()).LatePayments);
        Assert.Empty(await bench.OutboxAsync("refund"));
    }

    [Fact]
    public async Task A_late_payment_for_goods_that_are_gone_is_owed_back_in_full_and_sent_without_tiers()
    {
        var bench = await StockedAsync(2);
        await bench.SendAsync(Shop.Claim("1", "10:01", "9000.00"));
        await bench.ClockAsync("10:30");
        await bench.SendAsync(Shop.Claim("2", "10:40").Paid("10:39"));
        await bench.SendAsync(Shop.Claim("1", "11:00", "9000.00").Paid("10:59"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("9000.00"), Shop.Yuan("0.00")), (order.Money.RefundPending, order.Money.Kept));
        Assert.Equal(OrderStatus.Cancelled, order.Statuses.Headline);
        Assert.Equal(Shop.Units(2), order.Lines[0].Units.Cancelled);
        Assert.Contains("9000.00", System.Text.Encoding.UTF8.GetString(Assert.Single(await bench.OutboxAsync("refund")).Body.Span), StringComparison.Ordinal);
        Assert.Empty((await bench.FiguresAsync()).Tiers);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task A_payment_before_due_that_is_reported_after_expiry_reinstates_and_is_not_late()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.ClockAsync("10:30");
        await bench.SendAsync(Shop.Claim("1", "10:45").Paid("10:29"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.AwaitingFulfilment, Shop.Units(2)), (order.Statuses.Headline, order.Lines[0].Units.Reserved));
        Assert.False(Assert.Single(order.Payments.Items).IsLate);
        Assert.Equal(0, (await bench.FiguresAsync()).LatePayments);
    }

    [Fact]
    public async Task A_payment_before_due_for_goods_that_are_gone_meanwhile_holds_the_order_and_owes_nothing_yet()
    {
        var bench = await StockedAsync(2);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.ClockAsync("10:30");
        await bench.SendAsync(Shop.Claim("2", "10:40").Paid("10:39"));
        await bench.SendAsync(Shop.Claim("1", "10:45").Paid("10:29"));
        var order = await bench.OrderAsync("1");
        Assert.Equal(OrderStatus.AwaitingFulfilment, order.Statuses.Headline);
        Assert.Contains(order.Holds.Items, h => h.Kind == HoldKind.StockShortage);
        Assert.Empty(await bench.OutboxAsync("refund"));
    }

    [Fact]
    public async Task A_late_payment_told_by_the_first_claim_expires_and_reinstates_in_one_decision()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:59"));
        var order = await bench.OrderAsync("1");
        Assert.True(Assert.Single(order.Payments.Items).IsLate);
        Assert.Equal((OrderStatus.AwaitingFulfilment, 2), (order.Statuses.Headline, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        Assert.Equal(0, await bench.ClockAsync("2 00:00"));
    }

    [Fact]
    public async Task An_order_above_fifty_thousand_yuan_is_tagged_and_reviewed_before_it_ships()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "10:05", "50000.01").Paid("10:04"));
        var order = await bench.OrderAsync("1");
        Assert.Contains(order.Tags.Items, t => t.Value == "vip-expedite");
        Assert.Contains(order.Holds.Items, h => h.Kind == HoldKind.AnomalyReview);
        Assert.Equal(1, (await bench.FiguresAsync()).VipExpedite);
    }

    [Fact]
    public async Task A_price_that_the_shop_changed_before_payment_is_what_is_due()
    {
        var bench = await StockedAsync(5);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("1", "10:05", "18.00"));
        await bench.SendAsync(Shop.Claim("1", "10:08", "18.00").Paid("10:07"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("18.00"), Shop.Yuan("18.00")), (order.Money.Due, order.Money.Kept));
        Assert.Equal(PaymentStatus.Paid, order.Statuses.Payment);
    }

    private static async Task<Bench> StockedAsync(long mugs)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, mugs);
        return bench;
    }
}
