using NodaTime;
using OrderKernel;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Stores;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the guide of watching channels shows does not compile, or does not count.
public class ChannelWatchSnippets
{
    [Fact]
    public async Task Watching()
    {
        var (store, policies, now) = (new MemoryOrderStore(), KernelPolicies.Default, Instant.FromUtc(2026, 2, 9, 12, 0));
        var (tenant, desk) = (TenantId.Of("acme"), new Actor(ActorId.Of("li"), []));
        var shop = new ShopContext(tenant, ShopId.Of("dy-live"));
        var keys = new[] { SigningKey.Of("winter", "secret"u8, app: "3000") };
        var (kept, saved) = (ChannelWatchState.Empty.ToBytes(), default(ReadOnlyMemory<byte>));
        var push = Push.Trusted("""{"data":{"shop_order_list":[{"order_id":1}]}}"""u8.ToArray());

        // snippet: channel-watch
        var watches = new ChannelWatches();
        var kernel = new Kernel(store, policies) { Watch = watches };
        var channel = new WatchedChannel(tenant, shop.Shop, "doudian");
        watches.Restore(channel, ChannelWatchState.Read(kept).ValueOrThrow());               // as it was kept; not needed the first time

        await kernel.ReceiveAsync(shop, "doudian", push, now);                               // counts, and obeys the circuit

        var state = watches.StateOf(channel);
        Console.WriteLine($"{state.Circuit.Phase}, {state.Tally.Hours.Items.Sum(h => h.Records)} records, {state.Drifting.Count} drifts");
        foreach (var hour in state.Tally.Hours)
        {
            var within = Latency.At(hour.Latencies, 95)?.Below;                              // 95 of 100 arrived within this
            Console.WriteLine($"{hour.Start}: {hour.Of(RecordEnd.Parked)} parked, {hour.Tolerated} tolerated, {within}");
        }

        if (state.Circuit.Phase == CircuitPhase.Closed)
            while ((await kernel.ReleaseAsync(shop, "doudian", desk, now, keys)).ValueOrThrow().HasMore) { }
        await keep(state.ToBytes());
        // end

        Assert.Equal(1, Assert.Single(ChannelWatchState.Read(saved).ValueOrThrow().Tally.Hours.Items).Of(RecordEnd.Parked));

        Task keep(ReadOnlyMemory<byte> bytes)
        {
            saved = bytes;
            return Task.CompletedTask;
        }
    }
}
