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

    // The first plane in 256 pages, those that are alike once: where each begins, and the classes one after the other.
    private readonly ushort[] _pages = new ushort[256];
    private readonly ushort[] _plane;

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
        _plane = Plane();
        _reads = [.. program.Sets.Select(s => new ClassSet(s, members))];
        Kinds = [.. members.Select(m => KindOf(m, program))];
    }

    internal int Count { get; }

    /// <summary>What each class is to a place beside it.</summary>
    internal Neighbour[] Kinds { get; }

    /// <summary>Whether a set of the program has the characters of a class.</summary>
    internal bool Has(int set, int characterClass) => _reads[set].Contains(characterClass);

    /// <summary>Whether such a neighbour can stand beside a place.</summary>
    internal bool CanStand(Neighbour kind) => kind == Neighbour.Edge || Array.IndexOf(Kinds, kind) >= 0;

    internal int ClassOf(int codePoint) => codePoint <= char.MaxValue ? _plane[_pages[codePoint >> 8] + (codePoint & 0xFF)] : Find(codePoint);

    /// <summary>
    /// For each class the code units with which its characters begin; null where they are more than so many, or half a pair by itself may be among them.
    /// </summary>
    internal char[]?[] Beginnings(int most)
    {
        var all = new List<char>?[Count];
        for (var i = 0; i < all.Length; i++) all[i] = [];
        for (var i = 0; i < _firsts.Length; i++)
        {
            var (first, last) = (_firsts[i], i + 1 < _firsts.Length ? _firsts[i + 1] - 1 : CharSet.Last);
            var isOfPlane = first > char.MaxValue || last < 0xD800 || (first > 0xDFFF && last <= char.MaxValue);
            if (first > char.MaxValue) (first, last) = (High(first), High(last));
            if (isOfPlane && all[_classes[i]] is { } beginnings && last - first < most - beginnings.Count)
                beginnings.AddRange(Enumerable.Range(first, last - first + 1).Select(c => (char)c));
            else all[_classes[i]] = null;
        }

        return Array.ConvertAll(all, c => c?.Distinct().ToArray());

        static int High(int codePoint) => 0xD800 + ((codePoint - 0x10000) >> 10);
    }

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

    private ushort[] Plane()
    {
        var plane = new List<ushort>();
        var alike = new Dictionary<int, ushort>();
        var at = 0;
        for (var page = 0; page < _pages.Length; page++)
        {
            var first = page << 8;
            while (Ends(first)) at++;
            var isOne = !Ends(first + 0xFF);
            if (isOne && alike.TryGetValue(_classes[at], out _pages[page])) continue;
            _pages[page] = (ushort)plane.Count;
            if (isOne) alike.Add(_classes[at], _pages[page]);
            for (var c = first; c <= first + 0xFF; c++)
            {
                while (Ends(c)) at++;
                plane.Add((ushort)_classes[at]);
            }
        }

        return [.. plane];

        // Whether a stretch ends at a code point or before it.
        bool Ends(int c) => at + 1 < _firsts.Length && _firsts[at + 1] <= c;
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
