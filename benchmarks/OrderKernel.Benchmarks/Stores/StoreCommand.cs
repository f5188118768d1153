using System.Diagnostics;
using System.Globalization;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>store [--live N]</c>: reservations told to a kernel over a durable file, one after another, many at once and of one SKU, each beside the least that
/// SQLite takes for it on the same file system; then what one costs, and how long a start takes, with up to N live reservations in the file. Prints Markdown.
/// </summary>
internal static class StoreCommand
{
    private const int Rounds = 5, Single = 200, Bulk = 4_000, BulkCallers = 256, Hot = 960, HotCallers = 32, NaiveHot = 160;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CountArgument.Read("store", args, "--live", 1_000_000, 10_000, 10_000_000) is not { } live) return 2;
        var folder = Directory.CreateTempSubdirectory("orderkernel-bench-").FullName;
        try
        {
            await RatesAsync(folder);
            await CurveAsync(folder, live);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RatesAsync(string folder)
    {
        var (single, bulk, hot) = (new List<(double Ours, double Bare)>(), new List<(double Ours, double Bare)>(), new List<(double Ours, double Bare)>());
        // One round before those that count: it pays for compiling the code.
        for (var round = 0; round <= Rounds; round++)
        {
            var file = Path.Combine(folder, $"{round}");
            single.Add((await ReserveAsync(file + "-single.db", Single, callers: 1, skus: Single), BareCommits.OneAfterAnother(file + "-bare.db", Single)));
            var (ours, stored) = (await ReserveAsync(file + "-bulk.db", Bulk, BulkCallers, skus: Bulk), StoredRows.Read(file + "-bulk.db"));
            var bare = stored.InsertInto(file + "-rows.db", Bulk / BulkCallers);
            bulk.Add((ours, Bulk / bare.Wall.TotalSeconds));
            hot.Add((await ReserveAsync(file + "-hot.db", Hot, HotCallers, skus: 1), BareCommits.SideBySide(file + "-side.db", NaiveHot, HotCallers)));
        }

        Console.WriteLine($"Median of {Rounds} rounds after one that warms up, durable profile.\n");
        Console.WriteLine("| | reservations a second | the same of the baseline | ratio | least and most |\n| --- | ---: | ---: | ---: | ---: |");
        Row("one after another, against commits of one row", single);
        Row($"{BulkCallers} callers, against inserts of the same rows in transactions of {BulkCallers} units", bulk);
        Row($"one SKU, {HotCallers} callers, against a connection and a commit a caller", hot);
    }

    private static async Task CurveAsync(string folder, int live)
    {
        Console.WriteLine(
            "\n| live reservations | one more, µs | of that at 10 000 | 100 timers claimed, µs | start, ms | file, bytes each |\n| ---: | ---: | ---: | ---: | ---: | ---: |");
        var path = Path.Combine(folder, "live.db");
        var (filled, first) = (0, 0.0);
        for (var size = 10_000; filled < live; size *= 10)
        {
            size = Math.Min(size, live);
            await ManyReservations.FillAsync(path, filled, filled = size);
            var start = Stopwatch.GetTimestamp();
            await using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
            var kernel = new Kernel(store);
            await ManyReservations.ReserveAsync(kernel, $"first-{size}", 0);
            var started = Stopwatch.GetElapsedTime(start);
            var one = await ManyReservations.MedianAsync(400, i => ManyReservations.ReserveAsync(kernel, $"more-{size}-{i}", i));
            var claimed = await ManyReservations.MedianAsync(20, async _ => await store.ClaimDueAsync(ManyReservations.Glance, 100, default));
            if (first == 0) first = one;
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0:N0} | {1:F0} | {2:F2} | {3:F0} | {4:F0} | {5:N0} |",
                size, one, one / first, claimed, started.TotalMilliseconds, new FileInfo(path).Length / size));
        }
    }

    /// <summary>Reservations a second.</summary>
    private static async Task<double> ReserveAsync(string path, int count, int callers, int skus)
    {
        await using var store = SqliteOrderStore.Open(path);
        var kernel = new Kernel(store);
        await ManyReservations.SupplyAsync(store, skus);
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await ManyReservations.ReserveAsync(kernel, $"r-{i}", i % skus);
        })));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Row(string name, List<(double Ours, double Bare)> rounds)
    {
        var counted = rounds.Skip(1).ToList();
        var ratios = counted.ConvertAll(r => r.Ours / r.Bare);
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1:N0} | {2:N0} | {3:F2} | {4:F2} to {5:F2} |",
            name, Median(counted.Select(r => r.Ours)), Median(counted.Select(r => r.Bare)), Median(ratios), ratios.Min(), ratios.Max()));
    }

    private static double Median(IEnumerable<double> all) => all.Order().ElementAt(Rounds / 2);
}
