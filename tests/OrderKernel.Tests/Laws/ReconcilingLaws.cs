using System.Globalization;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when one of many drifts is not found or told with other numbers than those that were put in, when a cell that nobody touched is said to drift, or when
// the repair leaves a drift or can be done twice; in batches and pools as on shelves, holds being picked from what expires first.
public class ReconcilingLaws
{
    private const int Skus = 60;
    private const int Damaged = 36;
    private static readonly StockAccount[] Accounts = [.. Enum.GetValues<StockAccount>()];
    private static readonly LocationId[] Places = [Shop.Hangzhou, Shop.Guangzhou];

    [Law(340, 5_000)]
    public void Drifts_are_found_and_repaired_once_and_nothing_else_is_told(Seed seed) => RunAsync(seed).GetAwaiter().GetResult();

    private static async Task RunAsync(int seed)
    {
        var (random, bench) = (new Random(seed), new Bench());
        for (var sku = 0; sku < Skus; sku++) await LiveAsync(bench, random, sku);
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        var drifts = Enumerable.Range(0, Damaged).Select(sku => new Posting(Cell(random, sku), Accounts[random.Next(Accounts.Length)],
            QuantityDelta.Of(random.Next(2) == 0 ? random.Next(1, 30) : -random.Next(1, 30)))).ToValueList();
        Assert.IsType<CommitOutcome.Done>(await bench.Store.CommitAsync(
            new Changes(Shop.Acme, MessageId.Of("damage"), default, default, 0) { Postings = drifts }, default));
        var found = (await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow();
        Assert.Equal(drifts.Items.Select(p => (p.Cell, p.Account, p.Delta.Units)).Order(),
            found.Items.Select(d => (d.Cell, d.Account, d.Stored - d.Book)).Order());
        var repair = new CorrectBook(found, "reconciled");
        Assert.True((await TellAsync(bench, "repair", repair)).IsOk);
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        Assert.Equal(InventoryCodes.CorrectionOutdated, (await TellAsync(bench, "again", repair)).Refusal?.Code);
    }

    // A few of the things that happen to goods; what is refused has not happened.
    private static async Task LiveAsync(Bench bench, Random random, int sku)
    {
        await ReceiveAsync(bench, random, $"r{sku}", new(Cell(random, sku), Shop.Units(random.Next(5, 50))));
        for (var step = random.Next(6); step > 0; step--)
        {
            StockUnits some = new(Cell(random, sku), Shop.Units(random.Next(1, 9)));
            var id = string.Create(CultureInfo.InvariantCulture, $"{sku}.{step}");
            switch (random.Next(9))
            {
                case 0: await ReceiveAsync(bench, random, id, some); break;
                case 1: await TellAsync(bench, id, new RecordShippedElsewhere([some], null)); break;
                case 2: await TellAsync(bench, id, new TakeBack([some], (InspectionOutcome)random.Next(1, 4), null)); break;
                case 3: await TellAsync(bench, id, new Regrade([some], StockAccount.OnHand, StockAccount.Damaged, "wet")); break;
                case 4: await TellAsync(bench, id, new CountStock([some], "count")); break;
                case 5: await TellAsync(bench, id, new ReceiveTransfer("t", [some])); break;
                case 6 when some.Cell.Batch != default:
                    await TellAsync(bench, id, new DateBatches([new(some.Cell, new LocalDate(2026, random.Next(3, 13), 1))], "label"));
                    break;
                default: await HoldAsync(bench, random, id, some); break;
            }
        }
    }

    private static async Task ReceiveAsync(Bench bench, Random random, string id, StockUnits some) => await TellAsync(bench, id, new ReceiveStock([some])
    {
        Dates = some.Cell.Batch != default && random.Next(3) > 0 ? [new(some.Cell, new LocalDate(2026, random.Next(3, 13), 1))] : default,
    });

    private static async Task HoldAsync(Bench bench, Random random, string id, StockUnits some)
    {
        // Half of those who hold name the shelf: what it holds is picked, and ends, by batches.
        if (random.Next(2) == 0) some = some with { Cell = some.Cell.ToShelf() };
        var key = new ReservationKey(Shop.Acme, ReservationId.Of(id));
        var reserve = new Reserve(key.Reservation, null, [some], null) { Holder = new(random.Next(2) == 0 ? HolderKind.Transfer : HolderKind.Offer, "h") };
        var end = random.Next(4) switch
        {
            0 => new Commit(key.Reservation, [some with { Quantity = Shop.Units(1) }]),
            1 => new Commit(key.Reservation),
            2 => new Release(key.Reservation),
            _ => (ReservationCommand?)null,
        };
        if (!(await bench.Kernel.TellAsync(key, reserve, Role.Kernel, Shop.At("11:00"))).IsOk || end is null) return;
        (await bench.Kernel.TellAsync(key, end, Role.Kernel, Shop.At("11:30"))).ValueOrThrow();
    }

    private static StockCell Cell(Random random, int sku) =>
        new(Places[random.Next(2)], SkuId.Of(string.Create(CultureInfo.InvariantCulture, $"sku-{sku}")), random.Next(8) == 0 ? PoolId.Of("retail") : default,
            random.Next(3) is > 0 and var batch ? BatchId.Of(batch == 1 ? "b-1" : "b-2") : default);

    private static async Task<Result<StockEvent>> TellAsync(Bench bench, string id, StockCommand command) =>
        await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(id)), command, Role.Supervisor, Shop.At("12:00"));
}
