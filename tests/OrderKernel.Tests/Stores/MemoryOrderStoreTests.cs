using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Testing;

namespace OrderKernel.Tests.Stores;

// Fails when the in-memory store breaks a promise of the ports.
public class MemoryOrderStoreTests
{
    [Fact]
    public async Task Keeps_every_promise_of_the_ports()
    {
        var report = await StoreConformance.RunAsync(() => new(new MemoryOrderStore()),
            new() { TraceLength = Sizes.IsLong ? 5_000 : 1_000, Buyers = Sizes.IsLong ? 10_000 : 1_000, Workers = Sizes.IsLong ? 64 : 16 });
        Assert.True(report.IsPassed, report.ToString());
    }

    [Fact]
    public async Task Keeps_them_over_many_seeds()
    {
        for (var seed = 2; seed < (Sizes.IsLong ? 1_000 : 30); seed++) await StoreTrace.RunAsync(new MemoryOrderStore(), new() { Seed = seed });
    }

    [Fact]
    public async Task An_enumeration_sees_the_state_in_which_it_began()
    {
        var store = new MemoryOrderStore();
        var tenant = TenantId.Of("acme");
        await store.CommitAsync(new(tenant, MessageId.Of("1"), default, default, 0), default);
        var seen = new List<string>();
        await foreach (var entry in ((IInbox)store).ListAsync(tenant, default))
        {
            seen.Add(entry.Message.Value);
            await store.CommitAsync(new(tenant, MessageId.Of("2"), default, default, 0), default);
        }

        Assert.Equal(["1"], seen);
    }
}
