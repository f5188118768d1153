using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Retention;
using OrderKernel.Stores;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Retention;

// Fails when content goes too early or in spite of the law, when a chain or the anchor breaks by it, or when the kernel stumbles over what is left.
public class KernelRetentionTests
{
    private static async Task<Bench> EndedAsync()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("1", "10:20").Ended("10:20"));
        await bench.SendAsync(Shop.Claim("2", "10:01").Paid("10:04"));
        return bench;
    }

    private static ValueTask<RetentionOutline> RunAsync(Bench bench, int days) =>
        KernelRetention.RunAsync(bench.Store, (IDetailRetention)bench.Store, KernelPolicies.Default, Shop.Acme, Shop.At("10:20") + Duration.FromDays(days));

    [Fact]
    public async Task Claims_go_after_180_days_the_order_and_its_anchor_stay()
    {
        var bench = await EndedAsync();
        var anchor = new MemoryAnchor();
        await anchor.KeepAsync((await StoreVerifier.VerifyAsync(bench.Store, anchor, Shop.Acme, default)).Head, default);
        var before = await bench.OrderAsync("1");
        Assert.Equal(0, (await RunAsync(bench, 179)).Events);
        var run = await RunAsync(bench, 181);
        Assert.Equal((2, 1, true), (run.Orders, run.Streams.Count, run.Events > 0));
        Assert.Equal(0, (await RunAsync(bench, 181)).Events);
        Assert.Equal(before, await bench.OrderAsync("1"));
        Assert.True((await StoreVerifier.VerifyAsync(bench.Store, anchor, Shop.Acme, default)).IsSound);
        Assert.Equal(2, (await bench.FiguresAsync()).Orders);
        Assert.All((await bench.EventsAsync("1")).Where(e => e.Type.StartsWith("channels.", StringComparison.Ordinal)), e => Assert.True(e.IsDropped));
        Assert.DoesNotContain(await bench.EventsAsync("2"), e => e.IsDropped);
    }

    [Fact]
    public async Task An_order_whose_records_went_refuses_commands_and_parks_nothing_silently()
    {
        var bench = await EndedAsync();
        await RunAsync(bench, 1200);
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("1")));
        Assert.Equal(KernelCodes.ContentDropped, (await bench.TellAsync("1", new TagOrder(OrderTag.Of("x")), Role.Agent, "10:30")).Refusal?.Code);
        var late = await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:59"));
        Assert.Equal((DeliveryOutcome.Parked, KernelCodes.ContentDropped), (late.Outcome, late.Code));
        Assert.Equal(1, (await bench.FiguresAsync()).Orders);
        Assert.True((await StoreVerifier.VerifyAsync(bench.Store, new MemoryAnchor(), Shop.Acme, default)).IsSound);
    }

    [Fact]
    public async Task A_legal_hold_on_the_trail_stops_it_until_it_is_released()
    {
        var bench = await EndedAsync();
        Assert.True((await bench.TellAsync("1", new SetLegalHold(EvidenceReference.Of("case"), "court"), Role.Supervisor, "10:30")).IsOk);
        Assert.Equal(0, (await RunAsync(bench, 5000)).Events);
        Assert.True((await bench.TellAsync("1", new ReleaseLegalHold(EvidenceReference.Of("case")), Role.Supervisor, "10:31")).IsOk);
        Assert.True((await RunAsync(bench, 5000)).Events > 0);
    }

    [Fact]
    public async Task The_memory_store_keeps_the_facets_promises_and_a_careless_one_does_not()
    {
        var report = await RetentionConformance.RunAsync(() => new(new MemoryOrderStore()));
        Assert.True(report.IsPassed, report.ToString());
        Assert.False((await RetentionConformance.RunAsync(() => new(new FailingStore(new MemoryOrderStore(), 0, FailureMoment.Before)))).IsPassed);
    }
}
