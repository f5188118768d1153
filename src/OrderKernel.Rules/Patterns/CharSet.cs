namespace OrderKernel.Rules.Patterns;

/// <summary>A set of code points as ranges in order that neither meet nor touch. Immutable; equal by its ranges.</summary>
internal sealed class CharSet : IEquatable<CharSet>
{
    internal const int Last = 0x10FFFF;

    internal static readonly CharSet All = Of((0, Last));
    internal static readonly CharSet NotNewLine = Of(('\n', '\n')).Negated();
    internal static readonly CharSet Digits = Of(('0', '9'));
    internal static readonly CharSet Blanks = Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));
    internal static readonly CharSet WordCharacters = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    private CharSet((int First, int Last)[] ranges) => Ranges = ranges;

    internal (int First, int Last)[] Ranges { get; }

    internal static CharSet Of(params (int First, int Last)[] ranges) => Of((IEnumerable<(int First, int Last)>)ranges);

    internal static CharSet Of(IEnumerable<(int First, int Last)> ranges)
    {
        var joined = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            var before = joined.Count - 1;
            if (before >= 0 && range.First <= joined[before].Last + 1) joined[before] = (joined[before].First, Math.Max(joined[before].Last, range.Last));
            else joined.Add(range);
        }

        return new([.. joined]);
    }

    internal CharSet With(CharSet other) => Of(Ranges.Concat(other.Ranges));

    internal CharSet Negated()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next) gaps.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last) gaps.Add((next, Last));
        return new([.. gaps]);
    }

    internal bool Contains(int codePoint) => IndexOf(codePoint) is var i && i < Ranges.Length && Ranges[i].First <= codePoint;

    /// <summary>The first of the ranges that does not end before a code point; their count when all do.</summary>
    internal int IndexOf(int codePoint)
    {
        var (low, high) = (0, Ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Ranges[middle].Last < codePoint) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>With all that differs from a member by case only.</summary>
    internal CharSet Folded()
    {
        var set = this;
        // A circle of equal characters has four members at most, and each round goes one step along it.
        while (true)
        {
            var more = set.With(Of(Unicode.Known.NextOf(set)));
            if (more.Equals(set)) return set;
            set = more;
        }
    }

    public bool Equals(CharSet? other) => other is not null && Ranges.AsSpan().SequenceEqual(other.Ranges);

    public override bool Equals(object? obj) => Equals(obj as CharSet);

    public override int GetHashCode()
    {
        var hash = Ranges.Length;
        foreach (var (first, last) in Ranges) hash = unchecked((((hash * 31) + first) * 31) + last);
        return hash;
    }
}
