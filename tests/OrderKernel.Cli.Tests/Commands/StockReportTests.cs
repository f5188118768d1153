using System.Text.Json;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when the monthly report of the sample tells other numbers on the page, as JSON and in the terminal, leaves out what was not observed or why a SKU is to
// be ordered, takes a month for another or what is none for one, or writes to the store.
public class StockReportTests
{
    private static readonly string Store = SampleRun.Shared.Store;

    private static JsonElement Json(params string[] words)
    {
        using var document = JsonDocument.Parse(ToolRun.Of([.. words, "--store", Store, "--json"]).Ends(0).Out);
        return document.RootElement.Clone();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();

    [Fact]
    public void The_month_of_the_sample_has_one_metric_and_says_what_it_could_not_see()
    {
        var month = Json("stock", "health", "--month", "2025-11");
        Assert.Equal(("2025-11", "2025-10-31T16:00:00Z", "2025-11-30T16:00:00Z"), (Text(month, "month"), Text(month, "from"), Text(month, "until")));
        var metrics = month.GetProperty("metrics").EnumerateArray().ToArray();
        Assert.Equal(["Turnover Act 30", "SlowMoving NotObserved 25", "NearExpiry NotObserved 20", "Accuracy NotObserved 25"],
            metrics.Select(m => $"{Text(m, "metric")} {Text(m, "verdict")} {Text(m, "weight")}"));
        // What the lines say is what the metric says of those SKUs.
        var (value, part, whole) = (metrics[0].GetProperty("value").GetInt64(), metrics[0].GetProperty("part").GetInt64(), metrics[0].GetProperty("whole").GetInt64());
        Assert.InRange(value, 1, 199);
        Assert.True(metrics[0].GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("part").GetInt64()) <= part && part < whole);
        var codes = month.GetProperty("reasons").EnumerateArray().Select(r => Text(r, "code")).ToArray();
        Assert.Equal([.. Enumerable.Repeat(InventoryCodes.HealthMetricLeftOut, 3), InventoryCodes.HealthWeightsRescaled, InventoryCodes.HealthObservedSince,
            InventoryCodes.HealthTurnoverLow], codes);
        var hints = month.GetProperty("hints").EnumerateArray().ToArray();
        Assert.NotEmpty(hints);
        Assert.All(hints, h => Assert.NotEmpty(h.GetProperty("reasons").EnumerateArray()));
        // The month's end is the instant of its hints.
        Assert.Equal(hints.Select(h => h.ToString()), Json("stock", "replenish", "--as-of", "2025-12-01T00:00:00+08:00").GetProperty("hints").EnumerateArray().Select(h => h.ToString()));
    }

    [Theory]
    [InlineData("en", "Inventory health, 2025-11", "not observed: no batch with its expiry is known", "Replenishment: ")]
    [InlineData("zh", "月度库存健康报告 2025-11", "无观测:没有带效期的批次数据", "补货提醒:")]
    public void The_page_has_the_index_its_metrics_and_what_is_to_be_ordered(string lang, string title, string unseen, string hints)
    {
        using var folder = new TempFolder();
        var bytes = File.ReadAllBytes(Store);
        var said = ToolRun.Of("stock", "health", "--store", Store, "--month", "2025-11", "--lang", lang, "--html", folder["m.html"]).Ends(0).Out;
        var page = File.ReadAllText(folder["m.html"]);
        Assert.All(new[] { title, hints }, text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.All(new[] { $"<title>{title}</title>", unseen, hints, "SKU-0036", "stock-health 1.0.0" }, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Store));
    }

    [Fact]
    public void A_month_is_read_as_one_and_is_the_last_one_where_none_is_named()
    {
        Assert.Equal("2025-10", Text(Json("stock", "health", "--as-of", "2025-11-30T23:00:00+08:00"), "month"));
        Assert.Equal("2025-11", Text(Json("stock", "health", "--as-of", "2025-12-01T00:00:00+08:00"), "month"));
        Assert.Equal("2025-11-12T02:00:00Z", Text(Json("stock", "health", "--month", "2025-11", "--as-of", "2025-11-12T10:00:00+08:00"), "until"));
        foreach (var month in new[] { "2025-13", "2025", "Nov", "9999-12", "0000-01" })
            ToolRun.Of("stock", "health", "--store", Store, "--month", month).GivesUpWith(CliCodes.MonthUnreadable);
        ToolRun.Of("stock", "health", "--store", Store, "--month", "2025-12", "--as-of", "2025-11-12T10:00:00+08:00").GivesUpWith(InventoryCodes.HealthMonthNotBegun);
        ToolRun.Of("stock", "health", "--store", Store, "--as-of", "noon").GivesUpWith(CliCodes.InstantUnreadable);
        ToolRun.Of("stock", "replenish", "--store", Store, "--as-of", "noon").GivesUpWith(CliCodes.InstantUnreadable);
    }
}
