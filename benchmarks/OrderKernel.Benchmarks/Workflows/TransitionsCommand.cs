using System.Diagnostics;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>transitions [--runs N]</c>: the methods of <see cref="StatelessTransitionBenchmarks"/> and <see cref="TransitionBenchmarks"/> in one process, the least
/// of N timings each: steady where neighbours are busy and means are not. Prints Markdown.
/// </summary>
internal static class TransitionsCommand
{
    private const int Firings = 1_024;

    public static int Run(string[] args)
    {
        if (CountArgument.Read("transitions", args, "--runs", 300, 1, 100_000) is not { } runs) return 2;
        var (pairs, table) = (new StatelessTransitionBenchmarks(), new TransitionBenchmarks());
        pairs.Setup();
        table.Setup();
        (string Name, Action Stateless, Action Ours, int Each)[] rows =
        [
            ("bare", () => pairs.BareStateless(), () => pairs.Bare(), Firings), ("guard", () => pairs.GuardedStateless(), () => pairs.Guarded(), Firings),
            ("refused role", () => pairs.RefusedStateless(), () => pairs.Refused(), Firings),
            ("outside", () => pairs.OutsideStateless(), () => pairs.Outside(), Firings), ("own", () => pairs.OwnStateless(), () => pairs.Own(), 1),
            ("byte table, without guard", () => table.ByteTable(), () => table.WithoutGuard(), Firings),
            ("byte table, with guard", () => table.ByteTable(), () => table.WithGuard(), Firings),
        ];
        // Three rounds with a pause each, so that what is hot is compiled again before it counts.
        for (var round = 0; round < 3; round++)
        {
            foreach (var row in rows) Times(Math.Max(row.Each == 1 ? 5_000 : 300, runs), () => { row.Stateless(); row.Ours(); });
            Thread.Sleep(300);
        }

        Console.WriteLine("| | baseline ns | ours ns | × |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, stateless, ours, each) in rows)
        {
            var (a, b) = (Least(runs, stateless, each), Least(runs, ours, each));
            Console.WriteLine(FormattableString.Invariant($"| {name} | {a:F1} | {b:F1} | {a / b:F1} |"));
        }

        return 0;
    }

    private static double Least(int runs, Action fire, int each)
    {
        // A short one is timed many at once.
        var times = each == 1 ? 1_000 : 1;
        var least = double.MaxValue;
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Times(times, fire);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds / each / times);
        }

        return least;
    }

    private static void Times(int count, Action action)
    {
        for (var i = 0; i < count; i++) action();
    }
}
