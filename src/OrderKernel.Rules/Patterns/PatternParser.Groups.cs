namespace OrderKernel.Rules.Patterns;

// Brackets: groups with and without a name, flags, and what RE2 leaves out because it cannot be had in linear time.
internal sealed partial class PatternParser
{
    private static readonly string[] LeftOut = ["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?#", "(?|", "(?'", "(?(", "(?&", "(?R", "(?P=", "(?P>"];

    private bool Group(List<PatternNode> parts)
    {
        var begin = _at;
        var outer = _flags;
        if (StartsWith("(?"))
        {
            if (Array.Find(LeftOut, StartsWith) is { } leftOut) return Wrong(RulesCodes.PatternNotSupported, begin, leftOut) is not null;
            if (StartsWith("(?P<") || StartsWith("(?<"))
            {
                if (!Name()) return false;
            }
            else
            {
                if (!SetFlags()) return false;
                if (text[_at - 1] == ')') return true;
            }
        }
        else _at++;

        // Before it is read: a bracket in each of thousands would take the stack.
        if (++_depth == HeightMax) return TooHigh() is not null;
        if (Choice() is not { } inner) return false;
        _depth--;
        if (_at == text.Length) return Wrong(begin, "(") is not null;
        _at++;
        _flags = outer;
        return Add(parts, Bounded(new PatternNode.Sequence([inner])));
    }

    private bool Name()
    {
        var begin = _at;
        var first = text.IndexOf('<', begin) + 1;
        var end = text.IndexOf('>', first);
        if (end < 0) return Wrong(begin, text.Substring(begin)) is not null;
        var name = text.Substring(first, end - first);
        if (!IsName(name)) return Wrong(begin, text.Substring(begin, end + 1 - begin)) is not null;
        if (!_names.Add(name)) return Wrong(first, name) is not null;
        _at = end + 1;
        return true;
    }

    private static bool IsName(string name)
    {
        var at = 0;
        while (at < name.Length)
        {
            var codePoint = At(name, at);
            if (!Unicode.Known.NameCharacters.Contains(codePoint)) return false;
            at += codePoint > char.MaxValue ? 2 : 1;
        }

        return name.Length > 0;
    }

    // (?im-s) and (?im-s: with what follows; afterwards the colon or the bracket has been read.
    private bool SetFlags()
    {
        var begin = _at;
        var (flags, isOff, isAny) = (_flags, false, false);
        for (_at += 2; _at < text.Length; _at++)
        {
            var flag = text[_at] switch { 'i' => Flags.FoldCase, 'm' => Flags.ManyLines, 's' => Flags.DotIsAny, 'U' => Flags.Ungreedy, _ => Flags.None };
            if (flag != Flags.None)
            {
                flags = isOff ? flags & ~flag : flags | flag;
                isAny = true;
            }
            else if (text[_at] == '-' && !isOff) (isOff, isAny) = (true, false);
            else if (text[_at] is ':' or ')' && (isAny || !isOff))
            {
                _flags = flags;
                _at++;
                return true;
            }
            else break;
        }

        return Wrong(begin, text.Substring(begin, Math.Min(_at + 1, text.Length) - begin)) is not null;
    }

    private bool StartsWith(string prefix) => string.CompareOrdinal(text, _at, prefix, 0, prefix.Length) == 0;
}
