using System.Text.Json;
using OrderKernel.Inventory;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a stock-take cannot be led from the command line, a blind one shows the book before its review, or what waits for a second person is not in the
// inbox with the saying that posts it.
public class StockTakeTests
{
    private static readonly StockCell Shelf = new(LocationId.Of("HZ"), SkuId.Of("MUG-1"));

    private static ToolRun Tell(TempFolder folder, string actor, params string[] sayings)
    {
        File.WriteAllLines(folder["say.jsonl"], sayings.Select(s => $$"""{"to":{"stockTake":"T-1"},"say":{{s}},"at":"2026-02-09T12:00:00+08:00"}"""));
        return ToolRun.Of("tell", folder["say.jsonl"], "--store", folder.Store, "--actor", actor, "--role", "warehouse");
    }

    [Fact]
    public async Task A_stock_take_is_led_from_the_command_line()
    {
        using var folder = new TempFolder();
        await using (var store = SqliteOrderStore.Open(folder.Store))
        {
            Assert.True((await new Kernel(store).TellAsync(new MovementKey(TenantId.Of("t"), MessageId.Of("c-1")),
                new CountStock([new(Shelf, Quantity.Of(9))], "begin"), Role.Of("warehouse"), NodaTime.Instant.FromUtc(2026, 2, 9, 1, 0))).IsOk);
        }

        const string Count = """{"command":"inventory.enter-count","found":[{"cell":{"location":"HZ","sku":"MUG-1"},"quantity":6}]}""";
        Tell(folder, "mei", """{"command":"inventory.open-stock-take","location":"HZ","isBlind":true}""", Count).Ends(0);
        Assert.DoesNotContain("\"book\"", Show(folder, "--json").Out, StringComparison.Ordinal);
        Assert.Contains("to be recounted", Show(folder).Out, StringComparison.Ordinal);
        Tell(folder, "lin", Count, """{"command":"inventory.review-stock-take","worths":[{"sku":"MUG-1","each":"CNY 2.50"}]}""").Ends(0);
        using var shown = JsonDocument.Parse(Show(folder, "--json").Out);
        var cell = Assert.Single(shown.RootElement.GetProperty("cells").EnumerateArray());
        Assert.Equal("Reviewed Above CNY -7.50 9",
            $"{shown.RootElement.GetProperty("status")} {cell.GetProperty("standing")} {cell.GetProperty("worth")} {cell.GetProperty("counts")[0].GetProperty("book")}");
        Assert.Contains("超出容差", Show(folder, "--lang", "zh").Out, StringComparison.Ordinal);
        using var inbox = JsonDocument.Parse(ToolRun.Of("inbox", "--store", folder.Store, "--json").Ends(0).Out);
        var matter = Assert.Single(inbox.RootElement.GetProperty("matters").EnumerateArray());
        Assert.Equal(InventoryCodes.TakeAwaits, matter.GetProperty("code").GetString());
        File.WriteAllText(folder["post.json"], matter.GetProperty("settle").GetRawText());
        ToolRun.Of("tell", folder["post.json"], "--store", folder.Store, "--actor", "mei").Ends(1);
        ToolRun.Of("tell", folder["post.json"], "--store", folder.Store, "--actor", "boss").Ends(0);
        Assert.Contains("posted", Show(folder).Out, StringComparison.Ordinal);
        await using var after = SqliteOrderStore.Open(folder.Store);
        Assert.Equal(6, StockSheet.BalanceOf(await after.BalancesAsync(TenantId.Of("t"), Shelf.Sku, default), Shelf, StockAccount.OnHand));
    }

    [Fact]
    public async Task Whoever_counts_leads_it_step_by_step()
    {
        using var folder = new TempFolder();
        await using (var store = SqliteOrderStore.Open(folder.Store))
        {
            Assert.True((await new Kernel(store).TellAsync(new MovementKey(TenantId.Of("t"), MessageId.Of("c-1")),
                new CountStock([new(Shelf, Quantity.Of(9))], "begin"), Role.Of("warehouse"), NodaTime.Instant.FromUtc(2026, 2, 9, 1, 0))).IsOk);
        }

        Step(folder, "an", "open", "T-1", "--location", "HZ", "--tolerance-units", "1").Ends(0);
        Step(folder, "mei", "recount", "T-1", "MUG-1=6").Ends(1);
        Step(folder, "mei", "count", "T-1", "MUG-1").Ends(2);
        Step(folder, "mei", "count", "T-1", "MUG-1=6", "--dry-run").Ends(0);
        Step(folder, "mei", "count", "T-1", "MUG-1=6", "--at", "2026-02-09T12:00:00+08:00").Ends(0);
        Step(folder, "an", "review", "T-1", "--worth", "MUG-1=CNY 2.50").Ends(1);
        Step(folder, "lin", "recount", "T-1", "MUG-1=6", "--at", "2026-02-09T13:00:00+08:00").Ends(0);
        Step(folder, "an", "review", "T-1", "--worth", "MUG-1=2.50").Ends(2);
        Step(folder, "an", "review", "T-1", "--worth", "MUG-1=CNY 2.50").Ends(0);
        Assert.Contains("CNY -7.50", Show(folder).Out, StringComparison.Ordinal);
        Step(folder, "mei", "post", "T-1").Ends(1);
        Step(folder, "boss", "post", "T-1").Ends(0);
        Step(folder, "boss", "cancel", "T-1", "--why", "late").Ends(1);
        Assert.Contains("posted", Show(folder).Out, StringComparison.Ordinal);
        await using var after = SqliteOrderStore.Open(folder.Store);
        Assert.Equal(6, StockSheet.BalanceOf(await after.BalancesAsync(TenantId.Of("t"), Shelf.Sku, default), Shelf, StockAccount.OnHand));
    }

    private static ToolRun Step(TempFolder folder, string actor, params string[] step) =>
        ToolRun.Of(["stock", "take", .. step, "--store", folder.Store, "--actor", actor, "--role", "warehouse"]);

    private static ToolRun Show(TempFolder folder, params string[] more) =>
        ToolRun.Of(["stock", "take", "show", "T-1", "--store", folder.Store, .. more]).Ends(0);
}
