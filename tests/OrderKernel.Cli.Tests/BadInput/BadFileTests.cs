using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.BadInput;

// Fails when a bad file beside good ones stops the run or goes unnoticed, or when the same bytes are applied twice.
public class BadFileTests
{
    private static TempFolder Good() => new TempFolder().With("orders.csv", Lines(CsvHeader, Row(1), Row(2)));

    private static void AssertFound(TempFolder folder, string code, string text)
    {
        var run = folder.Run("--json").Ends(0);
        Assert.Contains($"{text} [{code}]", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        Assert.Contains(code, folder.Run().Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifests_file_that_is_not_there_is_a_finding()
    {
        using var folder = Good().With("manifest.json", Manifest("""{"path":"orders.csv"},{"path":"gone.json"}"""));
        AssertFound(folder, CliCodes.FileMissing, "gone.json: there is no such file; put it there, or mend its name where it is named.");
    }

    [Fact]
    public void A_file_that_no_profile_recognises_is_a_finding()
    {
        using var folder = Good().With("strange.json", """{"hello":"world"}""");
        AssertFound(folder, CliCodes.FileNotRecognised, "strange.json: no profile recognises this file.");
    }

    [Fact]
    public void An_empty_file_is_a_finding()
    {
        using var folder = Good().With("empty.jsonl", "");
        AssertFound(folder, CliCodes.FileEmpty, "empty.jsonl: the file is empty.");
    }

    [Fact]
    public void A_profile_that_there_is_not_is_a_finding()
    {
        using var folder = Good().With("other.csv", "a,b").With("manifest.json", Manifest("""{"path":"orders.csv"},{"path":"other.csv","profile":"bazaar"}"""));
        AssertFound(folder, CliCodes.ProfileUnknown,
            "other.csv: there is no profile bazaar; known are taobao, jd, pdd, doudian, tmall-csv, shopify, woocommerce, youzan, kuaishou, xiaohongshu-shop, wechat-channels, shopee, tiktok-shop, ebay-trading, ebay, amazon, lazada, etsy, own-shop, own-shop-csv, wms-confirm, wms-confirm-xml, wms-outbound-csv, wms-returns-csv, stock, outbound, receipt, partner, kuaidi100.");
    }

    [Fact]
    public void A_file_under_two_names_is_read_once()
    {
        using var folder = Good().With("orders-copy.csv", Lines(CsvHeader, Row(1), Row(2)));
        AssertFound(folder, CliCodes.FileRepeated, "orders.csv: the same bytes as orders-copy.csv; read once.");
        Assert.Equal(0, Stored.Figures(folder.Store)["duplicates"]!.GetValue<long>());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_finding()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = Good();
        // Reading this process's memory at address 0 is an input error, whoever reads.
        File.CreateSymbolicLink(Path.Combine(folder.Input, "broken.json"), "/proc/self/mem");
        var run = folder.Run("--json").Ends(0);
        Assert.Contains($"[{CliCodes.FileUnreadable}]", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
    }
}
