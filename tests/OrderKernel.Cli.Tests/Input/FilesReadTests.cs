using System.Text.Json.Nodes;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Input;

// Fails when a file of a folder is left out of what a run says, is said to be read as something else, or its counts are not its records.
public class FilesReadTests
{
    private static TempFolder Folder() => new TempFolder()
        .With("orders.csv", Lines(CsvHeader, Row(1), Row(2), Row(3).Replace(",", ";", StringComparison.Ordinal)))
        .With("stock.jsonl", """{"kind":"stock","at":"2020-02-01T00:00:00Z","location":"HZ","sku":"MUG","onHand":10}""" + "\n")
        .With("strange.json", """{"hello":"world"}""")
        .With("read me.txt", "not for us");

    [Fact]
    public void Each_file_is_named_with_what_it_was_read_as()
    {
        using var folder = Folder();
        var said = ToolRun.Of("run", folder.Input, "--store", folder.Store, "--lang", "en").Out;
        Assert.Matches(@"  orders\.csv  tmall-csv@\S+  UTF-8, comma  3  1\r?\n", said);
        Assert.Matches(@"  stock\.jsonl  partner records  UTF-8  1  0\r?\n", said);
        Assert.Matches(@"  strange\.json  not read  +0  0  cli\.file-not-recognised\r?\n", said);
        Assert.Matches(@"  read me\.txt  not read  +0  0  cli\.file-passed-over\r?\n", said);
        Assert.Contains($"{CliCodes.FileNotRecognised}  strange.json: no profile recognises this file.", said, StringComparison.Ordinal);
        Assert.Contains($"{CliCodes.FilePassedOver}  read me.txt was passed over", said, StringComparison.Ordinal);
    }

    [Fact]
    public void And_in_Chinese()
    {
        using var folder = Folder();
        var said = ToolRun.Of("run", folder.Input, "--store", folder.Store, "--lang", "zh").Out;
        Assert.Contains("  stock.jsonl  合作方记录  UTF-8  1  0", said, StringComparison.Ordinal);
        Assert.Contains("read me.txt 未读取", said, StringComparison.Ordinal);
    }

    [Fact]
    public void And_in_json_with_what_was_found_the_same_again()
    {
        using var folder = Folder();
        var run = folder.Run("--json").Ends(0);
        var files = JsonNode.Parse(run.Out)!["files"]!.AsArray().Select(f => f!.AsObject()).ToList();
        Assert.Equal(["file", "readAs", "encoding", "delimiter", "sheet", "records", "putAway", "findings"], files[0].Select(p => p.Key));
        Assert.Equal(
            [
                "orders.csv tmall-csv@1.0.0 UTF-8 ,  3 1 []", "stock.jsonl partner UTF-8   1 0 []", $"read me.txt     0 0 [\"{CliCodes.FilePassedOver}\"]",
                $"strange.json     0 0 [\"{CliCodes.FileNotRecognised}\"]",
            ], files.Select(f => string.Join(' ', f.Select(p => p.Value is JsonArray a ? a.ToJsonString() : p.Value?.ToString()))));
        Assert.Equal(run.Out, folder.Run("--json").Ends(0).Out);
    }
}
