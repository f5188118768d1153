using System.Text;
using NodaTime;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Snapshots of an outside stock master. Fails when an older one overwrites a newer one (peer failure 34), what moved since or is in flight is taken for a
/// difference, goods that were sent before a snapshot and are told after it leave twice or never, a difference above the limit is taken over by itself or by
/// who brought it, or nobody hears of what waits.
/// </summary>
public class SnapshotScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly OutsideStockKey Key = new(Shop.Acme, Shop.Hangzhou);
    private static readonly Role Warehouse = Role.Of("warehouse");
    private static readonly Role Supervisor = Role.Of("supervisor");
    private int _count;

    private static Bench Under(string tells = "OnHand", string lag = "PT0S", int units = 0) => new(null, Bench.Sourced.With("stockMaster",
        Encoding.UTF8.GetBytes($$"""
            {"$schema":"stock-master-1.json","name":"m","version":"1","deciders":["supervisor"],
             "masters":[{"source":"erp","locations":["HZ"],"tells":"{{tells}}","lag":"{{lag}}","takeOverUnits":{{units}}}]}
            """)).ValueOrThrow());

    private static MergeSnapshot Told(long units, string at, string source = "erp", bool isComplete = false) =>
        new(ActorId.Of(source), Shop.At(at), [new(Shelf, Shop.Units(units))], isComplete);

    private static async Task<Result<OutsideStock>> MergeAsync(Bench bench, OutsideStockCommand command, string at, Role? role = null) =>
        await bench.Kernel.TellAsync(Key, command, role ?? Warehouse, Shop.At(at));

    private static async Task<SnapshotLine> LineAsync(Bench bench, MergeSnapshot snapshot) =>
        (await bench.Kernel.CompareSnapshotAsync(Key, snapshot)).ValueOrThrow().Items.Single(l => l.Cell == Shelf);

    private static string Text(SnapshotLine l) =>
        $"{l.Outcome} {l.Told}+{l.Locks}-{l.Book}={string.Join("", l.Parts.Items.Select(p => $"{p.Kind} {p.Units.Units}, "))}{l.Unexplained.Units}";

    private async Task ReserveAsync(Bench bench, string id, long units, string at, HolderKind? kind = null) =>
        (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, ReservationId.Of(id)),
            new Reserve(ReservationId.Of(id), null, [new(Shelf, Shop.Units(units))], null) { Holder = kind is { } k ? new(k, id) : null }, Warehouse,
            Shop.At(at))).ValueOrThrow();

    private static async Task CommitAsync(Bench bench, string id, long units, string at) =>
        (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, ReservationId.Of(id)),
            new Commit(ReservationId.Of(id), [new(Shelf, Shop.Units(units))]), Warehouse, Shop.At(at))).ValueOrThrow();

    private async Task MoveAsync(Bench bench, StockCommand command, string at) =>
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"v{++_count}")), command, Warehouse, Shop.At(at))).ValueOrThrow();

    private static Task<long> OnHandAsync(Bench bench) => bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand);

    // What was there at 8, what was told by 12, the snapshot of 11:00, and the line.
    public static TheoryData<string, string, long, string> Differences => new()
    {
        { "", "OnHand", 10, "Agrees 10+0-10=0" },
        { "", "OnHand", 7, "Waits 7+0-10=-3" },
        { "", "OnHand", 12, "Waits 12+0-10=2" },
        { "came 3 11:00", "OnHand", 10, "Agrees 10+0-13=MovedSince -3, 0" },
        { "held 4 09:00; sent 4 11:30", "OnHand", 10, "Agrees 10+0-6=MovedSince 4, 0" },
        { "held 4 09:00; sent 4 10:30", "OnHand", 10, "Agrees 10+0-6=NotBookedThere 4, 0" },
        { "held 4 09:00; sent 4 10:30", "OnHand", 8, "Agrees 8+0-6=NotBookedThere 2, 0" },
        { "held 4 09:00; sent 4 10:30", "OnHand", 11, "Waits 11+0-6=NotBookedThere 4, 1" },
        { "held 4 09:00; sent 4 09:45", "OnHand", 10, "Waits 10+0-6=4" },
        { "came 3 10:30", "OnHand", 10, "Agrees 10+0-13=NotBookedThere -3, 0" },
        { "came 3 10:30", "OnHand", 9, "Waits 9+0-13=NotBookedThere -3, -1" },
        { "held 4 09:00", "OnHand", 6, "Agrees 6+0-10=NotHeardHere -4, 0" },
        { "held 4 09:00", "OnHand", 5, "Waits 5+0-10=NotHeardHere -4, -1" },
        { "held 4 11:30", "OnHand", 6, "Waits 6+0-10=-4" },
        { "kept 4 09:00", "OnHand", 6, "Waits 6+0-10=-4" },
        { "held 4 09:00; sent 1 11:30", "OnHand", 6, "Waits 6+0-9=MovedSince 1, NotHeardHere -3, -1" },
        { "held 4 09:00", "Available", 6, "Agrees 6+4-10=0" },
        { "held 4 10:30", "Available", 10, "Agrees 10+0-10=0" },
        { "held 4 10:30", "Available", 6, "Agrees 6+0-10=NotHeardHere -4, 0" },
        { "held 4 09:00; sent 4 10:30", "Available", 6, "Agrees 6+0-6=0" },
        { "held 4 09:00; sent 4 11:30", "Available", 6, "Agrees 6+4-6=MovedSince 4, 0" },
        { "held 4 09:00", "Available", 4, "Waits 4+4-10=-2" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task A_difference_is_explained_as_far_as_movements_do(string history, string tells, long told, string line)
    {
        var bench = Under(tells, "PT1H");
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        foreach (var step in history.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (what, units, at) = (step.Split(' ')[0], long.Parse(step.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), step.Split(' ')[2]);
            if (what == "came") await MoveAsync(bench, new ReceiveStock([new(Shelf, Shop.Units(units))]), at);
            else if (what == "sent") await CommitAsync(bench, "r", units, at);
            else await ReserveAsync(bench, "r", units, at, what == "kept" ? HolderKind.StockTake : null);
        }

        var before = await LineAsync(bench, Told(told, "11:00"));
        Assert.Equal(line, Text(before));
        Assert.Equal(before.Difference, before.Parts.Items.Sum(p => p.Units.Units) + before.Unexplained.Units);
        Assert.All(before.Parts.Items, p => Assert.NotEmpty(p.Movements.Items));
        var book = await OnHandAsync(bench);
        (await MergeAsync(bench, Told(told, "11:00"), "12:00")).ValueOrThrow();
        // What is explained moves nothing, and what waits neither.
        Assert.Equal(book, await OnHandAsync(bench));
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    [Theory]
    [InlineData("10:30", 6)]
    [InlineData("11:30", 6)]
    public async Task What_was_sent_before_the_snapshot_and_is_told_after_it_leaves_once(string sentAt, long told)
    {
        var bench = Under(lag: "PT15M");
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await ReserveAsync(bench, "r", 4, "09:00");
        (await MergeAsync(bench, Told(told, "11:00"), "12:00")).ValueOrThrow();
        Assert.Equal(10, await OnHandAsync(bench));
        await CommitAsync(bench, "r", 4, sentAt);
        Assert.Equal(6, await OnHandAsync(bench));
        (await MergeAsync(bench, Told(6, "13:00"), "13:00")).ValueOrThrow();
        Assert.Equal(6, await OnHandAsync(bench));
    }

    [Fact]
    public async Task An_older_snapshot_never_overwrites_a_newer_one_and_the_same_changes_nothing()
    {
        var bench = Under(units: 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        (await MergeAsync(bench, Told(8, "11:00"), "12:00")).ValueOrThrow();
        Assert.Equal(8, await OnHandAsync(bench));
        Assert.Equal(InventoryCodes.SnapshotOutdated, (await MergeAsync(bench, Told(9, "10:30"), "12:01")).Refusal?.Code);
        Assert.Equal(InventoryCodes.SnapshotOutdated, (await MergeAsync(bench, Told(7, "11:00"), "12:02")).Refusal?.Code);
        // A count between is older too.
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4, "10:45");
        Assert.Equal(8, await OnHandAsync(bench));
        var version = (await bench.Store.ReadAsync(Key.Stream(), 0, default)).Length;
        (await MergeAsync(bench, Told(8, "11:00"), "12:03")).ValueOrThrow();
        (await MergeAsync(bench, Told(8, "11:00"), "12:00")).ValueOrThrow();
        Assert.Equal(version, (await bench.Store.ReadAsync(Key.Stream(), 0, default)).Length);
        Assert.Equal(SnapshotOutcome.Known, (await LineAsync(bench, Told(8, "11:00"))).Outcome);
        // A later count stands against an older snapshot.
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 6, "11:30");
        Assert.Equal(InventoryCodes.SnapshotOutdated, (await MergeAsync(bench, Told(8, "11:10"), "12:04")).Refusal?.Code);
        Assert.Equal(6, await OnHandAsync(bench));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(7, 1)]
    public async Task An_older_one_stays_behind_a_newer_one_that_moved_nothing(long newer, int open)
    {
        var bench = Under();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        // A promise from before both: the count of the newer one is as of then.
        await ReserveAsync(bench, "r", 1, "09:00");
        Assert.Equal(open, (await MergeAsync(bench, Told(newer, "11:00"), "12:00")).ValueOrThrow().Open.Count);
        Assert.Equal(InventoryCodes.SnapshotOutdated, (await MergeAsync(bench, Told(9, "10:30"), "12:01")).Refusal?.Code);
        Assert.Equal(open, (await bench.Kernel.FindAsync(Key))!.Open.Count);
    }

    [Fact]
    public async Task A_difference_that_waits_is_open_told_once_and_taken_over_by_somebody_else()
    {
        var bench = Under(units: 2);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        var open = (await MergeAsync(bench, Told(7, "11:00"), "12:00", Supervisor)).ValueOrThrow().Open;
        Assert.Equal(-3, Assert.Single(open.Items).Line.Unexplained.Units);
        (await MergeAsync(bench, Told(7, "11:30"), "12:01", Supervisor)).ValueOrThrow();
        Assert.Equal(1, (await NoticesAsync(bench)).Count(e => e.Contains(InventoryCodes.SnapshotDiffers, StringComparison.Ordinal)));
        var matter = Assert.Single(await MattersAsync(bench), m => m.Kind == OpenMatterKind.StockDifference);
        Assert.Equal(("HZ MUG", InventoryCodes.SnapshotDiffers, "supervisor"), (matter.About, matter.Why.Code, matter.Roles[0].Value));

        var take = new TakeOverDifference([Shelf], "recounted");
        Assert.Equal(InventoryCodes.DifferenceRoleMissing, (await MergeAsync(bench, take, "12:05")).Refusal?.Code);
        Assert.Equal(InventoryCodes.DifferenceOwn, (await MergeAsync(bench, take, "12:05", Supervisor)).Refusal?.Code);
        var tea = new StockCell(Shop.Hangzhou, Shop.Tea);
        Assert.Equal(InventoryCodes.DifferenceUnknown, (await MergeAsync(bench, new DismissDifference([tea], "x"), "12:05", Supervisor)).Refusal?.Code);
        Assert.Equal(10, await OnHandAsync(bench));
        // One more left meanwhile: what moved since is moved.
        await MoveAsync(bench, new RecordShippedElsewhere([new(Shelf, Shop.Units(1))], null), "12:06");
        var other = new DecisionContext(new Actor(ActorId.Of("mei"), [Supervisor]), Shop.At("12:10"), MessageId.Of("take"));
        Assert.Empty((await bench.Kernel.TellAsync(Key, take, other)).ValueOrThrow().Open);
        Assert.Equal(6, await OnHandAsync(bench));
        Assert.Empty((await MattersAsync(bench)).Where(m => m.Kind == OpenMatterKind.StockDifference));
        Assert.Equal(InventoryCodes.DifferenceUnknown, (await MergeAsync(bench, new TakeOverDifference([], "x"), "12:20", Supervisor)).Refusal?.Code);
    }

    [Fact]
    public async Task A_difference_that_is_dismissed_or_told_anew_waits_no_more()
    {
        var bench = Under();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        Assert.NotEmpty((await MergeAsync(bench, Told(7, "11:00"), "12:00")).ValueOrThrow().Open);
        Assert.Empty((await MergeAsync(bench, new DismissDifference([], "the ERP is wrong"), "12:05", Supervisor)).ValueOrThrow().Open);
        Assert.Equal(10, await OnHandAsync(bench));
        Assert.NotEmpty((await MergeAsync(bench, Told(7, "12:30"), "12:30")).ValueOrThrow().Open);
        Assert.Empty((await MergeAsync(bench, Told(10, "12:40"), "12:40")).ValueOrThrow().Open);
    }

    [Fact]
    public async Task Where_the_kernel_is_the_master_a_difference_is_only_told()
    {
        var bench = Under();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        Assert.Equal("Told 7+0-10=-3", Text(await LineAsync(bench, Told(7, "11:00", "wms"))));
        Assert.Equal(InventoryCodes.SnapshotOfOther, (await MergeAsync(bench, Told(7, "11:00", "wms"), "12:00")).Refusal?.Code);
        Assert.Equal(InventoryCodes.SnapshotAhead, (await MergeAsync(bench, Told(7, "12:30"), "12:00")).Refusal?.Code);
        Assert.Equal(InventoryCodes.NothingToMove, (await MergeAsync(bench, new MergeSnapshot(ActorId.Of("erp"), Shop.At("11:00"), []), "12:00")).Refusal?.Code);
        var elsewhere = new MergeSnapshot(ActorId.Of("erp"), Shop.At("11:00"), [new(new(Shop.Guangzhou, Shop.Mug), Shop.Units(1))]);
        Assert.Equal(OrderKernelCodes.KeyMismatch, (await MergeAsync(bench, elsewhere, "12:00")).Refusal?.Code);
        Assert.Equal(10, await OnHandAsync(bench));
        Assert.Null(await bench.Kernel.FindAsync(Key));
    }

    [Fact]
    public async Task What_a_complete_snapshot_does_not_name_is_empty_and_the_first_word_stands()
    {
        var bench = Under(units: 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5);
        var tea = new StockCell(Shop.Hangzhou, Shop.Tea);
        var snapshot = new MergeSnapshot(ActorId.Of("erp"), Shop.At("11:00"), [new(tea, Shop.Units(400))]);
        (await MergeAsync(bench, snapshot, "11:00")).ValueOrThrow();
        Assert.Equal((5, 400), (await OnHandAsync(bench), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand, Shop.Tea)));
        (await MergeAsync(bench, snapshot with { TakenAt = Shop.At("11:30"), IsComplete = true }, "11:30")).ValueOrThrow();
        Assert.Equal((0, 5), (await OnHandAsync(bench), await bench.UnitsAsync(Shop.Guangzhou, StockAccount.OnHand)));
    }

    [Fact]
    public async Task What_falls_below_what_is_promised_is_taken_over_and_told()
    {
        var bench = Under(units: 9);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await ReserveAsync(bench, "r", 6, "11:30");
        (await MergeAsync(bench, Told(2, "11:00"), "12:00")).ValueOrThrow();
        Assert.Equal(2, await OnHandAsync(bench));
        Assert.Contains(await NoticesAsync(bench), e => e.Contains(InventoryCodes.CountBelowLocked, StringComparison.Ordinal));
    }

    private static async Task<List<string>> NoticesAsync(Bench bench) => [.. (await bench.OutboxAsync("notice")).Select(m => m.Key)];

    private static async Task<List<OpenMatter>> MattersAsync(Bench bench)
    {
        var matters = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add(matter);
        return matters;
    }
}
