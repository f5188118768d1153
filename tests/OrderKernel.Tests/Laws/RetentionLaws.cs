using NodaTime;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Retention;
using OrderKernel.Runs;
using OrderKernel.Steps;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Row 25 of the reliability page. Fails when a reader stumbles over dropped content, gives another answer where the content is not needed,
// stays silent where it is, or when an order's cases, reservations or tracks outlive it or go before it.
public class RetentionLaws
{
    private static readonly int[] Ages = [0, 179, 181, 190, 200, 1094, 1096, 1110, 1130, 2000];

    [Law(1_000, 20_000)]
    public void Every_reader_answers_as_before_or_says_that_content_was_dropped(Seed seed, Seed age) =>
        Assert.Null(FaultOf(seed, Ages[age % Ages.Length], null));

    // Planted: what a careless retention would do to an order is noticed.
    [Theory]
    [InlineData(StreamKinds.Case)]
    [InlineData(StreamKinds.Reservation)]
    [InlineData(StreamKinds.Order)]
    public void A_retention_that_drops_one_kind_of_stream_alone_is_found(string kind) =>
        Assert.Contains(Enumerable.Range(1, 60), seed => FaultOf(seed, 1110, kind) is not null);

    private static string? FaultOf(int seed, int days, string? careless) => FaultOfAsync(seed, days, careless).GetAwaiter().GetResult();

    private static async Task<string?> FaultOfAsync(int seed, int days, string? careless)
    {
        var store = new MemoryOrderStore();
        await new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync(History.Of(seed, 4), History.End);
        var before = await ViewAsync(store);
        var now = History.End + Duration.FromDays(days);
        if (careless is null) await KernelRetention.RunAsync(store, store, Bench.Sourced, Shop.Acme, now);
        else await DropAllAsync(store, careless);
        var after = await ViewAsync(store);
        if (careless is null && (await KernelRetention.PlanAsync(store, Bench.Sourced, Shop.Acme, now)).Events != 0)
            return "planning again plans something new";
        var (was, now2) = (before.Report, after.Report);
        if (after.Head != before.Head || !after.IsSound) return "chains or heads moved";
        if (now2.Figures.Orders + now2.Dropped.Orders != was.Figures.Orders) return "orders are neither counted nor said to be dropped";
        if (now2.Dropped.Orders == 0 && now2.Figures with { } != was.Figures with { }) return "figures changed although no order is gone";
        if (now2.Figures.Tiers.Items.Sum(t => t.Count) + now2.Dropped.Cases < was.Figures.Tiers.Items.Sum(t => t.Count)) return "cases vanished silently";
        if (now2.Figures.Reservations.Items.Sum(t => t.Count) + now2.Dropped.Reservations != was.Figures.Reservations.Items.Sum(t => t.Count))
            return "reservations vanished silently";
        if (after.Population + after.PopulationDropped != before.Population) return "the population lost orders silently";
        if (after.PopulationDropped != now2.Dropped.Orders) return "two readers disagree on what is gone";
        foreach (var (key, order, path, next, trail) in before.Orders)
        {
            var mine = after.Orders.Single(o => o.Key == key);
            var isGone = mine.Order is null && order is not null;
            if (!isGone && (mine.Order != order || mine.Path != path || mine.Next != next || mine.Trail != trail)) return $"{key.Number} reads otherwise";
            if (isGone && (mine.Path != KernelCodes.ContentDropped || mine.Next != KernelCodes.ContentDropped)) return $"{key.Number} is gone without a word";
            if (isGone) foreach (var stream in await BelongingAsync(store, key))
                if (!stream.All(e => e.IsDropped)) return $"{stream[0].Stream} outlived {key.Number}";
            if (!isGone && order is not null) foreach (var stream in await BelongingAsync(store, key))
                if (stream.Any(e => e.IsDropped)) return $"{stream[0].Stream} went before {key.Number}";
        }

        return null;
    }

    private sealed record Seen(OrderKey Key, Order? Order, string Path, string Next, string Trail);

    private sealed record View(PartitionHead Head, bool IsSound, FigureReport Report, long Population, long PopulationDropped, Seen[] Orders);

    private static async Task<View> ViewAsync(MemoryOrderStore store)
    {
        var verified = await StoreVerifier.VerifyAsync(store, new MemoryAnchor(), Shop.Acme, default);
        var report = await FigureReport.FoldAsync(store, Bench.Sourced, Shop.Acme);
        var population = await WorkflowPopulation.FoldAsync(store, Shop.Acme);
        var kernel = new Kernel(store, Bench.Sourced);
        var plan = await kernel.PlanMigrationAsync(Shop.Acme, OrderPolicies.Default.Standard.Policy, OrderPolicies.Default.Standard.Policy);
        var orders = new List<Seen>();
        for (var i = 1; i <= 4; i++)
        {
            var key = Shop.Key($"{i}");
            var path = await OrderPath.FindAsync(store, Shop.Acme, $"{i}");
            var next = await kernel.NextAsync(key, new Actor(ActorId.Of("a"), [Role.Agent]), History.End);
            var events = await store.ReadAsync(key.Stream(), 0, default);
            _ = await OrderStory.FindAsync(store, Shop.Acme, $"{i}");
            var trail = OrderTrail.Of(events.Where(e => OrderEvents.Codec.Knows(e.Type))).Match(t => $"{t.Entries.Count}", r => r.Code);
            orders.Add(new(key, await kernel.FindAsync(key), path.Match(p => p.ToString(), r => r.Code),
                next.Match(n => n.Step.Name + n.Triggers.Count, r => r.Code), trail));
        }

        return new(verified.Head, verified.IsSound && plan is { IsOk: true } or { Refusal: not null }, report,
            population.Workflows.Items.Sum(w => w.Orders.Processes), population.Dropped, [.. orders]);
    }

    private static async Task<List<EventEnvelope[]>> BelongingAsync(MemoryOrderStore store, OrderKey key)
    {
        var streams = new List<EventEnvelope[]>();
        foreach (var kind in new[] { StreamKinds.Case, StreamKinds.Reservation })
        {
            var all = new List<EventEnvelope>();
            await foreach (var e in store.ReadAllAsync(Shop.Acme, kind, default))
                if (e.Stream.Key.StartsWith(key.Stream().Key, StringComparison.Ordinal)) all.Add(e);
            streams.AddRange(all.GroupBy(e => e.Stream).Select(g => g.ToArray()));
        }

        return streams;
    }

    private static async Task DropAllAsync(MemoryOrderStore store, string kind)
    {
        var heads = new List<StreamHead>();
        await foreach (var head in store.HeadsAsync(Shop.Acme, default)) heads.Add(head);
        foreach (var head in heads.Where(h => h.Stream.Kind == kind))
            await store.DropAsync(head.Stream, Enumerable.Range(1, (int)head.Version).Select(v => (long)v).ToValueList(), new LocalDate(2029, 1, 1), default);
    }
}
