namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>rules [--runs N]</c>: the methods of <see cref="RuleBenchmarks"/> and <see cref="ChainBenchmarks"/> in one process, the least of N timings each:
/// steady where neighbours are busy and means are not. Prints Markdown.
/// </summary>
internal static class RulesCommand
{
    private const int Each = 1_024;

    public static int Run(string[] args)
    {
        if (CountArgument.Read("rules", args, "--runs", 300, 1, 100_000) is not { } runs) return 2;
        var b = new RuleBenchmarks();
        b.Setup();
        (string Name, Action Two, Action Five)[] rows =
        [
            ("C# delegate", () => b.TwoDelegate(), () => b.FiveDelegate()), ("over facts", () => b.TwoFacts(), () => b.FiveFacts()),
            ("over a table", () => b.TwoTable(), () => b.FiveTable()), ("over values", () => b.TwoValues(), () => b.FiveValues()),
            ("DynamicExpresso", () => b.TwoDynamicExpresso(), () => b.FiveDynamicExpresso()),
            ("Cel", () => b.TwoCel(), () => b.FiveCel()), ("NCalc", () => b.TwoNCalc(), () => b.FiveNCalc()),
            ("RulesEngine", () => b.TwoRulesEngine(), () => b.FiveRulesEngine()),
        ];
        // Three rounds with a pause each, so that what is hot is compiled again before it counts.
        for (var round = 0; round < 3; round++)
        {
            foreach (var row in rows) LeastTime.Of(30, Each, () => { row.Two(); row.Five(); });
            Thread.Sleep(300);
        }

        var nothing = LeastTime.Of(runs, Each, static () => { });
        var times = rows.Select(r => (r.Name, Two: LeastTime.Of(runs, Each, r.Two) - nothing, Five: LeastTime.Of(runs, Each, r.Five) - nothing)).ToArray();
        Console.WriteLine("| | two terms, ns | of the delegate | five terms, ns | of the delegate |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var (name, two, five) in times)
            Console.WriteLine(FormattableString.Invariant($"| {name} | {two:F1} | {two / times[0].Two:F1} | {five:F1} | {five / times[0].Five:F1} |"));
        var c = new ChainBenchmarks();
        c.Setup();
        Console.WriteLine("\n| | baseline ms | ours ms | × |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, theirs, ours) in new (string, Action, Action)[]
        {
            ("ten rules over a million orders, beside ten C# delegates", () => c.Delegates(), () => c.Chain()),
            ("load of a thousand rules, beside parsing alone", () => c.Parse(), () => c.Load()),
        })
        {
            LeastTime.Of(5, 1, () => { theirs(); ours(); });
            var (least, mine) = (LeastTime.Of(9, 1, theirs) / 1e6, LeastTime.Of(9, 1, ours) / 1e6);
            Console.WriteLine(FormattableString.Invariant($"| {name} | {least:F1} | {mine:F1} | {mine / least:F1} |"));
        }

        return 0;
    }
}
