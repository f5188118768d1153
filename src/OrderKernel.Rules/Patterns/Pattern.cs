namespace OrderKernel.Rules.Patterns;

/// <summary>A regular expression in RE2's syntax, searched for anywhere in a text. Immutable; any number of threads may use it.</summary>
/// <remarks>
/// It never goes back in the text. Most patterns become a table, and a text is then read once, one look a character and without an allocation. A pattern with
/// too many states for a table is followed step by step: at most its <see cref="Size"/> times the text's length.
/// Text is read as code points: a surrogate pair is one character, a surrogate without its other half is one of category Cs.
/// Laws: it matches what RE2 matches; table and steps give the same answer; the work for a text is linear in its length.
/// </remarks>
internal sealed class Pattern
{
    private readonly PatternProgram _program;
    private readonly Alphabet _alphabet;
    private readonly StateTable? _table;

    private Pattern(PatternProgram program, Alphabet alphabet, StateTable? table) => (_program, _alphabet, _table) = (program, alphabet, table);

    /// <summary>How many parts may be looked at for a character of text: 1 with a table.</summary>
    internal int Size => _table is null ? _program.Steps.Length : 1;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">At most <see cref="Expression.LengthMax"/> characters.</param>
    /// <param name="problem">Why it is none; null where the answer is not.</param>
    internal static Pattern? TryParse(string text, out PatternProblem? problem) => TryParse(text, out problem, withTable: true);

    /// <summary>Reads a pattern; without a table it is always followed step by step.</summary>
    internal static Pattern? TryParse(string text, out PatternProblem? problem, bool withTable)
    {
        if (text.Length > Expression.LengthMax)
        {
            problem = new(RulesCodes.PatternTooLarge, Expression.LengthMax + 1, text.Substring(Expression.LengthMax, 1));
            return null;
        }

        var parser = new PatternParser(text);
        var node = parser.Parse();
        problem = parser.Problem;
        if (node is null || PatternProgram.Of(node, out problem) is not { } program) return null;
        var alphabet = new Alphabet(program);
        return new(program, alphabet, withTable ? StateTable.Of(program, alphabet) : null);
    }

    /// <summary>Whether the pattern matches somewhere in a text.</summary>
    internal bool IsMatch(string input) => _table is { } table ? table.IsMatch(input, _alphabet) : Follow(input, out _);

    /// <summary>The same step by step, and how many steps were looked at: at most three times the program for a character.</summary>
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
}
