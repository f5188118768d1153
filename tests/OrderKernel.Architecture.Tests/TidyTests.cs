using System.Text.RegularExpressions;

namespace OrderKernel.Architecture.Tests;

// Fails when files grow past their budget, names break the house's rules, or the top level gains something.
public partial class TidyTests
{
    private const int LinesMax = 300;
    private const int ColumnsMax = 160;

    // A longer file needs its reason here.
    private static readonly Dictionary<string, string> LongerFiles = new(StringComparer.Ordinal);

    private static readonly string[] TopLevel = ["OrderKernel.sln", "src", "tests", "benchmarks", "docs", "nuget.config", "README.md", "LICENSE", "global.json",
        "BannedSymbols.txt", "findings"];

    [Fact]
    public void Files_are_short() => Assert.Empty(
        from file in Family.Sources("src")
        let lines = File.ReadLines(file).Count()
        let name = Path.GetRelativePath(Family.Root, file).Replace('\\', '/')
        where lines > LinesMax && !LongerFiles.ContainsKey(name)
        select $"{name}: {lines}");

    [Fact]
    public void Lines_are_short() => Assert.Empty(
        from file in Family.Sources("src").Concat(Family.Sources("tests")).Concat(Family.Sources("benchmarks"))
        where !file.Contains($"{Path.DirectorySeparatorChar}Snippets{Path.DirectorySeparatorChar}")
        from line in LongLines(File.ReadAllLines(file))
        select $"{Path.GetRelativePath(Family.Root, file)}:{line}");

    [Fact]
    public void The_check_finds_long_code_and_passes_long_texts() => Assert.Equal(
        [5], LongLines([$"var a = \"{new string('x', 200)}\";", "var b = \"\"\"", new string('y', 200), "\"\"\";", $"var c = {new string('z', 200)};"]));

    // A text is one value, however long: only the code around it is measured.
    private static IEnumerable<int> LongLines(string[] lines)
    {
        var isText = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var marks = RawMark().Count(lines[i]);
            if (!isText && marks == 0 && lines[i].Length > ColumnsMax && Quoted().Replace(lines[i], "").Length > ColumnsMax) yield return i + 1;
            isText ^= marks % 2 == 1;
        }
    }

    [Fact]
    public void No_folder_is_named_after_a_pattern() => Assert.Empty(
        Family.Sources("src").SelectMany(f => Path.GetRelativePath(Family.Root, f).Split(Path.DirectorySeparatorChar))
            .Where(p => p is "Models" or "Services" or "Helpers" or "Utils" or "Common" or "Misc").Distinct());

    [Fact]
    public void A_file_is_named_after_a_type_in_it() => Assert.Empty(
        from file in Family.Sources("src")
        let name = Path.GetFileNameWithoutExtension(file).Split('.')[0]
        where name is not ("Polyfills" or "Facets" or "Goods" or "Standings" or "Stock" or "Program" or "Changes")
        where !Regex.IsMatch(File.ReadAllText(file), $@"\b(class|struct|record|interface|enum|delegate)\s+([\w<>]+\s+)?{Regex.Escape(name)}\b")
        select Path.GetRelativePath(Family.Root, file));

    [Fact]
    public void The_top_level_holds_nothing_else() => Assert.Empty(
        Directory.EnumerateFileSystemEntries(Family.Root).Select(e => Path.GetFileName(e)!)
            .Where(n => !n.StartsWith('.') && !n.StartsWith("Directory.", StringComparison.Ordinal) && !TopLevel.Contains(n))
            .Where(n => !Made(n)));

    // What the README's commands leave behind; git ignores it too.
    private static bool Made(string name) => name is "artifacts" or "TestResults" or "BenchmarkDotNet.Artifacts" or "StrykerOutput"
        || name.EndsWith(".html", StringComparison.Ordinal) || name.Contains(".db", StringComparison.Ordinal);

    [Fact]
    public void British_spelling() => Assert.Empty(
        from file in Family.Sources("src")
        from line in File.ReadLines(file).Select((text, i) => (text, i))
        where American().IsMatch(line.text)
        select $"{Path.GetRelativePath(Family.Root, file)}:{line.i + 1}");

    [Fact]
    public void Every_package_has_its_own_readme() =>
        Assert.All(Family.Packages, p => Assert.True(File.Exists(Path.Combine(Family.Root, "src", p, "README.md")), p));

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawMark();

    [GeneratedRegex("\"(?:\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\b[Ff]ulfill(ment|ments|s)?\\b(?!\")")]
    private static partial Regex American();
}
