using OrderKernel.Channels;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Stock-takes, by every status and command. Fails when a pair answers otherwise than its row, a refused command changes something, what moves while goods
/// are counted is taken for a difference, a count outside the tolerance needs no second one, who counted posts what passes it, what is frozen can be sold or
/// stays held, or nobody hears of what waits.
/// </summary>
public class StockTakeScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly StockTakeKey Key = new(Shop.Acme, MessageId.Of("take-1"));
    private int _count;

    private async Task<Result<StockTake>> TellAsync(Bench bench, StockTakeCommand command, string at, string by = "mei") => await bench.Kernel.TellAsync(
        Key, command, new DecisionContext(new Actor(ActorId.Of(by), [Role.Of("warehouse")]), Shop.At(at), MessageId.Of($"t{++_count}")));

    private static EnterCount Found(long units) => new([new(Shelf, Shop.Units(units))]);

    private static OpenStockTake Open(bool freezes = false, long tolerance = 1) => new(Shop.Hangzhou, [Shop.Mug], false, freezes, tolerance);

    private static async Task<Bench> StockedAsync(long units = 10)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, units);
        return bench;
    }

    private static Task<long> OnHandAsync(Bench bench) => bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand);

    public static TheoryData<string, string, string> Table => new()
    {
        { "none", "open", "Counting" }, { "none", "count", InventoryCodes.TakeUnknown }, { "none", "review", InventoryCodes.TakeUnknown },
        { "none", "post", InventoryCodes.TakeUnknown }, { "none", "cancel", InventoryCodes.TakeUnknown },
        { "opened", "open", InventoryCodes.TakeExists }, { "opened", "count", "Counting" }, { "opened", "review", InventoryCodes.TakeUncounted },
        { "opened", "post", InventoryCodes.TakeUnreviewed }, { "opened", "cancel", "Cancelled" },
        { "counted", "open", InventoryCodes.TakeExists }, { "counted", "count", "Counting" }, { "counted", "review", "Reviewed" },
        { "counted", "post", InventoryCodes.TakeUnreviewed }, { "counted", "cancel", "Cancelled" },
        { "differing", "review", InventoryCodes.TakeRecount }, { "differing", "count", "Counting" },
        { "reviewed", "open", InventoryCodes.TakeExists }, { "reviewed", "count", "Counting" }, { "reviewed", "review", "Reviewed" },
        { "reviewed", "post", "Posted" }, { "reviewed", "cancel", "Cancelled" },
        { "posted", "open", InventoryCodes.TakeExists }, { "posted", "count", InventoryCodes.TakeEnded }, { "posted", "review", InventoryCodes.TakeEnded },
        { "posted", "post", InventoryCodes.TakeEnded }, { "posted", "cancel", InventoryCodes.TakeEnded },
        { "cancelled", "open", InventoryCodes.TakeExists }, { "cancelled", "count", InventoryCodes.TakeEnded },
        { "cancelled", "review", InventoryCodes.TakeEnded }, { "cancelled", "post", InventoryCodes.TakeEnded },
        { "cancelled", "cancel", InventoryCodes.TakeEnded },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Every_status_answers_every_command(string status, string command, string answer)
    {
        var bench = await StockedAsync();
        StockTakeCommand[] way = status switch
        {
            "none" => [],
            "opened" => [Open()],
            "counted" => [Open(), Found(9)],
            "differing" => [Open(), Found(9), Found(10)],
            "reviewed" => [Open(), Found(9), new ReviewStockTake([])],
            "posted" => [Open(), Found(9), new ReviewStockTake([]), new PostStockTake()],
            _ => [Open(), Found(9), new CancelStockTake("rain")],
        };
        foreach (var step in way) (await TellAsync(bench, step, "10:00")).ValueOrThrow();
        var before = await bench.Kernel.FindAsync(Key);
        var told = await TellAsync(bench, command switch
        {
            "open" => Open(), "count" => Found(9), "review" => new ReviewStockTake([]), "post" => new PostStockTake(), _ => new CancelStockTake("rain"),
        }, "10:30");
        Assert.Equal(answer, told.IsOk ? told.ValueOrThrow().Status.ToString() : told.Refusal!.Code);
        if (!told.IsOk) Assert.Equal(before, await bench.Kernel.FindAsync(Key));
        Assert.Equal(await bench.Kernel.FindAsync(Key) is { Status: StockTakeStatus.Posted } ? 9 : 10, await OnHandAsync(bench));
    }

    [Fact]
    public async Task What_moves_while_goods_are_counted_is_no_difference()
    {
        var bench = await StockedAsync();
        (await TellAsync(bench, Open(tolerance: 0), "10:00")).ValueOrThrow();
        (await TellAsync(bench, Found(8), "10:10")).ValueOrThrow();
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("s")), new RecordShippedElsewhere([new(Shelf, Shop.Units(3))], null),
            Role.Of("warehouse"), Shop.At("10:20"))).ValueOrThrow();
        // Two were missing at ten past ten, and are missing at half past ten.
        Assert.True((await TellAsync(bench, Found(5), "10:30", "lin")).ValueOrThrow().IsSettled(Shelf));
        var worth = Money.Fen(250);
        var line = Assert.Single((await TellAsync(bench, new ReviewStockTake([new(Shop.Mug, worth)]), "10:40")).ValueOrThrow().Lines.Items);
        Assert.Equal((-2L, Money.Fen(-500), true), (line.Count.Difference.Units, line.Worth, line.IsAbove));
        var reviewed = (await bench.Store.ReadAsync(Key.Stream(), 0, default))[^1];
        Assert.Equal(InventoryCodes.TakeDiffers, Assert.Single(EventBytes.ReadHeader(reviewed.Bytes).Reasons.Items).Code);
        Assert.Equal(InventoryCodes.TakeOwn, (await TellAsync(bench, new PostStockTake(), "10:50")).Refusal?.Code);
        Assert.Equal(InventoryCodes.TakeOwn, (await TellAsync(bench, new PostStockTake(), "10:50", "lin")).Refusal?.Code);
        Assert.Contains(await bench.OutboxAsync("notice"), m => m.Key.Contains(InventoryCodes.TakeAwaits, StringComparison.Ordinal));
        Assert.Single(await MattersAsync(bench));
        (await TellAsync(bench, new PostStockTake(), "11:00", "boss")).ValueOrThrow();
        Assert.Equal(5, await OnHandAsync(bench));
        Assert.Empty(await MattersAsync(bench));
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_frozen_is_not_sold_and_is_free_again_at_the_end(bool posts)
    {
        var bench = await StockedAsync();
        (await TellAsync(bench, Open(freezes: true), "10:00")).ValueOrThrow();
        var id = ReservationId.Of("r");
        var reserve = new Reserve(id, null, [new(Shelf, Shop.Units(1))], null);
        Assert.Equal(InventoryCodes.Short,
            (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, id), reserve, Role.Of("warehouse"), Shop.At("10:05"))).Refusal?.Code);
        (await TellAsync(bench, Found(10), "10:10")).ValueOrThrow();
        (await TellAsync(bench, new ReviewStockTake([]), "10:20")).ValueOrThrow();
        (await TellAsync(bench, posts ? new PostStockTake() : new CancelStockTake("rain"), "10:30")).ValueOrThrow();
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, id), reserve, Role.Of("warehouse"), Shop.At("10:40"))).ValueOrThrow();
    }

    [Fact]
    public async Task A_name_from_which_no_hold_could_be_named_is_refused()
    {
        var bench = await StockedAsync();
        var key = new StockTakeKey(Shop.Acme, MessageId.Of(new string('t', 49)));
        var refused = await bench.Kernel.TellAsync(key, new OpenStockTake(Shop.Hangzhou, []), Role.Warehouse, Shop.At("10:00"));
        Assert.Equal(OrderKernelCodes.IdTooLong, refused.Refusal?.Code);
    }

    [Fact]
    public async Task All_that_has_a_balance_at_the_location_is_counted_where_nothing_is_named_and_nothing_else()
    {
        var bench = await StockedAsync();
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 3);
        await bench.StockAsync(Shop.Guangzhou, Shop.Tea, 3);
        var take = (await TellAsync(bench, new OpenStockTake(Shop.Hangzhou, []), "10:00")).ValueOrThrow();
        Assert.Equal([Shelf, Shelf with { Sku = Shop.Tea }], take.Opened.Cells.Items.ToList());
        var elsewhere = new EnterCount([new(new(Shop.Guangzhou, Shop.Tea), Shop.Units(3))]);
        Assert.Equal(InventoryCodes.TakeOutside, (await TellAsync(bench, elsewhere, "10:10")).Refusal?.Code);
        Assert.Equal(InventoryCodes.NothingToMove, (await TellAsync(bench, new EnterCount([]), "10:10")).Refusal?.Code);
    }

    private static async Task<List<OpenMatter>> MattersAsync(Bench bench)
    {
        var matters = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add(matter);
        return matters.FindAll(m => m.Kind == OpenMatterKind.StockTake);
    }

    [Fact]
    public async Task What_is_kept_back_of_a_shelf_is_not_frozen_batch_by_batch()
    {
        var formula = """
            {"$schema":"stock-formula-1.json","name":"f","version":"1","safetyStock":4,
             "terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},{"account":"InTransfer","sign":-1}]}
            """;
        var bench = new Bench(null, OrderKernel.Policies.PolicyKinds.With(Bench.Sourced, "stockFormula", System.Text.Encoding.UTF8.GetBytes(formula)).ValueOrThrow());
        foreach (var batch in new[] { "a", "b" })
            await bench.SendAsync(new StockCountRecord(Shop.At("08:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(5)) { Batch = BatchId.Of(batch) });
        var take = (await TellAsync(bench, Open(freezes: true), "10:00")).ValueOrThrow();
        Assert.Equal(6, take.Opened.Frozen.Items.Sum(u => u.Quantity.Units));
        Assert.Equal(6, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }
}
