using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Snippets;

namespace OrderKernel.Architecture.Tests;

// Fails when the front page shows other figures than the main command prints.
public partial class DemoExcerptTests
{
    private static readonly string Readme = Path.Combine(Family.Root, "README.md");

    /// <summary>To approve: <c>ORDERKERNEL_APPROVE=1 dotnet test tests/OrderKernel.Architecture.Tests</c> writes the excerpt into the page.</summary>
    [Fact]
    public async Task The_front_page_shows_what_the_demo_prints()
    {
        var excerpt = Excerpt(await DemoAsync());
        var page = (await File.ReadAllTextAsync(Readme)).ReplaceLineEndings("\n");
        var approved = Shown().Replace(page, $"```text\n{excerpt}```", 1);
        if (Family.Approves) await File.WriteAllTextAsync(Readme, page = approved);
        Assert.Equal(excerpt, Shown().Match(page).Groups[1].Value);
    }

    [Fact]
    public async Task The_tools_page_lists_the_keys_of_the_json_object()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Family.Root, "docs", "guides", "cli.md"));
        var paragraph = page.Split('\n').Single(l => l.StartsWith("The object of `--json`", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(await DemoAsync("--json"));
        Assert.Equal(json.RootElement.EnumerateObject().Select(p => p.Name), Word().Matches(paragraph).Select(m => m.Groups[1].Value).Skip(1));
    }

    /// <summary>The figures, the statuses and the health index.</summary>
    private static string Excerpt(string output)
    {
        var tables = output.Trim().Split("\n\n");
        var index = output.Split('\n').Single(l => l.StartsWith("Order health index", StringComparison.Ordinal));
        return $"{tables[0]}\n\n{tables[1]}\n…\n{index}\n";
    }

    private static async Task<string> DemoAsync(params string[] more)
    {
        using var folder = new TempFolder();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var word in new[] { Path.Combine(AppContext.BaseDirectory, "OrderKernel.Cli.dll"), "demo", "--store", folder.File("demo.db"), "--lang", "en" }
            .Concat(more)) start.ArgumentList.Add(word);
        using var demo = Process.Start(start)!;
        var output = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        Assert.Equal(0, demo.ExitCode);
        return output.ReplaceLineEndings("\n");
    }

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Word();
}
