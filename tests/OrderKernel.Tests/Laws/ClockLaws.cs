using FsCheck;
using FsCheck.Fluent;
using OrderKernel.Orders;
using OrderKernel.Orders.Tests;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

/// <summary>
/// Random days under random workflows with deadlines and a chain of rules, over a network that plans parcels anew. Fails when calls of the clock do not
/// come to an end, or when the events of the day depend on when they were made, or on whether the day was run in bulk.
/// </summary>
public class ClockLaws
{
    [Fact]
    public void A_day_has_the_same_events_however_its_clock_is_advanced() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(),
            seed => Hash(seed, 0) is var hash && hash == Hash(seed, 1) && hash == Hash(seed, 7) && hash == Bulk(seed))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Sizes.Of(150, 10_000)));

    [Fact]
    public void A_clock_that_is_late_is_told_apart() =>
        Assert.Contains(Enumerable.Range(1, 50), seed => Hash(seed, 0) != Hash(seed, 1, NodaTime.Duration.FromHours(1)));

    // Else the law would say nothing of rules.
    [Fact]
    public void Rules_fire_on_such_days()
    {
        var fired = new SortedSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 10; seed++)
        {
            var store = new MemoryOrderStore();
            Wait(OneByOneAsync(new Kernel(store, Policies(seed)), seed, 0, default));
            fired.UnionWith(Wait(FiredAsync(store)));
        }

        Assert.Equal(["back", "follows", "gift", "many", "sent"], fired);
    }

    private static async Task<string[]> FiredAsync(IOrderStore store)
    {
        var rules = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var e in store.ReadAllAsync(Shop.Acme, StreamKinds.Order, default))
        {
            if (!e.Type.StartsWith("orders.rule-", StringComparison.Ordinal)) continue;
            rules.Add(OrderEvents.Codec.Decode(e) switch { RuleFired f => f.Rule, RuleErred f => f.Rule, _ => "" });
        }

        return [.. rules];
    }

    private static KernelPolicies Policies(int seed) => Bench.Ruled with { Orders = ClockSketch.Policies(seed) };

    private static string Bulk(int seed)
    {
        var store = new MemoryOrderStore();
        Wait(new KernelRun(store, Policies(seed), Shop.Acme).ApplyAsync(History.Of(seed, 4), History.End).AsTask());
        return HashOf(store);
    }

    private static string Hash(int seed, int pauses, NodaTime.Duration late = default)
    {
        var store = new MemoryOrderStore();
        Wait(OneByOneAsync(new Kernel(store, Policies(seed)), seed, pauses, late));
        return HashOf(store);
    }

    private static async Task<bool> OneByOneAsync(Kernel kernel, int seed, int pauses, NodaTime.Duration late)
    {
        var before = Shop.At("08:00");
        foreach (var delivery in History.Of(seed, 4).Order())
        {
            for (var i = 1; i <= pauses; i++) await kernel.ClockAsync(before + ((delivery.At - before) / (pauses + 1) * i) - late);
            await kernel.ClockAsync(delivery.At - late);
            (await kernel.DeliverAsync(Shop.Acme, delivery)).ValueOrThrow();
            before = delivery.At;
        }

        for (var i = 1; i <= pauses; i++) await kernel.ClockAsync(before + ((History.End - before) / (pauses + 1) * i));
        await kernel.ClockAsync(History.End);
        return true;
    }

    private static string HashOf(MemoryOrderStore store) => Wait(HashAsync(store));

    private static async Task<string> HashAsync(IOrderStore store)
    {
        var heads = new List<StreamHead>();
        await foreach (var head in store.HeadsAsync(Shop.Acme, default)) heads.Add(head);
        return PartitionHead.Of(Shop.Acme, heads).ToString();
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
