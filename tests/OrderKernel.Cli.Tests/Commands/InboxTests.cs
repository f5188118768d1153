using System.Text.Json;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when something that waits for a person is not listed, is listed after it was settled, or when the saying beside it does not settle it.
public class InboxTests
{
    private static List<JsonElement> Matters(string store) =>
        [.. JsonDocument.Parse(ToolRun.Of("inbox", "--store", store, "--json").Ends(0).Out).RootElement.GetProperty("matters").EnumerateArray()];

    [Fact]
    public void Every_hold_that_only_a_person_ends_and_every_record_put_away_is_listed()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        var matters = Matters(store);
        var holds = Stored.Orders(store).Sum(o => o.Holds.Items.Count(h => h.Origin == Orders.HoldOrigin.Asked && h.Until is null));
        Assert.Equal(holds, matters.Count(m => m.GetProperty("kind").GetString() == "Held"));
        Assert.True(holds > 0);
        var parked = JsonDocument.Parse(SampleRun.Shared.Json).RootElement.GetProperty("parked").GetInt64();
        Assert.Equal(parked > 0, matters.Any(m => m.GetProperty("kind").GetString() == "Parked"));
        Assert.All(matters, m => Assert.NotEmpty(m.GetProperty("roles").EnumerateArray()));
    }

    [Fact]
    public void The_saying_beside_a_hold_settles_it()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        var before = Matters(store);
        var held = before.First(m => m.TryGetProperty("settle", out _));
        var file = folder["say.jsonl"];
        File.WriteAllText(file, held.GetProperty("settle").GetRawText().ReplaceLineEndings(""));
        ToolRun.Of("tell", file, "--store", store).Ends(0);
        var after = Matters(store);
        Assert.DoesNotContain(after, m => m.TryGetProperty("settle", out var saying) && saying.GetRawText() == held.GetProperty("settle").GetRawText());
    }

    [Theory]
    [InlineData("en", "What waits for a person: ", "orderkernel tell <<< '")]
    [InlineData("zh", "待人工处理:", "orderkernel tell <<< '")]
    public void People_read_it_in_their_language(string lang, string title, string command)
    {
        using var folder = new TempFolder();
        var said = ToolRun.Of("inbox", "--store", SampleRun.Shared.CopyStore(folder), "--lang", lang).Ends(0).Out;
        Assert.Contains(title, said, StringComparison.Ordinal);
        Assert.Contains(command, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_settles_a_hold_is_what_the_documents_of_the_shop_say()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        File.WriteAllText(folder["manifest.json"], """{"$schema":"manifest-1.json","tenant":"demo","files":[],"policies":{"holds":"holds.json"}}""");
        File.WriteAllText(folder["holds.json"], """
            {"$schema":"holds-1.json","name":"h","version":"1","kinds":{},"otherwise":{"release":["night-watch"],"reject":["night-watch"]}}
            """);
        var said = ToolRun.Of("inbox", "--store", store, "--policies", folder.Root, "--json").Ends(0).Out;
        Assert.Contains("night-watch", said, StringComparison.Ordinal);
        Assert.DoesNotContain("night-watch", ToolRun.Of("inbox", "--store", store, "--json").Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_not_there_is_refused()
    {
        using var folder = new TempFolder();
        ToolRun.Of("inbox", "--store", folder.Store).GivesUpWith(CliCodes.StoreMissing);
    }
}
