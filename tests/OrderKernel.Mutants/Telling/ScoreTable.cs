using System.Globalization;
using OrderKernel.Mutants.Asking;
using OrderKernel.Mutants.Making;

namespace OrderKernel.Mutants.Telling;

/// <summary>The score by folder, as a table of Markdown, and the file of those that live.</summary>
internal static class ScoreTable
{
    /// <summary>Prints the table and writes the file, both of all verdicts that are kept.</summary>
    public static void Tell(Workplace place, Options options, IReadOnlyList<Mutant> mutants, VerdictFile verdicts)
    {
        var judged = Supervisor.Selected(options, mutants).Where(m => verdicts.All.ContainsKey(m.Id))
            .Select(m => (Mutant: m, Verdict: verdicts.All[m.Id])).OrderBy(j => j.Mutant.Folder, StringComparer.Ordinal).ToList();
        Console.WriteLine("| folder | mutants | killed | of these timed out | survived | unreached | made once | score |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var folder in judged.GroupBy(j => j.Mutant.Folder)) Row($"`{folder.Key}`", [.. folder.Select(j => j.Verdict)]);
        if (judged.Count > 0) Row("**all**", [.. judged.Select(j => j.Verdict)]);
        File.WriteAllLines(place.Survivors, judged.Where(j => !j.Verdict.IsKill) .Select(j => $"{j.Verdict.Word}: {j.Mutant.Change}"));
        Console.WriteLine($"Those that live: {place.Survivors}");
    }

    private static void Row(string name, IReadOnlyCollection<Verdict> verdicts)
    {
        var killed = verdicts.Count(v => v.IsKill);
        var score = (100.0 * killed / verdicts.Count).ToString("0.0", CultureInfo.InvariantCulture);
        string[] words = [Verdict.TimedOut, Verdict.Survived, Verdict.Unreached, Verdict.MadeOnce];
        var counts = string.Join(" | ", words.Select(w => verdicts.Count(v => v.Word == w)));
        Console.WriteLine($"| {name} | {verdicts.Count} | {killed} | {counts} | {score} % |");
    }
}
