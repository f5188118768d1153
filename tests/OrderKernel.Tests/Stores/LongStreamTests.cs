using System.Collections.Immutable;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Stores;

// Fails when reading a stream that grows without end costs more the longer it is, or gives another state than all of its events do.
public class LongStreamTests
{
    private const int Every = 256;

    private static readonly ShopStockKey Key = new(Shop.Acme, new(ChannelId.Of("jd"), ShopId.Of("j-1")));
    private static readonly KernelPolicies Told = KernelPolicies.Default.With("publication", """
        {"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"jd","shop":"j-1"}],"rules":[{"skus":["MUG"]}]}
        """u8.ToArray()).ValueOrThrow();

    [Fact]
    public async Task What_a_shop_was_told_costs_the_same_to_read_after_a_thousand_numbers()
    {
        var store = new Counting(new MemoryOrderStore());
        var bench = new Bench(store, Told);
        for (var i = 1; i <= 1_000; i++)
        {
            var at = Shop.At("08:00") + NodaTime.Duration.FromMinutes(i);
            await bench.SendAsync(new StockCountRecord(at, Shop.Hangzhou, Shop.Mug, Shop.Units(i)));
            store.Read = 0;
            (await bench.Kernel.PublishStockAsync(Shop.Acme, at)).ValueOrThrow();
            // It is looked at once before the unit of work and once in it.
            Assert.InRange(store.Read, 0, 2 * Every);
        }

        var all = await store.ReadAsync(Key.Stream(), 0, default);
        Assert.Equal([257L, 513L, 769L], all.Where(e => e.Type == "inventory.shop-stock-carried").Select(e => e.Version));
        Assert.Equal(1_003, all.Length);
        Assert.Null(ChainVerifier.Check(new(Key.Stream(), all[^1].Version, all[^1].Hash), all));
        var state = await bench.Kernel.FindAsync(Key);
        Assert.Equal(1_000, Assert.Single(state!.Numbers.Items).Number.Units.Units);
        Assert.Equal(ShopStock.Decider.Replay(all.Select(PublicationEvents.Codec.Decode)), state);
    }

    [Fact]
    public async Task What_outside_masters_said_costs_the_same_to_read_after_three_hundred_snapshots()
    {
        var store = new Counting(new MemoryOrderStore());
        var policies = KernelPolicies.Default.With("stockMaster", """
            {"$schema":"stock-master-1.json","name":"m","version":"1","deciders":["supervisor"],"masters":[{"source":"erp","locations":["HZ"],"tells":"OnHand","lag":"PT0S","takeOverUnits":0}]}
            """u8.ToArray()).ValueOrThrow();
        var bench = new Bench(store, policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        var key = new OutsideStockKey(Shop.Acme, Shop.Hangzhou);
        for (var i = 1; i <= 300; i++)
        {
            var at = Shop.At("08:00") + NodaTime.Duration.FromMinutes(i);
            store.Read = 0;
            var snapshot = new MergeSnapshot(ActorId.Of("erp"), at, [new(new(Shop.Hangzhou, Shop.Mug), Shop.Units(20 + i))]);
            (await bench.Kernel.TellAsync(key, snapshot, Role.Warehouse, at)).ValueOrThrow();
        }

        Assert.InRange(store.Read, 1, Every);
        var all = await store.ReadAsync(key.Stream(), 0, default);
        Assert.Equal("inventory.outside-stock-carried", all[256].Type);
        var state = await bench.Kernel.FindAsync(key);
        Assert.Equal(320, Assert.Single(state!.Open.Items).Line.Told.Units);
        Assert.Equal(OutsideStockDecider.Decider.Replay(all.Select(OutsideStockEvents.Codec.Decode)), state);
        var matters = 0;
        await foreach (var _ in Inbox.OpenMatters.ReadAsync(store, policies, Shop.Acme, default)) matters++;
        Assert.Equal(1, matters);
    }

    // A stream that was written before its state was ever said whole.
    [Fact]
    public async Task A_long_stream_without_its_state_is_read_whole()
    {
        var (store, head) = (new MemoryOrderStore(), new StreamHead(Key.Stream(), 0, ChainHash.Genesis(Key.Stream())));
        var events = new List<EventEnvelope>();
        for (var i = 1; i <= 300; i++)
        {
            var at = Shop.At("08:00") + NodaTime.Duration.FromMinutes(i);
            var numbers = new StockPublished(i == 1 ? [new("HAT", Shop.Units(7))] : [new("MUG", Shop.Units(i))], at);
            events.Add(PublicationEvents.Codec.Seal(head, numbers, new(at, Actor.Kernel.Id, MessageId.Of($"m{i}"), [], [])));
            head = new(head.Stream, events[^1].Version, events[^1].Hash);
        }

        var changes = new Changes(Shop.Acme, MessageId.Of("all"), default, default, 0) { Appends = [new(head.Stream, 0, events.ToValueList())] };
        Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(changes, default));
        Assert.Equal(["HAT 7", "MUG 300"], (await new Kernel(store, Told).FindAsync(Key))!.Numbers.Items.Select(n => $"{n.Number.Code} {n.Number.Units}"));
    }

    private sealed class Counting(IOrderStore inner) : RelayStore(inner)
    {
        public int Read { get; set; }

        public override async ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
        {
            var events = await base.ReadAsync(stream, afterVersion, cancellationToken);
            if (stream.Kind is StreamKinds.Publication or StreamKinds.Snapshot) Read += events.Length;
            return events;
        }
    }
}
