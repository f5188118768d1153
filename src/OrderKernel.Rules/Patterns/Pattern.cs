namespace OrderKernel.Rules.Patterns;

/// <summary>How a text is searched; each gives the same answer.</summary>
internal enum PatternWay
{
    /// <summary>The first of those below that the pattern can have.</summary>
    Fastest,

    /// <summary>As a word.</summary>
    Word,

    /// <summary>By a table of states.</summary>
    Table,

    /// <summary>By steps as bits.</summary>
    Bits,

    /// <summary>Step by step: what is made soonest.</summary>
    Steps,
}

/// <summary>A regular expression in RE2's syntax, searched for anywhere in a text. Immutable; any number of threads may use it.</summary>
/// <remarks>
/// It never goes back in the text. Most patterns become a table, and a text is then read once, at most one look a character and without an allocation. Where a
/// table would be too large the steps are followed as bits, and where they are too many for that one by one: at most the <see cref="Size"/> times the text's
/// length. A word by itself is left to the platform's search.
/// Text is read as code points: a surrogate pair is one character, a surrogate without its other half is one of category Cs.
/// Laws: it matches what RE2 matches; all ways give the same answer; the work for a text is linear in its length.
/// </remarks>
internal sealed class Pattern
{
    private readonly PatternProgram _program;
    private readonly Alphabet _alphabet;
    private readonly string? _word;
    private readonly StateTable? _table;
    private readonly BitSteps? _bits;

    // A way that the pattern cannot have gives way to the next.
    private Pattern(PatternNode node, PatternProgram program, long reading, PatternWay way)
    {
        Making = reading + program.Steps.Length;
        (_program, _alphabet) = (program, new(program));
        if (way is PatternWay.Fastest or PatternWay.Word) _word = WordOf(node);
        if (_word is null && way is not (PatternWay.Bits or PatternWay.Steps)) _table = StateTable.Of(program, _alphabet);
        if (_word is null && _table is null && way is not PatternWay.Steps) _bits = BitSteps.Of(program, _alphabet);
        Way = _word is not null ? PatternWay.Word : _table is not null ? PatternWay.Table : _bits is not null ? PatternWay.Bits : PatternWay.Steps;
    }

    /// <summary>How texts are searched.</summary>
    internal PatternWay Way { get; }

    /// <summary>How many parts may be looked at for a character of text: 1 for a word and with a table.</summary>
    internal int Size => Way switch { PatternWay.Steps => _program.Steps.Length, PatternWay.Bits => _bits!.Size, _ => 1 };

    /// <summary>What was looked at to make it for <see cref="PatternWay.Steps"/>: ranges of characters and steps.</summary>
    internal long Making { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">At most <see cref="Expression.LengthMax"/> characters.</param>
    /// <param name="problem">Why it is none; null where the answer is not.</param>
    /// <param name="way">How texts are searched, or the next way that the pattern can have.</param>
    internal static Pattern? TryParse(string text, out PatternProblem? problem, PatternWay way = PatternWay.Fastest)
    {
        if (text.Length > Expression.LengthMax)
        {
            problem = new(RulesCodes.PatternTooLarge, Expression.LengthMax + 1, text.Substring(Expression.LengthMax, 1));
            return null;
        }

        var parser = new PatternParser(text);
        var node = parser.Parse();
        problem = parser.Problem;
        return node is not null && PatternProgram.Of(node, out problem) is { } program ? new(node, program, parser.Work, way) : null;
    }

    /// <summary>Whether the pattern matches somewhere in a text.</summary>
    internal bool IsMatch(string input) => Way switch
    {
        PatternWay.Word => input.IndexOf(_word!, StringComparison.Ordinal) >= 0,
        PatternWay.Table => _table!.IsMatch(input),
        PatternWay.Bits => _bits!.IsMatch(input),
        _ => Follow(input, out _),
    };

    /// <summary>The same one by one, and how many steps were looked at: at most three times the program for a character.</summary>
    internal bool Follow(string input, out long work)
    {
        var reach = new Reach(_program, _alphabet);
        var steps = new int[_program.Steps.Length];
        var (count, before, isMatch) = (0, Neighbour.Edge, false);
        for (var i = 0; i < input.Length && !isMatch; i++)
        {
            var c = PatternParser.At(input, i);
            if (c > char.MaxValue) i++;
            var characterClass = _alphabet.ClassOf(c);
            var kind = _alphabet.Kinds[characterClass];
            isMatch = reach.Open(steps, count, before, kind);
            if (!isMatch) count = reach.Read(characterClass, steps);
            before = kind;
        }

        isMatch = isMatch || reach.Open(steps, count, before, Neighbour.Edge);
        work = reach.Work;
        return isMatch;
    }

    // Short, because the platform's search may look at all of it at each character. Where no half of a surrogate pair stands by itself, code units say the same
    // as code points.
    private static string? WordOf(PatternNode node)
    {
        const int lengthMax = 16;
        var parts = node.Inner is PatternNode.Sequence sequence ? sequence.Parts : [node.Inner];
        if (parts.Count is 0 or > lengthMax) return null;
        var word = "";
        foreach (var part in parts)
        {
            if (part.Inner is not PatternNode.One { Set.Ranges: [var (first, last)] } || first != last || first is >= 0xD800 and <= 0xDFFF) return null;
            word += char.ConvertFromUtf32(first);
        }

        return word;
    }
}
