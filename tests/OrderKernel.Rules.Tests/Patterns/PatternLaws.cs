using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Tests.Patterns;

/// <summary>Our matcher beside .NET's, its table beside its steps, and both under texts and patterns that are meant to hurt.</summary>
/// <remarks>
/// Fails when a match differs from .NET's non-backtracking engine, when a table loses what stands before or after a place, when
/// any text makes the parser throw or name no position, and when work grows faster than the text.
/// </remarks>
public class PatternLaws
{
    private static readonly PatternWay[] Ways = [PatternWay.Fastest, PatternWay.Table, PatternWay.Bits, PatternWay.Steps];

    [Law(4_000, 400_000)]
    public void It_matches_what_dotnet_matches_without_backtracking(Seed seed)
    {
        var chance = new Random(seed);
        var isWide = chance.Next(2) == 0;
        var (ours, theirs) = RandomPattern.Of(chance, isWide);
        var oracle = new Regex(theirs, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        var all = Ways.Select(w => Pattern.TryParse(ours, out _, w)!).ToArray();
        for (var i = 0; i < 10; i++)
        {
            var input = RandomPattern.Input(chance, isWide);
            var expected = oracle.IsMatch(input);
            foreach (var pattern in all)
            {
                if (pattern.IsMatch(input) != expected) Assert.Fail($"{ours} on {input}: {!expected} by {pattern.Way}, {expected} by {theirs}");
            }
        }
    }

    // Long enough for several words of bits, with steps that lead on, back and past; the texts match, or all but match.
    [Law(1_000, 100_000)]
    public void Long_patterns_match_by_all_ways_alike(Seed seed)
    {
        (string Pattern, string Text)[] parts =
        [
            ("a", "a"), ("[ab]", "b"), (".", "1"), ("(?:ab|c)", "c"), ("(?:ab|c)", "ab"), ("b?", ""), ("b?", "b"), ("(?:a|bc)*", "abca"), ("(?:bc)+", "bcbc"), ("中", "中"),
            ("[😀-😂]", "😁"), ("a{3}", "aaa"), ("(?:a?b){2}", "bab"), ("(?:a|b|)c", "c"), ("(?:.b){0,3}", "ab"), ("(?:a.c|.b)", "ab"), ("\\b", ""), ("\\n", "\n"), ("(?m:$)", ""),
        ];
        var chance = new Random(seed);
        var chosen = Enumerable.Range(0, chance.Next(1, 120)).Select(_ => parts[chance.Next(parts.Length - (seed % 2 == 0 ? 3 : 0))]).ToArray();
        var pattern = string.Concat(chosen.Select(c => c.Pattern));
        var ways = Ways.Select(w => Pattern.TryParse(pattern, out _, w)!).ToArray();
        for (var i = 0; i < 4; i++)
        {
            var text = string.Concat(chosen.Select(c => c.Text));
            if (i > 0 && text.Length > 0) text = text.Remove(chance.Next(text.Length), 1);
            if (i > 1) text = text.Insert(chance.Next(text.Length + 1), parts[chance.Next(parts.Length)].Text);
            text = RandomPattern.Input(chance, isWide: true) + text + RandomPattern.Input(chance, isWide: true);
            var expected = ways[^1].IsMatch(text);
            Assert.True(expected || i > 0 || seed % 2 == 1, $"{pattern} on {text}: no match");
            foreach (var way in ways) Assert.True(way.IsMatch(text) == expected, $"{pattern} on {text}: {!expected} by {way.Way}");
        }
    }

    [Law(1_000, 100_000)]
    public void Words_are_found_as_the_platform_finds_them(Seed seed)
    {
        var chance = new Random(seed);
        string[] letters = chance.Next(2) == 0 ? ["a", "b"] : ["退", "货", "款", "😀", "😁"];
        string Some(int most) => string.Concat(Enumerable.Range(0, chance.Next(1, most)).Select(_ => letters[chance.Next(letters.Length)]));
        var words = Enumerable.Range(0, chance.Next(1, 6)).Select(_ => Some(5)).ToArray();
        var (brackets, input) = (chance.Next(2) == 0, Some(12));
        var text = brackets ? $"({string.Join("|", words.Select(w => $"({w})"))})" : string.Join("|", words);
        foreach (var way in Ways)
        {
            var pattern = Pattern.TryParse(text, out _, way)!;
            Assert.True(pattern.IsMatch(input) == Array.Exists(words, input.Contains), $"{text} on {input} by {pattern.Way}");
        }
    }

    [Theory]
    [InlineData("退款|退货", "Table")]
    [InlineData("((😀))", "Word")]
    [InlineData("refund", "Word")]
    [InlineData("a long, long word", "Table")]
    [InlineData("退款|", "Table")]
    [InlineData("(?i)refund", "Table")]
    [InlineData("re[fF]und", "Table")]
    [InlineData("^refund", "Table")]
    [InlineData("(a|b)*a(a|b){12}c", "Bits")]
    [InlineData("\\b(a|b)*a(a|b){12}c", "Bits")]
    [InlineData("a.{500}b.{500}c", "Bits")]
    [InlineData("a.{700}b.{700}c", "Steps")]
    public void Each_way_is_taken_where_it_can_be_had(string pattern, string way) => Assert.Equal(way, $"{Pattern.TryParse(pattern, out _)!.Way}");

    [Law(20_000, 2_000_000)]
    public void Any_text_is_a_pattern_or_has_a_problem_with_a_position(Seed seed)
    {
        string[] pieces =
        [
            "(", "(?", "(?:", "(?P<", "(?i", ")", "[", "[^", "[[:", ":]", "]", "{", "}", "{2", ",3}", "*", "+", "?", "|", "\\", "\\Q", "\\E", "\\p", "\\p{", "\\x{",
            "\\x", "\\1", "\\b", "^", "$", ".", "a", "-", "中", "😀", "\ud83d", "\ude00", "\0", "<", ">", "=", "!", "#", "9", "&&", "\n",
        ];
        var chance = new Random(seed);
        var text = new StringBuilder();
        for (var left = chance.Next(12); left > 0; left--) text.Append(pieces[chance.Next(pieces.Length)]);
        var pattern = Pattern.TryParse(text.ToString(), out var problem);
        if (pattern is null) Assert.InRange(problem!.Position, 1, Math.Max(1, text.Length));
        else
        {
            Assert.Null(problem);
            var input = RandomPattern.Input(chance, isWide: true);
            Assert.All(Ways, w => Assert.Equal(pattern.IsMatch(input), Pattern.TryParse(text.ToString(), out _, w)!.IsMatch(input)));
        }
    }

    // Patterns on which engines that go back take exponential or quadratic time.
    [Theory]
    [InlineData("(a+)+$", "a", "b")]
    [InlineData("^(a+)+$", "a", "b")]
    [InlineData("(a|a)*b", "a", "")]
    [InlineData("(a|aa)+$", "a", "b")]
    [InlineData("(x+x+)+y", "x", "")]
    [InlineData("(.*)*=.*;", "a=", "")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$", "a", "")]
    [InlineData("([a-zA-Z]+)*@", "a", "")]
    [InlineData("^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$", "a", "!")]
    [InlineData("(a?){100}a{100}b", "a", "")]
    [InlineData("(?:a?){25}a{25}b", "a", "")]
    [InlineData("\\s+$", " ", "x")]
    [InlineData("(.*a){10}b", "a", "")]
    [InlineData("(a|b)*a(a|b){10}c", "ab", "")]
    [InlineData("(?i)(\\p{L}+\\s?)+$", "中", "1")]
    [InlineData("aaaaaaaaaaaaaaab", "a", "")]
    [InlineData("ab|ac", "axx", "")]
    [InlineData("退款|退货", "退。。", "")]
    [InlineData("(a|b)*a(a|b){12}c", "aab", "")]
    [InlineData("x[ab]{20}(a|b*c|d){9}a(?:a|b){20}c", "xab", "")]
    [InlineData("a.{120}b.{120}c", "ab", "")]
    public void A_megabyte_that_is_meant_to_hurt_takes_no_time(string pattern, string part, string end)
    {
        var input = string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length)) + end;
        var parsed = Pattern.TryParse(pattern, out _)!;
        parsed.IsMatch(input);
        var best = Enumerable.Range(0, 7).Min(_ => Time(parsed, input));
        Assert.True(best <= 200, $"{best} ms with {parsed.Size} parts");
    }

    [Theory]
    [InlineData("(a|b)*a(a|b){12}c", "aab")]
    [InlineData("(a|b)*a(a|b){20}c", "ab")]
    [InlineData("(?:a?){400}a{400}b", "a")]
    public void Without_a_table_each_stretch_of_text_costs_the_same(string pattern, string part)
    {
        var parsed = Pattern.TryParse(pattern, out _, PatternWay.Steps)!;
        long Work(int length)
        {
            parsed.Follow(string.Concat(Enumerable.Repeat(part, length / part.Length)), out var work);
            return work;
        }

        // Counted, not timed: once all steps are reached each stretch costs what the one before it did.
        var (first, second, third) = (Work(6_000), Work(12_000), Work(18_000));
        Assert.InRange(third - second, 1, second - first + (4 * parsed.Size));
        Assert.InRange(third, 1, 3L * parsed.Size * 18_001);
    }

    [Fact]
    public void A_match_leaves_nothing_to_collect()
    {
        var pattern = Pattern.TryParse("(?i)\\b(vip|加急)\\b|^SF\\d{12}$", out _)!;
        var inputs = new[] { "this is for a VIP", "SF123456789012", "客户备注:请加急发货", "" };
        foreach (var input in inputs) pattern.IsMatch(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) pattern.IsMatch(inputs[i & 3]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Time(Pattern pattern, string input)
    {
        var start = Stopwatch.GetTimestamp();
        pattern.IsMatch(input);
        return (Stopwatch.GetTimestamp() - start) * 1_000.0 / Stopwatch.Frequency;
    }
}
