using System.Globalization;
using System.Text.Json.Nodes;

namespace OrderKernel.Cli.Tests.Running;

// Fails when a run does not say of which channel how many records could not be read or needed tolerance, in which hours most, and what drifted; when it says
// something where there is nothing to say; or when its counts do not sum.
public class ChannelHealthTests
{
    [Fact]
    public void What_drifts_between_the_hours_of_a_folder_is_told_in_object_table_and_report()
    {
        using var folder = new TempFolder().With(
            "orders.jsonl", Orders(8, "19.90") + Orders(9, "\"19.90\"") + Order(9, 99, "\"free\"") + Order(9, 98, "19.90", "GONE"));
        var run = folder.Run("--json").Ends(0);
        var channel = Assert.Single(JsonNode.Parse(run.Out)!["channelHealth"]!.AsArray())!;
        Assert.Equal(("taobao", 122, 2), (channel["profile"]!.GetValue<string>(), channel["records"]!.GetValue<int>(), channel["parked"]!.GetValue<int>()));
        var worst = Assert.Single(channel["worstHours"]!.AsArray())!;
        Assert.Equal(("2026-02-09T01:00:00Z", 62), (worst["hour"]!.GetValue<string>(), worst["records"]!.GetValue<int>()));
        var drift = channel["drifts"]!.AsArray().Single(d => d!["path"]!.GetValue<string>() == "payment")!;
        Assert.Equal(("channels.drift-form", "number with decimals", "text with decimals", "2026-02-09T01:00:00Z"),
            (drift["code"]!.GetValue<string>(), drift["was"]!.GetValue<string>(), drift["is"]!.GetValue<string>(), drift["since"]!.GetValue<string>()));
        var table = folder.Run("--lang", "zh", "--report", folder["report.html"]).Ends(0).Out;
        Assert.Contains("渠道读取情况", table, StringComparison.Ordinal);
        Assert.Contains("“trade”记录的“payment”原为 带小数的数字,现为 带小数的文本", table, StringComparison.Ordinal);
        Assert.Contains("2026-02-09 09:00:00 起,62 条中隔离 2 条、容错 0 条", table, StringComparison.Ordinal);
        var report = File.ReadAllText(folder["report.html"]);
        Assert.Contains("渠道读取情况", report, StringComparison.Ordinal);
        Assert.Contains("带小数的文本", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_was_read_there_is_nothing_to_say()
    {
        using var folder = new TempFolder().With("orders.jsonl", Orders(8, "19.90"));
        Assert.DoesNotContain("How channels could be read", folder.Run().Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_counts_of_the_sample_sum()
    {
        var figures = SampleRun.Shared.Figures;
        var channels = figures["channelHealth"]!.AsArray().Select(c => c!.AsObject()).ToList();
        Assert.True(channels.Count > 1);
        Assert.All(channels, c => Assert.Equal(Number(c, "parked"), c["parkedBy"]!.AsObject().Sum(p => p.Value!.GetValue<long>())));
        var read = figures["files"]!.AsArray().Where(f => f!["readAs"]?.GetValue<string>() is { } by && by.Contains('@', StringComparison.Ordinal)).ToList();
        Assert.Equal(read.Sum(f => f!["records"]!.GetValue<long>()), channels.Sum(c => Number(c, "records")));
        var worst = channels.SelectMany(c => c["worstHours"]!.AsArray().Select(h => h!.AsObject()));
        Assert.All(worst, h => Assert.True(Number(h, "parked") + Number(h, "tolerated") > 0));
    }

    private static long Number(JsonObject of, string key) => of[key]!.GetValue<long>();

    private static string Orders(int hour, string price) => string.Concat(Enumerable.Range(0, 60).Select(i => Order(hour, i, price)));

    private static string Order(int hour, int number, string price, string status = "WAIT_SELLER_SEND_GOODS")
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"2026-02-09 {hour:00}:{number % 60:00}:00");
        return $$$"""
            {"tid":"{{{hour}}}{{{number:000}}}","status":"{{{status}}}","created":"{{{at}}}","pay_time":"{{{at}}}","modified":"{{{at}}}",
            "payment":{{{price}}},"total_fee":"19.90","post_fee":"0.00","orders":{"order":[{"oid":"9{{{hour}}}{{{number:000}}}","outer_sku_id":"A-1","num":1,
            "payment":"19.90","total_fee":"19.90","title":"甲"}]}}

            """;
    }
}
