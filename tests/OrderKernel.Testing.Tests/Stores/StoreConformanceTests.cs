using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests.Stores;

// Fails when the kit passes a store that breaks a promise, blames a sound one, or names the wrong promise.
public class StoreConformanceTests
{
    public static TheoryData<string, string> Planted => new()
    {
        { nameof(IgnoresTheVersion), "streams.a-moved-version-is-refused" },
        { nameof(ComparesVersionsAlone), "streams.another-link-is-a-moved-version" },
        { nameof(HalfApplies), "units.a-refused-value-changes-nothing" },
        { nameof(ForgetsTheInbox), "inbox.a-repeat-gets-the-first-answer" },
        { nameof(PostsWithoutItsFloor), "stock.floors-hold-after-all-postings" },
        { nameof(ChecksFloorsBeforeTheFact), "stock.floors-hold-after-all-postings" },
        { nameof(RepeatsTheLastOfAPage), "stock.skus-with-balances-are-listed-page-by-page" },
        { nameof(LeasesToAll), "timers.a-lease-keeps-others-out-until-it-ends" },
        { nameof(ReadsTornUnits), "concurrency.readers-see-whole-units" },
        { nameof(KeepsRefusedEvents), "concurrency.failed-appends-between-good-ones-leave-nothing" },
        { nameof(KeepsThePerson), "vault.puts-replaces-and-erases" },
        { nameof(KeepsTheRecord), "quarantine.keeps-records-raw" },
        { nameof(NeverSettles), "quarantine.settles-once-and-remembers" },
        { nameof(ForgetsSettling), "outbox.sent-at-least-once-until-settled" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task A_bad_store_fails_by_the_check_that_names_its_fault(string store, string check)
    {
        var report = await StoreConformance.RunAsync(() => new(Make(store)), new() { Workers = 8, Buyers = 150 });
        Assert.Contains(check, report.Failed.Items.Select(c => c.Name));
        Assert.All(report.Failed.Items, c => Assert.Matches(@"^I[A-Z]\w+\.\w+Async", c.Detail));
        Assert.Contains($"FAILED {check}: ", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_alone_finds_the_four_classic_faults()
    {
        foreach (var store in new[] { nameof(IgnoresTheVersion), nameof(HalfApplies), nameof(ForgetsTheInbox), nameof(PostsWithoutItsFloor) })
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await StoreTrace.RunAsync(Make(store), new()));
    }

    [Fact]
    public async Task A_relay_that_changes_nothing_passes()
    {
        var report = await StoreConformance.RunAsync(() => new(new Untouched()));
        Assert.True(report.IsPassed, report.ToString());
        Assert.Equal(StoreConformance.Names, report.Checks.Items.Select(c => c.Name).ToValueList());
        Assert.Equal(report.Checks.Count, StoreConformance.Names.Distinct().Count());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_trace()
    {
        var one = await StoreTrace.RunAsync(new MemoryOrderStore(), new() { Seed = 5 });
        Assert.Equal(one, await StoreTrace.RunAsync(new MemoryOrderStore(), new() { Seed = 5 }));
        Assert.NotEqual(one, await StoreTrace.RunAsync(new MemoryOrderStore(), new() { Seed = 6 }));
        Assert.True(one.Events > 100);
    }

    private static IOrderStore Make(string store) =>
        (IOrderStore)Activator.CreateInstance(typeof(PlantedStore).Assembly.GetType($"{typeof(PlantedStore).Namespace}.{store}")!)!;

    private sealed class Untouched() : PlantedStore(new MemoryOrderStore());
}
