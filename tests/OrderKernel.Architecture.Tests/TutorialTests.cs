using System.Globalization;
using System.Text.RegularExpressions;
using OrderKernel.Testing;

namespace OrderKernel.Architecture.Tests;

// Fails when the tutorial's two languages part: another heading, list, program, output, word in code, link or figure in one section, or no link to the other.
public partial class TutorialTests
{
    private static readonly string English = Page("tutorial.md");
    private static readonly string Chinese = Page("tutorial.zh.md");

    private static readonly string[] Words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    [Fact]
    public void Both_languages_say_the_same() => Assert.Empty(Differences(English, Chinese));

    [Fact]
    public void Each_leads_to_the_other_and_the_front_page_to_its_own()
    {
        Assert.Contains("](tutorial.zh.md)", English, StringComparison.Ordinal);
        Assert.Contains("](tutorial.md)", Chinese, StringComparison.Ordinal);
        Assert.Contains("](tutorial.zh.md)", Page("README.zh.md"), StringComparison.Ordinal);
    }

    // The kit grows; what the pages and samples print of it is found here, and not only by the leg that runs them.
    [Fact]
    public void What_is_printed_of_the_kit_counts_its_checks()
    {
        var said = Directory.EnumerateFiles(Path.Combine(Family.Root, "docs"), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".md" or ".txt")
            .SelectMany(f => Kept().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Kept: m.Groups["kept"].Value, All: m.Groups["all"].Value)))
            .ToList();
        Assert.True(said.Count >= 4, "the pages print nothing of the kit");
        var count = StoreConformance.Names.Count.ToString(CultureInfo.InvariantCulture);
        Assert.All(said, s => Assert.Equal((s.File, count, count), s));
    }

    [Theory]
    [InlineData("## 6. ", "### 6. ", "headings")]
    [InlineData("## 3. ", "## 4. ", "headings")]
    [InlineData("- 自己的文档", "自己的文档", "6: list")]
    [InlineData("6. **一份证明", "7. **一份证明", "4: list")]
    [InlineData("\"MUG-1\",\"onHand\":10", "\"MUG-1\",\"onHand\":11", "2: blocks")]
    [InlineData("of 42", "of 38", "3: blocks")]
    [InlineData("`jd`", "`tb`", "4: code")]
    [InlineData("`verify`", "verify", "5: code")]
    [InlineData("](guides/testing.md)", "](guides/kernel.md)", "6: links")]
    [InlineData(".NET 10", ".NET 8", "0: figures")]
    [InlineData("十分钟", "五分钟", "0: figures")]
    [InlineData("两只", "三只", "4: figures")]
    public void A_page_that_parted_is_named(string said, string instead, string difference)
    {
        Assert.Contains(said, Chinese, StringComparison.Ordinal);
        var differences = Differences(English, Chinese.Replace(said, instead, StringComparison.Ordinal));
        Assert.Contains(differences, d => d.StartsWith(difference, StringComparison.Ordinal));
    }

    // What differs, by section (0 is what stands before the first); prose may stand in another order, so its pieces are compared sorted.
    private static IEnumerable<string> Differences(string english, string chinese)
    {
        if (!Headings(english).SequenceEqual(Headings(chinese))) return ["headings"];
        return Sections(english).Zip(Sections(chinese)).SelectMany((pair, i) => Parts(pair.First).Zip(Parts(pair.Second))
            .Where(p => !p.First.Said.SequenceEqual(p.Second.Said))
            .Select(p => $"{i}: {p.First.Kind}: {string.Join(" | ", p.First.Said)} ≠ {string.Join(" | ", p.Second.Said)}"));
    }

    private static IEnumerable<(string Kind, IEnumerable<string> Said)> Parts(string section)
    {
        var prose = Fence().Replace(section, "");
        var plain = Code().Replace(Link().Replace(Item().Replace(Heading().Replace(prose, ""), ""), ""), "");
        yield return ("blocks", Fence().Matches(section).Select(m => m.Value));
        yield return ("list", Item().Matches(prose).Select(m => m.Value));
        yield return ("code", Code().Matches(prose).Select(m => m.Value).Order(StringComparer.Ordinal));
        yield return ("links", Link().Matches(prose).Select(m => m.Groups[1].Value.Replace(".zh", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        yield return ("figures", Figure().Matches(plain).Select(m => Number(m.Value)).Order(StringComparer.Ordinal));
    }

    // Level and number of each heading, in order.
    private static IEnumerable<string> Headings(string page) => Heading().Matches(Fence().Replace(page, "")).Select(m => m.Groups[1].Value);

    private static string[] Sections(string page) => Regex.Split(page, "^(?=## )", RegexOptions.Multiline);

    private static string Number(string figure)
    {
        if (Array.IndexOf(Words, figure.ToLowerInvariant()) is >= 0 and var word) return $"{word + 2}";
        return "二三四五六七八九十".IndexOf(figure.Replace('两', '二'), StringComparison.Ordinal) is >= 0 and var sign ? $"{sign + 2}" : figure;
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Family.Root, "docs", name)).ReplaceLineEndings("\n");

    [GeneratedRegex("(?<kept>[0-9]+) of (?<all>[0-9]+)(?= promises kept|$)", RegexOptions.Multiline)]
    private static partial Regex Kept();

    [GeneratedRegex("^(#+ (?:[0-9]+\\.)?).*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^(?:-|[0-9]+\\.) ", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[[^\]\n]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    // Digits, a number in words, or a Chinese one before what it counts ("第二次" counts nothing).
    [GeneratedRegex("[0-9]+|\\b(?:two|three|four|five|six|seven|eight|nine|ten)\\b|(?<!第)[两二三四五六七八九十](?=分钟|只|个|件|座)", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();
}
