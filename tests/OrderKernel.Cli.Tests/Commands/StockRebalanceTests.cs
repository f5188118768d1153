using System.Text.Json;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when who gives up what for whom is not told by the orders' ids in either language, when the sayings that are printed or written do not do it, or when
// looking changes something.
public class StockRebalanceTests
{
    [Fact]
    public void A_proposal_is_shown_and_done_by_telling_its_plan()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["pol"]);
        File.WriteAllText(folder["pol/sell.json"], """{"$schema":"sell-ahead-1.json","name":"s","version":"1","order":["Priority","Payment"],"priority":["vip"]}""");
        File.WriteAllText(folder["pol/network.json"], """
            {"$schema":"network-1.json","name":"n","version":"1","locations":[{"id":"HZ"}],"zones":{"east":["浙江"]},
             "tariffs":[{"carrier":"yuantong","from":"HZ","zone":"east","perShipmentMilliFen":1,"perKilogramMilliFen":1}]}
            """);
        File.WriteAllText(folder["pol/manifest.json"],
            """{"$schema":"manifest-1.json","tenant":"acme","files":[],"policies":{"network":"network.json","sellAhead":"sell.json"}}""");
        File.WriteAllLines(folder["day.jsonl"], Day());
        string[] with = ["--store", folder.Store, "--policies", folder["pol"]];
        ToolRun.Of(["tell", folder["day.jsonl"], "--tenant", "acme", .. with]).Ends(0);
        string[] ask = ["stock", "rebalance", "MUG", .. with];
        using var json = JsonDocument.Parse(ToolRun.Of([.. ask, "--json"]).Ends(0).Out);
        var move = Assert.Single(json.RootElement.GetProperty("moves").EnumerateArray());
        Assert.Equal((2, 0, 1), (move.GetProperty("units").GetInt32(), move.GetProperty("free").GetInt32(), move.GetProperty("from").GetArrayLength()));
        var taker = move.GetProperty("order").GetString()!;
        Assert.Contains(taker, ToolRun.Of(ask).Ends(0).Out, StringComparison.Ordinal);
        var chinese = ToolRun.Of([.. ask, "--plan", folder["moves.jsonl"], "--lang", "zh"]).Ends(0).Out;
        Assert.All(new[] { "MUG 库存再分配:可满足 1 个等待的订单", taker, "让出 MUG 2 件" }, t => Assert.Contains(t, chinese, StringComparison.Ordinal));
        ToolRun.Of(["tell", folder["moves.jsonl"], "--role", "supervisor", .. with]).Ends(0);
        Assert.Contains("Nobody who waits", ToolRun.Of(ask).Ends(0).Out, StringComparison.Ordinal);
        ToolRun.Of("stock", "rebalance", " ", "--store", folder.Store).GivesUpWith(KernelCodes.DocumentValueInvalid);
    }

    // Four mugs, two orders that hold them, and one of a VIP that waits.
    private static IEnumerable<string> Day()
    {
        yield return Saying("""{"movement":"m"}""", """{"command":"inventory.receive-goods","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":4}]}""", 0, "warehouse");
        for (var n = 1; n <= 3; n++)
        {
            var to = $$"""{"channel":"own","shop":"web","number":"{{n}}"}""";
            yield return Saying(to, $$"""
                {"command":"orders.place-order","createdAt":"2026-02-09T10:0{{n}}:00+08:00","terms":"Prepaid","amounts":{"due":"CNY 20.00"},"lines":[{"line":"1","quantity":2,"total":"CNY 20.00","goods":[{"sku":"MUG","quantity":1}]}]}
                """.Trim(), n, "channel", ""","recipient":{"province":"浙江省"}""");
            if (n == 3) yield return Saying(to, """{"command":"orders.tag-order","tag":"vip"}""", n, "agent");
        }
    }

    private static string Saying(string to, string say, int minute, string role, string more = "") =>
        $$"""{"to":{{to}},"say":{{say}}{{more}},"at":"2026-02-09T10:0{{minute}}:00+08:00","roles":["{{role}}"]}""";
}
