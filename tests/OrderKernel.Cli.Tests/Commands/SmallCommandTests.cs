using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when graph prints no diagram, piped output carries terminal codes, or a label lacks a language.
public class SmallCommandTests
{
    [Theory]
    [InlineData("standard", "en", "awaiting payment")]
    [InlineData("standard", "zh", "待付款")]
    [InlineData("totals-only", "en", "awaiting payment")]
    public void Graph_prints_mermaid(string workflow, string lang, string step)
    {
        var said = ToolRun.Of("graph", "--workflow", workflow, "--lang", lang).Ends(0).Out;
        Assert.StartsWith("flowchart", said, StringComparison.Ordinal);
        Assert.Contains(step, said, StringComparison.Ordinal);
        Assert.Contains("-->", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Records put away raw", "late payments")]
    [InlineData("zh", "原样隔离的记录", "逾期付款")]
    public void Piped_output_is_plain_in_both_languages(string lang, string title, string figure)
    {
        using var folder = new TempFolder();
        var run = ToolRun.Of("run", SampleRun.Shared.Input, "--store", SampleRun.Shared.CopyStore(folder), "--lang", lang).Ends(0);
        Assert.Equal("", run.Error);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.DoesNotContain('│', run.Out);
        Assert.Contains(title, run.Out, StringComparison.Ordinal);
        Assert.Contains(figure, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_output_is_one_object_and_nothing_else()
    {
        Assert.StartsWith("{", SampleRun.Shared.Json, StringComparison.Ordinal);
        Assert.Single(SampleRun.Shared.Json.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Without_manifest_profiles_are_recognised_and_the_shop_is_the_folders_name()
    {
        using var folder = new TempFolder();
        folder.With("tb-corner/orders.jsonl", Lines(Trade(1), Trade(2))).With("tm-mall/month.csv", Lines(CsvHeader, Row(7)))
            .With("stock.jsonl", """{"kind":"stock","at":"2025-11-10T20:00:00+08:00","location":"HZ","sku":"TB-0002","onHand":50}""" + "\n")
            .With("readme.txt", "not an input");
        var run = folder.Run("--json").Ends(0);
        Assert.StartsWith("readme.txt was passed over", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(3, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        Assert.Equal(4, Stored.Figures(folder.Store)["applied"]!.GetValue<long>());
        var story = ToolRun.Of("explain", "7", "--store", folder.Store).Ends(0).Out;
        Assert.Contains("tmall-csv@", story, StringComparison.Ordinal);
        Assert.Equal(["tb-corner", "tm-mall"], Stored.Shops(folder.Store));
    }

    [Fact]
    public void The_demo_runs_from_anywhere_and_writes_its_report() => Assert.Contains("<svg", DemoRun.Shared.Report, StringComparison.Ordinal);

    [Fact]
    public void Help_and_version_are_exit_code_0()
    {
        Assert.Contains("run <folder>", ToolRun.Of().Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("orderkernel [command]", ToolRun.Of("--help").Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("orderkernel workflow next <order>", ToolRun.Of("workflow", "next", "--help").Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("--as-of", ToolRun.Of("run", "--help").Ends(0).Out, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+", ToolRun.Of("--version").Ends(0).Out);
    }
}
