using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when paid goods are silently not sent because the channel once told of an end that it took back, or when nobody hears of it.
public class StatusDriftScenarios
{
    private static Claim Waiting(string told) => Shop.Claim("1", told).Paid("10:05") with { Fulfilment = FulfilmentStatus.Unfulfilled };

    private static Claim Closed(string told) => Waiting(told).Ended(told);

    private static async Task<Bench> AfterAsync(params Claim[] claims)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        foreach (var claim in claims) await bench.SendAsync(claim);
        return bench;
    }

    private static async Task<int> AlertsAsync(Bench bench) =>
        (await bench.OutboxAsync("notice")).Count(m => m.Key.Contains(OrderKernelCodes.StatusDrift, StringComparison.Ordinal));

    public static TheoryData<int, int, int> Orders() => new() { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Paid_cancelled_paid_is_to_be_sent_and_somebody_hears_of_it(int a, int b, int c)
    {
        Claim[] told = [Waiting("10:06"), Closed("10:30"), Waiting("10:50")];
        var bench = await AfterAsync(told[a], told[b], told[c]);
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.Paid), (order.Statuses.Headline, order.Statuses.Payment));
        Assert.Equal((2L, 0L, Shop.Yuan("20.00")), (order.Lines[0].Units.Reserved.Units, order.Lines[0].Units.Cancelled.Units, order.Money.Kept));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.True(await AlertsAsync(bench) > 0);
    }

    [Fact]
    public async Task Closed_again_it_is_closed()
    {
        var bench = await AfterAsync(Waiting("10:06"), Closed("10:30"), Waiting("10:50"), Closed("11:10"));
        Assert.Equal(OrderStatus.Cancelled, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task Told_again_it_is_told_to_nobody_again_and_refunded_goods_stay()
    {
        var bench = await AfterAsync(Waiting("10:06"), Closed("10:30"), Waiting("10:50"));
        var alerts = await AlertsAsync(bench);
        await bench.SendAsync(Waiting("11:00"));
        Assert.Equal(alerts, await AlertsAsync(bench));

        bench = await AfterAsync(Waiting("10:06"), Closed("10:30").With("R1", AfterSalesStatus.Refunded, "20.00", requested: "10:30"), Waiting("10:50"));
        Assert.Equal(OrderStatus.Cancelled, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task A_refund_after_the_end_is_no_new_beginning()
    {
        var bench = await AfterAsync(Waiting("10:06"), Closed("10:30"), Waiting("10:50") with { Payment = PaymentStatus.Refunded });
        Assert.Equal(OrderStatus.Cancelled, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Equal(0, await AlertsAsync(bench));
    }
}
