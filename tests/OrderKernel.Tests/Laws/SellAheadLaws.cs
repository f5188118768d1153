using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when, after any day of orders, cancellations, receipts and goods that are put off, more is promised than the cap or the goods to come, somebody waits
// beside stock that fits, an order was passed by a later one although its goods fitted, a balance drifts, or a timer is left; and when kernels side by side
// promise more than the cap.
public class SellAheadLaws
{
    private const long Cap = 6;

    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);

    private static readonly KernelPolicies Policies = Bench.Sourced.With("sellAhead", """
        {"$schema":"sell-ahead-1.json","name":"s","version":"1","rules":[{"cap":6,"afterInboundDays":1}]}
        """u8.ToArray()).ValueOrThrow();

    private delegate IEnumerable<string> Giving(IEnumerable<Backorder> waiting, long free);

    [Law(25, 400)]
    public async Task A_day_leaves_nobody_waiting_beside_stock_that_fits_nor_overtaken(Seed seed) => Assert.Null(await WrongAsync(seed, Given, Cap));

    // Given by the keys alone, nobody after the first whose goods do not fit, and a lower cap.
    [Fact]
    public async Task Each_planted_bug_is_found()
    {
        foreach (var (given, cap) in new (Giving, long)[]
        {
            ((waiting, free) => Given(waiting.Select(b => b with { Rank = default, Lines = Undated(b) }), free), Cap),
            ((waiting, free) => Backorders.InOrder(waiting, Policies.SellAhead.Policy).Items
                .TakeWhile(b => (free -= b.UnitsOf(Shop.Mug).Units) >= 0).Select(b => b.OrderKey), Cap),
            (Given, Cap - 1),
        })
        {
            var found = false;
            for (var seed = 0; seed < 60 && !found; seed++) found = await WrongAsync(seed, given, cap) is not null;
            Assert.True(found);
        }
    }

    private static ValueList<BackorderLine> Undated(Backorder one) => one.Lines.Select(l => l with { DueAt = null }).ToValueList();

    private static async Task<string?> WrongAsync(int seed, Giving expected, long cap)
    {
        var random = new Random(seed);
        var bench = new Bench(policies: Policies);
        var open = new List<string>();
        for (var step = 0; step < 24; step++)
        {
            var at = $"10:{step:00}";
            await StepAsync(bench, random, open, step, at);
            var (waiting, free) = (await WaitingAsync(bench), await FreeAsync(bench));
            var should = expected(waiting, free).ToHashSet();
            await bench.ClockAsync(at);
            var after = await WaitingAsync(bench);
            if (!should.SetEquals(waiting.Select(b => b.OrderKey).Except(after.Select(b => b.OrderKey)))) return $"{at}: given otherwise";
            if (await UnsoundAsync(bench, cap) is { } unsound) return $"{at}: {unsound}";
        }

        // All that comes later is given until nobody waits.
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("last")), new ReceiveStock([new(Shelf, Shop.Units(200))]), Role.Warehouse,
            Shop.At("20 08:00"))).ValueOrThrow();
        await bench.ClockAsync("20 08:00");
        return await WaitingAsync(bench.Store) == 0 && (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow().IsEmpty
            && (await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow().IsEmpty ? null : "the end";
    }

    // Who is given what is free: in the order of those who wait, each whose goods fit.
    private static IEnumerable<string> Given(IEnumerable<Backorder> waiting, long free)
    {
        foreach (var one in Backorders.InOrder(waiting, Policies.SellAhead.Policy))
        {
            if (one.UnitsOf(Shop.Mug).Units > free) continue;
            free -= one.UnitsOf(Shop.Mug).Units;
            yield return one.OrderKey;
        }
    }

    private static async Task StepAsync(Bench bench, Random random, List<string> open, int step, string at)
    {
        switch (random.Next(7))
        {
            case 0 or 1 or 2:
                var number = $"o{step}";
                await bench.SendAsync(Shop.Claim(number, at, mugs: random.Next(1, 5)).Paid(at) with { CreatedAt = Shop.At(at) });
                open.Add(number);
                break;
            case 3:
                var expect = new ExpectGoods(InboundId.Of($"i{step}"), Shelf, Shop.Units(random.Next(1, 9)), Shop.At($"{random.Next(1, 5)} 08:00"));
                await bench.TellInboundAsync(expect, at);
                break;
            case 4:
                var receive = new ReceiveStock([new(Shelf, Shop.Units(random.Next(1, 6)))]);
                (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"r{step}")), receive, Role.Warehouse, Shop.At(at))).ValueOrThrow();
                break;
            case 5 when open.Count > 0:
                await bench.TellAsync(open[random.Next(open.Count)], new Orders.CancelUnits([]), Role.Agent, at);
                break;
            default:
                var id = InboundId.Of($"i{random.Next(24)}");
                InboundCommand command = random.Next(2) == 0 ? new CancelInbound(id, "w") : new PutOffInbound(id, Shop.At($"{random.Next(1, 9)} 09:00"), "w");
                await bench.Kernel.TellAsync(new InboundKey(Shop.Acme, id), command, Role.Warehouse, Shop.At(at));
                break;
        }
    }

    [Fact]
    public async Task Kernels_side_by_side_promise_no_more_than_the_cap()
    {
        var store = new MemoryOrderStore();
        var first = new Bench(store, Policies);
        await first.TellInboundAsync(new ExpectGoods(InboundId.Of("po"), Shelf, Shop.Units(40), Shop.At("5 08:00")), "08:00");
        await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(async () =>
        {
            var kernel = new Kernel(store, Policies);
            var claim = Shop.Claim($"o{n}", "10:00", mugs: 1).Paid("10:01");
            // Whoever was refused by others too often says it again.
            while ((await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, $"m{n}"))).Refusal is { } refusal)
                Assert.Equal(OrderKernelCodes.Contended, refusal.Code);
        })));
        Assert.Equal(Cap, await BalanceAsync(store, Backorders.CellOf(Shop.Mug), StockAccount.Ahead));
        Assert.Equal(24 - Cap, await BalanceAsync(store, Backorders.CellOf(Shop.Mug), StockAccount.Awaited));
        Assert.Empty((await first.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    // Receipts and orders that meet: nobody begins to wait beside stock that is there.
    [Fact]
    public async Task Orders_and_receipts_side_by_side_leave_nobody_waiting_beside_stock()
    {
        for (var round = 0; round < 8; round++)
        {
            var store = new MemoryOrderStore();
            var all = Enumerable.Range(0, 12).Select(n => Task.Run(async () =>
            {
                var kernel = new Kernel(store, Bench.Sourced);
                var claim = Shop.Claim($"o{n}", "10:00", mugs: 1).Paid("10:01");
                while ((await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, $"m{n}"))).Refusal is not null) await Task.Yield();
                var movement = new MovementKey(Shop.Acme, MessageId.Of($"r{n}"));
                while ((await kernel.TellAsync(movement, new ReceiveStock([new(Shelf, Shop.Units(1))]), Role.Warehouse, Shop.At("10:02"))).Refusal is not null)
                    await Task.Yield();
            }));
            await Task.WhenAll(all);
            var kernel = new Kernel(store, Bench.Sourced);
            while ((await kernel.FireDueAsync(Shop.Acme, Shop.At("11:00"))).Left > 0)
            {
            }

            Assert.Equal(0, await WaitingAsync(store));
            Assert.Empty((await kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        }
    }

    private static async Task<string?> UnsoundAsync(Bench bench, long cap)
    {
        var balances = await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default);
        foreach (var one in balances.Where(b => b.Account == StockAccount.Ahead))
        {
            if (one.Units < 0 || one.Units > cap) return $"{one}";
            if (one.Cell.Batch.Value is null || one.Units == 0) continue;
            var inbound = await bench.Kernel.FindAsync(new InboundKey(Shop.Acme, InboundId.Of(one.Cell.Batch.Value)));
            if (one.Units > inbound!.Open.Units) return $"{one} of {inbound}";
        }

        var free = await FreeAsync(bench);
        return (await WaitingAsync(bench)).FirstOrDefault(b => b.UnitsOf(Shop.Mug).Units <= free) is { } beside ? $"{free} free beside {beside}" : null;
    }

    private static async Task<long> FreeAsync(Bench bench) => (await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default)).Where(b => b.Cell == Shelf)
        .Sum(b => b.Account switch { StockAccount.OnHand => b.Units, StockAccount.Locked => -b.Units, _ => 0 });

    private static async Task<List<Backorder>> WaitingAsync(Bench bench)
    {
        var all = new Dictionary<string, Backorder>();
        await foreach (var envelope in bench.Store.ReadAllAsync(Shop.Acme, StreamKinds.Backorder, default))
            all[envelope.Stream.Key] = Backorders.Evolve(null, BackorderEvents.Codec.Decode(envelope));
        return [.. all.Values.Where(b => b.IsWaiting)];
    }

    private static async Task<long> WaitingAsync(IOrderStore store) => await BalanceAsync(store, Backorders.CellOf(Shop.Mug), StockAccount.Ahead)
        + await BalanceAsync(store, Backorders.CellOf(Shop.Mug), StockAccount.Awaited);

    private static async Task<long> BalanceAsync(IOrderStore store, StockCell cell, StockAccount account) =>
        (await store.BalancesAsync(Shop.Acme, [cell], default)).Where(b => b.Account == account).Sum(b => b.Units);
}
