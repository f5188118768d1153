using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit.Sdk;

namespace OrderKernel.Mutants.Asking;

/// <summary>The process in which the tests run. It prints a line for whatever it has found out, and may be ended or fall over after any of them.</summary>
internal static class Worker
{
    /// <summary>A test failed with no mutant switched on: an earlier one left something behind in the process.</summary>
    public const int Spoilt = 3;

    /// <summary>The tests hang.</summary>
    public const int Hangs = 4;

    /// <summary>
    /// <c>time tests package times names…</c>: how long each test takes but those that have one of the names in theirs.
    /// <c>reach tests package baseline</c>: which mutants each reaches, and which fail. <c>ask tests package baseline todo</c>: asks the tests with each
    /// mutant. <c>ask-anew</c>: with one, on from the beginning.
    /// </summary>
    public static int Run(string work, string[] args)
    {
        using var lines = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);
        new Thread(EndWithParent) { IsBackground = true }.Start();
        var control = new MutantControl(Assembly.Load(args[1]));
        control.Switch(work == "ask-anew" ? int.Parse(args[3], CultureInfo.InvariantCulture) : -1);
        if (work == "reach") control.Capture();
        using var tests = new TestRun(Assembly.Load(args[0]));
        switch (work)
        {
            case "time":
                Time(tests, File.Exists(args[2]) ? Baseline.Read(args[2]).Tests.ToDictionary(t => t.Key) : [], args[3..], lines);
                return 0;
            case "reach":
                Reach(tests, control, Baseline.Read(args[2]), lines);
                return 0;
            default:
                return Ask(tests, control, Baseline.Read(args[2]), work, args[3], lines);
        }
    }

    private static void EndWithParent()
    {
        using var input = Console.OpenStandardInput();
        if (input.ReadByte() < 0) Environment.Exit(0);
    }

    private static void Time(TestRun tests, Dictionary<string, TestOfBaseline> known, string[] leftOut, StreamWriter lines)
    {
        foreach (var (key, test) in tests.Cases)
        {
            if (leftOut.Any(name => test.DisplayName.Contains(name, StringComparison.Ordinal))) continue;
            lines.WriteLine($"start\t{OneLine(test.DisplayName)}");
            if (!known.TryGetValue(key, out var before))
            {
                var taken = Once(tests, key).Taken;
                // The first run of a short one is mostly the compiler's time.
                if (taken.TotalMilliseconds < 1000) taken = Once(tests, key).Taken;
                before = new(key, (int)taken.TotalMilliseconds, OneLine(test.DisplayName), [], []);
            }

            lines.WriteLine($"took\t{key}\t{before.Milliseconds}\t{before.Name}");
        }
    }

    private static (bool Failed, TimeSpan Taken) Once(TestRun tests, string key)
    {
        var clock = Stopwatch.StartNew();
        var outcome = tests.Run([key], TimeSpan.FromMinutes(5), () => { });
        return (outcome.Failed is not null || outcome.OutOfTime, clock.Elapsed);
    }

    private static void Reach(TestRun tests, MutantControl control, Baseline baseline, StreamWriter lines)
    {
        foreach (var test in baseline.Tests)
        {
            if (!tests.Cases.ContainsKey(test.Key)) continue;
            lines.WriteLine($"start\t{test.Name}");
            if (Once(tests, test.Key).Failed)
            {
                lines.WriteLine($"fails\t{test.Key}");
                continue;
            }

            var (reached, whileMade) = control.TakeReached();
            lines.WriteLine($"reach\t{test.Key}\t{string.Join(',', reached.Except(whileMade))}\t{string.Join(',', whileMade)}");
        }
    }

    private static int Ask(TestRun tests, MutantControl control, Baseline baseline, string work, string todo, StreamWriter lines)
    {
        var anew = work == "ask-anew";
        var mutants = anew ? [int.Parse(todo, CultureInfo.InvariantCulture)] : File.ReadLines(todo).Select(l => int.Parse(l, CultureInfo.InvariantCulture));
        foreach (var mutant in mutants)
        {
            lines.WriteLine($"start\t{mutant}");
            var (verdict, by, hangs) = Ask(tests, control, baseline.Reaching(mutant) is { Count: > 0 } reaching ? reaching : baseline.Tests, mutant);
            control.Switch(-1);
            if (!anew && verdict == Verdict.Killed && tests.Cases.ContainsKey(by) && Once(tests, by).Failed) return Spoilt;
            lines.WriteLine($"verdict\t{mutant}\t{verdict}\t{(tests.Cases.TryGetValue(by, out var test) ? OneLine(test.DisplayName) : by)}");
            if (hangs) return Hangs;
        }

        return 0;
    }

    /// <summary>In growing batches, the fastest first: most mutants fall to the first few, and a batch has a cost of its own.</summary>
    private static (string Verdict, string By, bool Hangs) Ask(TestRun tests, MutantControl control, IReadOnlyList<TestOfBaseline> reaching, int mutant)
    {
        if (tests.Cases.Values.FirstOrDefault(c => c is ExecutionErrorTestCase) is { } broken) return (Verdict.Killed, broken.UniqueID, false);
        var there = reaching.Where(t => tests.Cases.ContainsKey(t.Key)).ToList();
        for (int at = 0, size = 1; at < there.Count; at += size, size = Math.Min(size * 2, 256))
        {
            var batch = there.Skip(at).Take(size).ToList();
            var limit = TimeSpan.FromMilliseconds((5 * batch.Sum(t => t.Milliseconds + 1)) + 3000);
            var outcome = Run(batch, limit);
            // A machine that was busy elsewhere is no loop.
            if (outcome is { OutOfTime: true, Hangs: false }) outcome = Run(batch, 4 * limit);
            if (outcome.OutOfTime) return (Verdict.TimedOut, batch[0].Key, outcome.Hangs);
            if (outcome.Failed is { } failed) return (Verdict.Killed, failed, false);
        }

        return (Verdict.Survived, "", false);

        TestOutcome Run(List<TestOfBaseline> batch, TimeSpan limit)
        {
            control.Switch(mutant);
            return tests.Run(batch.Select(t => t.Key), limit, () => control.Switch(-1));
        }
    }

    private static string OneLine(string text) => text.Replace('\t', ' ').ReplaceLineEndings(" ");
}
