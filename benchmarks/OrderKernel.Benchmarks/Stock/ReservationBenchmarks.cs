using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Inventory;

namespace OrderKernel.Benchmarks;

/// <summary>
/// One unit of one SKU reserved and committed: decided, folded and turned into
/// postings and floors, without store. Against two compare-and-swaps on a counter.
/// </summary>
[MemoryDiagnoser]
public class ReservationBenchmarks
{
    private static readonly StockCell Cell = new(LocationId.Of("HZ"), SkuId.Of("TEA-250"));
    private static readonly ReservationId Id = ReservationId.Of("r1");
    private static readonly DecisionContext Context = new(Actor.Kernel, Instant.FromUtc(2026, 6, 18, 0, 0), MessageId.Of("m1"));
    private static readonly Reserve Reserving = new(Id, "order-1", [new StockUnits(Cell, Quantity.Of(1))], null);
    private static readonly Commit Committing = new(Id);

    private static readonly StockCell[] Cells = [.. Enumerable.Range(0, 4).Select(i => new StockCell(Cell.Location, SkuId.Of($"TEA-{250 + i}")))];
    private static readonly Reserve ReservingFour = new(Id, "order-1", Cells.Select(c => new StockUnits(c, Quantity.Of(1))).ToValueList(), null);

    private readonly ImmutableArray<StockBalance> _ofFour = [.. Cells.SelectMany(BalancesOf)];
    private readonly ImmutableArray<StockBalance> _balances = [.. BalancesOf(Cell)];
    private readonly PolicyDocument<StockFormula> _formula = StockFormula.Default;
    private long _available = 1_000_000;
    private long _sold;

    /// <summary>Takes one from what is available, and counts it as sold; starts again at nothing.</summary>
    [Benchmark(Baseline = true)]
    public long CompareAndSwap()
    {
        for (var seen = Volatile.Read(ref _available); ; seen = Volatile.Read(ref _available))
        {
            if (Interlocked.CompareExchange(ref _available, seen > 0 ? seen - 1 : 1_000_000, seen) == seen) break;
        }

        for (var seen = Volatile.Read(ref _sold); ; seen = Volatile.Read(ref _sold))
        {
            if (Interlocked.CompareExchange(ref _sold, seen + 1, seen) == seen) return seen;
        }
    }

    [Benchmark]
    public ImmutableArray<StockBalance> DecideEvolvePost()
    {
        var (state, balances) = Apply(null, Reserving, _balances);
        return Apply(state, Committing, balances).Balances;
    }

    /// <summary>The same with one unit of each of four SKUs.</summary>
    [Benchmark]
    public ImmutableArray<StockBalance> FourAtOnce()
    {
        var (state, balances) = Apply(null, ReservingFour, _ofFour);
        return Apply(state, Committing, balances).Balances;
    }

    // A cell that has sold before.
    private static StockBalance[] BalancesOf(StockCell cell) =>
        [new(cell, StockAccount.OnHand, 1_000_000), new(cell, StockAccount.Locked, 5), new(cell, StockAccount.Sold, 7)];

    private (Reservation State, ImmutableArray<StockBalance> Balances) Apply(Reservation? state, ReservationCommand command,
        ImmutableArray<StockBalance> balances)
    {
        foreach (var happened in Reservations.Decide(state, command, balances, _formula, Context).ValueOrThrow().Events)
        {
            state = Reservations.Evolve(state, happened);
            var effect = StockEffects.Of(happened, _formula.Policy);
            balances = StockSheet.Post(balances, effect.Postings);
            foreach (var floor in effect.Floors)
            {
                if (!StockSheet.Holds(balances, floor)) throw new InvalidOperationException("Stock ran out.");
            }
        }

        return (state!, balances);
    }
}
