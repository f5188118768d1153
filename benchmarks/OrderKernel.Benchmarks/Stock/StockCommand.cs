using System.Collections.Immutable;
using System.Globalization;
using OrderKernel.Inventory;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>stock [--runs N]</c>: reserve and commit, pure and through the in-memory store, beside a dictionary under a lock, in one process: the least of N timings
/// each, with the bytes that they allocate. Prints Markdown.
/// </summary>
internal static class StockCommand
{
    public static int Run(string[] args)
    {
        if (CountArgument.Read("stock", args, "--runs", 200, 1, 100_000) is not { } runs) return 2;
        var (pure, stored) = (new ReservationBenchmarks(), new StoredReservationBenchmarks());
        (string Name, string Target, int Of, int Each, Action Do)[] rows =
        [
            ("dictionary under a lock", "", StoredReservationBenchmarks.Rounds, 1, () => stored.DictionaryUnderLock()),
            ("two compare-and-swaps", "", 1, 1000, () => pure.CompareAndSwap()),
            ("reserve + commit, pure", "3, 512 B", 1, 1000, () => pure.DecideEvolvePost()),
            ("four SKUs at once, pure", "2.5 of one", 1, 1000, () => pure.FourAtOnce()),
            ("through the in-memory store", "12", StoredReservationBenchmarks.Rounds, 1, () => stored.MemoryStore().GetAwaiter().GetResult()),
            ("with 100 000 reservations in it", "no dearer", StoredReservationBenchmarks.Rounds, 1, () => stored.FullMemoryStore().GetAwaiter().GetResult()),
        ];
        for (var round = 0; round < 3; round++)
        {
            foreach (var row in rows) LeastTime.Of(row.Each == 1 ? 5 : 30, row.Each, row.Do);
            Thread.Sleep(300);
        }

        var least = rows.Select(_ => double.MaxValue).ToArray();
        for (var run = 0; run < runs; run++)
            for (var row = 0; row < rows.Length; row++) least[row] = Math.Min(least[row], LeastTime.Of(1, rows[row].Each, rows[row].Do) / rows[row].Of);
        var (balances, bare) = (Balances(), 0L);
        var free = LeastTime.Of(10, 1, () => Availability.Positions(balances, StockFormula.Default.Policy)) / Positions;
        var sum = LeastTime.Of(10, 1, () => bare += Bare(balances)) / Positions;
        var others = LeastTime.Of(10, 1, () => Availability.Positions(balances, Excepting)) / Positions;
        Console.WriteLine("| | target | ns | × | bytes |\n| --- | --- | ---: | ---: | ---: |");
        for (var row = 0; row < rows.Length; row++)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {rows[row].Name} | {rows[row].Target} | {least[row]:F0} | {least[row] / least[0]:F2} | {BytesOf(rows[row].Do) / rows[row].Of} |"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"\nOne of {Positions} positions in bulk, three balances each: {free:F1} ns (target 20); with exceptions by SKU and location {others:F1} ns, {others / free:F1} × (target 10 ×); the balances only summed: {sum:F1} ns."));
        return bare == long.MinValue ? 1 : 0;
    }

    private const int Positions = 1_000_000;

    private static readonly StockFormula Excepting = StockFormula.Load("""
        {
          "$schema": "stock-formula-1.json", "name": "bench", "version": "1", "safetyStock": 10,
          "terms": [{ "account": "OnHand", "sign": 1 }, { "account": "Locked", "sign": -1 }, { "account": "InTransfer", "sign": -1 }],
          "exceptions": [{ "sku": "SKU-7", "safetyStock": 0 }, { "location": "L3", "safetyStock": 50 }, { "location": "L4", "sku": "SKU-9", "preSale": 20 }]
        }
        """u8.ToArray()).ValueOrThrow().Policy;

    // A hundred thousand SKUs at ten locations, in the order in which a store lists them.
    private static ImmutableArray<StockBalance> Balances()
    {
        var locations = Enumerable.Range(0, 10).Select(l => LocationId.Of($"L{l}")).ToArray();
        var skus = Enumerable.Range(0, Positions / 10).Select(s => SkuId.Of(string.Create(CultureInfo.InvariantCulture, $"SKU-{s}"))).OrderBy(s => s).ToArray();
        return [.. from location in locations from sku in skus let cell = new StockCell(location, sku) from account in
            new[] { StockAccount.OnHand, StockAccount.Locked, StockAccount.InTransfer } select new StockBalance(cell, account, 10 * (int)account)];
    }

    private static long Bare(ImmutableArray<StockBalance> balances)
    {
        var sum = 0L;
        foreach (ref readonly var balance in balances.AsSpan()) sum += balance.Units;
        return sum;
    }

    private static long BytesOf(Action what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        what();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
