using System.Text.Json.Nodes;
using OrderKernel.Orders;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when the trail of an order is not printed, tells another past than the store, or when its exported file passes although it was changed.
public class TrailTests
{
    private static ToolRun Trail(string clue, params string[] more) => ToolRun.Of(["trail", clue, "--store", SampleRun.Shared.Store, .. more]);

    private static string Paid()
    {
        using var store = SqliteOrderStore.Open(SampleRun.Shared.Store);
        return store.ReadAllAsync(TenantId.Of("demo"), StreamKinds.Order, CancellationToken.None).ToBlockingEnumerable()
            .Where(e => e.Type is "orders.placed" or "orders.paid")
            .Select(OrderEvents.Codec.Decode).OfType<OrderPlaced>().First().Id.Value;
    }

    [Fact]
    public void The_trail_is_printed_with_before_and_after()
    {
        var said = Trail(Paid()).Ends(0).Out;
        Assert.Contains("orders.placed", said, StringComparison.Ordinal);
        Assert.Contains("status.headline: – → AwaitingPayment", said, StringComparison.Ordinal);
        Assert.Contains("操作留痕", Trail(Paid(), "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void As_json_it_has_every_entry_and_a_field_filter_leaves_only_that_field()
    {
        var all = JsonNode.Parse(Trail(Paid(), "--json").Ends(0).Out)!["entries"]!.AsArray();
        Assert.True(all.Count > 1);
        var money = JsonNode.Parse(Trail(Paid(), "--json", "--field", "money").Ends(0).Out)!["entries"]!.AsArray();
        Assert.All(money.SelectMany(e => e!["changes"]!.AsArray()),
            c => Assert.StartsWith("money.", c!["field"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Empty(JsonNode.Parse(Trail(Paid(), "--json", "--by", "nobody").Ends(0).Out)!["entries"]!.AsArray());
    }

    [Fact]
    public void As_of_an_instant_before_the_order_there_is_none_and_later_there_is()
    {
        var before = JsonNode.Parse(Trail(Paid(), "--json", "--as-of", "2001-01-01T00:00:00Z").Ends(0).Out)!;
        Assert.Equal((0, 0), (before["version"]!.GetValue<int>(), before["fields"]!.AsObject().Count));
        var after = JsonNode.Parse(Trail(Paid(), "--json", "--as-of", "2100-01-01T00:00:00Z").Ends(0).Out)!;
        Assert.NotNull(after["fields"]!["status.headline"]);
        Assert.Contains("status.headline", Trail(Paid(), "--as-of", "2100-01-01T00:00:00Z").Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains($"[{CliCodes.InstantUnreadable}]", Trail(Paid(), "--as-of", "yesterday").Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_trail_is_verified_without_the_store_and_a_changed_one_names_its_version()
    {
        using var folder = new TempFolder();
        var file = folder.Store + ".trail.jsonl";
        var kept = Trail(Paid(), "--out", file, "--role", "supervisor").Ends(0).Out.Trim().Split(' ')[^1];
        Assert.Contains("Sound:", ToolRun.Of(["verify", file]).Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("Sound:", ToolRun.Of(["verify", file, "--anchor", kept]).Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains($"[{CliCodes.AnchorUnreadable}]", ToolRun.Of(["verify", file, "--anchor", "x"]).Ends(2).Error, StringComparison.Ordinal);
        var lines = File.ReadAllLines(file);
        lines[2] = lines[2].Replace("\"actor\":\"", "\"actor\":\"x", StringComparison.Ordinal);
        File.WriteAllLines(file, lines);
        var said = ToolRun.Of(["verify", file]).Ends(1).Out;
        Assert.Contains("version 2, line 3", said, StringComparison.Ordinal);
        Assert.Contains("[trail.payload-edited]", said, StringComparison.Ordinal);
        Assert.Contains($"[{CliCodes.FileUnreadable}]", ToolRun.Of(["verify", file + ".none"]).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_role_may_not_see_is_hidden_and_whole_events_are_not_exported()
    {
        var message = JsonNode.Parse(Trail(Paid(), "--json", "--role", "kernel").Ends(0).Out)!["entries"]![0]!["message"]!.GetValue<string>();
        foreach (var look in new string[][] { ["--json"], [], ["--json", "--role", "picker"], ["--role", "picker"],
            ["--as-of", "2100-01-01T00:00:00Z", "--role", "picker"] })
        {
            var said = Trail(Paid(), look).Ends(0).Out;
            Assert.DoesNotContain(message, said, StringComparison.Ordinal);
            if (look.Contains("picker")) Assert.DoesNotContain("CNY", said, StringComparison.Ordinal);
            if (!look.Contains("--json")) Assert.Contains(look.Contains("picker") ? "hidden from the role picker" : "", said, StringComparison.Ordinal);
        }

        using var folder = new TempFolder();
        Trail(Paid(), "--out", folder["t.jsonl"]).GivesUpWith(Workflow.RoleCodes.MayNotSee);
        Assert.False(File.Exists(folder["t.jsonl"]));
    }

    [Fact]
    public void An_order_that_is_not_there_is_exit_code_1_and_a_clue_of_two_orders_is_refused()
    {
        Assert.Contains($"[{CliCodes.OrderNotFound}]", Trail("no-such-order").Ends(1).Error, StringComparison.Ordinal);
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={store};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO clues(tenant, clue, kind, key) SELECT tenant, 'number:twice', kind, key FROM streams WHERE kind = 'order' LIMIT 2";
            command.ExecuteNonQuery();
        }

        Assert.Contains($"[{CliCodes.OrderAmbiguous}]", ToolRun.Of(["trail", "twice", "--store", store]).Ends(2).Error, StringComparison.Ordinal);
    }
}
