using System.Text.Json;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a record that was put away is not listed with the command that settles it, is not delivered again by the door that it came in by, leaves the list
// before it is taken or discarded, or stays there afterwards; and when a listing shows its bytes.
public class QuarantineTests
{
    private const string Map = """{"$schema":"sku-map-1.json","name":"few","version":"1","items":[{"channel":"*","code":"TB-0002","sku":"SKU-0002"}MORE]}""";

    [Fact]
    public void A_record_whose_goods_the_map_did_not_know_is_taken_once_the_map_is_mended()
    {
        using var folder = Unmapped();
        var key = Assert.Single(Records(folder)).GetProperty("record").GetString()!;
        var early = Replay(folder, 1, key);
        Assert.Contains("[channels.sku-unmapped]", early, StringComparison.Ordinal);
        Assert.Contains("Taken: 0; unusable still: 1.", early, StringComparison.Ordinal);
        Assert.Equal(key, Assert.Single(Records(folder)).GetProperty("record").GetString());

        folder.With("sku-map.json", Map.Replace("MORE", """,{"channel":"*","code":"TB-0999","sku":"SKU-0999"}""", StringComparison.Ordinal));
        Assert.Contains("Taken: 1; unusable still: 0.", Replay(folder, 0, key), StringComparison.Ordinal);
        Assert.Empty(Records(folder));
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        ToolRun.Of("verify", "--store", folder.Store).Ends(0);
        var settled = Assert.Single(Records(folder, "--settled"));
        Assert.Equal(("Replayed", "li"), (settled.GetProperty("as").GetString(), settled.GetProperty("by").GetString()));

        // Said again it is the same; the run over the same folder knows the record.
        Assert.Contains("Taken: 1;", Replay(folder, 0, key), StringComparison.Ordinal);
        folder.Run().Ends(0);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
    }

    [Fact]
    public void All_that_waits_is_delivered_again_by_the_doors_that_it_came_in_by()
    {
        using var folder = new TempFolder();
        const string Parcel =
            """{"kind":"outbound","id":"p","at":"2025-11-11T09:13:12+08:00","channel":"tmall","shop":"shop","order":"2","location":"HZ","lines":[{"sku":"A","quantity":1}]}""";
        folder.With("parcels.jsonl", Parcel + "\n").With("rows.csv", Lines(CsvHeader, Row(1), Row(2).Replace("21.0,21.0", "21.0,x", StringComparison.Ordinal)));
        folder.With("own.json", File.ReadAllText(Path.Combine(Outside.Root, "src", "OrderKernel.Channels", "Documents", "tmall-csv.profile.json"))
            .Replace("\"name\": \"tmall-csv\"", "\"name\": \"own-csv\"", StringComparison.Ordinal));
        folder.With("manifest.json", Manifest("""{"path":"rows.csv","profile":"own.json","shop":"shop"},{"path":"parcels.jsonl","profile":"outbound"}"""));
        folder.Run().Ends(0);
        Assert.Equal(2, Records(folder).Count);
        var said = Replay(folder, 1, "--all");
        Assert.Contains("[kernel.order-unknown]", said, StringComparison.Ordinal);
        Assert.Contains("[channels.amount-invalid]", said, StringComparison.Ordinal);
        var without = ToolRun.Of("quarantine", "replay", "--all", "--store", folder.Store, "--json").Ends(1).Out;
        Assert.Contains("kernel.door-unknown", without, StringComparison.Ordinal);
        Assert.Equal(2, Records(folder).Count);

        // The same row repaired, in another file.
        folder.With("rows.csv", Lines(CsvHeader, Row(2)));
        folder.Run().Ends(0);
        Assert.Equal(["parcels.jsonl:1"], Records(folder).Select(r => r.GetProperty("source").GetString()));
        Assert.Equal(["Repaired"], Records(folder, "--settled").Select(r => r.GetProperty("as").GetString()));
    }

    [Fact]
    public void A_discarded_record_leaves_who_and_why()
    {
        using var folder = Unmapped();
        var key = Records(folder)[0].GetProperty("record").GetString()!;
        string[] discard = ["quarantine", "discard", key, "--store", folder.Store];
        ToolRun.Of([.. discard, "--actor", "li", "--role", "supervisor"]).GivesUpWith(CliCodes.CommandLineInvalid);
        ToolRun.Of([.. discard, "--why", "a test", "--role", "supervisor"]).GivesUpWith(CliCodes.CommandLineInvalid);
        Assert.Contains("[roles.may-not-tell]", ToolRun.Of([.. discard, "--why", "a test", "--actor", "li"]).Ends(1).Error, StringComparison.Ordinal);
        Assert.Single(Records(folder));
        for (var i = 0; i < 2; i++) ToolRun.Of([.. discard, "--why", "a test, ask 13800001234", "--actor", "li", "--role", "supervisor"]).Ends(0);
        Assert.Empty(Records(folder));
        var settled = Assert.Single(Records(folder, "--settled"));
        Assert.Equal(("Discarded", "li", "a test, ask 138******34"),
            (settled.GetProperty("as").GetString(), settled.GetProperty("by").GetString(), settled.GetProperty("why").GetString()));
        Assert.Contains("[kernel.record-settled]",
            ToolRun.Of([.. discard, "--why", "other", "--actor", "li", "--role", "supervisor"]).Ends(1).Error, StringComparison.Ordinal);
        Assert.Contains("[kernel.record-settled]", Replay(folder, 1, key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Records put away: 1", "orderkernel quarantine replay ")]
    [InlineData("zh", "搁置的记录:1", "orderkernel quarantine discard ")]
    public void List_and_inbox_name_the_command_that_settles_and_show_no_bytes(string lang, string title, string command)
    {
        using var folder = Unmapped();
        var key = Records(folder)[0].GetProperty("record").GetString()!;
        var list = ToolRun.Of("quarantine", "list", "--store", folder.Store, "--lang", lang).Ends(0).Out;
        Assert.Contains(title, list, StringComparison.Ordinal);
        Assert.DoesNotContain("赵", list, StringComparison.Ordinal);
        foreach (var said in new[] { list, ToolRun.Of("inbox", "--store", folder.Store, "--lang", lang).Ends(0).Out })
            Assert.Contains(command + key, said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        using var folder = Unmapped();
        Assert.Contains("[kernel.record-unknown]", Replay(folder, 1, "none"), StringComparison.Ordinal);
        ToolRun.Of("quarantine", "replay", "--store", folder.Store).GivesUpWith(CliCodes.CommandLineInvalid);
        ToolRun.Of("quarantine", "replay", "x", "--all", "--store", folder.Store).GivesUpWith(CliCodes.CommandLineInvalid);
        ToolRun.Of("quarantine", "list", "--store", folder["none.db"]).GivesUpWith(CliCodes.StoreMissing);
        ToolRun.Of("quarantine", "replay", "--all", "--store", folder.Store, "--policies", folder["none"]).GivesUpWith(CliCodes.FolderMissing);
        Assert.Contains("No such record.", ToolRun.Of("quarantine", "list", "--settled", "--store", folder.Store).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_record_that_the_kernel_cannot_take_keeps_its_bytes()
    {
        using var folder = new TempFolder();
        var oid = new string('9', 60);
        folder.With("orders.jsonl", Lines(Trade(1), Trade(2).Replace("\"oid\":4317627911240000002", $"\"oid\":\"{oid}\"", StringComparison.Ordinal)));
        folder.Run().Ends(0);
        var (_, code, _, raw) = Assert.Single(await Stored.PutAwayAsync(folder.Store));
        Assert.Equal(OrderKernelCodes.IdTooLong, code);
        Assert.Contains(oid, raw, StringComparison.Ordinal);
    }

    /// <summary>A run over two trades; the map does not know the goods of one.</summary>
    private static TempFolder Unmapped()
    {
        var folder = new TempFolder();
        folder.With("sku-map.json", Map.Replace("MORE", "", StringComparison.Ordinal)).With("orders.jsonl", Lines(Trade(1), Trade(2, code: "TB-0999")));
        folder.With("manifest.json", Manifest("""{"path":"orders.jsonl"}""", ""","policies":{"skuMap":"sku-map.json"}"""));
        folder.Run().Ends(0);
        return folder;
    }

    private static List<JsonElement> Records(TempFolder folder, params string[] more) => [.. JsonDocument.Parse(
        ToolRun.Of(["quarantine", "list", "--store", folder.Store, "--json", .. more]).Ends(0).Out).RootElement.GetProperty("records").EnumerateArray()];

    private static string Replay(TempFolder folder, int exitCode, string what) =>
        ToolRun.Of("quarantine", "replay", what, "--store", folder.Store, "--policies", folder.Input, "--actor", "li").Ends(exitCode).Out;
}
