using System.Text;
using OrderKernel.Orders;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when graph draws another workflow than asked for, counts that are not the store's, or a path that the order did not go.
public class GraphTests
{
    private static string Store => SampleRun.Shared.Store;

    [Fact]
    public void Dot_is_a_graph() => Assert.StartsWith("digraph workflow {\n", ToolRun.Of("graph", "--format", "dot").Ends(0).Out, StringComparison.Ordinal);

    [Fact]
    public void A_population_counts_the_stores_orders()
    {
        var here = Stored.Orders(Store).Where(o => o.Process!.Policy.Name == "standard").GroupBy(o => o.Process!.Step).ToDictionary(g => g.Key, g => g.Count());
        var said = ToolRun.Of("graph", "--population", "--store", Store).Ends(0).Out;
        Assert.Contains($", {here["completed"]} here\"]", said, StringComparison.Ordinal);
        Assert.Contains($", {here["ready"]} here\"]", said, StringComparison.Ordinal);
        Assert.Matches("step0 ==>\\|\"\\d+ went, median \\d+min( \\d+s)?\"\\| step2\n", said);
        Assert.Contains("现有", ToolRun.Of("graph", "--population", "--store", Store, "--format", "dot", "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("here", ToolRun.Of("graph", "--population", "--store", Store, "--workflow", "totals-only").Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_the_orders_own()
    {
        var order = Stored.Orders(Store).First(o => o.Process!.Step == "completed");
        var said = ToolRun.Of("graph", "--order", order.Key.Number.Value, "--store", Store).Ends(0).Out;
        Assert.Matches("step0\\[\"awaiting payment<br/>1 · 2025-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\+08:00\"\\]", said);
        Assert.Contains("class step6 present", said, StringComparison.Ordinal);
        Assert.Contains("==>|\"2 · ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_be_drawn()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["w.json"], Encoding.UTF8.GetString(OrderPolicies.Embedded("totals-only.workflow.json").Span)
            .Replace("awaiting payment", "not paid yet", StringComparison.Ordinal));
        Assert.Contains("not paid yet", ToolRun.Of("graph", "--workflow", folder["w.json"]).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_drawn_is_told()
    {
        ToolRun.Of("graph", "--workflow", "/none.json").GivesUpWith(CliCodes.FileUnreadable);
        ToolRun.Of("graph", "--population", "--store", "/none.db").GivesUpWith(CliCodes.StoreMissing);
        ToolRun.Of("graph", "--population", "--order", "1", "--store", Store).GivesUpWith(CliCodes.CommandLineInvalid);
        ToolRun.Of("graph", "--format", "png").GivesUpWith(CliCodes.CommandLineInvalid);
        Assert.Contains($"[{OrderKernelCodes.OrderUnknown}]", ToolRun.Of("graph", "--order", "nobody", "--store", Store).Ends(1).Error,
            StringComparison.Ordinal);
    }
}
