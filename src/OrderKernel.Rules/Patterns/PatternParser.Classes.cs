namespace OrderKernel.Rules.Patterns;

// Square brackets: characters, ranges, \d and its like, \p{…}, [:alpha:] and its like.
internal sealed partial class PatternParser
{
    private static readonly Dictionary<string, CharSet> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = CharSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        ["alpha"] = CharSet.Of(('A', 'Z'), ('a', 'z')),
        ["ascii"] = CharSet.Of((0, 0x7F)),
        ["blank"] = CharSet.Of(('\t', '\t'), (' ', ' ')),
        ["cntrl"] = CharSet.Of((0, 0x1F), (0x7F, 0x7F)),
        ["digit"] = CharSet.Digits,
        ["graph"] = CharSet.Of(('!', '~')),
        ["lower"] = CharSet.Of(('a', 'z')),
        ["print"] = CharSet.Of((' ', '~')),
        ["punct"] = CharSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        ["space"] = CharSet.Of(('\t', '\r'), (' ', ' ')),
        ["upper"] = CharSet.Of(('A', 'Z')),
        ["word"] = CharSet.WordCharacters,
        ["xdigit"] = CharSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
    };

    private PatternNode? Class()
    {
        var begin = _at++;
        var isNegated = _at < text.Length && text[_at] == '^';
        if (isNegated) _at++;
        var ranges = new List<(int, int)>();
        // A closing bracket that comes first is a character.
        for (var first = _at; _at == first || _at >= text.Length || text[_at] != ']';)
        {
            if (_at >= text.Length) return Wrong(begin, text.Substring(begin));
            var set = StartsWith("[:") ? Posixly() : text[_at] == '\\' ? Set() : null;
            if (Problem is not null) return null;
            if (set is not null)
            {
                Work += set.Ranges.Length;
                ranges.AddRange(set.Ranges);
            }
            else if (Range() is { } range) ranges.AddRange(Folded(CharSet.Of(range)).Ranges);
            else return null;
        }

        _at++;
        var all = CharSet.Of(ranges);
        return new PatternNode.One(isNegated ? all.Negated() : all);
    }

    // Without :] it is a bracket and a colon.
    private CharSet? Posixly()
    {
        var end = text.IndexOf(":]", _at + 2, StringComparison.Ordinal);
        if (end < 0) return null;
        var (begin, isNegated) = (_at, text[_at + 2] == '^');
        var name = text.Substring(_at + (isNegated ? 3 : 2), end - _at - (isNegated ? 3 : 2));
        _at = end + 2;
        if (Posix.TryGetValue(name, out var set)) return Signed(set, isNegated);
        Wrong(begin, text.Substring(begin, _at - begin));
        return null;
    }

    private (int, int)? Range()
    {
        var begin = _at;
        if (Bound() is not { } low) return null;
        if (_at + 1 >= text.Length || text[_at] != '-' || text[_at + 1] == ']') return (low, low);
        _at++;
        if (Bound() is not { } high) return null;
        if (low <= high) return (low, high);
        Wrong(begin, text.Substring(begin, _at - begin));
        return null;
    }

    private int? Bound() => text[_at] == '\\' ? Character() : Take();
}
