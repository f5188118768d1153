using Microsoft.Data.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when retention changes something without being told to, or when a command stumbles over what it left.
public class RetentionTests
{
    private static string At(TempFolder folder) => SampleRun.Shared.CopyStore(folder);

    [Fact]
    public void A_plan_changes_nothing_and_a_run_drops_what_it_named()
    {
        using var folder = new TempFolder();
        var store = At(folder);
        var plan = ToolRun.Of("retention", "--store", store, "--as-of", "2035-01-01T00:00:00Z").Ends(0).Out;
        Assert.Contains("nothing was changed", plan, StringComparison.Ordinal);
        Assert.Matches("(?m)^  order  \\d+  \\d+$", plan);
        Assert.Matches("(?m)^  case  \\d+  \\d+$", plan);
        Assert.Matches("(?m)^  track  \\d+  \\d+$", plan);
        Assert.Equal(plan, ToolRun.Of("retention", "--store", store, "--as-of", "2035-01-01T00:00:00Z").Ends(0).Out);
        Assert.Contains("已清除", ToolRun.Of("retention", "--store", store, "--as-of", "2035-01-01T00:00:00Z", "--run", "--lang", "zh").Ends(0).Out,
            StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^  order  ",
            ToolRun.Of("retention", "--store", store, "--as-of", "2035-01-01T00:00:00Z").Ends(0).Out.Split("lose nothing")[0]);
    }

    [Fact]
    public void Every_command_goes_on_after_it()
    {
        using var folder = new TempFolder();
        var store = At(folder);
        var order = Stored.Orders(store).First(o => o.Process!.Step == "completed");
        var open = Stored.Orders(store).First(o => o.Process!.Step == "ready");
        ToolRun.Of("retention", "--store", store, "--as-of", "2035-01-01T00:00:00Z", "--run").Ends(0);
        ToolRun.Of("verify", "--store", store).Ends(0);
        Assert.Contains("whose records retention dropped", ToolRun.Of("graph", "--population", "--store", store).Ends(0).Error, StringComparison.Ordinal);
        Assert.Contains($"[{KernelCodes.ContentDropped}]", ToolRun.Of("graph", "--order", order.Key.Number.Value, "--store", store).Ends(1).Error,
            StringComparison.Ordinal);
        ToolRun.Of("graph", "--order", open.Key.Number.Value, "--store", store).Ends(0);
        Assert.Contains("was dropped on 2035-01-01", ToolRun.Of("explain", order.Key.Number.Value, "--store", store).Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("detail dropped", ToolRun.Of("trail", order.Key.Number.Value, "--store", store).Ends(0).Out, StringComparison.Ordinal);
        ToolRun.Of("workflow", "migrate", "--to", "standard", "--store", store);
        var again = ToolRun.Of("run", SampleRun.Shared.Input, "--store", store, "--report", folder["report.html"]).Ends(0).Out;
        Assert.Contains("in no figure", again, StringComparison.Ordinal);
        Assert.Contains("in no figure", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_left_alone_and_named()
    {
        using var folder = new TempFolder();
        var store = At(folder);
        using (var connection = new SqliteConnection($"Data Source={store};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "UPDATE events SET bytes = x'7b7d' WHERE position = (SELECT min(position) FROM events WHERE type IN (SELECT id FROM types WHERE name LIKE 'orders.%'))";
            command.ExecuteNonQuery();
        }

        Assert.Contains("cli.stream-unreadable", ToolRun.Of("retention", "--store", store, "--as-of", "2035-01-01T00:00:00Z", "--run").Ends(1).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--as-of", "yesterday")]
    [InlineData("--policy", "not-there.json")]
    public void What_makes_no_sense_is_told(string option, string value)
    {
        using var folder = new TempFolder();
        ToolRun.Of("retention", "--store", At(folder), option, value).Ends(2);
    }
}
