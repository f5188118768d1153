using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Running;

// Files of a warehouse in its own form in a run's folder. Fails when one is not recognised or not named in the summary, when its parcels do not reach their
// orders, when what cannot be read is not named with its line, or when it is not taken once its profile is mended.
public class PartnerFileTests
{
    private const string Csv = """
        出库单号,平台,店铺,平台单号,仓库,物流公司,运单号,商品编码,出库数量,出库时间
        W1,淘宝,shop,4317627911240000001,HZ,顺丰,SF100,TB-0002,1,2025-11-12 10:00:00
        W1,淘宝,shop,4317627911240000001,HZ,顺丰,SF100,TB-0002,1,2025-11-12 10:00:00
        W2,闲鱼,shop,4317627911240000002,HZ,顺丰,SF200,TB-0002,1,2025-11-12 10:00:00

        """;

    [Fact]
    public void A_warehouses_export_in_the_folder_is_recognised_its_parcels_leave_and_the_rest_waits_for_its_profile()
    {
        using var folder = new TempFolder();
        folder.With("orders.jsonl", Lines(Trade(1, quantity: "2"), Trade(2))).With("outbound.csv", Csv);
        var run = folder.Run().Ends(0).Out;
        Assert.Contains("wms-outbound-csv@1.0.0", run, StringComparison.Ordinal);
        Assert.Contains("outbound.csv:4  channels.partner-word-unknown", run, StringComparison.Ordinal);
        Assert.Equal(1, Stored.Figures(folder.Store)["statuses"]!["Shipped"]!.GetValue<long>());

        // The same file once more says nothing new; the profile with the platform's word takes what waits.
        folder.Run().Ends(0);
        folder.With("mine.json", File.ReadAllText(Path.Combine(Outside.Root, "src", "OrderKernel.Channels", "Documents", "wms-outbound-csv.profile.json"))
            .Replace("\"淘宝\": \"taobao\"", "\"淘宝\": \"taobao\", \"闲鱼\": \"taobao\"", StringComparison.Ordinal));
        folder.With("manifest.json", Manifest("""{"path":"orders.jsonl"},{"path":"outbound.csv"}""", ""","policies":{"profile":"mine.json"}"""));
        Assert.Contains("Taken: 1; unusable still: 0.",
            ToolRun.Of("quarantine", "replay", "--all", "--store", folder.Store, "--policies", folder.Input, "--actor", "li").Ends(0).Out, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["statuses"]!["Shipped"]!.GetValue<long>());
        ToolRun.Of("verify", "--store", folder.Store).Ends(0);
    }

    [Fact]
    public void How_a_parcel_was_read_is_shown_and_its_profile_is_checked()
    {
        using var folder = new TempFolder();
        folder.With("outbound.csv", Csv);
        var tried = ToolRun.Of("profile", "try", "wms-outbound-csv", folder.Input + "/outbound.csv").Ends(1).Out;
        Assert.Contains("a record of a warehouse or ERP", tried, StringComparison.Ordinal);
        Assert.Contains("the partner's id [partner.id]", tried, StringComparison.Ordinal);
        Assert.Contains("W1-SF100", tried, StringComparison.Ordinal);
        var chinese = ToolRun.Of("profile", "try", "wms-outbound-csv", folder.Input + "/outbound.csv", "--lang", "zh").Ends(1).Out;
        Assert.Contains("仓库或 ERP 记录", chinese, StringComparison.Ordinal);
        folder.With("mine.json", File.ReadAllText(Path.Combine(Outside.Root, "src", "OrderKernel.Channels", "Documents", "wms-outbound-csv.profile.json")));
        ToolRun.Of("profile", "check", folder.Input + "/mine.json").Ends(0);
    }

    [Fact]
    public void A_diagnosis_passes_over_what_tells_of_parcels()
    {
        using var folder = new TempFolder();
        folder.With("orders.jsonl", Lines(Trade(1))).With("wms/outbound.csv", Csv);
        folder.With("mine.json", File.ReadAllText(Path.Combine(Outside.Root, "src", "OrderKernel.Channels", "Documents", "wms-outbound-csv.profile.json")));
        var said = ToolRun.Of("diagnose", "--channel", folder.Input + "/orders.jsonl", "--wms", folder.Input + "/wms/outbound.csv", "--profile",
            folder.Input + "/mine.json", "--as-of", "2025-11-13", "--json");
        Assert.DoesNotContain("kernel.record-of-future", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", said.Error, StringComparison.Ordinal);
    }
}
