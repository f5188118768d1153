namespace OrderKernel.Rules.Patterns;

/// <summary>Reads RE2's syntax. A problem is kept with its position, the first one only; methods then return null.</summary>
/// <remarks>Source: the syntax page of RE2 (github.com/google/re2/wiki/Syntax), and its parser where the page is silent.</remarks>
internal sealed partial class PatternParser(string text)
{
    internal const int RepeatMax = 1_000;
    internal const int HeightMax = 400;

    private readonly Dictionary<CharSet, CharSet> _folded = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;
    private Flags _flags;

    [Flags]
    private enum Flags
    {
        None = 0,
        FoldCase = 1,
        ManyLines = 2,
        DotIsAny = 4,
        Ungreedy = 8,
    }

    internal PatternProblem? Problem { get; private set; }

    /// <summary>Ranges of characters looked at so far: what reading costs beside the text's length.</summary>
    internal long Work { get; private set; }

    internal PatternNode? Parse()
    {
        if (Choice() is not { } node) return null;
        // Only a bracket that closes nothing ends it early.
        return _at == text.Length ? node : Wrong(_at, ")");
    }

    // Up to a closing bracket or the end.
    private PatternNode? Choice()
    {
        var choices = new List<PatternNode>();
        while (true)
        {
            if (Sequence() is not { } one) return null;
            choices.Add(one);
            if (_at == text.Length || text[_at] != '|') return Bounded(choices.Count == 1 ? one : new PatternNode.Choice(choices));
            _at++;
        }
    }

    private PatternNode? Sequence()
    {
        var parts = new List<PatternNode>();
        var wasRepeated = false;
        while (_at < text.Length && text[_at] is not ('|' or ')'))
        {
            var begin = _at;
            if (Repetition() is var (least, most))
            {
                if (wasRepeated || parts.Count == 0) return Wrong(begin, text.Substring(begin, _at - begin));
                if (Repeated(parts[parts.Count - 1], least, most, begin) is not { } repeated) return null;
                parts[parts.Count - 1] = repeated;
                wasRepeated = true;
                continue;
            }

            if (Problem is not null || !Next(parts)) return null;
            wasRepeated = false;
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    // One more part, several for a quotation, none where only flags are set.
    private bool Next(List<PatternNode> parts)
    {
        switch (text[_at])
        {
            case '(': return Group(parts);
            case '[': return Add(parts, Class());
            case '\\': return Escape(parts);
            case '.':
                _at++;
                return Add(parts, new PatternNode.One(Has(Flags.DotIsAny) ? CharSet.All : CharSet.NotNewLine));
            case '^':
                _at++;
                return Add(parts, new PatternNode.Place(Has(Flags.ManyLines) ? PlaceKind.LineBegins : PlaceKind.TextBegins));
            case '$':
                _at++;
                return Add(parts, new PatternNode.Place(Has(Flags.ManyLines) ? PlaceKind.LineEnds : PlaceKind.TextEnds));
            default: return Add(parts, Literal(Take()));
        }
    }

    private bool Add(List<PatternNode> parts, PatternNode? part)
    {
        if (part is PatternNode.One one) Work += one.Set.Ranges.Length;
        if (part is not null) parts.Add(part);
        return part is not null;
    }

    private PatternNode Literal(int codePoint) => new PatternNode.One(Folded(CharSet.Of((codePoint, codePoint))));

    // Large sets take long to fold, and a pattern may have one of them a thousand times.
    private CharSet Folded(CharSet set)
    {
        if (!Has(Flags.FoldCase)) return set;
        if (!_folded.TryGetValue(set, out var folded)) _folded.Add(set, folded = set.Folded());
        return folded;
    }

    private PatternNode? Repeated(PatternNode part, int least, int most, int begin)
    {
        var isTooOften = most > RepeatMax || least > RepeatMax || (most >= 0 && least > most);
        if (isTooOften || Math.Max(1, most < 0 ? least : most) * part.Times > RepeatMax) return Wrong(begin, text.Substring(begin, _at - begin));
        return Bounded(new PatternNode.Repeat(part, least, most, begin + 1));
    }

    private PatternNode? Bounded(PatternNode node) => node.Height <= HeightMax ? node : TooHigh();

    private PatternNode? TooHigh()
    {
        Problem ??= new(RulesCodes.PatternTooLarge, Math.Min(_at + 1, text.Length), "()");
        return null;
    }

    // How often what stands before is repeated; null where no repetition stands here. A brace that counts nothing is a character.
    private (int Least, int Most)? Repetition()
    {
        (int, int)? found = text[_at] switch
        {
            '*' => (0, -1),
            '+' => (1, -1),
            '?' => (0, 1),
            _ => null,
        };
        if (found is not null) _at++;
        else if (text[_at] != '{' || (found = Counted()) is null) return null;
        if (_at < text.Length && text[_at] == '?') _at++;
        return found;
    }

    private (int, int)? Counted()
    {
        var at = _at + 1;
        if (Count(ref at) is not { } least) return null;
        var most = least;
        if (at < text.Length && text[at] == ',')
        {
            at++;
            most = at < text.Length && text[at] == '}' ? -1 : Count(ref at) ?? -2;
        }

        if (most == -2 || at == text.Length || text[at] != '}') return null;
        _at = at + 1;
        return (least, most);
    }

    // A number without leading zeros; what is beyond every limit is that much, however many digits it has.
    private int? Count(ref int at)
    {
        var begin = at;
        var number = 0;
        while (at < text.Length && text[at] is >= '0' and <= '9') number = Math.Min((10 * number) + (text[at++] - '0'), RepeatMax + 1);
        return at == begin || (at > begin + 1 && text[begin] == '0') ? null : number;
    }

    private bool Has(Flags flag) => (_flags & flag) != 0;

    // The code point that stands here; a surrogate without its other half is one by itself.
    private int Take()
    {
        var codePoint = At(text, _at);
        _at += codePoint > char.MaxValue ? 2 : 1;
        return codePoint;
    }

    internal static int At(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    private PatternNode? Wrong(int at, string found) => Wrong(RulesCodes.PatternSyntax, at, found);

    private PatternNode? Wrong(string code, int at, string found)
    {
        const int shownMax = 32;
        Problem ??= new(code, at + 1, found.Length == 0 ? "-" : found.Length > shownMax ? found.Substring(0, shownMax) : found);
        return null;
    }
}
