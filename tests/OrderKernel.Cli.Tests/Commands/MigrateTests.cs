using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a dry run changes the store, applying moves others than planned or damages a chain, or applying again moves anybody.
public class MigrateTests
{
    [Fact]
    public async Task Orders_move_when_told_and_only_once()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        var (file, from) = (Document(folder, "2.0.0", ("\"P7D\"", "\"P10D\"")),
            Stored.Orders(store).GroupBy(o => o.Process!.Step).ToDictionary(g => g.Key, g => g.Count()));
        var all = from.Values.Sum();

        var dry = ToolRun.Of("workflow", "migrate", file, "--store", store).Ends(0).Out;
        Assert.Contains($"{all} can move, 0 cannot", dry, StringComparison.Ordinal);
        Assert.Contains($"ready  ready  {from["ready"]}", dry, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", dry, StringComparison.Ordinal);
        Assert.All(Stored.Orders(store), o => Assert.Equal("1.0.0", o.Process!.Policy.Version));

        Assert.Contains($"{all} moved, 0 refused.", ToolRun.Of("workflow", "migrate", file, "--store", store, "--apply", "--actor", "li").Ends(0).Out,
            StringComparison.Ordinal);
        Assert.All(Stored.Orders(store), o => Assert.Equal("2.0.0", o.Process!.Policy.Version));
        Assert.Empty((await Stored.VerifyAsync(store, Stored.Orders(store)[0].Key.Tenant.Value)).Findings);
        var number = Stored.Orders(store)[0].Key.Number.Value;
        Assert.Contains("workflow moved [orders.workflow-moved]  li", ToolRun.Of("explain", number, "--store", store).Ends(0).Out, StringComparison.Ordinal);

        var again = JsonNode.Parse(ToolRun.Of("workflow", "migrate", file, "--store", store, "--apply", "--json").Ends(0).Out)!;
        Assert.Equal((0, all, 0), (again["moves"]!.AsArray().Count, again["stays"]!.AsArray().Count, again["moved"]!.GetValue<int>()));
        Assert.Contains(MigrationCodes.Done, again["stays"]![0]!["why"]!.ToJsonString(), StringComparison.Ordinal);
        ToolRun.Of("workflow", "next", number, "--store", store).GivesUpWith(OrdersCodes.WorkflowUnknown);
        ToolRun.Of("workflow", "next", number, "--store", store, "--workflow", file).Ends(0);
    }

    [Fact]
    public void Who_cannot_move_is_listed_with_the_reason_unless_a_mapping_helps()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.Store;
        var file = Document(folder, "2.0.0", ("\"ready\"", "\"to-send\""));
        Assert.Contains($"[{MigrationCodes.StepGone}]", ToolRun.Of("workflow", "migrate", file, "--store", store).Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("没有步骤 待发货 [ready]", ToolRun.Of("workflow", "migrate", file, "--store", store, "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
        var plan = JsonNode.Parse(ToolRun.Of("workflow", "migrate", file, "--store", store, "--step", "ready=to-send", "--json").Ends(0).Out)!;
        Assert.Empty(plan["stays"]!.AsArray());
        Assert.False(plan["applied"]!.GetValue<bool>());
        Assert.Contains(plan["moves"]!.AsArray(), m => m!["to"]!.GetValue<string>() == "to-send");
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        using var folder = new TempFolder();
        var (store, file) = (SampleRun.Shared.Store, Document(folder, "2.0.0"));
        ToolRun.Of("workflow", "migrate", "/none.json", "--store", store).GivesUpWith(CliCodes.FileUnreadable);
        ToolRun.Of("workflow", "migrate", file, "--store", store, "--step", "ready").GivesUpWith(CliCodes.CommandLineInvalid);
        ToolRun.Of("workflow", "migrate", file, "--store", store, "--step", "nowhere=ready").GivesUpWith(MigrationCodes.MapUnknown);
        ToolRun.Of("workflow", "migrate", file, "--store", store, "--from", "totals-only").GivesUpWith(MigrationCodes.OtherDomain);
    }

    private static string Document(TempFolder folder, string version, params (string Old, string New)[] changes)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"version\": \"1.0.0\"", $"\"version\": \"{version}\"", StringComparison.Ordinal);
        File.WriteAllText(folder["next.json"], changes.Aggregate(text, (t, c) => t.Replace(c.Old, c.New, StringComparison.Ordinal)));
        return folder["next.json"];
    }
}
