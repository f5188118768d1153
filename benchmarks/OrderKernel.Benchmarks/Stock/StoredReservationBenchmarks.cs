using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Benchmarks;

/// <summary>One unit of one SKU reserved and committed through the in-memory store:
/// two units of work with their sealed events, postings, floors and inbox entries.
/// Against the same count kept in a dictionary under a lock.</summary>
[MemoryDiagnoser]
public class StoredReservationBenchmarks
{
    internal const int Rounds = 1_000;
    private static readonly TenantId Tenant = TenantId.Of("bench");
    private static readonly StockCell Cell = new(LocationId.Of("HZ"), SkuId.Of("TEA-250"));
    private static readonly Instant At = Instant.FromUtc(2026, 6, 18, 0, 0);
    private readonly PolicyDocument<StockFormula> _formula = StockFormula.Default;
    private readonly Lock _gate = new();
    private MemoryOrderStore? _full;
    private int _next;

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public int DictionaryUnderLock()
    {
        var units = new Dictionary<StockCell, (long Available, long Locked, long Sold)> { [Cell] = (Rounds, 0, 0) };
        var reservations = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < Rounds; i++)
        {
            var id = i.ToString(CultureInfo.InvariantCulture);
            lock (_gate)
            {
                var held = units[Cell];
                if (held.Available < 1 || !reservations.TryAdd(id, 1)) throw new InvalidOperationException("Stock ran out.");
                units[Cell] = (held.Available - 1, held.Locked + 1, held.Sold);
            }

            lock (_gate)
            {
                if (!reservations.Remove(id)) throw new InvalidOperationException("Unknown reservation.");
                var held = units[Cell];
                units[Cell] = (held.Available, held.Locked - 1, held.Sold + 1);
            }
        }

        return units.Count;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public Task<int> MemoryStore() => ReserveAndCommitAsync(new MemoryOrderStore(), 0);

    /// <summary>The same in a store that holds 100 000 reservations, one more thousand each time.</summary>
    [Benchmark(OperationsPerInvoke = Rounds)]
    public async Task<int> FullMemoryStore()
    {
        if (_full is null)
        {
            _full = new MemoryOrderStore();
            for (; _next < 100; _next++) await ReserveAndCommitAsync(_full, _next);
        }

        return await ReserveAndCommitAsync(_full, _next++);
    }

    private async Task<int> ReserveAndCommitAsync(MemoryOrderStore store, int round)
    {
        await CommitAsync(store, new Changes(Tenant, MessageId.Of($"stock{round}"), new byte[1], new byte[1], 0)
        {
            Postings = StockEffects.Of(new StockReceived([new StockUnits(Cell, Quantity.Of(Rounds))])).Postings,
        });
        for (var i = 0; i < Rounds; i++)
        {
            var id = ReservationId.Of(((round * Rounds) + i).ToString(CultureInfo.InvariantCulture));
            var stream = StreamId.Of(Tenant, StreamKinds.Reservation, id.Value);
            var balances = await store.BalancesAsync(Tenant, Cell.Sku, default);
            var (head, state) = await StepAsync(store, new(stream, 0, ChainHash.Genesis(stream)), null,
                new Reserve(id, "order", [new(Cell, Quantity.Of(1))], null), balances, "r" + id.Value);
            await StepAsync(store, head, state, new Commit(id), [], "c" + id.Value);
        }

        return Rounds;
    }

    private async ValueTask<(StreamHead Head, Reservation State)> StepAsync(
        MemoryOrderStore store, StreamHead head, Reservation? state, ReservationCommand command, ImmutableArray<StockBalance> balances, string message)
    {
        var context = new DecisionContext(Actor.Kernel, At, MessageId.Of(message));
        var decision = Reservations.Decide(state, command, balances, _formula, context).ValueOrThrow();
        var header = new EventHeader(At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies);
        var happened = decision.Events[0];
        var sealedEvent = InventoryEvents.Reservations.Seal(head, happened, header);
        var effect = StockEffects.Of(happened, _formula.Policy);
        await CommitAsync(store, new Changes(Tenant, context.Message, new byte[1], new byte[1], 0)
        {
            Appends = [new StreamAppend(head.Stream, head.Version, [sealedEvent])],
            Postings = effect.Postings,
            Floors = effect.Floors,
        });
        return (new StreamHead(head.Stream, sealedEvent.Version, sealedEvent.Hash), Reservations.Evolve(state, happened));
    }

    private static async ValueTask CommitAsync(MemoryOrderStore store, Changes changes)
    {
        if (await store.CommitAsync(changes, default) is not CommitOutcome.Done) throw new InvalidOperationException("The store refused.");
    }
}
