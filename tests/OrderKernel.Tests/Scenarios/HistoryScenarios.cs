using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

/// <summary>
/// Closed history beside a running system. Fails when an import reserves or moves stock, tells anybody, sets a timer, fires a rule, touches an order that runs,
/// or keeps other ledgers than the same records would have kept when they were news.
/// </summary>
public class HistoryScenarios
{
    private static readonly Dictionary<string, Claim[]> Closed = new(StringComparer.Ordinal)
    {
        ["done"] = [Shop.Claim("1", "5 10:00").Paid("10:04").Shipped("11:00", "W1").Delivered("2 09:00") with { Outcome = ClaimOutcome.Succeeded, EndedAt = Shop.At("4 09:00") }],
        ["never paid"] = [Shop.Claim("1", "5 10:00").Ended("10:40")],
        ["refunded before shipping"] = [Shop.Claim("1", "5 10:00").Paid("10:04").With("R1", AfterSalesStatus.Refunded, "20.00").Ended("11:00")],
        ["refunded after shipping"] = [Shop.Claim("1", "5 10:00").Paid("10:04").Shipped("11:00", "W1").Ended("5 09:00"),
            Shop.Part("1", "5 10:01").With("R1", AfterSalesStatus.Refunded, "20.00")],
        ["ended after shipping"] = [Shop.Claim("1", "5 10:00").Paid("10:04").Shipped("11:00", "W1").Ended("5 09:00")],
        ["a case refused"] = [Shop.Claim("1", "5 10:00").Paid("10:04").Shipped("11:00", "W1").Delivered("2 09:00").With("R1", AfterSalesStatus.Rejected, "20.00")
            with { Outcome = ClaimOutcome.Succeeded, EndedAt = Shop.At("4 09:00") }],
    };

    public static TheoryData<string> Stories() => [.. Closed.Keys];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Nothing_follows_from_history_and_its_ledgers_are_those_of_news(string story)
    {
        var (bench, live) = (await StockedAsync(), new Bench(policies: Bench.Ruled with { Network = null }));
        var kernel = new Kernel(bench.Store, Bench.Ruled) { IsHistory = true };
        var before = await FollowingAsync(bench);
        var count = 0;
        foreach (var claim in Closed[story])
        {
            var answer = (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, $"h{++count}"))).ValueOrThrow();
            Assert.Contains(answer.Outcome, new[] { DeliveryOutcome.Applied, DeliveryOutcome.Conflict });
            await live.SendAsync(claim);
        }

        Assert.Equal(before, await FollowingAsync(bench));
        var (kept, news) = (await bench.OrderAsync("1"), await live.OrderAsync("1"));
        Assert.Equal((news.Statuses, news.Money, news.Outcome), (kept.Statuses, kept.Money, kept.Outcome));
        Assert.Equal(news.Lines.Items.Select(l => l.Units), kept.Lines.Items.Select(l => l.Units));
        Assert.Empty(kept.Tags);
        Assert.Empty(kept.Holds);
    }

    [Fact]
    public async Task An_order_that_is_still_open_waits_and_can_be_delivered_as_news()
    {
        var bench = await StockedAsync();
        var kernel = new Kernel(bench.Store, Bench.Sourced) { IsHistory = true };
        foreach (var (claim, i) in new[]
        {
            Shop.Claim("1", "10:05").Paid("10:04"),
            Shop.Claim("2", "5 10:00").Paid("10:04").Shipped("11:00", "W1").With("R1", AfterSalesStatus.Requested, "20.00", requested: "3 10:00") with
                { Outcome = ClaimOutcome.Succeeded, EndedAt = Shop.At("4 09:00") },
        }.Select((c, i) => (c, i)))
        {
            var answer = (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, $"h{i}"))).ValueOrThrow();
            Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.HistoryOpen), (answer.Outcome, answer.Code));
            Assert.Null(await bench.Kernel.FindAsync(claim.Order));
        }

        Assert.Equal(2, (await bench.QuarantineAsync()).Count);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Reserved);
    }

    [Fact]
    public async Task An_order_that_runs_here_and_what_warehouses_tell_are_passed_over()
    {
        var bench = await StockedAsync();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var before = await FollowingAsync(bench);
        var kernel = new Kernel(bench.Store, Bench.Sourced) { IsHistory = true };
        var count = new StockCountRecord(Shop.At("12:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(0));
        var answers = new List<DeliveryAnswer>
        {
            (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Shop.Claim("1", "11:00").Paid("10:04").Ended("11:00"), "h1"))).ValueOrThrow(),
            (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(count, "h2"))).ValueOrThrow(),
        };
        Assert.All(answers, a => Assert.Equal((DeliveryOutcome.Skipped, OrderKernelCodes.HistoryRuns), (a.Outcome, a.Code)));
        Assert.Equal(before, await FollowingAsync(bench));
        Assert.Equal(OrderStatus.AwaitingFulfilment, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task What_is_told_of_an_imported_order_later_is_news()
    {
        var bench = await StockedAsync();
        var kernel = new Kernel(bench.Store, Bench.Sourced) { IsHistory = true };
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Closed["done"][0], "h1"))).ValueOrThrow();
        await bench.SendAsync(Shop.Part("1", "6 10:00").With("R1", AfterSalesStatus.Requested, "5.00", requested: "6 09:00"));
        Assert.Equal(Shop.Yuan("5.00"), (await bench.OrderAsync("1")).Money.RefundPending);
        Assert.Single(await bench.OutboxAsync("refund"));
    }

    [Fact]
    public async Task The_same_history_again_changes_nothing()
    {
        var bench = await StockedAsync();
        var kernel = new Kernel(bench.Store, Bench.Sourced) { IsHistory = true };
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Closed["done"][0], "h1"))).ValueOrThrow();
        var events = (await bench.EventsAsync("1")).Count;
        Assert.Equal(DeliveryOutcome.Duplicate, (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Closed["done"][0], "h2"))).ValueOrThrow().Outcome);
        Assert.Equal(events, (await bench.EventsAsync("1")).Count);
    }

    private static async Task<Bench> StockedAsync()
    {
        var bench = new Bench(policies: Bench.Sourced);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 50);
        return bench;
    }

    private static async Task<string> FollowingAsync(Bench bench)
    {
        var far = Shop.At("300 00:00");
        var balances = (await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default)).Select(b => $"{b}").Order(StringComparer.Ordinal);
        var outbox = (await bench.Store.ClaimAsync(new Ports.Lease(Shop.Acme, "test", far, far), int.MaxValue, default)).Select(m => m.Key);
        var timers = (await bench.Store.ClaimDueAsync(new Ports.Lease(Shop.Acme, "test", far, far), int.MaxValue, default)).Select(t => t.Key);
        var matters = new List<string>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add($"{matter.Kind} {matter.Why}");
        return string.Join("\n", [.. balances, .. outbox, .. timers, .. matters]);
    }
}
