using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Benchmarks;

/// <summary>Reservations of one unit, told to a kernel or, to fill a file, written as a kernel writes them.</summary>
internal static class ManyReservations
{
    private const int Skus = 1_000, Batch = 1_024;
    private static readonly TenantId Tenant = TenantId.Of("bench");
    private static readonly Instant At = Instant.FromUtc(2026, 6, 18, 0, 0);

    /// <summary>A look at timers that are due, which leases none.</summary>
    public static Lease Glance { get; } = new(Tenant, "bench", At + Duration.FromDays(400), Instant.FromUnixTimeSeconds(0));

    private static StockCell CellOf(int sku) => new(LocationId.Of("HZ"), SkuId.Of($"SKU-{sku % Skus:d4}"));

    public static async ValueTask SupplyAsync(IOrderStore store, int skus)
    {
        var units = Enumerable.Range(0, Math.Min(skus, Skus)).Select(i => new StockUnits(CellOf(i), Quantity.Of(1_000_000_000))).ToValueList();
        await CommitAsync(store, new Changes(Tenant, MessageId.Of("supply"), new byte[1], new byte[1], 0)
        {
            Postings = StockEffects.Of(new StockReceived(units)).Postings,
        });
    }

    public static async Task ReserveAsync(Kernel kernel, string id, int sku)
    {
        var reservation = ReservationId.Of(id);
        var told = await kernel.TellAsync(new ReservationKey(Tenant, reservation), Reserving(reservation, sku), Role.Warehouse, At);
        told.ValueOrThrow();
    }

    /// <summary>Writes live reservations from one number to another, each with its expiry.</summary>
    public static async Task FillAsync(string path, int from, int to)
    {
        await using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast, CacheKibibytes = 1 << 18 });
        if (from == 0) await SupplyAsync(store, Skus);
        var balances = Enumerable.Range(0, Skus).Select(i => ImmutableArray.Create(new StockBalance(CellOf(i), StockAccount.OnHand, 1_000_000_000))).ToArray();
        for (var i = from; i < to; i += Batch)
        {
            var units = Enumerable.Range(i, Math.Min(Batch, to - i)).Select(n => Unit(n, balances[n % Skus]));
            foreach (var outcome in await store.CommitManyAsync([.. units], default))
            {
                if (outcome is not CommitOutcome.Done) throw new InvalidOperationException($"The store refused: {outcome}.");
            }
        }
    }

    /// <summary>The median of so many, each in microseconds.</summary>
    public static async Task<double> MedianAsync(int times, Func<int, Task> action)
    {
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action(i);
            all.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return all.Order().ElementAt(times / 2);
    }

    private static Reserve Reserving(ReservationId id, int sku) =>
        new(id, "order-" + id.Value, [new StockUnits(CellOf(sku), Quantity.Of(1))], At + Duration.FromDays(30));

    private static Changes Unit(int number, ImmutableArray<StockBalance> balances)
    {
        // Scattered as ids are, so that no tree is filled at its end alone.
        var id = ReservationId.Of(((uint)number * 2_654_435_761u).ToString("x8", CultureInfo.InvariantCulture));
        var (stream, message) = (StreamId.Of(Tenant, StreamKinds.Reservation, id.Value), MessageId.Of("fill-" + id.Value));
        var context = new DecisionContext(Actor.Kernel, At, message);
        var decision = Reservations.Decide(null, Reserving(id, number), balances, StockFormula.Default, context).ValueOrThrow();
        var header = new EventHeader(At, Actor.Kernel.Id, message, decision.Reasons, decision.Policies);
        var effect = StockEffects.Of(decision.Events[0], StockFormula.Default.Policy);
        return new(Tenant, message, new byte[32], "{}"u8.ToArray(), 0)
        {
            Appends = [new(stream, 0, [InventoryEvents.Reservations.Seal(new(stream, 0, ChainHash.Genesis(stream)), decision.Events[0], header)])],
            Postings = effect.Postings,
            Floors = effect.Floors,
            Timers = [new("expire." + id.Value, stream, "expire", At + Duration.FromDays(30))],
        };
    }

    private static async ValueTask CommitAsync(IOrderStore store, Changes changes)
    {
        if (await store.CommitAsync(changes, default) is not CommitOutcome.Done) throw new InvalidOperationException("The store refused.");
    }
}
