using OrderKernel.Inventory;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when, after any life of a transfer between three places, with goods that are sold meanwhile, what is held is not what is to leave, what is expected not
// what is outstanding, what is on the way not what left and did not come, units appear or vanish, a balance drifts, or a place promises what it has not.
public class TransferLaws
{
    private static readonly TransferKey Key = new(Shop.Acme, MessageId.Of("T"));
    private static readonly LocationId[] Places = [Shop.Hangzhou, LocationId.Of("BJ"), Shop.Guangzhou];

    [Law(40, 600)]
    public async Task A_transfers_life_keeps_every_unit(Seed seed)
    {
        var random = new Random(seed);
        var bench = new Bench();
        foreach (var place in Places.Take(2))
        {
            foreach (var sku in new[] { Shop.Mug, Shop.Tea }) await bench.StockAsync(place, sku, 8);
        }

        for (var step = 0; step < 14; step++)
        {
            await StepAsync(bench, random, step);
            await SoundAsync(bench);
        }
    }

    private static async Task StepAsync(Bench bench, Random random, int step)
    {
        var context = new DecisionContext(new Actor(ActorId.Of("mei"), [Role.Warehouse]), Shop.At($"{step} 10:00"), MessageId.Of($"m{step}"));
        switch (random.Next(9))
        {
            case 0 or 1: await bench.Kernel.TellAsync(Key, new PlanTransfer(Units(random, 0, 2, 5), Places[2], Shop.At("3 00:00")), context); break;
            case 2 or 3: await bench.Kernel.TellAsync(Key, random.Next(3) == 0 ? new ShipTransfer() : new ShipTransfer(Units(random, 0, 2, 3)), context); break;
            case 4: await bench.Kernel.TellAsync(Key, new CancelTransfer("w"), context); break;
            case 5: await bench.Kernel.TellAsync(Key, new GiveUpTransfer("w"), context); break;
            case 6: await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At($"{step} 10:00")); break;
            case 7:
                var id = ReservationId.Of($"r{step}");
                await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, id), new Reserve(id, null, Units(random, 0, 2, 3), null), context);
                break;
            default:
                var arrival = new ReceiveTransfer("T", Units(random, 2, 3, 4))
                {
                    Damaged = random.Next(3) == 0 ? Units(random, 2, 3, 2) : [], Lost = random.Next(4) == 0 ? Units(random, 2, 3, 2) : [],
                };
                await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"in{step}")), arrival, context);
                break;
        }
    }

    private static ValueList<StockUnits> Units(Random random, int from, int to, int most) => Enumerable.Range(0, random.Next(1, 3)).Select(_ => new StockUnits(
        new(Places[random.Next(from, to)], random.Next(2) == 0 ? Shop.Mug : Shop.Tea), Shop.Units(random.Next(1, most + 1)))).ToValueList();

    private static async Task SoundAsync(Bench bench)
    {
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        var transfer = await bench.Kernel.FindAsync(Key);
        foreach (var sku in new[] { Shop.Mug, Shop.Tea })
        {
            var balances = await bench.Store.BalancesAsync(Shop.Acme, sku, default);
            long Sum(StockAccount account) => balances.Where(b => b.Account == account).Sum(b => b.Units);
            var lines = transfer?.Lines.Where(l => l.Sku == sku) ?? [];
            Assert.All(lines.Items, l => Assert.Equal(l.Planned, l.ToShip + l.Shipped + l.Cancelled));
            Assert.Equal(lines.Items.Sum(l => l.ToShip.Units), Sum(StockAccount.InTransfer));
            Assert.Equal(lines.Items.Sum(l => l.Outstanding.Units), Sum(StockAccount.Expected));
            Assert.Equal(16, Sum(StockAccount.OnHand) + Sum(StockAccount.Forwarded) + Sum(StockAccount.Damaged) + Sum(StockAccount.WrittenOff));
            foreach (var place in Places.Take(2))
                Assert.True(Availability.Of(new(place, sku), balances, StockFormula.Default.Policy).Balance >= 0);
        }
    }
}
