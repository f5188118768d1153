using System.Text.Json;
using OrderKernel.Inventory;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a transfer cannot be led from the command line, what came damaged or never is not what the tool was told, or what it shows is not how it stands.
public class StockTransferTests
{
    [Fact]
    public async Task A_transfer_is_led_from_the_command_line()
    {
        using var folder = new TempFolder();
        await using (var store = SqliteOrderStore.Open(folder.Store))
        {
            Assert.True((await new Kernel(store).TellAsync(new MovementKey(TenantId.Of("t"), MessageId.Of("c-1")),
                new CountStock([new(new(LocationId.Of("HZ"), SkuId.Of("MUG-1")), Quantity.Of(9))], "begin"), Role.Of("warehouse"),
                NodaTime.Instant.FromUtc(2026, 2, 9, 1, 0))).IsOk);
        }

        Step(folder, "show", "T-1").Ends(1);
        Step(folder, "ship", "T-1").Ends(1);
        Step(folder, "plan", "T-1", "MUG-1=6", "--from", "HZ", "--to", "GZ", "--expected", "noon").Ends(2);
        Step(folder, "plan", "T-1", "MUG-1=12", "--from", "HZ", "--to", "GZ", "--expected", "2026-03-01T08:00:00+08:00").Ends(1);
        Step(folder, "plan", "T-1", "MUG-1=6", "--from", "HZ", "--to", "GZ", "--expected", "2026-03-01T08:00:00+08:00").Ends(0);
        Step(folder, "give-up", "T-1", "--why", "lost").Ends(1);
        Step(folder, "ship", "T-1", "MUG-1=4").Ends(0);
        Step(folder, "cancel", "T-1", "--why", "enough").Ends(0);
        Step(folder, "put-off", "T-1", "--expected", "2026-03-05T08:00:00+08:00", "--why", "storm").Ends(0);
        Step(folder, "receive", "T-1", "MUG-1=2", "--damaged", "MUG-1=1", "--movement", "in-1").Ends(0);
        Step(folder, "give-up", "T-1", "--why", "lost").Ends(0);
        using var shown = JsonDocument.Parse(ToolRun.Of("stock", "transfer", "show", "T-1", "--store", folder.Store, "--json").Ends(0).Out);
        var line = Assert.Single(shown.RootElement.GetProperty("lines").EnumerateArray());
        string[] parts = ["planned", "toShip", "onTheWay", "received", "damaged", "lost", "cancelled", "surplus"];
        Assert.Equal("Arrived 6 0 0 2 1 1 2 0",
            $"{shown.RootElement.GetProperty("status")} {string.Join(' ', parts.Select(p => line.GetProperty(p).GetInt64()))}");
        Assert.Contains("调拨完成", ToolRun.Of("stock", "transfer", "show", "T-1", "--store", folder.Store, "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
    }

    private static ToolRun Step(TempFolder folder, params string[] step) => ToolRun.Of(step[0] == "show"
        ? ["stock", "transfer", .. step, "--store", folder.Store]
        : ["stock", "transfer", .. step, "--store", folder.Store, "--actor", "mei", "--role", "warehouse"]);
}
