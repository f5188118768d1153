using System.Text.Json;
using OrderKernel.Inventory;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a dry run writes, a snapshot that is merged does not change what is on hand, one of another system does, a difference is shown without what
// explains it, what waits is not in the inbox with a saying that settles it, or a file that is none is taken.
public class SnapshotTests
{
    private static readonly NodaTime.Instant Morning = NodaTime.Instant.FromUtc(2026, 2, 9, 1, 0);
    private static readonly StockCell Shelf = new(LocationId.Of("HZ"), SkuId.Of("MUG-1"));

    private static async Task<TempFolder> ShopAsync()
    {
        var folder = new TempFolder();
        File.WriteAllText(folder["manifest.json"], """{"$schema":"manifest-1.json","tenant":"t","files":[],"policies":{"stockMaster":"masters.json"}}""");
        File.WriteAllText(folder["masters.json"], """
            {"$schema":"stock-master-1.json","name":"m","version":"1","deciders":["supervisor"],"masters":[{"source":"wms","tells":"OnHand","takeOverUnits":2}]}
            """);
        await using var store = SqliteOrderStore.Open(folder.Store);
        var kernel = new Kernel(store);
        var role = Role.Of("warehouse");
        Assert.True((await kernel.TellAsync(new MovementKey(TenantId.Of("t"), MessageId.Of("c-1")), new CountStock([new(Shelf, Quantity.Of(9))], "begin"), role,
            Morning)).IsOk);
        Assert.True((await kernel.TellAsync(new MovementKey(TenantId.Of("t"), MessageId.Of("s-1")),
            new RecordShippedElsewhere([new(Shelf, Quantity.Of(1))], null), role, Morning.Plus(NodaTime.Duration.FromHours(2)))).IsOk);
        return folder;
    }

    private static ToolRun Snapshot(TempFolder folder, string source, long units, params string[] more)
    {
        File.WriteAllText(folder["s.json"],
            $$"""{"source":"{{source}}","at":"2026-02-09T10:00:00+08:00","cells":[{"location":"HZ","sku":"MUG-1","units":{{units}}}]}""");
        return ToolRun.Of(["stock", "snapshot", folder["s.json"], "--store", folder.Store, "--policies", folder.Root, "--role", "warehouse", .. more]);
    }

    private static async Task<long> OnHandAsync(TempFolder folder)
    {
        await using var store = SqliteOrderStore.Open(folder.Store);
        return StockSheet.BalanceOf(await store.BalancesAsync(TenantId.Of("t"), Shelf.Sku, default), Shelf, StockAccount.OnHand);
    }

    [Fact]
    public async Task A_dry_run_explains_and_writes_nothing_and_a_run_takes_over()
    {
        using var folder = await ShopAsync();
        using var said = JsonDocument.Parse(Snapshot(folder, "wms", 7, "--dry-run", "--json").Ends(0).Out);
        var cell = Assert.Single(said.RootElement.GetProperty("cells").EnumerateArray());
        Assert.Equal("TakenOver 7 8 -1 -2", string.Join(' ', new[] { "outcome", "told", "book", "difference", "unexplained" }.Select(n => cell.GetProperty(n))));
        var part = Assert.Single(cell.GetProperty("parts").EnumerateArray());
        Assert.Equal("MovedSince 1 stock/s-1", $"{part.GetProperty("kind")} {part.GetProperty("units")} {part.GetProperty("movements")[0]}");
        Assert.Equal(8, await OnHandAsync(folder));
        Snapshot(folder, "wms", 7).Ends(0);
        Assert.Equal(6, await OnHandAsync(folder));
        Assert.Contains("known", Snapshot(folder, "wms", 7).Ends(0).Out, StringComparison.Ordinal);
        Assert.Equal(6, await OnHandAsync(folder));
    }

    [Theory]
    [InlineData("en", "waits for a person", "moved since 1: stock/s-1")]
    [InlineData("zh", "待人工确认", "快照后变动 1: stock/s-1")]
    public async Task What_waits_is_in_the_inbox_with_what_settles_it(string lang, string waits, string part)
    {
        using var folder = await ShopAsync();
        var said = Snapshot(folder, "wms", 4, "--lang", lang).Ends(1).Out;
        Assert.Contains(waits, said, StringComparison.Ordinal);
        Assert.Contains(part, said, StringComparison.Ordinal);
        using var inbox = JsonDocument.Parse(ToolRun.Of("inbox", "--store", folder.Store, "--policies", folder.Root, "--json").Ends(0).Out);
        var matter = Assert.Single(inbox.RootElement.GetProperty("matters").EnumerateArray());
        Assert.Equal("StockDifference HZ MUG-1", $"{matter.GetProperty("kind")} {matter.GetProperty("about")}");
        File.WriteAllText(folder["say.json"], matter.GetProperty("settle").GetRawText());
        ToolRun.Of("tell", folder["say.json"], "--actor", "mei", "--store", folder.Store, "--policies", folder.Root).Ends(0);
        Assert.Equal(3, await OnHandAsync(folder));
    }

    [Fact]
    public async Task Of_another_system_it_is_only_told_and_what_is_no_snapshot_is_refused()
    {
        using var folder = await ShopAsync();
        Assert.Contains("only told", Snapshot(folder, "erp", 7).Ends(1).Out, StringComparison.Ordinal);
        Assert.Equal(8, await OnHandAsync(folder));
        Snapshot(folder, " ", -1).GivesUpWith(CliCodes.SnapshotInvalid);
        ToolRun.Of("stock", "snapshot", folder["none.json"], "--store", folder.Store).GivesUpWith(CliCodes.FileUnreadable);
    }
}
