using System.Globalization;
using OrderKernel.Mutants.Making;

namespace OrderKernel.Mutants.Asking;

/// <summary>Lets workers ask about mutants, and starts another where one fell over, hung or was spoilt.</summary>
internal static class Supervisor
{
    /// <summary>Asks about those that have no verdict yet; how many those were.</summary>
    public static int Ask(Workplace place, Options options, Baseline baseline, IReadOnlyList<Mutant> mutants, VerdictFile verdicts)
    {
        var todo = new List<int>();
        var madeOnce = new List<int>();
        foreach (var mutant in Selected(options, mutants))
        {
            if (verdicts.All.TryGetValue(mutant.Id, out var kept) && (kept.IsKill || !Again(options, kept))) continue;
            if (baseline.Reaching(mutant.Id).Count > 0) todo.Add(mutant.Id);
            else if (!baseline.MadeOnce.Contains(mutant.Id)) verdicts.Add(mutant.Id, new Verdict(Verdict.Unreached, ""));
            else if (options.Once) madeOnce.Add(mutant.Id);
            else verdicts.Add(mutant.Id, new Verdict(Verdict.MadeOnce, ""));
        }

        Console.WriteLine($"{todo.Count} mutants to ask, {madeOnce.Count} of them in values made once apart.");
        var progress = new Progress(todo.Count + madeOnce.Count);
        var left = new Queue<int>(todo);
        while (left.Count > 0)
        {
            var file = Path.Combine(place.Out, "todo.txt");
            File.WriteAllLines(file, left.Select(Text));
            using var worker = new WorkerProcess(place, "ask", place.Baseline, file);
            Follow(place, worker, left, verdicts, progress);
        }

        foreach (var mutant in madeOnce) AskAnew(place, mutant, verdicts, progress);
        return todo.Count + madeOnce.Count;
    }

    /// <summary>The mutants that the options name.</summary>
    public static IEnumerable<Mutant> Selected(Options options, IReadOnlyList<Mutant> mutants) =>
        mutants.Where((_, i) => i % options.Every == 0)
            .Where(m => options.Only.Length == 0 || options.Only.Any(o => m.Path.StartsWith(o, StringComparison.Ordinal)));

    private static bool Again(Options options, Verdict kept) => kept.Word == Verdict.MadeOnce ? options.Once : options.Again;

    private static void Follow(Workplace place, WorkerProcess worker, Queue<int> left, VerdictFile verdicts, Progress progress)
    {
        var begun = false;
        var any = false;
        while (worker.Next() is { } line)
        {
            begun = line[0] == "start";
            any = true;
            if (line[0] != "verdict") continue;
            Keep(left.Dequeue(), new Verdict(line[2], line[3]), verdicts, progress);
        }

        var ended = worker.ExitCode();
        if (!any && left.Count > 0) throw new MutantsException($"The worker ended with {ended} before its first mutant: {worker.Errors}");
        if (!begun) return;
        // With a mutant on: what an earlier one left behind, which a new process does not have, or its end, which the mutant caused.
        if (ended == Worker.Spoilt) AskAnew(place, left.Dequeue(), verdicts, progress);
        else Keep(left.Dequeue(), new Verdict(Verdict.Killed, $"the process ended with {ended}"), verdicts, progress);
    }

    private static void AskAnew(Workplace place, int mutant, VerdictFile verdicts, Progress progress)
    {
        using var worker = new WorkerProcess(place, "ask-anew", place.Baseline, Text(mutant));
        var verdict = default(Verdict?);
        while (worker.Next() is { } line)
        {
            if (line[0] == "verdict") verdict = new Verdict(line[2], line[3]);
        }

        Keep(mutant, verdict ?? new Verdict(Verdict.Killed, $"the process ended with {worker.ExitCode()}"), verdicts, progress);
    }

    private static void Keep(int mutant, Verdict verdict, VerdictFile verdicts, Progress progress)
    {
        verdicts.Add(mutant, verdict);
        progress.Count(verdict.IsKill);
    }

    private static string Text(int mutant) => mutant.ToString(CultureInfo.InvariantCulture);

    private sealed class Progress(int all)
    {
        private int _done;
        private int _killed;

        public void Count(bool killed)
        {
            _killed += killed ? 1 : 0;
            if (++_done % 100 == 0 || _done == all) Console.WriteLine($"{_done} of {all}, {_killed} killed");
        }
    }
}
