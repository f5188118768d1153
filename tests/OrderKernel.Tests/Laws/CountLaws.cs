using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Inventory;
using OrderKernel.Channels;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when what is on hand depends on the order in which counts and movements of a cell arrive, or is another number than the last count with what moved
// since; when goods appear or vanish with it; or when of two writers the one with the older count has the last word.
public class CountLaws
{
    private const long Spare = 99;
    private static readonly StockCell Cell = new(Shop.Hangzhou, Shop.Mug);

    [Law(60, 1_200)]
    public bool Counts_and_movements_in_any_order_leave_the_last_count_and_what_moved_since(Seed seed)
    {
        var dice = new Random(seed);
        var facts = Enumerable.Range(0, dice.Next(2, 7)).Select(i => Fact.Draw(dice, i)).ToArray();
        var expected = OnHand(facts);
        for (var i = 0; i < 6; i++)
        {
            dice.Shuffle(facts);
            if (Run(facts) != expected) return false;
        }

        return true;
    }

    [Fact]
    public void Of_every_order_of_two_counts_and_three_movements_each_ends_with_the_same()
    {
        Fact[] facts = [new(0, 'c', 10), new(2, 's', 2), new(4, 'c', 9), new(6, 'r', 4), new(8, 'x', 1)];
        foreach (var order in Orders(facts)) Assert.Equal(9 + 4 - 1, Run(order));
        Fact[] tied = [new(0, 'c', 10), new(2, 'c', 9), new(3, 'c', 7), new(4, 's', 2)];
        foreach (var order in Orders(tied)) Assert.Equal(7 - 2, Run(order));
    }

    [Fact]
    public async Task Of_two_writers_the_later_count_stands_though_it_comes_first_and_changes_nothing()
    {
        for (var k = 1; ; k++)
        {
            var bench = new Bench();
            await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 8);
            var between = new InterleavingStore(bench.Store, k, () => bench.StockAsync(Shop.Hangzhou, Shop.Mug, 8, "12:00"));
            var late = new Bench(between);
            var record = new StockCountRecord(Shop.At("11:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(10));
            var answer = await late.SendAsync(Bench.Delivery(record, "late"));
            if (between.Readings < k) break;
            Assert.Equal((DeliveryOutcome.Stale, 8L), (answer.Outcome, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
        }
    }

    private static long OnHand(Fact[] facts)
    {
        var last = facts.Where(f => f.Kind == 'c').OrderBy(f => f.Turn).ThenByDescending(f => f.Units).Select(f => (Fact?)f).LastOrDefault();
        return (last?.Units ?? Spare * facts.Count(f => f.Kind == 'x')) + facts.Where(f => f.Kind != 'c' && f.Turn >= (last?.Turn ?? -1)).Sum(f => f.Change);
    }

    private static long Run(Fact[] facts)
    {
        var bench = new Bench();
        foreach (var fact in facts) Wait(fact.HoldAsync(bench));
        foreach (var fact in facts) Wait(fact.TellAsync(bench));
        long Of(StockAccount account) => Wait(bench.UnitsAsync(Shop.Hangzhou, account));
        Assert.Equal(Of(StockAccount.Supplied), Of(StockAccount.OnHand) + Of(StockAccount.Quarantined) + Of(StockAccount.Sold) + Of(StockAccount.WrittenOff));
        Assert.Empty(Wait(bench.Kernel.ReconcileStockAsync(Shop.Acme).AsTask()).ValueOrThrow());
        return Of(StockAccount.OnHand);
    }

    private static IEnumerable<Fact[]> Orders(Fact[] facts) => facts.Length < 2
        ? [facts]
        : facts.SelectMany((f, i) => Orders([.. facts.Where((_, j) => j != i)]).Select(rest => (Fact[])[f, .. rest]));

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>A count, a receipt, goods sent without a hold, goods taken back, or goods that were held and are sent.</summary>
    private sealed record Fact(int Minute, char Kind, int Units)
    {
        // Two share an instant.
        public int Turn => Minute / 2;

        // Some days apart: what moved is looked for by day.
        private Instant At => Shop.At("08:00") + Duration.FromHours(14 * Turn);

        private ReservationKey Key => new(Shop.Acme, ReservationId.Of($"r{Minute}"));

        public long Change => Kind is 's' or 'x' ? -Units : Units;

        public static Fact Draw(Random dice, int minute) => new(minute, "ccrsbx"[dice.Next(6)], dice.Next(0, 6) + 1);

        public async Task TellAsync(Bench bench)
        {
            ValueList<StockUnits> units = [new(Cell, Shop.Units(Units))];
            switch (Kind)
            {
                case 'c': await bench.SendAsync(Bench.Delivery(new StockCountRecord(At, Cell.Location, Cell.Sku, Shop.Units(Units)), $"c{Minute}")); break;
                case 'r': await MoveAsync(bench, new ReceiveStock(units)); break;
                case 's': await MoveAsync(bench, new RecordShippedElsewhere(units, null)); break;
                case 'b': await MoveAsync(bench, new TakeBack(units, InspectionOutcome.Restock, null)); break;
                default: (await bench.Kernel.TellAsync(Key, new Commit(Key.Reservation, []), Role.Kernel, At)).ValueOrThrow(); break;
            }
        }

        /// <summary>Holds what is sent later, on goods that came before all counts.</summary>
        public async Task HoldAsync(Bench bench)
        {
            if (Kind != 'x') return;
            var spare = new MovementKey(Shop.Acme, MessageId.Of($"spare{Minute}"));
            (await bench.Kernel.TellAsync(spare, new ReceiveStock([new(Cell, Shop.Units(Spare))]), Role.Warehouse, Shop.At("00:00"))).ValueOrThrow();
            var reserve = new Reserve(Key.Reservation, null, [new(Cell, Shop.Units(Units))], null);
            (await bench.Kernel.TellAsync(Key, reserve, Role.Kernel, Shop.At("00:00"))).ValueOrThrow();
        }

        private async Task MoveAsync(Bench bench, StockCommand command) =>
            (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"{Kind}{Minute}")), command, Role.Warehouse, At)).ValueOrThrow();
    }
}
