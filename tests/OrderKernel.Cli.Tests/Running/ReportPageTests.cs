using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OrderKernel.Cli.Report;
using OrderKernel.Figures;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Running;

// Fails when the report is no well-formed page, its headings skip a level, a link leads nowhere, a figure that orders add up to does not lead to them, what
// stands there does not add up to it, something is wider than a phone, or what was never observed does not say so.
public partial class ReportPageTests
{
    private const int Phone = 390;

    // Twice what stands beside the text of a section: the page's edge, the frame, the section's own edge.
    private const int Edges = 2 * (16 + 1 + 18);

    private static readonly string Said = EveryCommand.Run("run INPUT --store COPY --report REPORT", "en").Report!;
    private static readonly XElement Page = XDocument.Parse(Said).Root!;

    private static IEnumerable<XElement> All(string name) => Page.Descendants(name);

    [Fact]
    public void Headings_begin_with_the_only_h1_and_skip_no_level()
    {
        var levels = Page.Descendants().Select(e => e.Name.LocalName).Where(n => n is ['h', >= '1' and <= '6']).Select(n => n[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), p => Assert.True(p.Second <= p.First + 1, $"h{p.First}, then h{p.Second}"));
        Assert.Equal(All("title").First().Value, All("h1").Single().Value);
    }

    [Fact]
    public void Every_link_has_its_target_and_every_target_one_name()
    {
        var ids = Page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var links = All("a").Attributes("href").Select(a => a.Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.Contains(l[1..], ids));
        Assert.All(links, l => Assert.StartsWith("#", l, StringComparison.Ordinal));
        // What is listed is led to.
        Assert.All(All("details"), d => Assert.Contains("#" + d.Attribute("id")!.Value, links));
    }

    [Fact]
    public void Every_figure_above_zero_leads_to_its_orders()
    {
        var cells = All("section").Single(s => s.Attribute("class")?.Value == "cells").Elements("div").ToList();
        Assert.Equal(16, cells.Count);
        Assert.All(cells, c => Assert.Equal(c.Element("b")!.Value.Any(d => d is >= '1' and <= '9'), c.Descendants("a").Any()));
        foreach (var cell in cells)
        {
            if (cell.Descendants("a").SingleOrDefault() is not { } link) continue;
            var target = Page.Descendants().Single(e => e.Attribute("id")?.Value == link.Attribute("href")!.Value[1..]);
            if (target.Name != "details") continue;
            Assert.Equal(link.Value, target.Descendants("h3").Single().Value);
            if (target.Elements("p").Any()) continue;
            // All of them are there: their parts, or the rows where each counts once, add up to the figure.
            var rows = target.Descendants("tbody").Single().Elements("tr").Select(r => r.Elements("td").ToList()).ToList();
            var sum = rows.Sum(r => r.Count > 4 ? decimal.Parse(r[4].Value, CultureInfo.InvariantCulture) : 1);
            Assert.Equal(decimal.Parse(cell.Element("b")!.Value, CultureInfo.InvariantCulture), sum);
        }
    }

    [Fact]
    public async Task The_parts_of_all_orders_are_the_figure_and_the_largest_stand_first()
    {
        await using var store = SqliteOrderStore.Open(SampleRun.Shared.Store);
        var report = await FigureReport.FoldAsync(store, KernelPolicies.Default, TenantId.Of("demo"));
        foreach (var behind in report.Behind)
        {
            var parts = behind.First.Items.Select(o => o.Part).ToList();
            Assert.Equal(parts.OrderDescending(), parts);
            Assert.Equal(Math.Min(behind.Orders, 20), behind.First.Count);
            if (behind.Orders <= 20) Assert.Equal(behind.Sum, parts.Sum());
            Assert.All(behind.First, o => Assert.Single(Stored.Orders(SampleRun.Shared.Store), s => s.Key == o.Key && s.Statuses.Headline == o.Status));
        }

        var words = report.Figures.Statuses.Items.Where(s => s.Count > 0).Select(s => ($"Statuses.{s.Word}", s.Count))
            .Concat(report.Figures.Holds.Items.Select(h => ($"Holds.{h.Word}", h.Count)));
        Assert.All(words, w => Assert.Equal(w.Item2, report.Behind.Items.Single(b => b.Figure == w.Item1).Sum));
    }

    [Fact]
    public void Nothing_is_wider_than_a_phone()
    {
        // What only a wider screen sees does not count, nor does the most that something may take.
        Assert.All(Widths().Matches(ReportStyle.Css).Select(m => int.Parse(m.Groups[1].Value + m.Groups[2].Value, CultureInfo.InvariantCulture)),
            w => Assert.InRange(w, 0, Phone - Edges));
        Assert.NotEmpty(Widths().Matches(ReportStyle.Css));
        Assert.Empty(Page.Descendants().Attributes("style"));
        Assert.All(All("svg"), s => Assert.Null(s.Attribute("width")));
        Assert.Contains(All("meta"), m => m.Attribute("content")?.Value == "width=device-width, initial-scale=1");
        // A hash or an id is longer than a phone is wide: running text and, on phones, cells may break it.
        Assert.Matches(@"(?m)^\s*main\{[^}]*overflow-wrap:break-word", ReportStyle.Css);
        Assert.Matches(@"max-width:500px\)\{[^@]*td:not\(\.number\)\{overflow-wrap:anywhere\}", ReportStyle.Css);
        Assert.Contains(All("li"), l => l.Value.Split(' ').Any(w => w.Length > 50));
    }

    [Theory]
    [InlineData("en", "nothing observed")]
    [InlineData("zh", "无观测")]
    public void What_was_never_observed_says_so(string lang, string nothing)
    {
        using var folder = new TempFolder().With("orders.csv",
            BadInput.TaobaoLines.Lines(BadInput.TaobaoLines.CsvHeader, BadInput.TaobaoLines.Row(1)[..^3] + "21.0"));
        folder.Run("--lang", lang, "--report", folder["report.html"]).Ends(0);
        var page = XDocument.Parse(File.ReadAllText(folder["report.html"])).Root!;
        var dimensions = page.Descendants("ul").Single(u => u.Attribute("class")?.Value == "dimensions").Elements("li").ToList();
        Assert.All(dimensions, d => Assert.Equal(d.Elements("i").Last().Value.StartsWith("0 ", StringComparison.Ordinal), d.Element("b")!.Value == nothing));
        var unobserved = dimensions.Where(d => d.Element("b")!.Value == nothing).Select(d => ((XText)d.Element("span")!.FirstNode!).Value.Trim()).ToList();
        Assert.NotEmpty(unobserved);
        var index = page.Descendants("section").Single(s => s.Attribute("class")?.Value == "index");
        Assert.Equal($"{nothing}: {string.Join(" · ", unobserved)}", index.Element("p")!.Value);
    }

    [GeneratedRegex(@"(?<![-\w])(?:min-)?width:(\d+)px|minmax\((\d+)px")]
    private static partial Regex Widths();
}
