using System.Text.RegularExpressions;

namespace OrderKernel.Architecture.Tests;

// Fails when a comment names a source that this repository does not have: a heading of the vocabulary, a promise, or a capability.
public partial class SourceTests
{
    private static readonly string Reference = Path.Combine(Family.Root, "docs", "reference");

    private static readonly Lazy<(string File, string Source)[]> Sources = new(() => [..
        from file in Directory.EnumerateFiles(Path.Combine(Family.Root, "src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from match in Named().Matches(File.ReadAllText(file))
        select (Path.GetFileName(file), match.Groups[1].Value)]);

    [Fact]
    public void Headings_of_the_vocabulary_exist()
    {
        var headings = File.ReadLines(Path.Combine(Reference, "vocabulary.md")).Where(l => l.StartsWith('#')).Select(l => l.TrimStart('#', ' '))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Sources.Value.SelectMany(s => Heading().Matches(s.Source).Select(m => (s.File, Heading: m.Groups[1].Value)))
            .Where(h => !headings.Contains(h.Heading)));
    }

    [Fact]
    public void Capabilities_and_promises_exist()
    {
        var capabilities = File.ReadAllText(Path.Combine(Reference, "capabilities.md"));
        var promises = File.ReadAllText(Path.Combine(Reference, "reliability.md"));
        Assert.Empty(Sources.Value.Where(s => s.Source.Contains("capabilit", StringComparison.Ordinal))
            .SelectMany(s => Capability().Matches(s.Source).Select(m => (s.File, Id: m.Value)))
            .Where(c => !capabilities.Contains($"| {c.Id} |", StringComparison.Ordinal)));
        Assert.Empty(Sources.Value.SelectMany(s => Promise().Matches(s.Source).Select(m => (s.File, Number: m.Groups[1].Value)))
            .Where(p => !promises.Contains($"\n{p.Number}. ", StringComparison.Ordinal)));
    }

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Sources.Value.Length > 10);

    [GeneratedRegex(@"Source: ([^<\r\n]*)")]
    private static partial Regex Named();

    [GeneratedRegex("vocabulary, \"([^\"]+)\"")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\b[A-Z]\d+\b")]
    private static partial Regex Capability();

    [GeneratedRegex(@"promise (\d+)")]
    private static partial Regex Promise();
}
