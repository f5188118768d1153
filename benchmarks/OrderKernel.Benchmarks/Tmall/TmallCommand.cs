using System.Diagnostics;
using System.Globalization;
using OrderKernel.Runs;

namespace OrderKernel.Benchmarks;

/// <summary><c>tmall [--runs N]</c>: the month end to end against raw inserts of the rows that it leaves, in one process. Prints Markdown.</summary>
internal static class TmallCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (CountArgument.Read("tmall", args, "--runs", 5, 1, 1_000) is not { } runs) return 2;

        if (TmallData.Folder() is not { } month) return 0;
        var folder = Directory.CreateTempSubdirectory("orderkernel-bench-").FullName;
        try
        {
            await MeasureAsync(new TmallMonth(month), folder, runs);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(TmallMonth month, string folder, int runs)
    {
        var months = new List<MonthRun>();
        var store = Path.Combine(folder, "month.db");
        // One run before those that count: it pays for compiling the code.
        for (var i = 0; i <= runs; i++)
        {
            Clear(folder);
            months.Add(await month.RunAsync(store));
        }

        // Read before the rows of the baseline fill the memory.
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64;
        var rows = StoredRows.Read(store);
        var transactions = (int)((rows.Units + KernelRun.BatchSize - 1) / KernelRun.BatchSize);
        var inserts = new List<Measured>();
        for (var i = 0; i <= runs; i++)
        {
            Clear(folder);
            inserts.Add(rows.InsertInto(Path.Combine(folder, "raw.db"), transactions));
        }

        Print(months, inserts, rows, transactions, peak);
    }

    private static void Print(List<MonthRun> months, List<Measured> inserts, StoredRows rows, int transactions, long peak)
    {
        var (first, counted) = (months[0], months.Skip(1).ToArray());
        var (whole, naive) = (Measured.Median(counted.Select(m => m.Total)), Measured.Median(inserts.Skip(1)));
        var figures = first.Figures;
        Line($"{figures.Orders} orders, {figures.Events} events in {figures.Streams} streams, {rows.Count} rows, event hash {figures.EventHash}");
        Line($"Median of {counted.Length} runs in one process after one that warms up; {transactions} transactions of up to {KernelRun.BatchSize} units of work, durable profile");
        Line($"");
        Line($"| | wall ms | processor ms | × raw inserts (wall) | × raw inserts (processor) |");
        Line($"| --- | ---: | ---: | ---: | ---: |");
        Row("raw inserts of the same rows", naive, naive);
        Row("the month", whole, naive);
        Row("– finding the records", Measured.Median(counted.Select(m => m.Survey)), naive);
        Row("– reading and applying, durable", Measured.Median(counted.Select(m => m.Apply)), naive);
        Row("– folding the figures", Measured.Median(counted.Select(m => m.Fold)), naive);
        Row("the month, first run of the process", first.Total, naive);
        Line($"");
        Line($"Allocated {counted.Max(m => m.Allocated) / 1_000_000} MB a run, {counted.Max(m => m.Allocated) / Math.Max(1, figures.Orders)} bytes an order; peak working set {peak / 1_000_000} MB over all runs of the month.");
    }

    private static void Row(string what, Measured measured, Measured naive) => Line(
        $"| {what} | {measured.Wall.TotalMilliseconds:F0} | {measured.Processor.TotalMilliseconds:F0} | {measured.Wall / naive.Wall:F1} | {measured.Processor / naive.Processor:F1} |");

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Clear(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) File.Delete(file);
    }
}
