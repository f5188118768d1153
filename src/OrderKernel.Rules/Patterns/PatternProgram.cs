namespace OrderKernel.Rules.Patterns;

/// <summary>
/// A pattern as steps: read a character, be at a place, go two ways, match. Repetitions are written out,
/// so a program is as long as its pattern says, and a matcher is at each step once for each character.
/// </summary>
internal sealed class PatternProgram
{
    /// <summary>The most steps that a pattern may have.</summary>
    internal const int StepsMax = 10_000;

    private readonly List<Step> _steps = [];
    private readonly List<CharSet> _sets = [];
    private readonly Dictionary<CharSet, int> _setNumbers = [];
    private PatternNode.Repeat? _outgrew;

    internal enum Kind : byte
    {
        Read,
        Place,
        Fork,
        Match,
    }

    internal IReadOnlyList<CharSet> Sets => _sets;

    internal int Begin { get; private set; }

    internal Step[] Steps { get; private set; } = [];

    internal bool AsksForLines { get; private set; }

    internal bool AsksForWords { get; private set; }

    internal static PatternProgram? Of(PatternNode node, out PatternProblem? problem)
    {
        var program = new PatternProgram();
        var match = program.Add(new(Kind.Match, 0, 0, 0));
        program.Begin = program.Write(node, match);
        program.Steps = [.. program._steps];
        var isTooLarge = program._steps.Count > StepsMax;
        problem = isTooLarge ? new(RulesCodes.PatternTooLarge, program._outgrew?.Position ?? 1, "{}") : null;
        return isTooLarge ? null : program;
    }

    // Written from the end: what follows is known when a part is written. Gives the part's first step.
    private int Write(PatternNode node, int next)
    {
        if (_steps.Count > StepsMax) return next;
        switch (node)
        {
            case PatternNode.One one: return Add(new(Kind.Read, NumberOf(one.Set), next, next));
            case PatternNode.Place place:
                AsksForLines |= place.Kind is PlaceKind.LineBegins or PlaceKind.LineEnds;
                AsksForWords |= place.Kind is PlaceKind.WordEdge or PlaceKind.NoWordEdge;
                return Add(new(Kind.Place, (int)place.Kind, next, next));
            case PatternNode.Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--) next = Write(sequence.Parts[i], next);
                return next;
            case PatternNode.Choice choice:
                var parts = Joined(choice.Parts);
                var first = Write(parts[parts.Count - 1], next);
                for (var i = parts.Count - 2; i >= 0; i--) first = Add(new(Kind.Fork, 0, Write(parts[i], next), first));
                return first;
            default: return Write((PatternNode.Repeat)node, next);
        }
    }

    // Single characters to choose from are one set; the order of choices says nothing about a match.
    private static IReadOnlyList<PatternNode> Joined(IReadOnlyList<PatternNode> parts)
    {
        var ones = parts.Select(p => p.Inner).OfType<PatternNode.One>().ToArray();
        if (ones.Length < 2) return parts;
        return [new PatternNode.One(CharSet.Of(ones.SelectMany(o => o.Set.Ranges))), .. parts.Where(p => p.Inner is not PatternNode.One)];
    }

    private int Write(PatternNode.Repeat repeat, int next)
    {
        var wasSmall = _steps.Count <= StepsMax;
        if (repeat.Most < 0)
        {
            // Around and around, or on; at least once where it must be there.
            var fork = Add(new(Kind.Fork, 0, next, next));
            var part = Write(repeat.Part, fork);
            _steps[fork] = new(Kind.Fork, 0, part, next);
            next = repeat.Least > 0 ? part : fork;
            for (var i = 1; i < repeat.Least; i++) next = Write(repeat.Part, next);
        }
        else
        {
            var end = next;
            for (var i = repeat.Least; i < repeat.Most && _steps.Count <= StepsMax; i++) next = Add(new(Kind.Fork, 0, Write(repeat.Part, next), end));
            for (var i = 0; i < repeat.Least && _steps.Count <= StepsMax; i++) next = Write(repeat.Part, next);
        }

        if (wasSmall && _steps.Count > StepsMax) _outgrew = repeat;
        return next;
    }

    private int Add(Step step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private int NumberOf(CharSet set)
    {
        if (_setNumbers.TryGetValue(set, out var number)) return number;
        _sets.Add(set);
        _setNumbers.Add(set, _sets.Count - 1);
        return _sets.Count - 1;
    }

    /// <summary>A step; what it reads or asks for, where it goes, and the other way of a fork.</summary>
    internal readonly record struct Step(Kind Kind, int What, int Next, int Other);
}
