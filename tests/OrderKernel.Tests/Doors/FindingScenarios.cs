using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// What movements of stock find, whoever tells them: a partner's record, a person, an outside stock master. Fails when a finding reaches nobody, is told twice
/// although nothing new was found, is told of goods of which nobody ever said what there is, waits still after it was settled or is no more so, or when
/// something is settled that no movement found.
/// </summary>
public class FindingScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly StockCell Batch = Shelf with { Batch = BatchId.Of("B-1") };

    [Fact]
    public async Task A_partners_count_below_what_is_promised_waits_for_a_person_until_goods_come()
    {
        var bench = await PromisedAsync(10, 6);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4, "10:00");
        var matter = Assert.Single(await MattersAsync(bench));
        Assert.Equal((InventoryCodes.CountBelowLocked, "HZ MUG"), (matter.Why.Code, matter.About));
        Assert.Equal([InventoryCodes.CountBelowLocked], await NoticesAsync(bench));
        // The same number once more is no news; fewer are.
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4, "11:00");
        Assert.Single(await NoticesAsync(bench));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3, "12:00");
        Assert.Equal(2, (await NoticesAsync(bench)).Count);
        Assert.Equal(2, (await MattersAsync(bench)).Count);
        (await TellAsync(bench, "in", new ReceiveStock([new(Shelf, Shop.Units(3))]), "13:00")).ValueOrThrow();
        Assert.Empty(await MattersAsync(bench));
    }

    [Fact]
    public async Task A_partners_other_day_of_a_batch_waits_until_somebody_answers_for_it()
    {
        var bench = new Bench();
        await CountAsync(bench, new LocalDate(2026, 12, 31), "08:00");
        Assert.Empty(await MattersAsync(bench));
        await CountAsync(bench, new LocalDate(2027, 3, 31), "09:00");
        var matter = Assert.Single(await MattersAsync(bench));
        Assert.Equal(InventoryCodes.BatchDateDiffers, matter.Why.Code);
        Assert.Contains("\"inventory.settle-findings\"", matter.Settle, StringComparison.Ordinal);
        var movement = System.Text.Json.JsonDocument.Parse(matter.Settle!).RootElement.GetProperty("to").GetProperty("movement").GetString()!;
        (await TellAsync(bench, movement, new SettleFindings("label read"), "10:00")).ValueOrThrow();
        Assert.Empty(await MattersAsync(bench));
        Assert.Equal(InventoryCodes.FindingsUnknown, (await TellAsync(bench, movement, new SettleFindings("again"), "11:00")).Refusal?.Code);
        // The movement itself stays what it was.
        Assert.Equal(OrderKernelCodes.MovementExists,
            (await TellAsync(bench, movement, new ReceiveStock([new(Shelf, Shop.Units(1))]), "11:00")).Refusal?.Code);
        Assert.Equal(5, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    [Fact]
    public async Task More_gone_than_was_there_is_told_once_where_stock_is_kept_and_never_where_it_is_not()
    {
        var bench = new Bench();
        (await TellAsync(bench, "gone", new RecordShippedElsewhere([new(Shelf, Shop.Units(2))], null), "09:00")).ValueOrThrow();
        Assert.Empty(await NoticesAsync(bench));
        Assert.Empty(await MattersAsync(bench));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 1, "10:00");
        (await TellAsync(bench, "gone-2", new RecordShippedElsewhere([new(Shelf, Shop.Units(2))], null), "11:00")).ValueOrThrow();
        (await TellAsync(bench, "gone-3", new RecordShippedElsewhere([new(Shelf, Shop.Units(1))], null), "12:00")).ValueOrThrow();
        Assert.Equal([InventoryCodes.OnHandNegative], await NoticesAsync(bench));
        Assert.Single(await MattersAsync(bench));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 0, "13:00");
        Assert.Empty(await MattersAsync(bench));
    }

    [Fact]
    public async Task What_found_nothing_or_never_was_has_nothing_to_settle()
    {
        var bench = await PromisedAsync(10, 6);
        (await TellAsync(bench, "in", new ReceiveStock([new(Shelf, Shop.Units(3))]), "13:00")).ValueOrThrow();
        foreach (var movement in new[] { "in", "nobody-knows" })
            Assert.Equal(InventoryCodes.FindingsUnknown, (await TellAsync(bench, movement, new SettleFindings("x"), "14:00")).Refusal?.Code);
    }

    private static async Task<Bench> PromisedAsync(long units, long promised)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, units);
        var id = ReservationId.Of("r");
        (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, id), new Reserve(id, null, [new(Shelf, Shop.Units(promised))], null),
            Role.Of("warehouse"), Shop.At("09:00"))).ValueOrThrow();
        return bench;
    }

    private static Task<DeliveryAnswer> CountAsync(Bench bench, LocalDate expiresOn, string at) => bench.SendAsync(
        new StockCountRecord(Shop.At(at), Batch.Location, Batch.Sku, Shop.Units(5)) { Batch = Batch.Batch, ExpiresOn = expiresOn });

    private static async Task<Result<StockEvent>> TellAsync(Bench bench, string movement, StockCommand command, string at) =>
        await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(movement)), command, Role.Of("warehouse"), Shop.At(at));

    private static async Task<List<OpenMatter>> MattersAsync(Bench bench)
    {
        var matters = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add(matter);
        return matters.FindAll(m => m.Kind == OpenMatterKind.StockFinding);
    }

    private static async Task<List<string>> NoticesAsync(Bench bench) => [.. (await bench.OutboxAsync("notice"))
        .Select(m => System.Text.Json.JsonDocument.Parse(m.Body).RootElement.GetProperty("code").GetString()!)];
}
