using OrderKernel.Rules.Evaluation;

namespace OrderKernel.Rules.Analysis;

/// <summary>Atoms that are to end as asked, all at once: for each unknown the samples that suit, and the atoms that compare two unknowns.</summary>
internal sealed class Case
{
    private readonly Dictionary<Unknown, bool[]> _suited = [];
    private readonly List<(Atom Atom, Outcome Asked)> _pairs = [];

    /// <summary>Null when no sample suits.</summary>
    internal static Case? Of(Atom atom, Outcome asked)
    {
        var one = new Case();
        if (atom.Unknowns is [var unknown])
        {
            var suited = Array.ConvertAll(atom.Ends, e => asked.Allows(e));
            if (Array.IndexOf(suited, true) < 0) return null;
            one._suited.Add(unknown, suited);
        }
        else one._pairs.Add((atom, asked));
        return one;
    }

    /// <summary>Null when no sample suits both.</summary>
    internal Case? And(Case other, ref long work)
    {
        var both = new Case();
        foreach (var pair in _suited) both._suited.Add(pair.Key, pair.Value);
        foreach (var pair in other._suited)
        {
            work -= pair.Value.Length;
            if (!both._suited.TryGetValue(pair.Key, out var mine))
            {
                both._suited.Add(pair.Key, pair.Value);
                continue;
            }

            var (kept, lost) = (0, 0);
            for (var i = 0; i < mine.Length; i++)
            {
                if (!mine[i]) continue;
                if (pair.Value[i]) kept++;
                else lost++;
            }

            if (kept == 0) return null;
            if (lost == 0) continue;
            var suited = new bool[mine.Length];
            for (var i = 0; i < suited.Length; i++) suited[i] = mine[i] && pair.Value[i];
            both._suited[pair.Key] = suited;
        }

        work -= 16 + (4 * (_suited.Count + _pairs.Count));
        both._pairs.AddRange(_pairs);
        foreach (var pair in other._pairs)
        {
            if (!both._pairs.Contains(pair)) both._pairs.Add(pair);
        }

        return both;
    }

    /// <summary>True for a case made of the other that asks for nothing more than it.</summary>
    internal bool IsAsWideAs(Case origin)
    {
        if (_pairs.Count != origin._pairs.Count || _suited.Count != origin._suited.Count) return false;
        foreach (var pair in _suited)
        {
            if (pair.Value != origin._suited[pair.Key]) return false;
        }

        return true;
    }

    /// <summary>A sample for each unknown that suits all atoms; null when there is none, or when the work is spent.</summary>
    internal Dictionary<Unknown, ExpressionValue>? Solve(ref long work)
    {
        var found = new Dictionary<Unknown, ExpressionValue>();
        foreach (var pair in _suited) found[pair.Key] = pair.Key.Samples[Array.IndexOf(pair.Value, true)];
        var compared = _pairs.SelectMany(p => p.Atom.Unknowns).Distinct().ToArray();
        if (compared.Length == 0) return found;
        var values = new Assignment(1 + compared.Max(u => u.Slot));
        return Try(0, compared, values, ref work) ? Filled() : null;

        Dictionary<Unknown, ExpressionValue> Filled()
        {
            foreach (var unknown in compared) found[unknown] = values.Values[unknown.Slot];
            return found;
        }
    }

    // One unknown after the other; an atom is looked at as soon as both of its unknowns are chosen.
    private bool Try(int next, Unknown[] compared, Assignment values, ref long work)
    {
        if (next == compared.Length) return true;
        var unknown = compared[next];
        _suited.TryGetValue(unknown, out var suited);
        for (var i = 0; i < unknown.Samples.Length; i++)
        {
            if (suited is not null && !suited[i]) continue;
            if ((work -= 1 + _pairs.Count) < 0) return false;
            values.Values[unknown.Slot] = unknown.Samples[i];
            if (Suits(compared, next, values) && Try(next + 1, compared, values, ref work)) return true;
        }

        return false;
    }

    private bool Suits(Unknown[] compared, int last, Assignment values)
    {
        var evaluator = new Evaluator(values, null, null);
        foreach (var (atom, asked) in _pairs)
        {
            var (first, second) = (Array.IndexOf(compared, atom.Unknowns[0]), Array.IndexOf(compared, atom.Unknowns[1]));
            if (Math.Max(first, second) == last && !asked.Allows(Outcomes.Of(evaluator.Evaluate(atom.Node)))) return false;
        }

        return true;
    }
}
