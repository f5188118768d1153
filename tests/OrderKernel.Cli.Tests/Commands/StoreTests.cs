namespace OrderKernel.Cli.Tests.Commands;

// Fails when a copy of a store does not verify as its store does, anchor and all, takes the place of a file, or when a damaged file passes the check.
public class StoreTests
{
    [Theory]
    [InlineData("backup")]
    [InlineData("compact")]
    public void A_copy_verifies_with_its_anchor_as_the_store_does(string way)
    {
        using var folder = new TempFolder();
        var copy = folder["copy.db"];
        var said = ToolRun.Of("store", way, copy, "--store", SampleRun.Shared.Store).Ends(0).Out;
        Assert.Contains($"{copy}: a copy of {SampleRun.Shared.Store}", said, StringComparison.Ordinal);
        Assert.Equal(ToolRun.Of("verify", "--store", SampleRun.Shared.Store).Ends(0).Out, ToolRun.Of("verify", "--store", copy).Ends(0).Out);
        Assert.Contains("[sqlite.already-there]", ToolRun.Of("store", way, copy, "--store", SampleRun.Shared.Store).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_that_lies_beside_the_copy_stays_and_is_said_to_disagree()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        var kept = File.ReadAllLines(store + ".anchor")[0].Split(' ');
        var others = string.Join(' ', kept[0], kept[1], new string('0', kept[2].Length), kept[3]);
        File.WriteAllText(folder["copy.db.anchor"], others);
        Assert.Contains("[cli.anchor-disagrees]", ToolRun.Of("store", "backup", folder["copy.db"], "--store", store).Ends(1).Error, StringComparison.Ordinal);
        Assert.Equal(others, File.ReadAllText(folder["copy.db.anchor"]));
    }

    [Fact]
    public void A_store_that_is_not_there_is_neither_copied_nor_checked_nor_made()
    {
        using var folder = new TempFolder();
        foreach (var words in (string[][])[["backup", folder["copy.db"]], ["compact", folder["copy.db"]], ["check"]])
            Assert.Contains("[cli.store-missing]", ToolRun.Of(["store", .. words, "--store", folder["none.db"]]).Ends(2).Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root, "*.db*"));
    }

    [Fact]
    public void A_sound_file_passes_the_check_and_a_damaged_one_does_not()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        Assert.Contains("found nothing", ToolRun.Of("store", "check", "--store", store).Ends(0).Out, StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(store);
        // Every tenth page loses the kind that stands in its first byte.
        for (var page = 4096 * 10; page < bytes.Length; page += 4096 * 10) bytes[page] = 0xFF;
        File.WriteAllBytes(store, bytes);
        var said = ToolRun.Of("store", "check", "--store", store).Ends(1).Out;
        Assert.Contains("[sqlite.damaged]", said, StringComparison.Ordinal);
        Assert.Contains("Damaged: ", said, StringComparison.Ordinal);
    }
}
