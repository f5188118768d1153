using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Deliveries;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Input;

// Fails when a file that holds the records of another one, laid out otherwise, gives other records; when a record without a time is put away although its
// profile takes the file's; or when a file in which nothing is found is not told.
public class LayoutTests
{
    private const string Stock = """{"kind":"stock","at":"2020-02-01T00:00:00Z","location":"HZ","sku":"MUG","onHand":10}""";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string Other = Stock.Replace("MUG", "CUP", StringComparison.Ordinal);

    private static FolderReading Read(string name, string text)
    {
        using var folder = new TempFolder().With(name, text);
        return FolderReading.Of(folder);
    }

    private static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);

    public static TheoryData<string, string> Partners => new()
    {
        { "stock.jsonl", Stock + "\n" + Other + "\n" },
        { "stock.ndjson", Stock + "\r\n\r\n" + Other },
        { "stock.json", Stock + "\n" + Other },
        { "stock.json", Pretty(Stock) + "\n" + Pretty(Other) },
        { "stock.jsonl", Pretty(Stock) + "\n" + Pretty(Other) + "\n" },
        { "stock.json", $"[{Stock},{Other}]" },
        { "stock.json", Pretty($"[{Stock},{Other}]") },
        { "stock.json", "\uFEFF" + Pretty(Stock).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n" + Pretty(Other) },
        { "stock.jsonl", JsonSerializer.Serialize(Stock) + "\n" + JsonSerializer.Serialize(Other) + "\n" },
        { "stock.json", JsonSerializer.Serialize($"[{Pretty(Stock)},{Other}]") },
        { "stock.json", JsonSerializer.Serialize(new[] { Stock, Other }) },
    };

    [Theory]
    [MemberData(nameof(Partners))]
    public void Partners_records_are_the_same_in_every_layout(string name, string text)
    {
        var read = Read(name, text);
        Assert.Empty(read.Findings);
        Assert.Equal(["stock MUG", "stock CUP"], read.Deliveries.Cast<PartnerDelivery>().Select(d => Said(d.Slip.Raw.Span)));
    }

    private static string Said(ReadOnlySpan<byte> raw)
    {
        var record = JsonNode.Parse(raw)!;
        return $"{record["kind"]} {record["sku"]}";
    }

    [Fact]
    public void A_single_record_over_several_lines_is_recognised_by_the_whole_of_it()
    {
        Assert.Equal("stock MUG", Said(Assert.IsType<PartnerDelivery>(Assert.Single(Read("stock.json", Pretty(Stock)).Deliveries)).Slip.Raw.Span));
        Assert.Equal(4_317_627_911_240_000_001.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Assert.Single(Read("orders.json", Pretty(Trade(1))).Claims).Order.Number.Value);
    }

    [Fact]
    public void Orders_inside_of_strings_are_those_outside()
    {
        var trades = new[] { Trade(1), Trade(2).Replace("手冲", "\\uD83D\\uDE00\\\"手\\n", StringComparison.Ordinal) };
        var expected = Read("orders.jsonl", Lines(trades));
        Assert.Equal(2, expected.Claims.Count);
        foreach (var text in new[]
        {
            Lines([.. trades.Select(t => JsonSerializer.Serialize(t))]), JsonSerializer.Serialize(trades),
            JsonSerializer.Serialize("[" + string.Join(',', trades) + "]"),
        }) Assert.Equal(expected.Claims, Read("orders.json", text).Claims);
    }

    [Theory]
    [InlineData("""
        "{\"a\":\"\uD83D\uDE00 \\uD83D \\\\ \/\u0041\u4E2D\"}"
        """, """{"a":"😀 \uD83D \\ /A中"}""")]
    [InlineData("""
        "{\"a\":\"\uD83D\"}"
        """, """{"a":"\uD83D"}""")]
    [InlineData("""
        "{\"a\":\"\uD83Dx\uDE00\q\u12G4\"}"
        """, """{"a":"\uD83Dx\uDE00\q\u12G4"}""")]
    [InlineData("""
        "{\"a\":\"\uD83D\n\"}"
        """, "{\"a\":\"\\uD83D\n\"}")]
    public void A_string_loses_its_escapes_and_nothing_else(string told, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(told.Trim());
        Assert.True(QuotedForm.Is(bytes));
        for (var chunk = 1; chunk < bytes.Length; chunk++)
        {
            using var file = new Trickle(bytes, chunk);
            using var text = new MemoryStream();
            new QuotedForm(PlainForm.Utf8).Copy(file, text);
            Assert.Equal(expected, Encoding.UTF8.GetString(text.ToArray()));
        }
    }

    [Theory]
    [InlineData("""{"a":"{\"b\":1}"}""")]
    [InlineData("""[{"a":"{\"b\":1}"}]""")]
    [InlineData("\"name\",\"b\"\n")]
    [InlineData("\"{x}\",b\n")]
    public void What_is_no_string_of_json_stays_as_it_is(string text) => Assert.False(QuotedForm.Is(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("orders.csv", CsvHeader + "\n\n  \n", "tmall-csv@1.0.0")]
    [InlineData("orders.json", """{"trades_sold_get_response":{"trades":{"trade":[]}}}""", null)]
    public void A_file_without_a_record_is_a_finding(string name, string text, string? readAs)
    {
        using var folder = new TempFolder().With("good.csv", Lines(CsvHeader, Row(1))).With(name, text)
            .With("manifest.json", Manifest($$"""{"path":"good.csv"},{"path":"{{name}}"{{(readAs is null ? ",\"profile\":\"taobao\"" : "")}}}"""));
        var finding = Assert.Single(FolderReading.Of(folder).Findings);
        Assert.Equal((name, CliCodes.FileWithoutRecords), (finding.Path, finding.Code));
        Assert.StartsWith(readAs ?? "taobao@", finding.Arguments[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_of_the_file_stands_for_that_of_records_that_tell_none()
    {
        const string profile = """
            {"$schema":"profile-1.json","name":"push","version":"1","channel":"push","code":"PU","zone":"Asia/Shanghai","format":"json","money":"yuan","time":"text","currency":"CNY",
             "records":[{"kind":"push","scope":"part","number":"no","times":{"arrival":true},"says":{"payment":"Paid","evidence":"seen"} }]}
            """;
        using var folder = new TempFolder().With("push.profile.json", profile).With("pushes.jsonl", Lines("""{"no":"1"}""", """{"no":"2"}"""))
            .With("manifest.json", Manifest("""{"path":"pushes.jsonl","profile":"push.profile.json"}"""));
        var at = new DateTime(2026, 2, 9, 10, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Input, "pushes.jsonl"), at);
        var read = FolderReading.Of(folder);
        Assert.Empty(read.Findings);
        Assert.Empty(read.Unusable);
        Assert.All(read.Claims, c => Assert.Equal(Instant.FromDateTimeUtc(at), c.SourceTime));
        Assert.Equal(2, read.Claims.Count);
    }

    [Fact]
    public void Xml_and_workbooks_are_read_without_a_manifest_by_their_content()
    {
        var workbook = new MadeWorkbook().Sheet("S", [.. CsvHeader.Split(',').Select(MadeWorkbook.Inline)], [.. Row(1).Split(',').Select(MadeWorkbook.Inline)]);
        using var folder = new TempFolder().With("a.XLSX", workbook.ToBytes()).With("b.csv", workbook.ToBytes()).With("c.xml", "<orders/>")
            .With("d.tsv", Lines(CsvHeader, Row(2)).Replace(',', '\t'));
        var read = FolderReading.Of(folder);
        Assert.Equal(["1", "2"], read.Claims.Select(c => c.Order.Number.Value));
        Assert.Equal([("b.csv", CliCodes.FileRepeated), ("c.xml", CliCodes.FileNotRecognised)], read.Findings.Select(f => (f.Path, f.Code)).Order());
        Assert.Equal([null, '\t'], read.Files.Select(f => f.Delimiter));
    }

    /// <summary>A stream that gives few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override void CopyTo(Stream destination, int bufferSize)
        {
            var buffer = new byte[most];
            for (int read; (read = Read(buffer, 0, most)) > 0;) destination.Write(buffer, 0, read);
        }
    }
}
