using System.Text.Json;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Transfers, by every state and trigger. Fails when a pair answers otherwise than its row, a refused command changes something, goods of a transfer can
/// be sold where they are, are held twice when they leave from elsewhere, or are in neither place and nobody knows of them; when what came short, damaged
/// or never is not told to a person, is told after it was answered, or the other end expects what will not come.
/// </summary>
public class TransferScenarios
{
    private static readonly TransferKey Key = new(Shop.Acme, MessageId.Of("T-1"));
    private static readonly StockCell From = new(Shop.Hangzhou, Shop.Mug);
    private static readonly StockCell To = new(Shop.Guangzhou, Shop.Mug);
    private int _count;

    private static readonly PlanTransfer Plan = new([new(From, Shop.Units(6))], Shop.Guangzhou, Shop.At("3 08:00"));

    public static TheoryData<string, string, string> Table => new()
    {
        { "none", "plan", "Planned" }, { "none", "ship", InventoryCodes.TransferUnknown }, { "none", "arrive", "-" },
        { "none", "put-off", InventoryCodes.TransferUnknown }, { "none", "cancel", InventoryCodes.TransferUnknown },
        { "none", "give-up", InventoryCodes.TransferUnknown },
        { "planned", "plan", "Planned" }, { "planned", "ship", "InTransfer" }, { "planned", "arrive", "Arrived" }, { "planned", "put-off", "Planned" },
        { "planned", "cancel", "Cancelled" }, { "planned", "give-up", InventoryCodes.TransferNotLeft },
        { "part", "plan", "InTransfer" }, { "part", "ship", "InTransfer" }, { "part", "arrive", "Arrived" }, { "part", "put-off", "InTransfer" },
        { "part", "cancel", "InTransfer" }, { "part", "give-up", "InTransfer" },
        { "shipped", "plan", "InTransfer" }, { "shipped", "ship", InventoryCodes.NothingToMove }, { "shipped", "arrive", "Arrived" },
        { "shipped", "put-off", "InTransfer" }, { "shipped", "cancel", InventoryCodes.TransferLeft }, { "shipped", "give-up", "Arrived" },
        { "arrived", "plan", "Arrived" }, { "arrived", "ship", InventoryCodes.TransferEnded }, { "arrived", "arrive", "Arrived" },
        { "arrived", "put-off", InventoryCodes.TransferEnded }, { "arrived", "cancel", InventoryCodes.TransferEnded },
        { "arrived", "give-up", InventoryCodes.TransferEnded },
        { "cancelled", "plan", "Cancelled" }, { "cancelled", "ship", InventoryCodes.TransferEnded }, { "cancelled", "arrive", "Cancelled" },
        { "cancelled", "put-off", InventoryCodes.TransferEnded }, { "cancelled", "cancel", InventoryCodes.TransferEnded },
        { "cancelled", "give-up", InventoryCodes.TransferEnded },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Every_state_answers_every_trigger(string state, string trigger, string answer)
    {
        var bench = await StockedAsync();
        string[] way = state switch
        {
            "none" => [], "planned" => ["plan"], "part" => ["plan", "ship-some"], "shipped" => ["plan", "ship"], "arrived" => ["plan", "ship", "arrive"],
            _ => ["plan", "cancel"],
        };
        foreach (var step in way) Assert.Null(await DoAsync(bench, step));
        var before = await bench.Kernel.FindAsync(Key);
        var refusal = await DoAsync(bench, trigger);
        var after = await bench.Kernel.FindAsync(Key);
        Assert.Equal(answer, refusal?.Code ?? after?.Status.ToString() ?? "-");
        if (refusal is not null) Assert.Equal(before, after);
        await SoundAsync(bench);
    }

    [Fact]
    public async Task What_is_to_go_is_held_where_it_is_and_expected_where_it_goes_until_it_is_there()
    {
        var bench = await StockedAsync();
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Equal((10, 6, 6), (await AtAsync(bench, From, StockAccount.OnHand), await AtAsync(bench, From, StockAccount.InTransfer),
            await AtAsync(bench, To, StockAccount.Expected)));
        Assert.Equal(["4", "10"], await PromisedAsync(bench));
        Assert.Null(await DoAsync(bench, "ship"));
        Assert.Equal((4, 0, 6), (await AtAsync(bench, From, StockAccount.OnHand), await AtAsync(bench, From, StockAccount.InTransfer),
            await AtAsync(bench, From, StockAccount.Forwarded)));
        Assert.Null(await DoAsync(bench, "arrive"));
        Assert.Equal((6, 0), (await AtAsync(bench, To, StockAccount.OnHand), await AtAsync(bench, To, StockAccount.Expected)));
        Assert.Empty(await MattersAsync(bench));
        await bench.ClockAsync("9 08:00");
        Assert.Empty(await NoticesAsync(bench));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task Short_and_damaged_is_counted_for_what_it_is_and_the_rest_waits_for_a_person()
    {
        var bench = await StockedAsync();
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Null(await DoAsync(bench, "ship"));
        Assert.Null(await ArriveAsync(bench, 3, damaged: 1));
        Assert.Equal((3, 1, 2), (await AtAsync(bench, To, StockAccount.OnHand), await AtAsync(bench, To, StockAccount.Damaged),
            await AtAsync(bench, To, StockAccount.Expected)));
        Assert.Empty(await MattersAsync(bench));
        await bench.ClockAsync("3 08:00");
        await bench.ClockAsync("4 08:00");
        Assert.Equal([InventoryCodes.InboundOverdue], await NoticesAsync(bench));
        var matter = Assert.Single(await MattersAsync(bench));
        Assert.Equal((InventoryCodes.TransferOverdue, "T-1 → GZ"), (matter.Why.Code, matter.About));
        Assert.Contains("\"onTheWay\"", JsonSerializer.Serialize(matter.Why.Arguments.Items.Select(a => a.Name)), StringComparison.Ordinal);
        Assert.Contains("inventory.give-up-transfer", matter.Settle, StringComparison.Ordinal);
        Assert.Null(await DoAsync(bench, "give-up"));
        Assert.Equal((2, 0), (await AtAsync(bench, To, StockAccount.WrittenOff), await AtAsync(bench, To, StockAccount.Expected)));
        Assert.Empty(await MattersAsync(bench));
        var line = (await bench.Kernel.FindAsync(Key))!.Lines[0];
        Assert.Equal((3, 1, 2), (line.Received.Units, line.Damaged.Units, line.Lost.Units));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task What_never_leaves_is_overdue_too_and_is_cancelled_or_put_off()
    {
        var bench = await StockedAsync();
        Assert.Null(await DoAsync(bench, "plan"));
        await bench.ClockAsync("4 08:00");
        Assert.Contains("inventory.cancel-transfer", Assert.Single(await MattersAsync(bench)).Settle, StringComparison.Ordinal);
        Assert.Null(await DoAsync(bench, "put-off"));
        Assert.Empty(await MattersAsync(bench));
        await bench.ClockAsync("30 08:00");
        Assert.Single(await MattersAsync(bench));
        Assert.Null(await DoAsync(bench, "cancel"));
        Assert.Empty(await MattersAsync(bench));
        Assert.Equal((0, 0), (await AtAsync(bench, From, StockAccount.InTransfer), await AtAsync(bench, To, StockAccount.Expected)));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task A_parcel_that_leaves_from_elsewhere_takes_its_hold_along_and_holds_nothing_twice()
    {
        var bench = await StockedAsync();
        var other = new StockCell(LocationId.Of("BJ"), Shop.Mug);
        await bench.StockAsync(other.Location, Shop.Mug, 5);
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Null(await TellAsync(bench, new ShipTransfer([new(other, Shop.Units(4))])));
        Assert.Equal((10, 2, 1, 4), (await AtAsync(bench, From, StockAccount.OnHand), await AtAsync(bench, From, StockAccount.InTransfer),
            await AtAsync(bench, other, StockAccount.OnHand), await AtAsync(bench, other, StockAccount.Forwarded)));
        // What is not free there cannot have left, nor more than was planned.
        Assert.Equal(InventoryCodes.Short, (await TellAsync(bench, new ShipTransfer([new(other, Shop.Units(2))])))?.Code);
        Assert.Equal(InventoryCodes.TransferAbovePlanned, (await TellAsync(bench, new ShipTransfer([new(From, Shop.Units(3))])))?.Code);
        Assert.Null(await DoAsync(bench, "ship"));
        Assert.Equal(8, await AtAsync(bench, From, StockAccount.OnHand));
        Assert.Null(await ArriveAsync(bench, 6));
        Assert.Equal(TransferStatus.Arrived, (await bench.Kernel.FindAsync(Key))!.Status);
        await SoundAsync(bench);
    }

    [Fact]
    public async Task What_is_cancelled_after_a_part_has_left_is_free_again_and_the_part_goes_on()
    {
        var bench = await StockedAsync();
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Null(await DoAsync(bench, "ship-some"));
        Assert.Null(await DoAsync(bench, "cancel"));
        Assert.Equal((0, 2, 2), (await AtAsync(bench, From, StockAccount.InTransfer), await AtAsync(bench, From, StockAccount.Forwarded),
            await AtAsync(bench, To, StockAccount.Expected)));
        Assert.Null(await ArriveAsync(bench, 2));
        Assert.Equal(TransferStatus.Arrived, (await bench.Kernel.FindAsync(Key))!.Status);
        await SoundAsync(bench);
    }

    [Fact]
    public async Task More_than_was_sent_is_here_and_a_finding_and_what_nobody_said_had_left_has()
    {
        var bench = await StockedAsync();
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Null(await ArriveAsync(bench, 7));
        Assert.Equal((4, 7), (await AtAsync(bench, From, StockAccount.OnHand), await AtAsync(bench, To, StockAccount.OnHand)));
        Assert.Equal(1, (await bench.Kernel.FindAsync(Key))!.Lines[0].Surplus.Units);
        Assert.Contains(InventoryCodes.TransferSurplus, await NoticesAsync(bench));
        await SoundAsync(bench);
    }

    [Fact]
    public async Task A_plan_of_goods_that_are_not_free_or_are_there_already_or_of_another_content_is_refused()
    {
        var bench = await StockedAsync();
        Assert.Equal(InventoryCodes.Short, (await TellAsync(bench, Plan with { Units = [new(From, Shop.Units(11))] }))?.Code);
        Assert.Equal(InventoryCodes.TransferToItself, (await TellAsync(bench, Plan with { To = Shop.Hangzhou }))?.Code);
        Assert.Equal(InventoryCodes.NothingToMove, (await TellAsync(bench, Plan with { Units = [] }))?.Code);
        Assert.Null(await bench.Kernel.FindAsync(Key));
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Equal(InventoryCodes.TransferDiffers, (await TellAsync(bench, Plan with { Units = [new(From, Shop.Units(5))] }))?.Code);
        var tooLong = new TransferKey(Shop.Acme, MessageId.Of(new string('t', 49)));
        Assert.Equal(OrderKernelCodes.IdTooLong, (await bench.Kernel.TellAsync(tooLong, Plan, Role.Warehouse, Shop.At("10:00"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_suppliers_goods_that_are_overdue_wait_too_and_until_they_are_answered_for()
    {
        var bench = new Bench();
        var inbound = InboundId.Of("po-1");
        await bench.TellInboundAsync(new ExpectGoods(inbound, To, Shop.Units(5), Shop.At("2 08:00")), "09:00");
        await bench.ClockAsync("3 08:00");
        Assert.Equal(InventoryCodes.InboundOverdue, Assert.Single(await MattersAsync(bench)).Why.Code);
        await bench.TellInboundAsync(new CancelInbound(inbound, "not-coming"), "3 09:00");
        Assert.Empty(await MattersAsync(bench));
    }

    [Fact]
    public async Task A_batch_that_is_planned_by_its_shelf_leaves_as_the_one_that_expires_first()
    {
        var bench = new Bench();
        var (soon, late) = (From with { Batch = BatchId.Of("soon") }, From with { Batch = BatchId.Of("late") });
        var receive = new ReceiveStock([new(late, Shop.Units(5)), new(soon, Shop.Units(5))])
        {
            Dates = [new(soon, new NodaTime.LocalDate(2027, 1, 1)), new(late, new NodaTime.LocalDate(2028, 1, 1))],
        };
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("in")), receive, Role.Warehouse, Shop.At("08:00"))).ValueOrThrow();
        Assert.Null(await DoAsync(bench, "plan"));
        Assert.Null(await TellAsync(bench, new ShipTransfer([new(From, Shop.Units(5))])));
        Assert.Equal((0, 5), (await AtAsync(bench, soon, StockAccount.OnHand), await AtAsync(bench, late, StockAccount.OnHand)));
        // The rest leaves from another batch than was held.
        Assert.Null(await TellAsync(bench, new ShipTransfer([new(late, Shop.Units(1))])));
        Assert.Equal(0, await AtAsync(bench, late, StockAccount.InTransfer));
        await SoundAsync(bench);
    }

    private static async Task<Bench> StockedAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        return bench;
    }

    private Task<Refusal?> DoAsync(Bench bench, string trigger) => trigger switch
    {
        "plan" => TellAsync(bench, Plan),
        "ship" => TellAsync(bench, new ShipTransfer()),
        "ship-some" => TellAsync(bench, new ShipTransfer([new(From, Shop.Units(2))])),
        "put-off" => TellAsync(bench, new PutOffTransfer(Shop.At("20 08:00"), "storm")),
        "cancel" => TellAsync(bench, new CancelTransfer("not-wanted")),
        "give-up" => TellAsync(bench, new GiveUpTransfer("lost")),
        _ => ArriveAsync(bench, 6),
    };

    private async Task<Refusal?> TellAsync(Bench bench, TransferCommand command) => (await bench.Kernel.TellAsync(Key, command,
        new DecisionContext(new Actor(ActorId.Of("mei"), [Role.Warehouse]), Shop.At("10:00"), MessageId.Of($"t{++_count}")))).Refusal;

    private async Task<Refusal?> ArriveAsync(Bench bench, long units, long damaged = 0)
    {
        var receive = new ReceiveTransfer("T-1", [new(To, Shop.Units(units))]) { Damaged = damaged == 0 ? [] : [new(To, Shop.Units(damaged))] };
        return (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"in{++_count}")), receive, Role.Warehouse, Shop.At("2 10:00"))).Refusal;
    }

    private static async Task<long> AtAsync(Bench bench, StockCell cell, StockAccount account) =>
        StockSheet.BalanceOf(await bench.Store.BalancesAsync(Shop.Acme, cell.Sku, default), cell, account);

    private static async Task<string[]> PromisedAsync(Bench bench) =>
        [.. (await bench.Kernel.PromisableAsync(Shop.Acme, Shop.Mug, Shop.At("10:00"))).Points.Items.Select(p => p.Units.ToString())];

    // Held is what is to leave, expected what is outstanding, and every balance what its events add up to.
    private static async Task SoundAsync(Bench bench)
    {
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        var balances = await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default);
        var lines = (await bench.Kernel.FindAsync(Key))?.Lines ?? [];
        Assert.Equal(lines.Items.Sum(l => l.ToShip.Units), balances.Where(b => b.Account == StockAccount.InTransfer).Sum(b => b.Units));
        Assert.Equal(lines.Items.Sum(l => l.Outstanding.Units), balances.Where(b => b.Account == StockAccount.Expected).Sum(b => b.Units));
        if (!lines.IsEmpty)
            Assert.Equal(lines.Items.Sum(l => l.OnTheWay.Units - l.Surplus.Units), balances.Where(b => b.Account == StockAccount.Forwarded).Sum(b => b.Units));
    }

    private static async Task<List<OpenMatter>> MattersAsync(Bench bench)
    {
        var matters = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add(matter);
        return matters.FindAll(m => m.Kind == OpenMatterKind.Overdue);
    }

    private static async Task<List<string>> NoticesAsync(Bench bench) => [.. (await bench.OutboxAsync("notice"))
        .Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("code").GetString()!).Distinct()];
}
