using System.Text;
using System.Text.Json;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a dry run writes, a number is told without the terms that led to it, what was told is told again, or shares above the whole end well.
public class StockTests
{
    private static readonly NodaTime.Instant Morning = NodaTime.Instant.FromUtc(2026, 2, 9, 1, 0);

    private static async Task<TempFolder> ShopAsync(string rules)
    {
        var folder = new TempFolder();
        File.WriteAllText(folder["manifest.json"],
            """{"$schema":"manifest-1.json","tenant":"t","files":[],"policies":{"skuMap":"skus.json","publication":"publication.json"}}""");
        File.WriteAllText(folder["skus.json"], """
            {"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"*","code":"BOX-1","bundle":[{"sku":"MUG-1","quantity":2}]},
            {"channel":"*","code":"MUG-1","sku":"MUG-1"}]}
            """);
        File.WriteAllText(folder["publication.json"],
            """{"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"taobao","shop":"tb-1"}],"rules":[""" + rules + "]}");
        await using var store = SqliteOrderStore.Open(folder.Store);
        var moved = await new Kernel(store).TellAsync(new MovementKey(TenantId.Of("t"), MessageId.Of("r-1")),
            new ReceiveStock([new(new(LocationId.Of("HZ"), SkuId.Of("MUG-1")), Quantity.Of(9))]), Role.Of("warehouse"), Morning);
        Assert.True(moved.IsOk, moved.Refusal?.ToString());
        return folder;
    }

    private static ToolRun Publish(TempFolder folder, params string[] more) =>
        ToolRun.Of(["stock", "publish", "--store", folder.Store, "--policies", folder.Root, "--as-of", "2026-02-09T10:00:00+08:00", .. more]);

    [Fact]
    public async Task A_dry_run_tells_each_number_with_its_terms_and_writes_nothing_and_a_run_tells_it_once()
    {
        using var folder = await ShopAsync("""{"codes":["BOX-1"],"ratioBasisPoints":5000},{"ratioBasisPoints":5000,"maximum":3}""");
        for (var again = 0; again < 2; again++)
        {
            using var said = JsonDocument.Parse(Publish(folder, "--dry-run", "--json").Ends(0).Out);
            Assert.True(said.RootElement.GetProperty("dryRun").GetBoolean());
            var lines = said.RootElement.GetProperty("lines");
            Assert.Equal(["taobao tb-1 BOX-1 Publish 4 2", "taobao tb-1 MUG-1 Publish 9 3"], lines.EnumerateArray().Select(l =>
                $"{Text(l, "channel")} {Text(l, "shop")} {Text(l, "code")} {Text(l, "outcome")} {l.GetProperty("available")} {l.GetProperty("units")}"));
            Assert.Equal(["Bundle $.rules[1] 4", "Maximum $.rules[1].maximum 3"],
                lines[1].GetProperty("steps").EnumerateArray().Select(s => $"{Text(s, "term")} {Text(s, "path")} {s.GetProperty("after")}"));
            Assert.Equal("9 OnHand − 0 Locked − 0 InTransfer", Text(lines[0].GetProperty("components")[0].GetProperty("cells")[0], "terms"));
        }

        Assert.Contains("Stock published: 2 of 2", Publish(folder).Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("Stock published: 0 of 2", Publish(folder).Ends(0).Out, StringComparison.Ordinal);
        await using var store = SqliteOrderStore.Open(folder.Store);
        var effects = await ((IOutbox)store).ClaimAsync(new Lease(TenantId.Of("t"), "test", Morning + NodaTime.Duration.FromDays(1), Morning), 9, default);
        Assert.Contains("\"code\":\"BOX-1\",\"units\":2", Encoding.UTF8.GetString(Assert.Single(effects.Where(e => e.Kind == Kernel.StockPublishKind)).Body.Span),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "MUG-1 × 1: available 9 → share 4 [$.rules[0].ratioBasisPoints] (HZ 9 OnHand − 0 Locked − 0 InTransfer)")]
    [InlineData("zh", "MUG-1 × 1: 可用库存 9 → 同步比例 4 [$.rules[0].ratioBasisPoints] (HZ 9 现存 − 0 锁定 − 0 调拨中)")]
    public async Task People_read_the_terms_in_their_language(string lang, string terms)
    {
        using var folder = await ShopAsync("""{"ratioBasisPoints":5000}""");
        Assert.Contains(terms, Publish(folder, "--dry-run", "--lang", lang).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shares_above_the_whole_end_with_1_and_an_instant_that_is_none_with_2()
    {
        using var folder = await ShopAsync("""{"ratioBasisPoints":6000}""");
        Assert.Contains(InventoryCodes.PublicationSharesOver, Publish(folder, "--dry-run").Ends(1).Out, StringComparison.Ordinal);
        ToolRun.Of("stock", "publish", "--store", folder.Store, "--as-of", "noon").GivesUpWith(CliCodes.InstantUnreadable);
        Assert.Contains("publication", ToolRun.Of("stock", "publish", "--store", folder.Store).Ends(0).Out, StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
