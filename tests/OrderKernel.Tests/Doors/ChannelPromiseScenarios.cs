using System.Text;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Orders are planned, and units held, by what their channel may be promised. Fails when a buffer, a quota or pre-sale of the stock formula does not decide,
/// another channel's does, a hold goes around them by itself, by a host's plan, by pools or batches, its refusal hides the terms, or two writers at once take
/// what is kept back.
/// </summary>
public class ChannelPromiseScenarios
{
    [Theory]
    [InlineData(""" "channels":[{"channel":"taobao","buffer":3}] """, 5, 2)]
    [InlineData(""" "channels":[{"channel":"taobao","sku":"TEA","buffer":9},{"channel":"taobao","location":"HZ","quota":1}] """, 5, 0)]
    [InlineData(""" "channels":[{"channel":"taobao","quota":2}] """, 5, 4)]
    [InlineData(""" "channels":[{"channel":"jd","buffer":9}] """, 5, 4)]
    [InlineData(""" "exceptions":[{"sku":"MUG","preSale":3}] """, 1, 4)]
    [InlineData(""" "exceptions":[{"sku":"MUG","preSale":3}], "channels":[{"channel":"taobao","buffer":2}] """, 1, 2)]
    public async Task Two_orders_of_two_get_what_their_channel_may_be_promised(string rest, long onHand, long locked)
    {
        var bench = Ruled(rest);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, onHand);
        foreach (var number in new[] { "1", "2" })
            await bench.SendAsync(Shop.Claim(number, "10:05") with { Payment = PaymentStatus.Paid, PaidAt = Shop.At("10:04") });
        Assert.Equal(locked, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        var orders = new[] { await bench.OrderAsync("1"), await bench.OrderAsync("2") };
        Assert.Equal(2 - (locked / 2), orders.Count(o => o!.Holds.Items.Any(h => h.Kind == HoldKind.StockShortage)));
    }

    [Theory]
    [InlineData(""" "channels":[{"channel":"taobao","buffer":3}] """, 2, 3)]
    [InlineData(""" "channels":[{"channel":"taobao","quota":2}] """, 2, 3)]
    [InlineData(""" "channels":[{"channel":"taobao","buffer":1,"quota":3}] """, 3, 4)]
    public async Task A_hold_for_a_channel_takes_what_it_may_be_promised_and_no_more(string rest, long most, long tooMuch)
    {
        foreach (var isBatched in new[] { false, true })
        {
            var bench = Ruled(rest);
            await StockAsync(bench, isBatched);
            var refusal = await ReserveAsync(bench, "a", tooMuch, "taobao");
            Assert.Equal(InventoryCodes.Short, refusal?.Code);
            var why = Assert.Single(refusal!.Reasons.Items);
            Assert.Equal((InventoryCodes.ChannelShort, $"{most}"), (why.Code, why.Arguments.Items.First(a => a.Name == "available").Value));
            Assert.Contains(rest.Contains("buffer", StringComparison.Ordinal) ? "Buffer" : "Quota", why.Arguments.Items.First(a => a.Name == "terms").Value,
                StringComparison.Ordinal);
            Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
            Assert.Null(await ReserveAsync(bench, "b", most, "taobao"));
            // Nobody else's rule, and short of all is short of all.
            Assert.Null(await ReserveAsync(bench, "c", 1, "jd"));
            Assert.Equal(InventoryCodes.CellShort, (await ReserveAsync(bench, "d", 9, "taobao"))?.Reasons[0].Code);
        }
    }

    [Fact]
    public async Task A_plan_that_a_host_makes_leaves_what_is_kept_back_from_the_channel()
    {
        var bench = Ruled(""" "channels":[{"channel":"taobao","buffer":4}] """, isPlanned: false);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05") with { Payment = PaymentStatus.Paid, PaidAt = Shop.At("10:04") });
        var plan = new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, Shop.Yuantong, ReservationId.Of("own"), [new(Shop.First, Shop.Units(2))]);
        Assert.Equal(InventoryCodes.Short, (await bench.TellAsync("1", plan, Role.Warehouse, "10:10")).Refusal?.Code);
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task The_stores_floor_keeps_the_buffer_when_another_writer_takes_what_was_free()
    {
        var bench = Ruled(""" "channels":[{"channel":"taobao","buffer":3}] """);
        await StockAsync(bench, isBatched: false);
        var formula = bench.Kernel.Policies.Formula;
        var cell = new StockCell(Shop.Hangzhou, Shop.Mug);
        var balances = await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default);
        var reserve = new Reserve(ReservationId.Of("r"), null, [new(cell, Shop.Units(2))], null) { Channel = ChannelId.Of("taobao") };
        var context = new DecisionContext(Actor.Kernel, Shop.At("10:00"), MessageId.Of("m"));
        var decision = Reservations.Decide(null, reserve, balances, formula, context).ValueOrThrow();
        var floor = Assert.Single(StockEffects.Of(decision.Events[0], formula.Policy).Floors.Items);
        Assert.True(StockSheet.Holds(balances, floor));
        Assert.False(StockSheet.Holds(StockSheet.Post(balances, [new(cell, StockAccount.Locked, QuantityDelta.Of(3))]), floor));
    }

    [Fact]
    public async Task A_pool_that_rules_name_and_nobody_has_is_a_finding_once_there_is_stock()
    {
        var policies = Bench.Sourced.With("pools", """
            {"$schema":"pools-1.json","name":"p","version":"1","rules":[{"channel":"taobao","pools":["retial","common"]}],"otherwise":["wholesale","common"]}
            """u8.ToArray()).ValueOrThrow();
        var bench = new Bench(policies: policies);
        Assert.Empty((await bench.Kernel.BatchesAsync(Shop.Acme, Shop.At("12:00"))).ValueOrThrow().Findings.Items);
        var cell = new StockCell(Shop.Hangzhou, Shop.Mug, PoolId.Of("wholesale"));
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("in")), new ReceiveStock([new(cell, Shop.Units(1))]), Role.Warehouse,
            Shop.At("10:00"))).ValueOrThrow();
        var finding = Assert.Single((await bench.Kernel.BatchesAsync(Shop.Acme, Shop.At("12:00"))).ValueOrThrow().Findings.Items);
        Assert.Equal((InventoryCodes.PoolNowhere, "retial"), (finding.Code, finding.Arguments[0].Value));
    }

    private static async Task StockAsync(Bench bench, bool isBatched)
    {
        var batch = isBatched ? BatchId.Of("B-1") : default;
        var receive = new ReceiveStock([new(new(Shop.Hangzhou, Shop.Mug, default, batch), Shop.Units(5))]);
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("in")), receive, Role.Warehouse, Shop.At("08:00"))).ValueOrThrow();
    }

    private static async Task<Refusal?> ReserveAsync(Bench bench, string id, long units, string channel) => (await bench.Kernel.TellAsync(
        new ReservationKey(Shop.Acme, ReservationId.Of(id)),
        new Reserve(ReservationId.Of(id), null, [new(new(Shop.Hangzhou, Shop.Mug), Shop.Units(units))], null)
        {
            Channel = ChannelId.Of(channel),
        }, Role.Warehouse, Shop.At("09:00"))).Refusal;

    private static Bench Ruled(string rest, bool isPlanned = true)
    {
        var formula = "{\"$schema\":\"stock-formula-1.json\",\"name\":\"f\",\"version\":\"1\",\"terms\":[{\"account\":\"OnHand\",\"sign\":1},"
            + "{\"account\":\"Locked\",\"sign\":-1},{\"account\":\"InTransfer\",\"sign\":-1}]," + rest + "}";
        var policies = KernelPolicies.Default.With("stockFormula", Encoding.UTF8.GetBytes(formula)).ValueOrThrow();
        return new Bench(policies: isPlanned ? policies with { Network = Allocation.Network.Default } : policies);
    }
}
