using OrderKernel.Channels;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.BadInput;

// Fails when a file that tells how its orders stand, in columns that no profile reads, makes orders; or when it keeps others from being read.
public class RicherFileTests
{
    private const string Richer = CsvHeader + ",订单状态,物流单号";

    private static readonly string Waiting = Lines(Richer, Row(7) + ",等待卖家发货,", Row(8) + ",卖家已发货,SF1001");

    [Fact]
    public void Beside_others_it_is_a_finding_that_names_file_and_column()
    {
        using var folder = new TempFolder().With("orders.csv", Lines(CsvHeader, Row(1), Row(2))).With("richer.csv", Waiting);
        var run = folder.Run("--json").Ends(0);
        Assert.Contains($"[{CliCodes.FileNotRecognised}]", run.Error, StringComparison.Ordinal);
        Assert.Contains("richer.csv: the column 订单状态 tells how orders stand, and profile tmall-csv neither reads it", run.Error, StringComparison.Ordinal);
        Assert.Contains("richer.csv: the column 物流单号 tells", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        Assert.Contains(ChannelsCodes.ColumnUnread, folder.Run().Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Alone_it_is_nothing_that_can_be_used()
    {
        using var folder = new TempFolder().With("richer.csv", Waiting);
        var error = folder.Run().GivesUpWith(CliCodes.NothingRecognised).Error;
        Assert.Contains($"[{ChannelsCodes.ColumnUnread}]", error, StringComparison.Ordinal);
        Assert.Contains("richer.csv：列“订单状态”说明订单状态".Replace('：', ':'), folder.Run("--lang", "zh").Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_cannot_name_the_poorer_profile_for_it()
    {
        using var folder = new TempFolder().With("orders.csv", Lines(CsvHeader, Row(1), Row(2))).With("richer.csv", Waiting)
            .With("manifest.json", Manifest("""{"path":"orders.csv"},{"path":"richer.csv","profile":"tmall-csv"}"""));
        Assert.Contains($"[{ChannelsCodes.ColumnUnread}]", folder.Run("--json").Ends(0).Error, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
    }

    [Fact]
    public void It_is_read_by_a_profile_that_names_the_columns_as_left_aside()
    {
        var own = System.Text.Encoding.UTF8.GetString(Profiles.DefaultBytes("tmall-csv").Span)
            .Replace("\"format\":", "\"leftAside\": [\"订单状态\", \"物流单号\"], \"format\":", StringComparison.Ordinal);
        using var folder = new TempFolder().With("richer.csv", Waiting).With("own.profile.json", own)
            .With("manifest.json", Manifest("""{"path":"richer.csv","profile":"own.profile.json"}"""));
        var run = folder.Run("--json").Ends(0);
        Assert.DoesNotContain(ChannelsCodes.ColumnUnread, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
    }
}
