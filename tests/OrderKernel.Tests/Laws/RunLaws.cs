using System.Globalization;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when the end of a day depends on the order of delivery, on repetition, on an interruption,
// on the machine, on the speed, or on the store; or when stock appears or vanishes.
public class RunLaws
{
    [Law(60, 1_200)]
    public bool The_order_of_delivery_does_not_matter(Seed seed)
    {
        var day = History.Of(seed);
        return Run(day) == Run(Shuffled(day, seed));
    }

    [Law(60, 1_200)]
    public bool Repetition_does_not_matter(Seed seed)
    {
        var day = History.Of(seed);
        var again = day.Where((_, i) => i % 3 == seed % 3).Select(d => d with { Slip = d.Slip with { Id = MessageId.Of(d.Slip.Id + "-again") } });
        var twice = day.Concat(day).Concat(again).ToArray();
        return Run(day).Essence == Run(Shuffled(twice, seed)).Essence;
    }

    [Law(30, 600)]
    public bool The_same_day_run_twice_changes_nothing(Seed seed)
    {
        var store = new MemoryOrderStore();
        var first = Run(History.Of(seed), store);
        var second = Wait(new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync(History.Of(seed), History.End).AsTask());
        return second.ChangedNothing && first == Wait(DayEnd.OfAsync(store));
    }

    [Law(150, 3_000)]
    public bool Stock_is_conserved_and_what_is_locked_is_what_open_plans_hold(Seed seed) => IsConserved(new MemoryOrderStore(), seed);

    [Law(60, 1_200)]
    public bool What_restrains_nothing_is_no_shortage_and_waits_for_nobody(Seed seed)
    {
        var store = new MemoryOrderStore();
        Run(History.Of(seed), store);
        return Wait(WaitsOnlyForWhatMatters(store));
    }

    [Fact]
    public void A_store_that_loses_what_was_sold_is_found_by_the_law_of_conservation()
    {
        var found = Enumerable.Range(1, 20).Count(seed => !IsConserved(new FailingStore(new MemoryOrderStore(), 0, FailureMoment.Before)
        {
            Lie = c => c with { Postings = c.Postings.Where(p => p.Account != StockAccount.Sold) },
        }, seed));
        Assert.True(found >= 15, $"{found} of 20 found");
    }

    [Theory]
    [InlineData((int)FailureMoment.Before)]
    [InlineData((int)FailureMoment.After)]
    public void Interrupted_at_any_unit_of_work_and_run_again_it_ends_the_same(int moment)
    {
        for (var seed = 1; seed <= (Sizes.IsLong ? 200 : 3); seed++)
        {
            var day = History.Of(seed);
            var counting = new FailingStore(new MemoryOrderStore(), 0, FailureMoment.Before);
            var expected = Run(day, counting);
            for (var k = 1; k <= counting.Units; k++)
            {
                var store = new MemoryOrderStore();
                Assert.Throws<IOException>(() => { Run(day, new FailingStore(store, k, (FailureMoment)moment)); });
                Assert.Equal(expected, Run(day, store));
            }
        }
    }

    [Fact]
    public void A_store_that_acknowledged_and_forgot_is_told_apart()
    {
        var day = History.Of(1);
        var units = 0;
        var store = new FailingStore(new MemoryOrderStore(), 0,
            FailureMoment.Before) { Lie = c => ++units == 9 ? c with { Appends = [], Postings = [], Floors = [] } : c };
        Assert.NotEqual(Run(day), Run(day, store));
    }

    [Law(20, 400)]
    public bool Culture_and_time_zone_of_the_machine_do_not_matter(Seed seed)
    {
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        var here = Run(History.Of(seed));
        try
        {
            CultureInfo.CurrentCulture = Cultures.Odd;
            Environment.SetEnvironmentVariable("TZ", "Pacific/Chatham");
            TimeZoneInfo.ClearCachedData();
            return here == Run(History.Of(seed));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    /// <summary>Row 6 of the reliability page: a thousand days (ten thousand in a long run) under two cultures and two time zones.</summary>
    [Fact]
    public void A_thousand_days_leave_the_same_event_hash_under_two_cultures_and_two_time_zones() =>
        Assert.Equal("", Differing(Sizes.IsLong ? 10_000 : 1_000, day => day));

    [Fact]
    public void A_word_that_follows_the_machines_culture_is_caught() => Assert.NotEqual("", Differing(3, day =>
        [.. day.Select(d =>
            d is ClaimDelivery c
                ? c with { Claim =
                    c.Claim with { Lines = c.Claim.Lines.Items.Select(l => l with { Title = 12.5.ToString(CultureInfo.CurrentCulture) }).ToValueList() } }
                : d)]));

    private static string Differing(int days, Func<Delivery[], Delivery[]> made)
    {
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        string[] Hashes(CultureInfo under, string at)
        {
            CultureInfo.CurrentCulture = under;
            Environment.SetEnvironmentVariable("TZ", at);
            TimeZoneInfo.ClearCachedData();
            return [.. Enumerable.Range(1, days).Select(seed => Run(made(History.Of(seed, 2))).Figures.EventHash)];
        }

        try
        {
            var (here, there) = (Hashes(CultureInfo.InvariantCulture, "Asia/Shanghai"), Hashes(Cultures.Odd, "Pacific/Chatham"));
            return string.Join(" ", Enumerable.Range(0, days).Where(i => here[i] != there[i]).Select(i => i + 1));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Law(40, 800)]
    public bool One_by_one_and_in_bulk_are_the_same(Seed seed) =>
        Run(History.Of(seed, 12)) == Wait(OneByOneAsync(new MemoryOrderStore(), History.Of(seed, 12)));

    [Law(4, 2_000)]
    public bool Memory_and_SQLite_are_the_same(Seed seed)
    {
        var path = Path.Combine(Path.GetTempPath(), $"orderkernel-{Guid.NewGuid():N}.db");
        try
        {
            using var store = SqliteOrderStore.Open(path);
            return Run(History.Of(seed)) == Run(History.Of(seed), store);
        }
        finally
        {
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*")) File.Delete(file);
        }
    }

    [Fact]
    public void The_days_hold_what_the_laws_are_about()
    {
        var figures = Enumerable.Range(1, 60).Select(seed => Run(History.Of(seed)).Figures).ToArray();
        Assert.True(figures.Sum(f => f.LatePayments) > 10);
        Assert.True(figures.Sum(f => f.UnpaidExpired) > 10);
        Assert.True(figures.Sum(f => f.Conflicts) > 2);
        Assert.True(figures.Sum(f => f.Parked) > 2);
        Assert.True(figures.Sum(f => f.Refunds) > 10);
        Assert.Contains(figures, f => f.Holds.Items.Any(h => h.Word == HoldKind.StockShortage.Value));
    }

    private static async Task<DayEnd> OneByOneAsync(IOrderStore store, Delivery[] day)
    {
        var kernel = new Kernel(store, Bench.Sourced);
        foreach (var delivery in day.Order())
        {
            await kernel.ClockAsync(delivery.At);
            (await kernel.DeliverAsync(Shop.Acme, delivery)).ValueOrThrow();
        }

        await kernel.ClockAsync(History.End);
        return await DayEnd.OfAsync(store);
    }

    private static bool IsConserved(IOrderStore store, int seed)
    {
        var stock = Run(History.Of(seed), store).Stock;
        if (!Wait(new Kernel(store, Bench.Sourced).ReconcileStockAsync(Shop.Acme).AsTask()).ValueOrThrow().IsEmpty) return false;
        if (!Wait(new Kernel(store, Bench.Sourced).ReconcileHoldsAsync(Shop.Acme).AsTask()).ValueOrThrow().IsEmpty) return false;
        foreach (var sku in new[] { Shop.Mug, Shop.Tea })
        {
            long Of(StockAccount account) => stock.Items.Where(b => b.Cell.Sku == sku && b.Account == account).Sum(b => b.Units);
            var there = Of(StockAccount.OnHand) + Of(StockAccount.Quarantined) + Of(StockAccount.Sold) + Of(StockAccount.WrittenOff);
            if (there != Of(StockAccount.Supplied)) return false;
            if (Of(StockAccount.Locked) != Wait(PlannedAsync(store, sku))) return false;
        }

        return true;
    }

    private static async Task<bool> WaitsOnlyForWhatMatters(IOrderStore store)
    {
        var restrained = new HashSet<string>(StringComparer.Ordinal);
        var isSound = true;
        await foreach (var head in store.HeadsAsync(Shop.Acme, default))
        {
            if (head.Stream.Kind != StreamKinds.Order) continue;
            var events = await store.ReadAsync(head.Stream, 0, default);
            if (OrderDecider.Replay(events.Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode)) is not { } order) continue;
            if (order.Holds.Items.Any(order.Restrains)) restrained.Add(order.Id.Value);
            isSound &= order.Holds.Items.All(h => h.Kind != HoldKind.StockShortage || order.Lines.Items.Any(l => !l.Units.Rest.IsZero));
            isSound &= order.Holds.IsEmpty || order.Statuses.Headline is not (OrderStatus.Completed or OrderStatus.Cancelled or OrderStatus.Closed)
                || order.Holds.Items.All(h => h.Kind != HoldKind.StockShortage);
        }

        await foreach (var matter in OpenMatters.ReadAsync(store, Bench.Sourced, Shop.Acme, default))
            isSound &= matter.Kind != OpenMatterKind.Held || restrained.Contains(matter.About);
        return isSound;
    }

    private static async Task<long> PlannedAsync(IOrderStore store, SkuId sku)
    {
        long sum = 0;
        await foreach (var head in store.HeadsAsync(Shop.Acme, default))
        {
            if (head.Stream.Kind != StreamKinds.Order) continue;
            var events = await store.ReadAsync(head.Stream, 0, default);
            var order = OrderDecider.Replay(events.Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode));
            sum += order?.Lines.Items.Where(l => l.Sku == sku).Sum(l => l.Units.Reserved.Units) ?? 0;
        }

        return sum;
    }

    private static Delivery[] Shuffled(Delivery[] day, int seed)
    {
        var shuffled = day.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static DayEnd Run(IEnumerable<Delivery> day, IOrderStore? store = null) => Wait(DayEnd.RunAsync(store ?? new MemoryOrderStore(), day));

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
