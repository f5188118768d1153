using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Tests.Patterns;

/// <summary>RE2's syntax by its page and its own tests: what matches, what does not, what is refused and where.</summary>
/// <remarks>Fails when a construct gets another meaning, a refusal another place, or when something that RE2 refuses is read.</remarks>
public class PatternScenarios
{
    // Without a match that there is only for bytes: RE2 in C++ sees \B between the bytes of one character, we and Go see characters.
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "abc", true)]
    [InlineData("bc", "abcd", true)]
    [InlineData("^bc", "abcd", false)]
    [InlineData("cd$", "abcd", true)]
    [InlineData("cd$", "abcd\n", false)]
    [InlineData("(?m)cd$", "abcd\n", true)]
    [InlineData("(?m)^b", "a\nb", true)]
    [InlineData("(?m)\\Ab", "a\nb", false)]
    [InlineData("(?m)a\\z", "a\nb", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("a[^b]c", "a\nc", true)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData("^[😀-😂]$", "😁", true)]
    [InlineData("^[^a]$", "😁", true)]
    [InlineData("^\\x{1F601}$", "😁", true)]
    [InlineData("x*", "", true)]
    [InlineData("^a{2}$", "aa", true)]
    [InlineData("^a{2}$", "aaa", false)]
    [InlineData("^a{2,}$", "a", false)]
    [InlineData("^a{2,}$", "aaaa", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{0}$", "", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^a{2,x}{$", "a{2,x}{", true)]
    [InlineData("^a{02}$", "a{02}", true)]
    [InlineData("^(?:a|b|)c$", "c", true)]
    [InlineData("^(?:a+?|b*?|c??)$", "", true)]
    [InlineData("^(?U)a+?$", "aa", true)]
    [InlineData("(?i)ß", "ẞ", true)]
    [InlineData("(?i)straSSe", "STRAſSE", true)]
    [InlineData("(?i)k", "\u212a", true)]
    [InlineData("(?i)σ", "ς", true)]
    [InlineData("(?i)i", "İ", false)]
    [InlineData("(?i)[^k]", "K", false)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("(?i)a(?-i)b", "Ab", true)]
    [InlineData("a(?i)b|c", "C", true)]
    [InlineData("(a(?i)b)c", "aBC", false)]
    [InlineData("\\bvip\\b", "is vip!", true)]
    [InlineData("\\bvip\\b", "vips", false)]
    [InlineData("\\bvip\\b", "中vip中", true)]
    [InlineData("\\Bip", "vip", true)]
    [InlineData("\\d", "٣", false)]
    [InlineData("\\w", "中", false)]
    [InlineData("\\s", "\v", false)]
    [InlineData("[[:space:]]", "\v", true)]
    [InlineData("\\s", "\u00a0", false)]
    [InlineData("^\\p{Han}+$", "加急发货", true)]
    [InlineData("^\\p{Han}+$", "加急a", false)]
    [InlineData("^\\pL+$", "aя中", true)]
    [InlineData("^\\PL+$", "12-", true)]
    [InlineData("^\\p{^L}$", "1", true)]
    [InlineData("^\\P{^L}$", "a", true)]
    [InlineData("^[\\p{Lu}_]$", "_", true)]
    [InlineData("^\\p{Any}$", "\n", true)]
    [InlineData("^\\p{Hiragana}\\p{Katakana}\\p{Hangul}\\p{Tibetan}$", "あア가ཀ", true)]
    [InlineData("^[[:alpha:]][[:^digit:]]$", "ab", true)]
    [InlineData("^[[:word:]]+$", "a_1", true)]
    [InlineData("^[]a]$", "]", true)]
    [InlineData("^[^]a]$", "]", false)]
    [InlineData("^[a-]$", "-", true)]
    [InlineData("^[\\d-z]$", "-", true)]
    [InlineData("^[\\d-z]$", "m", false)]
    [InlineData("^[a-b-c]$", "-", true)]
    [InlineData("^[[:a]$", ":", true)]
    [InlineData("^[\\]\\-\\\\]$", "\\", true)]
    [InlineData("\\Qa.b\\E.", "a.bc", true)]
    [InlineData("^\\Qab\\E+$", "abb", true)]
    [InlineData("^\\Q*+\\$", "*+\\$", true)]
    [InlineData("^\\101\\x41\\x{41}\\0\\07$", "AAA\0\a", true)]
    [InlineData("^\\a\\f\\n\\r\\t\\v$", "\a\f\n\r\t\v", true)]
    [InlineData("^\\.\\_\\-\\/$", "._-/", true)]
    [InlineData("^(?P<year>\\d{4})-(?<month>\\d\\d)$", "2026-02", true)]
    [InlineData("^(?P<年>x)$", "x", true)]
    [InlineData("^*a", "a", true)]
    [InlineData("(|a)*b", "aab", true)]
    [InlineData("(a*)*$", "b", true)]
    [InlineData("(a*)+c", "b", false)]
    [InlineData("^a(?i)*$", "aaa", true)]
    [InlineData("^SF\\d{12,15}$", "SF1234567890123", true)]
    [InlineData("^SF\\d{12,15}$", "SF123", false)]
    [InlineData("(拆单|加急|勿发)", "客户备注:请加急", true)]
    [InlineData("[^\\x00-\\x{10FFFF}]", "a", false)]
    [InlineData("[\\x{10000}-\\x{10FFF}]x", "aaaaaa\U00010000x", true)]
    [InlineData("[\\x{10000}-\\x{10FFF}]x", "aaaaaa\U00010FFFx", true)]
    [InlineData("[\\x{10000}-\\x{10FFF}]x", "aaaaaa\U00011000x", false)]
    [InlineData("[\\x{FFF0}-\\x{1000F}]x", "aaaaaa\U0001000Fx", true)]
    [InlineData("a[^b]*b", "xxxa123456789b", true)]
    [InlineData("a[^b]*b", "xxxa123456789", false)]
    [InlineData("a[^b]*$", "xxxa123456789", true)]
    public void What_matches(string pattern, string input, bool matches)
    {
        Assert.Equal(matches, Parsed(pattern).IsMatch(input));
        foreach (var way in new[] { PatternWay.Table, PatternWay.Bits, PatternWay.Steps })
            Assert.True(Pattern.TryParse(pattern, out _, way)!.IsMatch(input) == matches, $"by {way}");
    }

    [Theory]
    [InlineData("a**", RulesCodes.PatternSyntax, 3, "*")]
    [InlineData("a+?{2}", RulesCodes.PatternSyntax, 4, "{2}")]
    [InlineData("*a", RulesCodes.PatternSyntax, 1, "*")]
    [InlineData("a|*", RulesCodes.PatternSyntax, 3, "*")]
    [InlineData("(?i)*", RulesCodes.PatternSyntax, 5, "*")]
    [InlineData("\\Q\\E*", RulesCodes.PatternSyntax, 5, "*")]
    [InlineData("a{1001}", RulesCodes.PatternSyntax, 2, "{1001}")]
    [InlineData("a{99999999999999999999}", RulesCodes.PatternSyntax, 2, "{99999999999999999999}")]
    [InlineData("a{2,1}", RulesCodes.PatternSyntax, 2, "{2,1}")]
    [InlineData("((a{7}){11}){13}", RulesCodes.PatternSyntax, 13, "{13}")]
    [InlineData("ab)c", RulesCodes.PatternSyntax, 3, ")")]
    [InlineData("a(b", RulesCodes.PatternSyntax, 2, "(")]
    [InlineData("a[b", RulesCodes.PatternSyntax, 2, "[b")]
    [InlineData("[]", RulesCodes.PatternSyntax, 1, "[]")]
    [InlineData("[z-a]", RulesCodes.PatternSyntax, 2, "z-a")]
    [InlineData("[a-\\d]", RulesCodes.PatternSyntax, 4, "\\d")]
    [InlineData("[[:foo:]]", RulesCodes.PatternSyntax, 2, "[:foo:]")]
    [InlineData("[\\b]", RulesCodes.PatternSyntax, 2, "\\b")]
    [InlineData("a\\", RulesCodes.PatternSyntax, 2, "\\")]
    [InlineData("\\Z", RulesCodes.PatternSyntax, 1, "\\Z")]
    [InlineData("\\E", RulesCodes.PatternSyntax, 1, "\\E")]
    [InlineData("\\中", RulesCodes.PatternSyntax, 1, "\\中")]
    [InlineData("\\x4", RulesCodes.PatternSyntax, 1, "\\x4")]
    [InlineData("\\x{110000}", RulesCodes.PatternSyntax, 1, "\\x{110000}")]
    [InlineData("\\x{}", RulesCodes.PatternSyntax, 1, "\\x{}")]
    [InlineData("a\\p{Klingon}", RulesCodes.PatternSyntax, 2, "\\p{Klingon}")]
    [InlineData("\\p{Han", RulesCodes.PatternSyntax, 1, "\\p{Han")]
    [InlineData("(?P<n>a)(?P<n>b)", RulesCodes.PatternSyntax, 13, "n")]
    [InlineData("(?P<>a)", RulesCodes.PatternSyntax, 1, "(?P<>")]
    [InlineData("(?P<x y>a)", RulesCodes.PatternSyntax, 1, "(?P<x y>")]
    [InlineData("(?P<name", RulesCodes.PatternSyntax, 1, "(?P<name")]
    [InlineData("(?-)a", RulesCodes.PatternSyntax, 1, "(?-)")]
    [InlineData("(?x)a", RulesCodes.PatternSyntax, 1, "(?x")]
    [InlineData("a(?=b)", RulesCodes.PatternNotSupported, 2, "(?=")]
    [InlineData("a(?!b)", RulesCodes.PatternNotSupported, 2, "(?!")]
    [InlineData("(?<=a)b", RulesCodes.PatternNotSupported, 1, "(?<=")]
    [InlineData("(?<!a)b", RulesCodes.PatternNotSupported, 1, "(?<!")]
    [InlineData("(?>a)b", RulesCodes.PatternNotSupported, 1, "(?>")]
    [InlineData("(a)\\1", RulesCodes.PatternNotSupported, 4, "\\1")]
    [InlineData("(?P<n>a)(?P=n)", RulesCodes.PatternNotSupported, 9, "(?P=")]
    [InlineData("\\C", RulesCodes.PatternNotSupported, 1, "\\C")]
    [InlineData("x(?:a{1000}b{1000}c{1000}){3}", RulesCodes.PatternSyntax, 27, "{3}")]
    [InlineData("(?:.{100}.{100}.{100}.{100}.{100}.{100}.{100}.{100}.{100}.{100}.{100}){10}", RulesCodes.PatternTooLarge, 71, "{}")]
    public void What_is_refused_and_where(string pattern, string code, int position, string found)
    {
        Assert.Null(Pattern.TryParse(pattern, out var problem));
        Assert.Equal(new PatternProblem(code, position, found), problem);
        Assert.Equal(code, problem!.ToReason(7).Code);
    }

    // Not in the table above: attributes cannot hold such texts.
    [Fact]
    public void Half_a_surrogate_pair_is_a_character_of_category_Cs()
    {
        Assert.True(Parsed("^.\\p{Cs}$").IsMatch("\ud83d\ud83d"));
        Assert.True(Parsed("^\\p{Cs}.$").IsMatch("\udc00a"));
        Assert.True(Parsed("^\ud83d$").IsMatch("\ud83d"));
        Assert.False(Parsed("\ud83d").IsMatch("\ud83d\ude00"));
    }

    [Fact]
    public void The_size_of_a_pattern_is_bounded()
    {
        Assert.NotNull(Pattern.TryParse(Nested(PatternParser.HeightMax / 2 - 1), out _));
        Assert.Null(Pattern.TryParse(Nested(Expression.LengthMax / 2), out var tooDeep));
        Assert.Equal(RulesCodes.PatternTooLarge, tooDeep!.Code);
        Assert.Null(Pattern.TryParse("a" + string.Concat(Enumerable.Repeat("*(?i)", 3_000)), out tooDeep));
        Assert.Equal(RulesCodes.PatternTooLarge, tooDeep!.Code);
        Assert.Null(Pattern.TryParse(new string('a', Expression.LengthMax + 1), out var tooLong));
        Assert.Equal(RulesCodes.PatternTooLarge, tooLong!.Code);

        static string Nested(int depth) => new string('(', depth) + new string(')', depth);
    }

    // A megabyte is what threads have on Windows.
    [Fact]
    public void Brackets_without_end_fit_a_small_stack()
    {
        Pattern? permitted = null, tooDeep = null, open = null;
        var thread = new Thread(
            () =>
            {
                permitted = Pattern.TryParse(new string('(', PatternParser.HeightMax - 2) + new string(')', PatternParser.HeightMax - 2), out _);
                tooDeep = Pattern.TryParse(new string('(', Expression.LengthMax / 2) + new string(')', Expression.LengthMax / 2), out _);
                open = Pattern.TryParse(new string('(', Expression.LengthMax), out _);
            },
            1_024 * 1_024);
        thread.Start();
        thread.Join();
        Assert.NotNull(permitted);
        Assert.Null(tooDeep);
        Assert.Null(open);
    }

    [Fact]
    public void The_package_has_no_other_engine() => Assert.DoesNotContain(
        typeof(Pattern).Assembly.GetReferencedAssemblies(), a => a.Name == "System.Text.RegularExpressions");

    private static Pattern Parsed(string pattern)
    {
        var parsed = Pattern.TryParse(pattern, out var problem);
        Assert.True(parsed is not null, $"{problem}");
        return parsed;
    }
}
