using System.Text.Json;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

/// <summary>
/// Orders that wait for stock, promised or not. Fails when stock that comes reaches nobody or the wrong order, more is promised than the cap or the goods to
/// come, a promise that is made, put off, missed or kept is told to nobody, a newcomer takes what others wait for, or a balance drifts.
/// </summary>
public class SellAheadScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);

    private static KernelPolicies Ahead(string rule) => Bench.Sourced.With("sellAhead", System.Text.Encoding.UTF8.GetBytes($$"""
        {"$schema":"sell-ahead-1.json","name":"shop","version":"1","horizonDays":60,"order":["Promise","Priority","Payment"],"priority":["VIP-expedite"],
         "rules":[{{rule}}]}
        """)).ValueOrThrow();

    [Fact]
    public async Task Whoever_waits_is_given_what_comes_by_the_time_of_the_payment_and_its_hold_ends()
    {
        var bench = new Bench();
        await PayAsync(bench, "late", "10:30");
        await PayAsync(bench, "early", "10:10");
        await PayAsync(bench, "many", "10:05", mugs: 5);
        Assert.Equal(9, await AwaitedAsync(bench));
        await ReceiveAsync(bench, 3, "12:00");
        await bench.ClockAsync("12:00");
        // Five do not fit; the earlier of the others has its two, and one is left.
        Assert.Equal(["early"], await ReservedAsync(bench, "late", "early", "many"));
        Assert.Empty((await bench.OrderAsync("early")).Holds);
        await ReceiveAsync(bench, 6, "13:00");
        await bench.ClockAsync("13:00");
        Assert.Equal(["early", "late", "many"], (await ReservedAsync(bench, "early", "late", "many")));
        Assert.Equal(0, await AwaitedAsync(bench));
        Assert.Equal(3, (await PromisesAsync(bench)).Count(p => p == "given"));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task Stock_that_another_gives_back_reaches_who_waits()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 2);
        await PayAsync(bench, "first", "10:00");
        await PayAsync(bench, "second", "10:10");
        Assert.Equal(["first"], await ReservedAsync(bench, "first", "second"));
        (await bench.TellAsync("first", new CancelUnits([]), Role.Agent, "11:00")).ValueOrThrow();
        await bench.ClockAsync("11:00");
        Assert.Equal(["second"], await ReservedAsync(bench, "second"));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task A_newcomer_does_not_take_what_others_wait_for()
    {
        var bench = new Bench();
        await PayAsync(bench, "first", "10:00");
        await ReceiveAsync(bench, 2, "12:00");
        // The stock is there, and the first has not had its turn yet.
        await PayAsync(bench, "second", "12:00");
        Assert.Empty(await ReservedAsync(bench, "first", "second"));
        Assert.Contains(InventoryCodes.OthersWait, await WhyAsync(bench, "second"));
        await bench.ClockAsync("12:01");
        Assert.Contains(InventoryCodes.StockGiven, await WhyAsync(bench, "first"));
        Assert.Equal(["first"], await ReservedAsync(bench, "first", "second"));
        await ReceiveAsync(bench, 1, "13:00");
        await ReceiveAsync(bench, 2, "13:00", "b");
        await bench.ClockAsync("13:00");
        Assert.Equal(["first", "second"], await ReservedAsync(bench, "first", "second"));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task Who_wants_it_no_more_waits_no_more()
    {
        var bench = new Bench();
        await PayAsync(bench, "one", "10:00");
        await PayAsync(bench, "two", "10:10", mugs: 3);
        (await bench.TellAsync("one", new CancelUnits([]), Role.Agent, "11:00")).ValueOrThrow();
        Assert.Equal(3, await AwaitedAsync(bench));
        (await bench.TellAsync("two", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Agent, "11:00")).ValueOrThrow();
        Assert.Equal(2, await AwaitedAsync(bench));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task What_is_to_come_is_promised_until_the_cap_and_given_in_the_order_of_the_promises()
    {
        var bench = new Bench(policies: Ahead("""{"channel":"taobao","skus":["MUG"],"cap":5,"afterInboundDays":1}"""));
        await ExpectAsync(bench, "po-1", 3, "3 08:00");
        await ExpectAsync(bench, "po-2", 20, "9 08:00");
        await PayAsync(bench, "a", "10:00");
        await PayAsync(bench, "b", "10:10");
        await PayAsync(bench, "c", "10:20");
        // Two of the first three; the next two do not fit there; the last would be the sixth.
        Assert.Equal([Shop.At("4 08:00"), Shop.At("10 08:00"), null], await DueAsync(bench, "a", "b", "c"));
        var hold = Assert.Single((await bench.OrderAsync("a")).Holds.Items);
        Assert.Equal((HoldKind.StockShortage, (NodaTime.Instant?)Shop.At("4 08:00")), (hold.Kind, hold.Until));
        Assert.Equal((4L, 2L), (await BalanceAsync(bench, Backorders.CellOf(Shop.Mug), StockAccount.Ahead), await AwaitedAsync(bench)));
        Assert.Equal(["1", "19"], (await bench.Kernel.PromisableAsync(Shop.Acme, Shop.Mug, Shop.At("11:00"))).Points.Items.Skip(1).Select(p => $"{p.Units}").ToArray());
        Assert.Equal(["made", "made"], await PromisesAsync(bench));
        Assert.Contains(InventoryCodes.SoldAhead, await WhyAsync(bench, "a"));
        Assert.Contains(InventoryCodes.AheadCapReached, await WhyAsync(bench, "c"));

        await ReceiveAsync(bench, 3, "2 08:00", inbound: "po-1");
        await bench.ClockAsync("2 08:00");
        Assert.Equal(["a"], await ReservedAsync(bench, "a", "b", "c"));
        await ReceiveAsync(bench, 20, "8 08:00", "r2", inbound: "po-2");
        await bench.ClockAsync("8 08:00");
        Assert.Equal(["a", "b", "c"], await ReservedAsync(bench, "a", "b", "c"));
        Assert.Equal(["given", "given", "given", "made", "made"], (await PromisesAsync(bench)).Order());
        await SoundAsync(bench);
    }

    [Fact]
    public async Task A_promise_is_put_off_with_its_goods_and_missed_is_a_persons()
    {
        var bench = new Bench(policies: Ahead("""{"cap":50,"channelCap":10,"afterInboundDays":0}"""));
        await ExpectAsync(bench, "po-1", 9, "3 08:00");
        await PayAsync(bench, "a", "10:00");
        await bench.TellInboundAsync(new PutOffInbound(InboundId.Of("po-1"), Shop.At("5 08:00"), "storm"), "1 08:00");
        await bench.ClockAsync("1 08:00");
        Assert.Equal([Shop.At("5 08:00")], await DueAsync(bench, "a"));
        Assert.Equal(["made", "put-off"], (await PromisesAsync(bench)).Order());
        // The day passes and nothing came.
        await bench.ClockAsync("6 08:00");
        Assert.Equal([null], await DueAsync(bench, "a"));
        Assert.Null(Assert.Single((await bench.OrderAsync("a")).Holds.Items).Until);
        Assert.Equal(["made", "missed", "put-off"], (await PromisesAsync(bench)).Order());
        Assert.Equal([InventoryCodes.InboundOverdue, InventoryCodes.PromiseMissed, InventoryCodes.PromisePutOff],
            (await NoticesAsync(bench)).Where(c => c.StartsWith("inventory.", StringComparison.Ordinal)).Order());
        await ReceiveAsync(bench, 9, "7 08:00", inbound: "po-1");
        await bench.ClockAsync("7 08:00");
        Assert.Equal(["a"], await ReservedAsync(bench, "a"));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task Goods_that_will_not_come_end_their_promises_and_fewer_end_the_last()
    {
        var bench = new Bench(policies: Ahead("""{"cap":50,"afterInboundDays":0}"""));
        await ExpectAsync(bench, "po-1", 4, "3 08:00");
        await PayAsync(bench, "a", "10:00");
        await PayAsync(bench, "b", "10:10");
        await bench.TellInboundAsync(new ChangeInbound(InboundId.Of("po-1"), Shop.Units(3), "short"), "1 08:00");
        await bench.ClockAsync("1 08:00");
        Assert.Equal([Shop.At("3 08:00"), null], await DueAsync(bench, "a", "b"));
        await bench.TellInboundAsync(new CancelInbound(InboundId.Of("po-1"), "ended"), "2 08:00");
        await bench.ClockAsync("2 08:00");
        Assert.Equal([null, null], await DueAsync(bench, "a", "b"));
        Assert.Equal(["made", "made", "withdrawn", "withdrawn"], (await PromisesAsync(bench)).Order());
        Assert.Equal(4, await AwaitedAsync(bench));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task A_promise_of_days_needs_no_goods_to_come_and_VIP_comes_first_among_equals()
    {
        var bench = new Bench(policies: Ahead("""{"cap":50,"withinDays":7}""").With("sellAhead", """
            {"$schema":"sell-ahead-1.json","name":"shop","version":"1","order":["Priority","Payment"],"priority":["VIP-expedite"],"rules":[{"cap":50,"withinDays":7}]}
            """u8.ToArray()).ValueOrThrow());
        await PayAsync(bench, "a", "10:00");
        await PayAsync(bench, "b", "10:10");
        (await bench.TellAsync("b", new TagOrder(OrderTag.Of("VIP-expedite")), Role.Agent, "10:20")).ValueOrThrow();
        await ReceiveAsync(bench, 2, "12:00");
        await bench.ClockAsync("12:00");
        Assert.Equal(["b"], await ReservedAsync(bench, "a", "b"));
        await SoundAsync(bench);
    }

    private static Task PayAsync(Bench bench, string number, string at, long mugs = 2) =>
        bench.SendAsync(Shop.Claim(number, at, mugs: mugs).Paid(at) with { CreatedAt = Shop.At(at) });

    private static async Task ReceiveAsync(Bench bench, long units, string at, string id = "r", string? inbound = null) =>
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"{id}-{at.Replace(' ', '-')}")),
            new ReceiveStock([new(Shelf, Shop.Units(units))]) { Inbound = inbound is null ? null : InboundId.Of(inbound) }, Role.Warehouse, Shop.At(at)))
            .ValueOrThrow();

    private static async Task ExpectAsync(Bench bench, string id, long units, string at) =>
        await bench.TellInboundAsync(new ExpectGoods(InboundId.Of(id), Shelf, Shop.Units(units), Shop.At(at)), "08:30");

    private static async Task<string[]> ReservedAsync(Bench bench, params string[] numbers)
    {
        var reserved = new List<string>();
        foreach (var number in numbers)
        {
            if ((await bench.OrderAsync(number)).Lines[0].Units is { Open.IsZero: true, Reserved.IsZero: false }) reserved.Add(number);
        }

        return [.. reserved];
    }

    private static async Task<NodaTime.Instant?[]> DueAsync(Bench bench, params string[] numbers)
    {
        var due = new List<NodaTime.Instant?>();
        foreach (var number in numbers) due.Add((await bench.Kernel.FindAsync(new BackorderKey(Shop.Acme, Shop.Key(number).Stream().Key)))!.DueAt);
        return [.. due];
    }

    // What stands on the order's trail.
    private static async Task<string[]> WhyAsync(Bench bench, string number) =>
        [.. (await bench.Store.ReadAsync(Shop.Key(number).Stream(), 0, default))
            .SelectMany(e => EventBytes.ReadHeader(e.Bytes).Reasons.Items).Select(r => r.Code)];

    private static Task<long> AwaitedAsync(Bench bench) => BalanceAsync(bench, Backorders.CellOf(Shop.Mug), StockAccount.Awaited);

    private static async Task<long> BalanceAsync(Bench bench, StockCell cell, StockAccount account) =>
        (await bench.Store.BalancesAsync(Shop.Acme, [cell], default)).Where(b => b.Account == account).Sum(b => b.Units);

    private static async Task SoundAsync(Bench bench)
    {
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        Assert.Empty(await bench.Store.ClaimDueAsync(new Lease(Shop.Acme, "t", Shop.At("2 00:00"), Shop.At("2 00:00")), 100, default));
    }

    private static async Task<string[]> PromisesAsync(Bench bench) => await SentAsync(bench, Kernel.StockPromiseKind, "promise");

    private static async Task<string[]> NoticesAsync(Bench bench) => await SentAsync(bench, "notice", "code");

    private static async Task<string[]> SentAsync(Bench bench, string kind, string property)
    {
        var lease = new Lease(Shop.Acme, "test", Shop.At("100 08:00"), Shop.At("100 08:00"));
        var all = await bench.Store.ClaimAsync(lease, int.MaxValue, default);
        return [.. all.Where(m => m.Kind == kind).Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty(property).GetString()!)];
    }
}
