using System.Text.Json;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when units that are held for an order which is not there go untold, when the plan that is written, told, does not let go just them, or when looking
// changes something.
public class StockReconcileTests
{
    private const string Sayings = """
        {"to":{"movement":"r-1"},"say":{"command":"inventory.receive-goods","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":5}]},"at":"2026-02-09T08:00:00+08:00","roles":["warehouse"]}
        {"to":{"reservation":"lost"},"say":{"command":"inventory.reserve","id":"lost","orderKey":"own/web/9","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":3}]},"at":"2026-02-09T09:00:00+08:00","roles":["supervisor"]}
        """;

    [Fact]
    public void What_is_held_for_nobody_is_told_planned_and_let_go_when_the_plan_is_told()
    {
        using var folder = new TempFolder();
        var sayings = folder["sayings.jsonl"];
        File.WriteAllText(sayings, Sayings);
        ToolRun.Of("tell", sayings, "--store", folder.Store, "--tenant", "acme").Ends(0);
        var plan = folder["repair.jsonl"];
        string[] ask = ["stock", "reconcile", "--store", folder.Store];
        using var found = JsonDocument.Parse(ToolRun.Of([.. ask, "--json"]).Ends(1).Out);
        var difference = Assert.Single(found.RootElement.GetProperty("differences").EnumerateArray());
        Assert.Equal(OrderKernelCodes.HoldUnwanted, difference.GetProperty("code").GetString());
        Assert.Equal("lost", found.RootElement.GetProperty("plan")[0].GetProperty("to").GetProperty("reservation").GetString());
        Assert.Contains("差异:余额 0 项,预占 1 项", ToolRun.Of([.. ask, "--plan", plan, "--lang", "zh"]).Ends(1).Out, StringComparison.Ordinal);
        ToolRun.Of("tell", plan, "--store", folder.Store, "--role", "supervisor", "--dry-run").Ends(0);
        ToolRun.Of(ask).Ends(1);
        ToolRun.Of("tell", plan, "--store", folder.Store, "--role", "supervisor").Ends(0);
        Assert.Contains("what orders have planned", ToolRun.Of(ask).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_cannot_be_written_is_refused_before_anything_is_read() =>
        ToolRun.Of("stock", "reconcile", "--store", SampleRun.Shared.Store, "--plan", "/nowhere/plan.jsonl").GivesUpWith(CliCodes.FolderMissing);
}
