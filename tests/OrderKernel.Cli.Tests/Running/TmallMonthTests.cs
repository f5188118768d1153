using System.Text.Json.Nodes;

namespace OrderKernel.Cli.Tests.Running;

// Fails when a figure of the real month differs from the independent count in the data's own README by one order or one fen,
// when a figure comes from the input instead of the stored events, or when a second run changes anything.
public class TmallMonthTests
{
    private static readonly Dictionary<string, long> Expected = new()
    {
        ["orders"] = 28_010, ["paid"] = 24_087, ["unpaidExpired"] = 3_923, ["orderedMinor"] = 299_576_061, ["keptMinor"] = 190_248_715,
        ["refundedMinor"] = 57_233_592, ["refundPendingMinor"] = 0, ["refunds"] = 5_646, ["fullRefunds"] = 5_132, ["autoApprovedRefunds"] = 1_875,
        ["latePayments"] = 453, ["vipExpedite"] = 1, ["applied"] = 28_010, ["stale"] = 0, ["conflicts"] = 0, ["parked"] = 0, ["duplicates"] = 0,
        ["skipped"] = 0,
        ["shipments"] = 0, ["shippedElsewhere"] = 0, ["suspectSignOffs"] = 0,
    };

    [DataFact]
    public void The_month_comes_out_to_the_fen_without_its_input_and_again()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Input);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Outside.Data!, "tmall"), "*.csv"))
            File.Copy(file, Path.Combine(folder.Input, Path.GetFileName(file)));

        var first = folder.Run("--json").Ends(0).Out.TrimEnd();
        var figures = JsonNode.Parse(first)!.AsObject();
        Assert.All(Expected, e => Assert.True(figures[e.Key]!.GetValue<long>() == e.Value, $"{e.Key}: {figures[e.Key]} instead of {e.Value}"));
        Assert.Equal(28_010, figures["statuses"]!.AsObject().Sum(s => s.Value!.GetValue<long>()));

        var again = folder.Run().Ends(0).Out;
        Assert.Contains("Nothing new", again, StringComparison.Ordinal);
        Assert.Contains(figures["eventHash"]!.GetValue<string>()[..16], again, StringComparison.Ordinal);

        Directory.Delete(folder.Input, recursive: true);
        Assert.Equal(Stored.WithoutFiles(first), Stored.Json(folder.Store));
    }
}
