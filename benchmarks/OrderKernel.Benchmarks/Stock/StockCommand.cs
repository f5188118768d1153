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
        Console.WriteLine("| | target | ns | × | bytes |\n| --- | --- | ---: | ---: | ---: |");
        for (var row = 0; row < rows.Length; row++)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {rows[row].Name} | {rows[row].Target} | {least[row]:F0} | {least[row] / least[0]:F2} | {BytesOf(rows[row].Do) / rows[row].Of} |"));
        }

        return 0;
    }

    private static long BytesOf(Action what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        what();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
