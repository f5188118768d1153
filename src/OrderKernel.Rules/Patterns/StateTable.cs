namespace OrderKernel.Rules.Patterns;

/// <summary>
/// Every set of steps that a program can be at, numbered, with the next for each class of characters: a text
/// is then matched by one look into a table a character. Made once, never changed. Most patterns have few sets.
/// </summary>
internal sealed class StateTable
{
    private const int Refused = 0;
    private const int Matched = 1;
    private const int Begin = 2;

    // Some milliseconds and some hundred kilobytes at most.
    private const int EntriesMax = 65_536;
    private const int StatesMax = 4_096;
    private const long WorkMax = 400_000;

    // By the state's place and the class of a character, the place of the next state; the last class is the end of the text.
    private readonly ushort[] _next;
    private readonly Alphabet _alphabet;
    private readonly int _width;
    private readonly int _begin;

    // The states that most characters leave as they are come first, behind the two that decide; the place of the last of them.
    private readonly Stops[] _stops;
    private readonly int _lastStill;

    private StateTable(ushort[] next, int width, int begin, Stops[] stops, Alphabet alphabet)
    {
        (_next, _width, _begin, _stops, _alphabet) = (next, width, begin * width, stops, alphabet);
        _lastStill = (Matched + stops.Length) * width;
        for (var i = 0; i < next.Length; i++) next[i] = (ushort)(next[i] * width);
    }

    /// <summary>Whether a text matches: one look a character until it is decided, fewer where only few characters change anything.</summary>
    internal bool IsMatch(string input)
    {
        var (next, width, state, lastStill, alphabet) = (_next, _width, _begin, _lastStill, _alphabet);
        for (var i = 0; i < input.Length; i++)
        {
            int c = input[i];
            if (char.IsHighSurrogate((char)c) && (c = PatternParser.At(input, i)) > char.MaxValue) i++;
            var before = state;
            state = next[state + alphabet.ClassOf(c)];
            if (state > lastStill) continue;
            if (state <= width) return state == width;
            // Twice the same: now it may last.
            if (state == before) i = _stops[(state / width) - Begin].Next(input, i + 1) - 1;
        }

        return next[state + width - 1] == width;
    }

    /// <summary>Null where the sets are too many: there the program is followed step by step.</summary>
    internal static StateTable? Of(PatternProgram program, Alphabet alphabet)
    {
        var reach = new Reach(program, alphabet);
        var width = alphabet.Count + 1;
        var numbers = new Dictionary<State, int> { [new([], Neighbour.Edge)] = Begin };
        var states = new List<State?> { null, null, new([], Neighbour.Edge) };
        var next = new List<ushort>(Enumerable.Repeat((ushort)Refused, width).Concat(Enumerable.Repeat((ushort)Matched, width)));
        var to = new int[program.Steps.Length];
        for (var number = Begin; number < states.Count; number++)
        {
            var state = states[number]!.Value;
            var row = new ushort[width];
            for (var kind = Neighbour.Other; kind <= Neighbour.Edge; kind++)
            {
                if (kind != Neighbour.Edge && Array.IndexOf(alphabet.Kinds, kind) < 0) continue;
                var matches = reach.Open(state.Steps, state.Steps.Length, state.Before, kind);
                if (kind == Neighbour.Edge) row[width - 1] = (ushort)(matches ? Matched : Refused);
                else
                {
                    for (var c = 0; c < alphabet.Count; c++)
                    {
                        if (alphabet.Kinds[c] == kind) row[c] = (ushort)(matches ? Matched : NumberOf(new(Sorted(to, reach.Read(c, to)), kind)));
                    }
                }
            }

            next.AddRange(row);
            if (states.Count * width > EntriesMax || states.Count > StatesMax || reach.Work > WorkMax) return null;
        }

        return Arranged(WithoutDeadEnds([.. next], width), width, alphabet);

        int NumberOf(State state)
        {
            if (!numbers.TryGetValue(state, out var number))
            {
                numbers.Add(state, number = states.Count);
                states.Add(state);
            }

            return number;
        }
    }

    private static int[] Sorted(int[] steps, int count)
    {
        var sorted = new int[count];
        Array.Copy(steps, sorted, count);
        Array.Sort(sorted);
        return sorted;
    }

    // States from which no match can be reached any more are one: there the text need not be read to its end.
    private static ushort[] WithoutDeadEnds(ushort[] next, int width)
    {
        var count = next.Length / width;
        var before = new List<int>[count];
        for (var state = 0; state < count; state++) before[state] = [];
        for (var i = 0; i < next.Length; i++) before[next[i]].Add(i / width);
        var isAlive = new bool[count];
        var todo = new Stack<int>([Matched]);
        isAlive[Matched] = true;
        while (todo.Count > 0)
        {
            foreach (var state in before[todo.Pop()])
            {
                if (isAlive[state]) continue;
                isAlive[state] = true;
                todo.Push(state);
            }
        }

        return Array.ConvertAll(next, n => isAlive[n] ? n : (ushort)Refused);
    }

    // The states that are left at few characters only before the others; those that nothing leads to any more are left out.
    private static StateTable Arranged(ushort[] next, int width, Alphabet alphabet)
    {
        var beginnings = alphabet.Beginnings(Stops.CharactersMax);
        var (still, others, stops) = (new List<int>(), new List<int>(), new List<Stops>());
        foreach (var state in next.Append((ushort)Begin).Where(n => n > Matched).Distinct().OrderBy(n => n))
        {
            if (StopsOf(state) is { } characters)
            {
                still.Add(state);
                stops.Add(new(characters));
            }
            else others.Add(state);
        }

        int[] order = [Refused, Matched, .. still, .. others];
        var places = new int[next.Length / width];
        for (var i = 0; i < order.Length; i++) places[order[i]] = i;
        var arranged = new ushort[order.Length * width];
        for (var i = 0; i < arranged.Length; i++) arranged[i] = (ushort)places[next[(order[i / width] * width) + (i % width)]];
        return new(arranged, width, places[Begin], [.. stops], alphabet);

        // The characters at which a state is left; null where they are many.
        char[]? StopsOf(int state)
        {
            var all = new HashSet<char>();
            for (var c = 0; c < alphabet.Count; c++)
            {
                if (next[(state * width) + c] == state) continue;
                if (beginnings[c] is not { } some || all.Count + some.Length > Stops.CharactersMax) return null;
                all.UnionWith(some);
            }

            return [.. all];
        }
    }

    private readonly struct State(int[] steps, Neighbour before) : IEquatable<State>
    {
        internal int[] Steps { get; } = steps;

        internal Neighbour Before { get; } = before;

        public bool Equals(State other) => Before == other.Before && Steps.AsSpan().SequenceEqual(other.Steps);

        public override bool Equals(object? obj) => obj is State other && Equals(other);

        public override int GetHashCode()
        {
            var hash = (int)Before;
            foreach (var step in Steps) hash = unchecked((hash * 31) + step);
            return hash;
        }
    }
}
