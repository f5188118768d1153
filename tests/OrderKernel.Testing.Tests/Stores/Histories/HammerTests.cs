using System.Globalization;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests.Stores;

// Fails when many threads that decide on what they read sell one unit of a hot SKU more or fewer than there are, or when threads over different SKUs wait
// for each other more than now and then.
public class HammerTests
{
    private const int Threads = 64;
    private const int Stock = 100;
    private static readonly TenantId Tenant = TenantId.Of("acme");
    private static readonly StockCell Hot = new(LocationId.Of("HZ"), SkuId.Of("hot"));
    private static readonly Instant Noon = Instant.FromUtc(2026, 6, 18, 4, 0);

    [Fact]
    public void Ten_thousand_buyers_on_64_threads_get_exactly_the_hundred_units()
    {
        for (var round = 0; round < Sizes.Of(200, 5_000); round++) Assert.Equal((Stock, Stock), Sell(new MemoryOrderStore(), buyers: 10_000));
    }

    [Fact]
    public void A_store_that_asks_first_and_posts_then_is_found()
    {
        var found = false;
        for (var round = 0; round < 200 && !found; round++) found = Sell(new AsksThenPosts(), buyers: 2_000) != (Stock, Stock);
        Assert.True(found);
    }

    // Each with a SKU, messages and streams of its own: what they still wait for is a shard that two keys share.
    [Fact]
    public void Threads_over_different_goods_hardly_ever_wait()
    {
        const int threads = 8, each = 20_000;
        var store = new MemoryOrderStore();
        var before = Monitor.LockContentionCount;
        Together(threads, thread =>
        {
            var cell = new StockCell(Hot.Location, SkuId.Of($"sku-{thread}"));
            Supply(store, cell, each, $"supply-{thread}");
            for (var i = 0; i < each; i++) Assert.True(Reserve(store, cell, string.Create(CultureInfo.InvariantCulture, $"{thread}-{i}")));
        });
        var waited = Monitor.LockContentionCount - before;
        Assert.True(waited < threads * each / 100, $"{waited} of {threads * each}");
    }

    private static (int Sold, long Locked) Sell(IOrderStore store, int buyers)
    {
        Supply(store, Hot, Stock, "supply");
        var (sold, next) = (0, 0);
        Together(Threads, _ =>
        {
            for (var buyer = Interlocked.Increment(ref next); buyer <= buyers; buyer = Interlocked.Increment(ref next))
                if (Reserve(store, Hot, buyer.ToString(CultureInfo.InvariantCulture))) Interlocked.Increment(ref sold);
        });
        return (sold, StockSheet.BalanceOf(store.BalancesAsync(Tenant, Hot.Sku, default).AsTask().Result, Hot, StockAccount.Locked));
    }

    // As the kernel does: reads, decides, commits, and decides again when the store knows better.
    private static bool Reserve(IOrderStore store, StockCell cell, string buyer)
    {
        var context = new DecisionContext(Actor.Kernel, Noon, MessageId.Of(buyer));
        var reserve = new Reserve(ReservationId.Of(buyer), null, [new(cell, Quantity.Of(1))], null);
        while (true)
        {
            var balances = store.BalancesAsync(Tenant, cell.Sku, default).AsTask().Result;
            if (!Reservations.Decide(null, reserve, balances, StockFormula.Default, context).TryGet(out var decision, out var refusal))
                return refusal.Code == InventoryCodes.Short ? false : throw new InvalidOperationException(refusal.ToString());
            var effect = StockEffects.Of(decision.Events[0], StockFormula.Default.Policy);
            var changes = new Changes(Tenant, context.Message, default, default, 0) { Postings = effect.Postings, Floors = effect.Floors };
            if (store.CommitAsync(changes, default).AsTask().Result is not CommitOutcome.StockShort) return true;
        }
    }

    private static void Supply(IOrderStore store, StockCell cell, long units, string message)
    {
        ValueList<Posting> supply = [new(cell, StockAccount.OnHand, QuantityDelta.Of(units))];
        var changes = new Changes(Tenant, MessageId.Of(message), default, default, 0) { Postings = supply };
        Assert.IsType<CommitOutcome.Done>(store.CommitAsync(changes, default).AsTask().Result);
    }

    private static void Together(int threads, Action<int> act)
    {
        Exception? failed = null;
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            try
            {
                act(thread);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failed, e, null);
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        if (failed is not null) throw new InvalidOperationException("A thread failed.", failed);
    }
}
