using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Balances against their events, and the repair. Fails when a drift is not found, or told with other numbers than those that were put in; when a sound store
/// is said to drift (the laws of runs, counts and misfits ask that of their histories too); or when a repair leaves a drift, changes what goods are held or
/// where they lie by the events, can be done twice, or goes on from a balance that moved meanwhile. Peer failures 5 and 13.
/// </summary>
public class ReconcilingScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly StockCell Other = new(Shop.Guangzhou, Shop.Mug);

    public static TheoryData<string> Drifts => ["more on hand", "less on hand", "a lock that leaked", "a lock that was lost", "locked below nothing",
        "in transfer", "sold", "supplied", "written off", "quarantined", "damaged", "forwarded", "counted later", "gone to another place", "one SKU for another",
        "a SKU that no event names", "all at once"];

    [Theory]
    [MemberData(nameof(Drifts))]
    public async Task A_drift_is_found_told_and_repaired_once(string kind)
    {
        var bench = await LivedAsync();
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        var sound = await AllAsync(bench);
        var damage = Damage(kind);
        await PostAsync(bench, damage, "damage");

        var found = (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow();
        Assert.Equal(damage.Items.Select(p => (p.Cell, p.Account, p.Delta.Units)).Order(),
            found.Items.Select(d => (d.Cell, d.Account, d.Stored - d.Book)).Order());
        var repair = new CorrectBook(found, "reconciled");
        var key = new MovementKey(Shop.Acme, MessageId.Of("repair"));
        Assert.Equal(found, Assert.IsType<BookCorrected>((await TellAsync(bench, key, repair)).ValueOrThrow()).Drifts);
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        Assert.Equal(sound, await AllAsync(bench));
        Assert.Equal(InventoryCodes.CorrectionOutdated,
            (await TellAsync(bench, new(Shop.Acme, MessageId.Of("again")), repair)).Refusal?.Code);
        Assert.Equal(sound, await AllAsync(bench));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    [InlineData(0, long.MinValue)]
    public async Task A_correction_is_no_way_to_change_what_is_right(long more, long book)
    {
        var bench = await LivedAsync();
        if (more != 0) await PostAsync(bench, [new(Shelf, StockAccount.OnHand, QuantityDelta.Of(more))], "damage");
        var now = await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand);
        var wish = new CorrectBook([new(Shelf, StockAccount.OnHand, now, book)], "wish");
        Assert.Equal(InventoryCodes.CorrectionOutdated, (await TellAsync(bench, new(Shop.Acme, MessageId.Of("wish")), wish)).Refusal?.Code);
        Assert.Equal(now, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }

    [Fact]
    public async Task A_repair_that_was_proposed_before_goods_moved_is_refused()
    {
        var bench = await LivedAsync();
        await PostAsync(bench, [new(Shelf, StockAccount.OnHand, QuantityDelta.Of(3))], "damage");
        var found = (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow();
        await TellAsync(bench, new(Shop.Acme, MessageId.Of("later")), new ReceiveStock([new(Shelf, Shop.Units(1))]));
        var refusal = (await TellAsync(bench, new(Shop.Acme, MessageId.Of("repair")), new CorrectBook(found, "reconciled"))).Refusal!;
        Assert.Equal(InventoryCodes.CorrectionOutdated, refusal.Code);
        Assert.Equal(3, (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow().Items.Single() is var d ? d.Stored - d.Book : 0);
    }

    [Fact]
    public async Task A_count_that_comes_after_a_repair_and_is_from_before_it_knows_of_no_goods_that_moved()
    {
        var bench = await LivedAsync();
        await PostAsync(bench, [new(Shelf, StockAccount.OnHand, QuantityDelta.Of(3))], "damage");
        var found = (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow();
        (await TellAsync(bench, new(Shop.Acme, MessageId.Of("repair")), new CorrectBook(found, "reconciled"))).ValueOrThrow();
        // Two were shipped and one broke at noon, and a correction moves nothing.
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4, "2 11:30");
        Assert.Equal(1, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    // Held, sent, taken back and put aside, given away to another place, counted.
    private static async Task<Bench> LivedAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var transfer = new ReservationKey(Shop.Acme, ReservationId.Of("t"));
        var reserve = new Reserve(transfer.Reservation, null, [new(Shelf, Shop.Units(2))], null) { Holder = new(HolderKind.Transfer, "t-1") };
        (await bench.Kernel.TellAsync(transfer, reserve, Role.Warehouse, Shop.At("11:00"))).ValueOrThrow();
        var sent = new Commit(transfer.Reservation, [new(Shelf, Shop.Units(1))]);
        (await bench.Kernel.TellAsync(transfer, sent, Role.Warehouse, Shop.At("11:01"))).ValueOrThrow();
        await TellAsync(bench, new(Shop.Acme, MessageId.Of("s")), new RecordShippedElsewhere([new(Shelf, Shop.Units(2))], null));
        await TellAsync(bench, new(Shop.Acme, MessageId.Of("b")), new TakeBack([new(Shelf, Shop.Units(1))], InspectionOutcome.Quarantine, null));
        await TellAsync(bench, new(Shop.Acme, MessageId.Of("g")), new Regrade([new(Shelf, Shop.Units(1))], StockAccount.OnHand, StockAccount.Damaged, "wet"));
        return bench;
    }

    private static ValueList<Posting> Damage(string kind) => kind switch
    {
        "more on hand" => [At(Shelf, StockAccount.OnHand, 3)],
        "less on hand" => [At(Shelf, StockAccount.OnHand, -1)],
        "a lock that leaked" => [At(Shelf, StockAccount.Locked, 1)],
        "a lock that was lost" => [At(Shelf, StockAccount.Locked, -1)],
        "locked below nothing" => [At(Shelf, StockAccount.Locked, -7)],
        "in transfer" => [At(Shelf, StockAccount.InTransfer, 2)],
        "sold" => [At(Shelf, StockAccount.Sold, -1)],
        "supplied" => [At(Other, StockAccount.Supplied, 4)],
        "written off" => [At(Other, StockAccount.WrittenOff, 1)],
        "quarantined" => [At(Shelf, StockAccount.Quarantined, -1)],
        "damaged" => [At(Shelf, StockAccount.Damaged, 1)],
        "forwarded" => [At(Other, StockAccount.Forwarded, -1)],
        "counted later" => [At(Shelf, StockAccount.CountedAt, 10_000_000)],
        "gone to another place" => [At(Shelf, StockAccount.OnHand, -2), At(Other, StockAccount.OnHand, 2)],
        "one SKU for another" => [At(Shelf, StockAccount.Sold, 1), At(Shelf with { Sku = Shop.Tea }, StockAccount.Sold, -1)],
        "a SKU that no event names" => [At(Shelf with { Sku = SkuId.Of("GHOST") }, StockAccount.OnHand, 4)],
        _ => [At(Shelf, StockAccount.OnHand, 1), At(Shelf, StockAccount.Locked, 1), At(Other, StockAccount.Sold, 1),
            At(Shelf with { Pool = PoolId.Of("retail") }, StockAccount.OnHand, 1)],
    };

    private static Posting At(StockCell cell, StockAccount account, long units) => new(cell, account, QuantityDelta.Of(units));

    private static async Task PostAsync(Bench bench, ValueList<Posting> postings, string message) => Assert.IsType<CommitOutcome.Done>(
        await bench.Store.CommitAsync(new Changes(Shop.Acme, MessageId.Of(message), new byte[1], new byte[1], 0) { Postings = postings }, default));

    private static async Task<Result<StockEvent>> TellAsync(Bench bench, MovementKey key, StockCommand command) =>
        await bench.Kernel.TellAsync(key, command, Role.Supervisor, Shop.At("2 12:00"));

    private static async Task<string> AllAsync(Bench bench)
    {
        var all = (await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default)).AddRange(await bench.Store.BalancesAsync(Shop.Acme, Shop.Tea, default));
        return string.Join("\n", all.Where(b => b.Units != 0));
    }
}
