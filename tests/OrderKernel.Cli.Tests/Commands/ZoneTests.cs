using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when times are told in another zone than the one asked for, or than the one that a run kept with the store, or when a name that no zone has is taken.
public class ZoneTests
{
    private static TempFolder Ran(string zone)
    {
        var folder = new TempFolder().With("orders.jsonl", Lines(Trade(1))).With("manifest.json",
            Manifest("""{"path":"orders.jsonl","shop":"shop"}""", $",\"zone\":\"{zone}\""));
        folder.Run().Ends(0);
        return folder;
    }

    private static string Explained(TempFolder folder, params string[] more) =>
        ToolRun.Of(["explain", "4317627911240000001", "--store", folder.Store, .. more]).Ends(0).Out;

    // Placed at midnight and twelve minutes on the channel's clock, which is Shanghai's.
    [Fact]
    public void A_run_keeps_its_zone_with_the_store_and_the_option_goes_before_it()
    {
        using var folder = Ran("America/New_York");
        var own = Explained(folder);
        Assert.Contains("Times are those of America/New_York.", own, StringComparison.Ordinal);
        Assert.Contains("2025-11-10 11:12:04", own, StringComparison.Ordinal);
        var asked = Explained(folder, "--zone", "Asia/Tokyo");
        Assert.Contains("Times are those of Asia/Tokyo.", asked, StringComparison.Ordinal);
        Assert.Contains("2025-11-11 01:12:04", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("2025-11-10 11:12:04", asked, StringComparison.Ordinal);
        // Asking changes nothing of what is kept.
        Assert.Equal(own, Explained(folder));
    }

    [Fact]
    public void A_later_run_may_bring_another_zone()
    {
        using var folder = Ran("America/New_York");
        folder.With("manifest.json", Manifest("""{"path":"orders.jsonl","shop":"shop"}""", ",\"zone\":\"Asia/Tokyo\""));
        folder.Run().Ends(0);
        Assert.Contains("2025-11-11 01:12:04", Explained(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "x")]
    [InlineData("trail", "x")]
    [InlineData("inbox")]
    [InlineData("quarantine", "list")]
    [InlineData("workflow", "next", "x")]
    public void A_name_that_no_zone_has_is_refused(params string[] command)
    {
        foreach (var name in new[] { "Asia/Shanghia", "asia", "+08:00" })
        {
            var said = ToolRun.Of([.. command, "--store", SampleRun.Shared.Store, $"--zone={name}"]).GivesUpWith(CliCodes.CommandLineInvalid).Error;
            Assert.Contains($"'{name}'", said, StringComparison.Ordinal);
        }
    }
}
