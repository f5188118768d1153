using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Tests.Patterns;

/// <summary>Patterns of as many steps as fit a word of bits, one more and one less, and the ends of what escapes, counts and flags can say.</summary>
/// <remarks>Fails when a way of matching goes wrong where the steps of a pattern need another word, when a limit is off by one, or a flag lasts too
/// long.</remarks>
public class PatternEdgeScenarios
{
    public static TheoryData<int> Lengths() => [31, 32, 62, 63, 64, 65, 95, 96, 126, 127, 128, 129, 191, 192, 300];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_chain_of_any_length_is_counted_exactly(int n)
    {
        Is($"^a{{{n}}}$", (A(n - 1), false), (A(n), true), (A(n + 1), false), (A(n - 1) + "b", false), ("", false));
        Is($"a{{{n}}}b", ("x" + A(n + 3) + "bx", true), (A(n - 1) + "b", false), (A(n) + "cb", false), (A(n - 1) + "b" + A(n) + "b", true));
        Is($"^a{{{n - 1},{n}}}b?$", (A(n - 2), false), (A(n - 1), true), (A(n) + "b", true), (A(n + 1), false), (A(n - 1) + "bb", false));
        Is($"^a{{{n},}}b$", (A(n - 1) + "b", false), (A(n) + "b", true), (A(3 * n) + "b", true), (A(3 * n), false));
        Is($"^a{{0,{n}}}$", ("", true), (A(n), true), (A(n + 1), false));
    }

    // Steps that lead elsewhere than to the next, and characters of which several steps read the same.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Choices_lead_across_the_words_of_bits(int n)
    {
        var pairs = string.Concat(Enumerable.Range(0, n).Select(i => i % 3 == 0 ? "ab" : "c"));
        Is($"^(?:ab|c){{{n}}}e$", (pairs + "e", true), (pairs + "ce", false), (pairs.Substring(0, pairs.Length - 1) + "e", false), (pairs, false));
        Is($"^(?:a|ab){{{n}}}c$", (string.Concat(Enumerable.Repeat("a", n)) + "c", true), (string.Concat(Enumerable.Repeat("ab", n)) + "c", true),
            (string.Concat(Enumerable.Repeat("ab", n + 1)) + "c", false), (string.Concat(Enumerable.Repeat("ab", n)) + "bc", false));
        Is($"^(?:{A(n)}|b)*c$", (A(n) + "b" + A(n) + "c", true), (A(n - 1) + "bc", false), ("c", true), (A(2 * n) + "bbc", true), (A(2 * n + 1) + "c", false));
        Is($"x[^y]{{{n}}}y", ("x" + A(n) + "y", true), ("x" + A(n - 1) + "y", false), ("x" + A(n + 1) + "y", false), ("x" + A(2) + "x" + A(n) + "y", true));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Places_are_asked_for_between_long_chains(int n)
    {
        Is($"\\ba{{{n}}}\\b", (" " + A(n) + " ", true), (A(n), true), ("x" + A(n), false), (A(n) + "x", false), ("-" + A(n) + "-", true));
        Is($"(?m)^a{{{n}}}$", ("b\n" + A(n) + "\nb", true), ("b\n" + A(n) + "b\n", false), (A(n + 1), false));
        Is($"a{{{n}}}\\Bb", (A(n) + "b", true), (A(n) + " b", false));
    }

    // Of escapes: the last digit and the first that is none, the last character, and what looks like a group's number.
    [Theory]
    [InlineData("^\\77$", "?", true)]
    [InlineData("^\\1011$", "A1", true)]
    [InlineData("^\\1018$", "A8", true)]
    [InlineData("^\\08$", "\08", true)]
    [InlineData("^\\x9a$", "\u009a", true)]
    [InlineData("^\\x9A$", "\u009a", true)]
    [InlineData("^\\xaF$", "\u00af", true)]
    [InlineData("^\\x41b$", "Ab", true)]
    [InlineData("^\\x{9}$", "\t", true)]
    [InlineData("^\\x{10FFFF}$", "\U0010FFFF", true)]
    [InlineData("^\\x{10000}$", "\U00010000", true)]
    [InlineData("^\\x{FFFF}$", "\uffff", true)]
    [InlineData("^[\\x{FFFF}]$", "\uffff", true)]
    [InlineData("^[^\\x{FFFF}]$", "\uffff", false)]
    [InlineData("^\\\u007f$", "\u007f", true)]
    // Flags last to the end of their group; several are set and cleared at once.
    [InlineData("^(?im-i)a$", "A", false)]
    [InlineData("(?im-i)^a$", "b\na", true)]
    [InlineData("(?im-i)^a$", "b\nA", false)]
    [InlineData("(?m-i)^a$", "b\na\nc", true)]
    [InlineData("(?-m)^a", "b\na", false)]
    [InlineData("(?m)b(?-m)$", "b\n", false)]
    [InlineData("(?is-s)a.c", "A\nC", false)]
    [InlineData("(?is-i)a.c", "a\nc", true)]
    [InlineData("(?:(?i)a)b", "Ab", true)]
    [InlineData("(?:(?i)a)b", "AB", false)]
    // What is counted in a count.
    [InlineData("^(?:a{2}){3}$", "aaaaaa", true)]
    [InlineData("^(?:a{2}){3}$", "aaaaa", false)]
    [InlineData("^(?:a{0,2}|b){2}$", "aab", true)]
    [InlineData("^a{1}$", "a", true)]
    [InlineData("^a{1,}$", "aaa", true)]
    [InlineData("^a{1$", "a{1", true)]
    [InlineData("^a{1,$", "a{1,", true)]
    [InlineData("^a{1,2$", "a{1,2", true)]
    [InlineData("^a{1x$", "a{1x", true)]
    // Ranges that touch are one, ranges that do not are two.
    [InlineData("^[a-cd-f]+$", "abcdef", true)]
    [InlineData("^[a-ce-f]+$", "d", false)]
    [InlineData("^[^a-ce-f]+$", "d", true)]
    [InlineData("^[^a-cd-f]+$", "d", false)]
    [InlineData("^[^\\x00-b]$", "a", false)]
    [InlineData("^[^\\x00-b]$", "c", true)]
    [InlineData("^[^c-\\x{10FFFE}]$", "\U0010FFFF", true)]
    [InlineData("^[^c-\\x{10FFFF}]$", "\U0010FFFF", false)]
    public void What_matches_at_the_ends(string pattern, string input, bool matches) => Is(pattern, (input, matches));

    [Theory]
    [InlineData("\\7", RulesCodes.PatternNotSupported, 1, "\\7")]
    [InlineData("\\78", RulesCodes.PatternNotSupported, 1, "\\7")]
    [InlineData("\\8", RulesCodes.PatternNotSupported, 1, "\\8")]
    [InlineData("\\9", RulesCodes.PatternNotSupported, 1, "\\9")]
    [InlineData("\\k", RulesCodes.PatternNotSupported, 1, "\\k")]
    [InlineData("\\g", RulesCodes.PatternNotSupported, 1, "\\g")]
    [InlineData("\\\u0080", RulesCodes.PatternSyntax, 1, "\\\u0080")]
    [InlineData("\\y", RulesCodes.PatternSyntax, 1, "\\y")]
    [InlineData("\\x{110000}", RulesCodes.PatternSyntax, 1, "\\x{110000}")]
    [InlineData("\\x{41", RulesCodes.PatternSyntax, 1, "\\x{41")]
    [InlineData("\\xg1", RulesCodes.PatternSyntax, 1, "\\xg")]
    [InlineData("\\x", RulesCodes.PatternSyntax, 1, "\\x")]
    [InlineData("\\p", RulesCodes.PatternSyntax, 1, "\\p")]
    [InlineData("\\pY", RulesCodes.PatternSyntax, 1, "\\pY")] // Yi is a script, no category
    [InlineData("(?P<a>x)(?P<b>y)(?P<a>z)", RulesCodes.PatternSyntax, 21, "a")]
    [InlineData("(?P<a-b>x)", RulesCodes.PatternSyntax, 1, "(?P<a-b>")]
    [InlineData("x(?P<", RulesCodes.PatternSyntax, 2, "(?P<")]
    [InlineData("x(?", RulesCodes.PatternSyntax, 2, "(?")]
    [InlineData("x(?i", RulesCodes.PatternSyntax, 2, "(?i")]
    [InlineData("(?i--m)a", RulesCodes.PatternSyntax, 1, "(?i--")]
    [InlineData("a{1000}{2}", RulesCodes.PatternSyntax, 8, "{2}")]
    [InlineData("(?:a{500}){3}", RulesCodes.PatternSyntax, 11, "{3}")]
    [InlineData("(?:a{500,}){3}", RulesCodes.PatternSyntax, 12, "{3}")]
    [InlineData("(?:a{0,500}b){3}", RulesCodes.PatternSyntax, 14, "{3}")]
    [InlineData("(?:b|a{500}){3}", RulesCodes.PatternSyntax, 13, "{3}")]
    public void What_is_refused_at_the_ends(string pattern, string code, int position, string found)
    {
        Assert.Null(Pattern.TryParse(pattern, out var problem));
        Assert.Equal(new PatternProblem(code, position, found), problem);
    }

    // What is shown of a problem has thirty-two characters at most.
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void What_was_found_is_shown_in_part(int length)
    {
        Assert.Null(Pattern.TryParse("[" + new string('b', length - 1), out var problem));
        Assert.Equal("[" + new string('b', Math.Min(length, 32) - 1), problem!.Found);
    }

    [Theory]
    [InlineData("(?:a{500}){2}")]
    [InlineData("(?:a{500,}){2}")]
    [InlineData("(?:a{0,500}){2}")]
    [InlineData("a{1000}")]
    [InlineData("a{1000,}")]
    [InlineData("a{0,1000}")]
    public void As_often_as_may_be_is_permitted(string pattern) => Assert.NotNull(Pattern.TryParse(pattern, out _));

    private static string A(int n) => new('a', Math.Max(0, n));

    private static void Is(string pattern, params (string Input, bool Matches)[] rows)
    {
        foreach (var (input, matches) in rows)
        {
            Assert.True(Pattern.TryParse(pattern, out var problem)?.IsMatch(input) == matches, $"{pattern} on {input}: {problem}");
            foreach (var way in new[] { PatternWay.Table, PatternWay.Bits, PatternWay.Steps })
                Assert.True(Pattern.TryParse(pattern, out _, way)?.IsMatch(input) == matches, $"{pattern} on {input} by {way}");
        }
    }
}
