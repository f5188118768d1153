using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrderKernel.Architecture.Tests;

// Fails when a page shows C# that is not, character for character, in a file that is compiled and run as a test (the plug-in's by .ci/samples, in C# 7.3);
// or when such a piece is shown nowhere.
public partial class SnippetTests
{
    private static readonly string SnippetFolder = Path.Combine(Family.Root, "tests", "OrderKernel.Architecture.Tests", "Snippets");
    private static readonly string PlugIn = Path.Combine(Family.Root, "docs", "samples", "erp-plug-in-net472", "plug-in", "OrderPlugIn.cs");
    private static readonly string Consumer = Path.Combine(Family.Root, "tests", "OrderKernel.Consumer", "Program.cs");

    private static IEnumerable<string> Pages() => Directory
        .EnumerateFiles(Path.Combine(Family.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Family.Packages.Select(p => Path.Combine(Family.Root, "src", p, "README.md")))
        .Append(Path.Combine(Family.Root, "README.md"));

    // What people begin with, by the compiler's ids of members: each has an example in its comment.
    private static readonly string[] StartWith =
    [
        "M:OrderKernel.Kernel.#ctor", "M:OrderKernel.Kernel.PlaceAsync", "M:OrderKernel.Policies.PolicyKinds.With", "M:OrderKernel.Money.Parse",
        "M:OrderKernel.UnitLedger.Of", "M:OrderKernel.Rules.Expression.Compile", "M:OrderKernel.Workflow.WorkflowMachine.Fire",
        "M:OrderKernel.Workflow.WorkflowDocument.Load", "T:OrderKernel.Workflow.WorkflowBuilder", "M:OrderKernel.Orders.OrderDecider.Decide",
        "T:OrderKernel.Channels.ProfileReader", "M:OrderKernel.Inventory.Reservations.Decide", "M:OrderKernel.Allocation.SourcingPlanner.Plan",
        "M:OrderKernel.AfterSales.CaseProcess.Decide", "M:OrderKernel.AfterSales.Judging.Judge", "M:OrderKernel.AfterSales.ApprovalTiers.Load",
        "M:OrderKernel.Logistics.TrackProcess.Decide", "M:OrderKernel.Health.HealthIndex.Of", "M:OrderKernel.Storage.Sqlite.SqliteOrderStore.Open",
        "M:OrderKernel.Testing.StoreConformance.RunAsync", "M:Microsoft.Extensions.DependencyInjection.OrderKernelServices.AddOrderKernel",
        "M:Microsoft.Extensions.DependencyInjection.OrderKernelWorkerServices.AddOrderKernelWorker",
    ];

    private static IEnumerable<(string Member, string Code)> Examples() =>
        from package in Family.Packages
        from code in XDocument.Load(Path.ChangeExtension(Family.Load(package).Location, ".xml")).Descendants("example").Elements("code")
        select ((string)code.Ancestors("member").First().Attribute("name")!, Unindented(code.Value));

    private static string Unindented(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(l => l.TrimEnd()).ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        var indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..] : "")) + "\n";
    }

    private static IEnumerable<(string Page, string Code)> Shown() =>
        from page in Pages()
        from Match block in Block().Matches(Text(page))
        select (Path.GetRelativePath(Family.Root, page), block.Groups[1].Value);

    private static Dictionary<string, string> Compiled() => Directory.EnumerateFiles(SnippetFolder, "*.cs").Append(PlugIn).SelectMany(Marked)
        .Append(new("consumer", Text(Consumer))).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);

    [Fact]
    public void What_pages_show_is_compiled_and_run()
    {
        var compiled = Compiled().Values.ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Shown().Where(s => !compiled.Contains(s.Code)).Select(s => $"{s.Page}: {s.Code.Split('\n')[0]} …"));
    }

    [Fact]
    public void Examples_in_comments_are_compiled_and_run()
    {
        var compiled = Compiled().Values.ToHashSet(StringComparer.Ordinal);
        var examples = Examples().ToArray();
        Assert.Empty(examples.Where(e => !compiled.Contains(e.Code)).Select(e => $"{e.Member}: {e.Code.Split('\n')[0]} …"));
        Assert.Empty(StartWith.Where(start => !examples.Any(e => e.Member.StartsWith(start, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_compiled_for_pages_is_shown()
    {
        var shown = Shown().Select(s => s.Code).Concat(Examples().Select(e => e.Code)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Compiled().Where(s => s.Key != "tutorial" && !shown.Contains(s.Value)).Select(s => s.Key));
    }

    /// <summary>The consumer cannot be built here, as it takes packages: a test holds the lines of its program instead.</summary>
    [Fact]
    public void The_consumers_program_is_the_tutorials_and_is_run_here()
    {
        var lines = Text(Consumer).Split('\n').SkipWhile(l => l.Length == 0 || l.StartsWith("using ", StringComparison.Ordinal));
        Assert.Equal(Compiled()["tutorial"], string.Join('\n', lines));
        Assert.Contains(Shown(), s => s.Page.EndsWith("tutorial.md", StringComparison.Ordinal) && s.Code == Text(Consumer));
    }

    [Fact]
    public void Five_lines_are_five_lines() =>
        Assert.Equal(5, Compiled()["five lines"].TrimEnd().Split("\n\n")[^1].Split('\n').Length);

    [Fact]
    public void Every_package_shows_code() => Assert.Empty(
        Family.Packages.Where(p => p != "OrderKernel.Cli").Except(Shown().Select(s => Path.GetFileName(Path.GetDirectoryName(s.Page)!))));

    [Fact]
    public void Codes_on_pages_exist()
    {
        var known = TextCatalog.Of([.. Family.Packages.Select(Family.Load).Where(a => a.GetManifestResourceInfo("Texts.json") is not null)]).Codes
            .ToHashSet(StringComparer.Ordinal);
        known.UnionWith(CommandPageTests.Commands);
        var families = known.Select(c => c.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(
            from page in Pages()
            from Match code in Code().Matches(Text(page))
            where families.Contains(code.Groups[1].Value.Split('.')[0]) && code.Groups[1].Value.Contains('-', StringComparison.Ordinal)
                && !known.Contains(code.Groups[1].Value)
            select $"{Path.GetRelativePath(Family.Root, page)}: {code.Groups[1].Value}");
    }

    [Fact]
    public void Links_between_pages_lead_somewhere() => Assert.Empty(
        from page in Pages().Where(p => !p.Contains($"{Path.DirectorySeparatorChar}src{Path.DirectorySeparatorChar}"))
        from Match link in Link().Matches(Fence().Replace(Text(page), ""))
        let target = link.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        let path = Path.Combine(Path.GetDirectoryName(page)!, target)
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{Path.GetRelativePath(Family.Root, page)}: {target}");

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    /// <summary>The pieces between <c>// snippet: name</c> and <c>// end</c>, without their common indent.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Marked(string file)
    {
        foreach (Match match in Piece().Matches(Text(file)))
        {
            var indent = match.Groups["indent"].Length;
            var lines = match.Groups["body"].Value.Split('\n').Select(l => l.Length > indent ? l[indent..] : l.TrimStart());
            yield return new(match.Groups["name"].Value, string.Join('\n', lines));
        }
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^(?<indent> *)// snippet: (?<name>[^\n]+)\n(?<body>.*?)^ *// end$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Piece();

    [GeneratedRegex("`([a-z]+\\.[a-z0-9-]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
