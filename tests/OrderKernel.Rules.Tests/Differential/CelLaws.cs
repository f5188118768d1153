namespace OrderKernel.Rules.Tests.Differential;

/// <summary>A second opinion: what Cel 0.3.3 says of the same expressions.</summary>
/// <remarks>Fails when the two differ in any way that the guide does not list, or agree on an example that it gives.</remarks>
public class CelLaws
{
    [Fact]
    public void The_two_differ_in_known_ways_alone()
    {
        var source = new TermSource(new Random(20260209));
        var unknown = new List<string>();
        var count = Sizes.Of(100_000, 2_000_000);
        for (var i = 0; i < count; i++)
        {
            var term = source.Next();
            if (Opinions.Agree(term.Text)) continue;
            var differences = Differences.Of(term);
            if (differences.Count == 0)
                unknown.Add($"{term.Text}: ours {Opinions.OfOurs(term.Text)}, Cel {Opinions.OfCel(term.Text)}, and no part of it says why");
            unknown.AddRange(differences.Where(d => KnownDifferences.Of(d) is null).Select(d => d.ToString()));
        }

        Assert.Equal("", string.Join("\n", unknown.Distinct().Take(30)));
    }

    [Fact]
    public void The_guide_lists_each_way_once()
    {
        Assert.Equal(KnownDifferences.Classes.Select(c => c.Name), Rows().Select(r => r.Name));
    }

    [Fact]
    public void The_examples_of_the_guide_differ() =>
        Assert.Empty(Rows().SelectMany(r => r.Examples).Where(Opinions.Agree));

    private static IEnumerable<(string Name, string[] Examples)> Rows() =>
        from line in File.ReadAllLines(Path.Combine(Folder(), "..", "..", "..", "docs", "guides", "coming-from-cel.md"))
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split(" | ")
        select (cells[0].Split('`')[1], cells[1].Split('`').Where((_, i) => i % 2 == 1).ToArray());

    /// <summary>An expression that differs for no reason of the list is told, and so is a plain one whose parts agree.</summary>
    [Fact]
    public void A_difference_that_is_not_listed_is_found()
    {
        var difference = Assert.Single(Differences.Of(new("size(%0)", [new("'ab'", [])])));
        Assert.Equal("size-of-32-bits", KnownDifferences.Of(difference));
        Assert.Null(KnownDifferences.Of(difference with { Cel = new(ExpressionValue.Of(3), null) }));
        Assert.Null(KnownDifferences.Of(difference with { Form = "int(%0)" }));
        Assert.Empty(Differences.Of(new("(%0 + %1)", [new("1", []), new("2", [])])));
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
