using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// The monthly report of stock and what is to be replenished, from what a kernel was told. Fails when a kind of event is not counted, a document does not
/// decide, the month is not the shop's, what cannot be counted passes, or anything is written.
/// </summary>
public class StockReportScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly YearMonth February = new(2026, 2);

    [Fact]
    public async Task A_month_counts_orders_movements_adjustments_and_counts()
    {
        var bench = await LivedAsync();
        var before = (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow();
        var month = (await bench.Kernel.StockMonthAsync(Shop.Acme, February, Shop.At("2 12:00"))).ValueOrThrow();
        var scores = month.Health.Scores;
        // Two went with an order, seven without; one came back: eight of a hundred.
        Assert.Equal((8L, StockHealthVerdict.Normal), (scores[0].Part, scores[0].Verdict));
        Assert.Equal((StockHealthVerdict.NotObserved, StockHealthVerdict.NotObserved), (scores[1].Verdict, scores[2].Verdict));
        // The book had 92 when 90 were counted.
        Assert.Equal((90L, 92L, 9_782L), (scores[3].Part, scores[3].Whole, scores[3].Value));
        Assert.Equal(["replenishment", "available"], month.Replenishment.Policies.Items.Select(p => p.Name));
        Assert.Empty(month.Replenishment.Hints);
        Assert.Equal(before, (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    [Fact]
    public async Task Documents_decide_and_batches_are_what_the_host_says()
    {
        var policies = KernelPolicies.Default;
        foreach (var (kind, document) in new[]
        {
            ("stockHealth", """
                {"$schema":"stock-health-1.json","name":"h","version":"1","turnover":{"weight":0,"normalHundredths":300,"warnHundredths":200},
                "slowMoving":{"weight":0,"normalBasisPoints":1000,"promoteBasisPoints":1500,"afterDays":1},
                "nearExpiry":{"weight":100,"normalBasisPoints":0,"forbidBasisPoints":10000,"withinMonths":1,"forbidListingMonths":0},
                "accuracy":{"weight":0,"normalBasisPoints":9950,"stockTakeBasisPoints":9800}}
                """),
            ("replenishment", """{"$schema":"replenishment-1.json","name":"r","version":"1","days":1,"fastAbove":6,"coverBelowDays":0,"targetDays":0}"""),
        }) policies = policies.With(kind, System.Text.Encoding.UTF8.GetBytes(document)).ValueOrThrow();
        var bench = await LivedAsync(policies);
        ValueList<StockBatch> batches = [new(Shop.Mug, Quantity.Of(30), new(2026, 3, 1)), new(Shop.Mug, Quantity.Of(70), new(2027, 3, 1))];
        var month = (await bench.Kernel.StockMonthAsync(Shop.Acme, February, Shop.At("2 12:00"), batches)).ValueOrThrow();
        Assert.Equal((7_000, "h"), (month.Health.IndexBasisPoints, month.Health.Policy.Name));
        Assert.Equal(("MUG", ReplenishmentUrgency.Watch, 7L), (await bench.Kernel.ReplenishAsync(Shop.Acme, Shop.At("1 10:00"))).ValueOrThrow().Hints.Items
            .Select(h => (h.Sku.Value, h.Urgency, h.Sold)).Single());
        Assert.Empty((await bench.Kernel.ReplenishAsync(Shop.Acme, Shop.At("2 10:01"))).ValueOrThrow().Hints);
    }

    [Fact]
    public async Task A_month_is_one_of_the_shops_clock_and_one_to_come_is_refused()
    {
        var bench = await LivedAsync(KernelPolicies.Default with { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] });
        var month = (await bench.Kernel.StockMonthAsync(Shop.Acme, February, Shop.At("60 12:00"))).ValueOrThrow().Health.Period;
        Assert.Equal((Instant.FromUtc(2026, 2, 1, 5, 0), Instant.FromUtc(2026, 3, 1, 5, 0)), (month.From, month.Until));
        Assert.Equal(InventoryCodes.HealthMonthNotBegun, (await bench.Kernel.StockMonthAsync(Shop.Acme, new(2026, 3), Shop.At("08:00"))).Refusal?.Code);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await bench.Kernel.StockMonthAsync(Shop.Acme, new(9_999, 12), Shop.At("08:00")));
    }

    [Fact]
    public async Task Numbers_past_64_bits_are_refused()
    {
        var bench = new Bench();
        foreach (var (location, id) in new[] { (Shop.Hangzhou, "a"), (Shop.Guangzhou, "b") })
        {
            await TellAsync(bench, id, new ReceiveStock([new(new(location, Shop.Mug), Shop.Units(long.MaxValue))]), "08:00");
        }

        Assert.Equal(KernelCodes.NumbersOutOfRange, (await bench.Kernel.ReplenishAsync(Shop.Acme, Shop.At("09:00"))).Refusal?.Code);
        Assert.Equal(KernelCodes.NumbersOutOfRange, (await bench.Kernel.StockMonthAsync(Shop.Acme, February, Shop.At("09:00"))).Refusal?.Code);
    }

    private static async Task<Bench> LivedAsync(KernelPolicies? policies = null)
    {
        var bench = new Bench(policies: policies);
        await TellAsync(bench, "in", new ReceiveStock([new(Shelf, Shop.Units(100))]), "08:00");
        var key = new ReservationKey(Shop.Acme, ReservationId.Of("o"));
        (await bench.Kernel.TellAsync(key, new Reserve(key.Reservation, "order", [new(Shelf, Shop.Units(2))], null), Role.Warehouse, Shop.At("09:00"))).ValueOrThrow();
        (await bench.Kernel.TellAsync(key, new Commit(key.Reservation), Role.Warehouse, Shop.At("09:30"))).ValueOrThrow();
        await TellAsync(bench, "out", new RecordShippedElsewhere([new(Shelf, Shop.Units(7))], null), "1 09:00");
        await TellAsync(bench, "back", new TakeBack([new(Shelf, Shop.Units(1))], InspectionOutcome.Restock, null), "1 11:00");
        await TellAsync(bench, "count", new CountStock([new(Shelf, Shop.Units(90))], "stock-take"), "2 08:00");
        return bench;
    }

    private static async Task TellAsync(Bench bench, string id, StockCommand command, string at) =>
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(id)), command, Role.Warehouse, Shop.At(at))).ValueOrThrow();
}
