using System.Text.Json;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a batch that a partner's record counted is not listed with its last day and how it stands, in either language or as JSON, when one that expires
// later comes first, or when a day that differs from the known one stands.
public class StockBatchesTests
{
    private static readonly string[] Counts =
    [
        """{"kind":"stock","at":"2026-02-09T01:00:00Z","location":"HZ","sku":"MILK","onHand":5,"batch":"B9","expiresOn":"2027-01-31"}""",
        """{"kind":"stock","at":"2026-02-09T01:00:00Z","location":"HZ","sku":"MILK","onHand":3,"batch":"B1","expiresOn":"2026-02-08"}""",
        """{"kind":"stock","at":"2026-02-09T01:00:00Z","location":"HZ","sku":"MILK","onHand":2,"batch":"B5","pool":"retail"}""",
        """{"kind":"stock","at":"2026-02-09T01:00:01Z","location":"HZ","sku":"MILK","onHand":4,"batch":"B1","expiresOn":"2027-02-08"}""",
    ];

    [Fact]
    public void Batches_are_listed_by_their_last_day_with_how_they_stand()
    {
        using var folder = new TempFolder();
        folder.With("stock.jsonl", string.Join('\n', Counts)).Run().Ends(0);
        string[] ask = ["stock", "batches", "--store", folder.Store, "--as-of", "2026-02-09T10:00:00+08:00"];
        using var json = JsonDocument.Parse(ToolRun.Of([.. ask, "--json"]).Ends(0).Out);
        Assert.Equal("2026-02-09", json.RootElement.GetProperty("on").GetString());
        var batches = json.RootElement.GetProperty("batches").EnumerateArray();
        Assert.Equal(["B1 2026-02-08 4 Expired", "B9 2027-01-31 5 Usable", "B5  2 Undated"], batches.Select(b =>
            $"{b.GetProperty("batch")} {(b.TryGetProperty("expiresOn", out var day) ? day : default)} {b.GetProperty("onHand")} {b.GetProperty("standing")}"));
        Assert.Contains("expired", ToolRun.Of(ask).Ends(0).Out, StringComparison.Ordinal);
        var chinese = ToolRun.Of([.. ask, "--lang", "zh"]).Ends(0).Out;
        Assert.All(new[] { "批次(截至 2026-02-09)", "已过期", "无效期", "可售" }, t => Assert.Contains(t, chinese, StringComparison.Ordinal));
    }

    [Fact]
    public void A_store_without_batches_says_so_and_what_is_no_instant_is_refused()
    {
        Assert.Equal("没有在库批次。", ToolRun.Of("stock", "batches", "--store", SampleRun.Shared.Store, "--lang", "zh").Ends(0).Out.Trim());
        ToolRun.Of("stock", "batches", "--store", SampleRun.Shared.Store, "--as-of", "noon").GivesUpWith(CliCodes.InstantUnreadable);
    }
}
