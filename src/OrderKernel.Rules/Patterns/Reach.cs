namespace OrderKernel.Rules.Patterns;

/// <summary>The steps at which a matcher is, all at once, and where a character takes it. One is made for each run; not for several threads.</summary>
internal sealed class Reach(PatternProgram program, Alphabet alphabet)
{
    private readonly PatternProgram.Step[] _steps = program.Steps;
    private readonly int[] _seen = new int[program.Steps.Length];
    private readonly int[] _todo = new int[program.Steps.Length + 1];
    private readonly int[] _reading = new int[program.Steps.Length];
    private int _readings;
    private int _round;

    /// <summary>Steps looked at so far.</summary>
    internal long Work { get; private set; }

    /// <summary>The steps that read, of those that were opened last.</summary>
    internal ReadOnlySpan<int> Readings => _reading.AsSpan(0, _readings);

    /// <summary>
    /// Goes on from some steps as far as it can without reading, between what stands before and what comes
    /// next. A match may begin anywhere, so the program's beginning is always among the steps. True when that matches.
    /// </summary>
    internal bool Open(int[] from, int count, Neighbour before, Neighbour after)
    {
        _round++;
        var left = Push(program.Begin, 0);
        for (var i = 0; i < count; i++) left = Push(from[i], left);
        return Open(left, before, after);
    }

    /// <summary>The same from one step alone.</summary>
    internal bool OpenFrom(int step, Neighbour before, Neighbour after)
    {
        _round++;
        return Open(Push(step, 0), before, after);
    }

    private bool Open(int left, Neighbour before, Neighbour after)
    {
        _readings = 0;
        while (left > 0)
        {
            Work++;
            var at = _todo[--left];
            ref readonly var step = ref _steps[at];
            switch (step.Kind)
            {
                case PatternProgram.Kind.Match: return true;
                case PatternProgram.Kind.Read:
                    _reading[_readings++] = at;
                    break;
                case PatternProgram.Kind.Fork:
                    left = Push(step.Other, Push(step.Next, left));
                    break;
                default:
                    if (IsThere((PlaceKind)step.What, before, after)) left = Push(step.Next, left);
                    break;
            }
        }

        return false;
    }

    /// <summary>Where a character of a class leads from what was opened, each step once.</summary>
    internal int Read(int characterClass, int[] to)
    {
        var count = 0;
        _round++;
        for (var i = 0; i < _readings; i++)
        {
            ref readonly var step = ref _steps[_reading[i]];
            if (!alphabet.Has(step.What, characterClass) || _seen[step.Next] == _round) continue;
            _seen[step.Next] = _round;
            to[count++] = step.Next;
        }

        Work += _readings;
        return count;
    }

    private int Push(int step, int left)
    {
        if (_seen[step] == _round) return left;
        _seen[step] = _round;
        _todo[left] = step;
        return left + 1;
    }

    private static bool IsThere(PlaceKind kind, Neighbour before, Neighbour after) => kind switch
    {
        PlaceKind.TextBegins => before == Neighbour.Edge,
        PlaceKind.TextEnds => after == Neighbour.Edge,
        PlaceKind.LineBegins => before is Neighbour.Edge or Neighbour.NewLine,
        PlaceKind.LineEnds => after is Neighbour.Edge or Neighbour.NewLine,
        PlaceKind.WordEdge => (before == Neighbour.Word) != (after == Neighbour.Word),
        _ => (before == Neighbour.Word) == (after == Neighbour.Word),
    };
}
