using System.Text.RegularExpressions;

namespace OrderKernel.Architecture.Tests;

// Fails when the page of proofs or that of versions names a test that is not there, leaves out a row, or a row has neither test nor the word open.
public partial class ProofTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Family.Root, "docs", "reference", "proofs.md"));

    private static readonly Lazy<HashSet<string>> Tests = new(() =>
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Family.Root, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            var type = "";
            foreach (var line in File.ReadLines(file))
            {
                if (ClassName().Match(line) is { Success: true } found) names.Add(type = found.Groups[1].Value);
                else if (MethodName().Match(line) is { Success: true } method) names.Add($"{type}.{method.Groups[1].Value}");
            }
        }

        return names;
    });

    [Fact]
    public void Every_named_test_exists() =>
        Assert.Empty(Page.SelectMany(l => Named().Matches(l)).Select(m => m.Groups[1].Value).Where(n => !Tests.Value.Contains(n)));

    [Fact]
    public void Every_test_behind_a_promise_of_versions_exists()
    {
        var page = File.ReadAllText(Path.Combine(Family.Root, "docs", "reference", "versioning.md"));
        var named = TestName().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        Assert.True(named.Length > 15);
        Assert.Empty(named.Where(n => !Tests.Value.Contains(n)));
    }

    [Fact]
    public void No_row_and_no_item_is_left_out()
    {
        Assert.Equal(Enumerable.Range(1, 27), Numbers("## Promises"));
        Assert.Equal(Enumerable.Range(1, 40), Numbers("## Failures of other systems"));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"L{i}"),
            Section("## Lifecycle").Select(l => l.Split('|')[1].Trim()).Where(c => c.StartsWith('L') && c.Length > 1 && char.IsDigit(c[1])));
    }

    [Fact]
    public void A_row_without_a_test_says_what_is_open() => Assert.Empty(
        Section("## Promises").Concat(Section("## Failures of other systems"))
            .Where(l => Row().IsMatch(l) && !Named().IsMatch(l) && !l.Contains("open", StringComparison.Ordinal)
                && !l.Contains("table", StringComparison.Ordinal)));

    [Fact]
    public void A_test_that_is_not_there_would_be_found() => Assert.DoesNotContain("RunLaws.The_moon_does_not_matter", Tests.Value);

    private static IEnumerable<int> Numbers(string section) =>
        Section(section).Select(l => Row().Match(l)).Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<string> Section(string head) =>
        Page.SkipWhile(l => l != head).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:public|internal)\s+(?:sealed\s+|static\s+|partial\s+)*class\s+(\w+)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^\s*public\s+(?:async\s+)?(?:Task|void|Property|bool)\s+(\w+)\(")]
    private static partial Regex MethodName();

    [GeneratedRegex(@"`([A-Z]\w+(?:\.[A-Z]\w+)?)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z][a-z]*_\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\|\s*(\d+)\s*\|")]
    private static partial Regex Row();
}
