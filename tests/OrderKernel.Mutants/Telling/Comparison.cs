using OrderKernel.Mutants.Asking;
using OrderKernel.Mutants.Making;

namespace OrderKernel.Mutants.Telling;

/// <summary>The verdicts kept against those of a report of Stryker's own, mutant by mutant.</summary>
internal static class Comparison
{
    /// <summary>Prints each that differs; 0 where none does.</summary>
    public static int Tell(IReadOnlyList<Mutant> mutants, VerdictFile verdicts, IReadOnlyList<Mutant> reported)
    {
        // Numbers differ from report to report: a mutant is known by its place and text, and by its rank among those with the same.
        var ours = Keyed(mutants.Where(m => verdicts.All.ContainsKey(m.Id)));
        var (compared, differing) = (0, 0);
        foreach (var (key, theirs) in Keyed(reported))
        {
            if (!ours.TryGetValue(key, out var mutant)) continue;
            compared++;
            var verdict = verdicts.All[mutant.Id];
            if (verdict.IsKill == (theirs.Status is "Killed" or "Timeout")) continue;
            differing++;
            Console.WriteLine($"{mutant.Change}\n    {verdict.Word} {verdict.By}; Stryker: {theirs.Status}");
        }

        Console.WriteLine($"{compared} compared, {differing} differ");
        return differing == 0 && compared > 0 ? 0 : 1;
    }

    private static Dictionary<(string, int, int, string, string, int), Mutant> Keyed(IEnumerable<Mutant> mutants) => mutants
        .GroupBy(m => (m.Path, m.Line, m.Column, m.Original, m.Replacement))
        .SelectMany(g => g.Select((m, i) => (Key: (m.Path, m.Line, m.Column, m.Original, m.Replacement, i), Mutant: m)))
        .ToDictionary(p => p.Key, p => p.Mutant);
}
