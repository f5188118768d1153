namespace OrderKernel.Rules.Patterns;

/// <summary>
/// The characters in classes: no set of the pattern tells two of one class apart, and neither do the
/// places that it asks for. So a matcher has as many kinds of characters as the pattern, not a million.
/// </summary>
internal sealed class Alphabet
{
    private readonly int[] _firsts;
    private readonly int[] _classes;
    private readonly ClassSet[] _reads;
    private readonly int[] _ascii = new int[128];

    internal Alphabet(PatternProgram program)
    {
        IEnumerable<CharSet> sets = program.Sets;
        if (program.AsksForLines) sets = sets.Append(CharSet.NotNewLine);
        if (program.AsksForWords) sets = sets.Append(CharSet.WordCharacters);
        var all = sets.ToArray();
        var bounds = new SortedSet<int> { 0 };
        foreach (var set in all)
        {
            foreach (var (first, last) in set.Ranges)
            {
                bounds.Add(first);
                if (last < CharSet.Last) bounds.Add(last + 1);
            }
        }

        _firsts = [.. bounds];
        _classes = ClassesOf(all, _firsts, out var members);
        Count = members.Count;
        for (var c = 0; c < _ascii.Length; c++) _ascii[c] = Find(c);
        _reads = [.. program.Sets.Select(s => new ClassSet(s, members))];
        Kinds = [.. members.Select(m => KindOf(m, program))];
    }

    internal int Count { get; }

    /// <summary>What each class is to a place beside it.</summary>
    internal Neighbour[] Kinds { get; }

    /// <summary>Whether a set of the program has the characters of a class.</summary>
    internal bool Has(int set, int characterClass) => _reads[set].Contains(characterClass);

    internal int ClassOf(int codePoint) => (uint)codePoint < (uint)_ascii.Length ? _ascii[codePoint] : Find(codePoint);

    // The last stretch that begins at the code point or before it.
    private int Find(int codePoint)
    {
        var (low, high) = (0, _firsts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_firsts[middle] <= codePoint) low = middle;
            else high = middle - 1;
        }

        return _classes[low];
    }

    private static Neighbour KindOf(int member, PatternProgram program) =>
        program.AsksForLines && member == '\n' ? Neighbour.NewLine
        : program.AsksForWords && CharSet.WordCharacters.Contains(member) ? Neighbour.Word
        : Neighbour.Other;

    // Two stretches are of one class when they lie in the same sets. Gives each stretch's class, and one member of each class.
    private static int[] ClassesOf(CharSet[] sets, int[] firsts, out List<int> members)
    {
        var classes = new int[firsts.Length];
        var count = 1;
        var renamed = new Dictionary<int, int>();
        foreach (var set in sets)
        {
            // What a class has inside of the set becomes a class of its own.
            renamed.Clear();
            foreach (var (first, last) in set.Ranges)
            {
                for (var i = Array.BinarySearch(firsts, first); i < firsts.Length && firsts[i] <= last; i++)
                {
                    if (!renamed.TryGetValue(classes[i], out var number)) renamed.Add(classes[i], number = count++);
                    classes[i] = number;
                }
            }
        }

        renamed.Clear();
        members = [];
        for (var i = 0; i < firsts.Length; i++)
        {
            if (!renamed.TryGetValue(classes[i], out var number))
            {
                renamed.Add(classes[i], number = members.Count);
                members.Add(firsts[i]);
            }

            classes[i] = number;
        }

        return classes;
    }

    // A set of one class, as most are, needs no list.
    private readonly struct ClassSet
    {
        private readonly int _only = -1;
        private readonly bool[]? _several;

        internal ClassSet(CharSet set, List<int> members)
        {
            var several = members.Select(set.Contains).ToArray();
            if (several.Count(m => m) == 1) _only = Array.IndexOf(several, true);
            else _several = several;
        }

        internal bool Contains(int characterClass) => _several is null ? characterClass == _only : _several[characterClass];
    }
}
