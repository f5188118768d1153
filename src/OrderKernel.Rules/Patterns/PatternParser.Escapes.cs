namespace OrderKernel.Rules.Patterns;

// What begins with a backslash.
internal sealed partial class PatternParser
{
    private bool Escape(List<PatternNode> parts)
    {
        if (StartsWith("\\Q")) return Quotation(parts);
        PlaceKind? place = _at + 1 < text.Length
            ? text[_at + 1] switch
            {
                'A' => PlaceKind.TextBegins,
                'z' => PlaceKind.TextEnds,
                'b' => PlaceKind.WordEdge,
                'B' => PlaceKind.NoWordEdge,
                _ => null,
            }
            : null;
        if (place is { } kind)
        {
            _at += 2;
            return Add(parts, new PatternNode.Place(kind));
        }

        if (Set() is { } set) return Add(parts, new PatternNode.One(set));
        return Problem is null && Character() is { } character && Add(parts, Literal(character));
    }

    // Everything up to \E, or to the end, is characters.
    private bool Quotation(List<PatternNode> parts)
    {
        _at += 2;
        while (_at < text.Length && !StartsWith("\\E")) parts.Add(Literal(Take()));
        if (_at < text.Length) _at += 2;
        return true;
    }

    // \d and its like, \p{…} and \P{…}; null where none stands here, or a name is not known.
    private CharSet? Set()
    {
        if (_at + 1 >= text.Length) return null;
        var letter = text[_at + 1];
        if (letter is 'p' or 'P') return Named();
        var set = (letter | 0x20) switch { 'd' => CharSet.Digits, 's' => CharSet.Blanks, 'w' => CharSet.WordCharacters, _ => null };
        if (set is null) return null;
        _at += 2;
        return Signed(set, letter < 'a');
    }

    private CharSet Signed(CharSet set, bool isNegated) => isNegated ? Folded(set).Negated() : Folded(set);

    private CharSet? Named()
    {
        var begin = _at;
        var isNegated = text[_at + 1] == 'P';
        _at += 2;
        if (_at == text.Length) return Missing(begin);
        string name;
        if (text[_at] == '{')
        {
            var end = text.IndexOf('}', _at);
            if (end < 0) return Missing(begin);
            name = text.Substring(_at + 1, end - _at - 1);
            _at = end + 1;
        }
        else
        {
            var first = _at;
            Take();
            name = text.Substring(first, _at - first);
        }

        if (name.StartsWith('^')) (isNegated, name) = (!isNegated, name.Substring(1));
        if (Unicode.Known.SetOf(name) is { } set) return Signed(set, isNegated);
        Wrong(begin, text.Substring(begin, _at - begin));
        return null;
    }

    private CharSet? Missing(int begin)
    {
        Wrong(begin, text.Substring(begin));
        return null;
    }

    // A single character behind a backslash.
    private int? Character()
    {
        var begin = _at++;
        if (_at == text.Length) return Unknown(begin, "\\");
        var c = Take();
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x': return Hexadecimal(begin);
            case 'C': return NotSupported(begin);
            // A digit by itself would go back to a group.
            case >= '1' and <= '7' when _at == text.Length || text[_at] is < '0' or > '7': return NotSupported(begin);
            case >= '0' and <= '7': return Octal(c - '0');
            case '8' or '9' or 'k' or 'g': return NotSupported(begin);
            case '_': return c;
            case < 0x80 when !CharSet.WordCharacters.Contains(c): return c;
            default: return Unknown(begin, text.Substring(begin, _at - begin));
        }
    }

    private int Octal(int value)
    {
        for (var i = 0; i < 2 && _at < text.Length && text[_at] is >= '0' and <= '7'; i++) value = (8 * value) + (text[_at++] - '0');
        return value;
    }

    private int? Hexadecimal(int begin)
    {
        var isLong = _at < text.Length && text[_at] == '{';
        if (isLong) _at++;
        var (value, digits) = (0, 0);
        while (_at < text.Length && Digit(text[_at]) is var digit and >= 0 && (isLong || digits < 2) && value <= CharSet.Last)
        {
            value = (16 * value) + digit;
            digits++;
            _at++;
        }

        var isWhole = isLong ? digits > 0 && value <= CharSet.Last && _at < text.Length && text[_at++] == '}' : digits == 2;
        return isWhole ? value : Unknown(begin, text.Substring(begin, Math.Min(_at + 1, text.Length) - begin));
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private int? NotSupported(int begin)
    {
        Wrong(RulesCodes.PatternNotSupported, begin, text.Substring(begin, _at - begin));
        return null;
    }

    private int? Unknown(int begin, string found)
    {
        Wrong(begin, found);
        return null;
    }
}
