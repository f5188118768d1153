using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when money that comes for an order whose time has run out is treated otherwise than the document says, when it holds stock and goes back as well,
// or when a payment in time is treated as a late one.
public class LatePaymentScenarios
{
    public static TheoryData<LatePayment, bool, string> Rules => new()
    {
        { LatePayment.ReserveOrRefund, true, "AwaitingFulfilment, locked 2, owed 0, held False" },
        { LatePayment.ReserveOrRefund, false, "Cancelled, locked 0, owed 1, held False" },
        { LatePayment.ReserveOrWait, true, "AwaitingFulfilment, locked 2, owed 0, held False" },
        { LatePayment.ReserveOrWait, false, "AwaitingFulfilment, locked 0, owed 0, held True" },
        { LatePayment.Refund, true, "Cancelled, locked 0, owed 1, held False" },
        { LatePayment.Refund, false, "Cancelled, locked 0, owed 1, held False" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_late_payment_does_what_the_document_says(LatePayment rule, bool isInStock, string expected)
    {
        var bench = await ExpiredAsync(rule, isInStock);
        await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:50"));
        Assert.Equal(expected, await EndAsync(bench));
        var reasons = (await bench.EventsAsync("1")).SelectMany(e => EventBytes.ReadHeader(e.Bytes).Reasons.Items).Select(r => r.Code);
        Assert.Equal(expected.Contains("owed 1", StringComparison.Ordinal), reasons.Contains(OrderKernelCodes.LatePaymentRefunded));
    }

    [Theory]
    [InlineData(LatePayment.ReserveOrRefund)]
    [InlineData(LatePayment.ReserveOrWait)]
    [InlineData(LatePayment.Refund)]
    public async Task A_payment_in_time_that_is_told_late_is_honoured(LatePayment rule)
    {
        var bench = await ExpiredAsync(rule, isInStock: true);
        await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:04"));
        Assert.Equal("AwaitingFulfilment, locked 2, owed 0, held False", await EndAsync(bench));
    }

    [Fact]
    public void The_document_says_what_happens_and_by_default_what_always_did()
    {
        Assert.Equal(LatePayment.ReserveOrRefund, RefundRules.Default.Policy.LatePayment);
        var refusal = RefundRules.Load("""{"$schema":"refunds-1.json","name":"r","version":"1","giveBack":["finance"],"latePayment":"Keep"}"""u8.ToArray()).Refusal!;
        Assert.Contains("$.latePayment", Assert.Single(refusal.Reasons.Items).ToString(), StringComparison.Ordinal);
    }

    private static async Task<Bench> ExpiredAsync(LatePayment rule, bool isInStock)
    {
        var policies = Bench.Sourced.With("refunds", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"$schema":"refunds-1.json","name":"r","version":"1","giveBack":["finance"],"latePayment":"{{rule}}"}""")).ValueOrThrow();
        var bench = new Bench(policies: policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 2);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.ClockAsync("10:30");
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        if (!isInStock) await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 1, "10:40");
        return bench;
    }

    private static async Task<string> EndAsync(Bench bench)
    {
        var order = await bench.OrderAsync("1");
        var locked = await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked);
        return $"{order.Statuses.Headline}, locked {locked}, owed {order.Refunds.Count}, held {order.Holds.Items.Any(h => h.Kind == HoldKind.StockShortage)}";
    }
}
