using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a deadline fires twice, never, or keeps the clock busy for ever.
public class TimerScenarios
{
    private const HoldScopes Everything = HoldScopes.Ship | HoldScopes.Edit | HoldScopes.Refund | HoldScopes.Settle;

    [Fact]
    public async Task The_clock_goes_on_over_orders_on_which_everything_is_held()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("2", "1 10:00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00"));
        foreach (var number in new[] { "1", "2" }) await bench.TellAsync(number, new PlaceHold(HoldId.Of("h"), HoldKind.PaymentRisk, Everything), Role.Finance, "1 10:01");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var fired = await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("30 00:00"), limit.Token);
        Assert.Equal(2, fired);
        Assert.Equal(0, await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("31 00:00"), limit.Token));
    }

    [Fact]
    public async Task A_hold_with_an_end_ends_by_itself()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.Scheduled, HoldScopes.Ship) { Until = Shop.At("12:00") }, Role.Agent, "10:10");
        Assert.Equal(0, await bench.ClockAsync("11:59"));
        Assert.Equal(1, await bench.ClockAsync("12:00"));
        Assert.Empty((await bench.OrderAsync("1")).Holds);
    }

    [Fact]
    public async Task A_hold_with_the_longest_id_ends_by_itself_too()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.TellAsync("1", new PlaceHold(HoldId.Of(new string('h', 128)), HoldKind.Scheduled, HoldScopes.Ship) { Until = Shop.At("12:00") }, Role.Agent, "10:10");
        Assert.Equal(1, await bench.ClockAsync("12:00"));
        Assert.Empty((await bench.OrderAsync("1")).Holds);
    }

    [Fact]
    public async Task A_deadline_that_is_set_again_for_the_same_instant_fires_again()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        for (var i = 0; i < 2; i++)
        {
            await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.Scheduled, HoldScopes.Ship) { Until = Shop.At("12:00") }, Role.Agent, $"13:0{i}");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("14:00"), limit.Token);
            Assert.Empty((await bench.OrderAsync("1")).Holds);
        }
    }
}
