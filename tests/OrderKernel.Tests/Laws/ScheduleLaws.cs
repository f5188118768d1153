using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when clients that step between each other at any call of the store hold more than there is, or leave what no order of them would have left; when a
// schedule run again ends otherwise; or when a store that forgets its floors gets by.
public class ScheduleLaws
{
    private static readonly StockCell Mugs = new(Shop.Hangzhou, Shop.Mug);

    [Fact]
    public void Two_hosts_that_hold_and_ship_in_every_schedule()
    {
        var ends = new HashSet<string>();
        var count = Schedule.Every(schedule => Check(schedule, ends, 3, _ => HoldAndShipAsync, clients: 2));
        Assert.True(count >= 500, $"{count} schedules");
        // One of them ships; whether the other is refused first or last, nothing of the third mug is held.
        Assert.Equal(["1 shipped, OnHand 1, Locked 0, Sold 2"], ends);
    }

    [Fact]
    public void Three_hosts_that_hold_in_every_schedule()
    {
        var ends = new HashSet<string>();
        var count = Schedule.Every(schedule => Check(schedule, ends, 5, _ => HoldAsync, clients: 3));
        Assert.True(count >= 1_600, $"{count} schedules");
        Assert.Equal(["2 held, OnHand 5, Locked 4, Sold 0"], ends);
    }

    [Fact]
    public void A_store_that_forgets_its_floors_is_found_and_its_schedule_shows_it_again()
    {
        int[]? bad = null;
        Schedule.Every(schedule =>
        {
            if (End(schedule, 3, _ => HoldAsync, 2, s => new Floorless(s)) == "1 held, OnHand 3, Locked 2, Sold 0") return true;
            bad = [.. schedule.Choices.Select(c => c.Chosen)];
            return false;
        });
        Assert.NotNull(bad);
        Assert.Equal("2 held, OnHand 3, Locked 4, Sold 0", End(Schedule.Of(bad), 3, _ => HoldAsync, 2, s => new Floorless(s)));
    }

    // Any three of what can happen to an order, stepping between each other as they like.
    [Law(150, 500_000)]
    public void Whatever_three_do_to_an_order_at_once_is_what_some_order_of_them_would_have_done(Seed seed)
    {
        var random = new Random(seed);
        var isPaid = random.Next(2) == 0;
        var acts = Enumerable.Range(0, 3).Select(_ => random.Next(TwoWritersLaws.Acts.Length)).ToArray();
        var store = TwoWritersLaws.BegunAsync(isPaid).GetAwaiter().GetResult();
        var schedule = new Schedule(random.Next);
        schedule.Run([.. acts.Select(act =>
            (Func<int, Task>)(client => TwoWritersLaws.Acts[act].Do(new Kernel(new ScheduledStore(store, schedule, client), Bench.Ruled))))]);
        var end = TwoWritersLaws.StateAsync(store).GetAwaiter().GetResult();
        Assert.True(Orders(acts).Any(order => SerialEnd(isPaid, order) == end),
            $"{string.Join(", ", acts.Select(a => TwoWritersLaws.Acts[a].Name))}, paid {isPaid}:\n{end}\ninstead of\n"
            + string.Join("\nor\n", Orders(acts).Select(order => SerialEnd(isPaid, order)).Distinct()));
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Ends = new();

    private static string SerialEnd(bool isPaid, int[] order) => Ends.GetOrAdd($"{isPaid} {string.Join(" ", order)}",
        _ => TwoWritersLaws.AfterAsync(isPaid, [.. order.Select(a => TwoWritersLaws.Acts[a].Do)]).GetAwaiter().GetResult());

    private static IEnumerable<int[]> Orders(int[] acts) => from a in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 3) where b != a
        select new[] { acts[a], acts[b], acts[3 - a - b] };

    private static bool Check(Schedule schedule, HashSet<string> ends, long units, Func<int, Func<Kernel, int, Task<string>>> acts, int clients)
    {
        ends.Add(End(schedule, units, acts, clients, static store => store));
        return ends.Count == 1;
    }

    private static string End(Schedule schedule, long units, Func<int, Func<Kernel, int, Task<string>>> acts, int clients, Func<IOrderStore, IOrderStore> made)
    {
        var store = new MemoryOrderStore();
        Assert.IsType<CommitOutcome.Done>(store.CommitAsync(new(Shop.Acme, MessageId.Of("supply"), default, default, 0)
        {
            Postings = StockEffects.Of(new StockReceived([new(Mugs, Quantity.Of(units))])).Postings,
        }, default).AsTask().Result);
        var under = made(store);
        var answers = new string[clients];
        schedule.Run([.. Enumerable.Range(0, clients).Select(client => (Func<int, Task>)(async c =>
            answers[c] = await acts(client)(new Kernel(new ScheduledStore(under, schedule, c), KernelPolicies.Default), c)))]);
        var balances = store.BalancesAsync(Shop.Acme, Shop.Mug, default).AsTask().Result;
        var best = answers.Where(a => a != InventoryCodes.Short).GroupBy(a => a).Single();
        return $"{best.Count()} {best.Key}, " + string.Join(", ", new[] { StockAccount.OnHand, StockAccount.Locked, StockAccount.Sold }
            .Select(a => $"{a} {StockSheet.BalanceOf(balances, Mugs, a)}"));
    }

    private static async Task<string> HoldAsync(Kernel kernel, int client)
    {
        var key = new ReservationKey(Shop.Acme, ReservationId.Of($"r{client}"));
        var told = await kernel.TellAsync(key, new Reserve(key.Reservation, null, [new(Mugs, Shop.Units(2))], null), Role.Kernel, Shop.At("11:00"));
        return told.Match(static _ => "held", static refusal => refusal.Code);
    }

    private static async Task<string> HoldAndShipAsync(Kernel kernel, int client)
    {
        if (await HoldAsync(kernel, client) is not "held" and var refused) return refused;
        var key = new ReservationKey(Shop.Acme, ReservationId.Of($"r{client}"));
        return (await kernel.TellAsync(key, new Commit(key.Reservation), Role.Kernel, Shop.At("11:05"))).Match(static _ => "shipped", static r => r.Code);
    }

    private sealed class Floorless(IOrderStore inner) : RelayStore(inner)
    {
        public override ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) =>
            base.CommitAsync(changes with { Floors = [] }, cancellationToken);
    }
}
