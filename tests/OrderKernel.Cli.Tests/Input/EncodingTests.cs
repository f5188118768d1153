using System.Text;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Input;

// Fails when a file in another encoding than UTF-8 gives other records than the same text in UTF-8, when text is read in an encoding that it is not in, or when
// a file that fits none is passed over without its cause and byte.
public class EncodingTests
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private static readonly (string Name, Func<string, byte[]> Bytes)[] Ways =
    [
        ("UTF-8", Encoding.UTF8.GetBytes), ("UTF-8", t => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(t)]),
        ("UTF-16LE", t => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(t)]), ("UTF-16LE", Encoding.Unicode.GetBytes),
        ("UTF-16BE", t => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(t)]), ("UTF-16BE", Encoding.BigEndianUnicode.GetBytes),
        ("GB18030", Gbk.GetBytes), ("GB18030", EncodingScan.Chinese.GetBytes),
    ];

    private static FolderReading Read(string name, byte[] bytes)
    {
        using var folder = new TempFolder().With(name, bytes);
        return FolderReading.Of(folder);
    }

    [Fact]
    public void The_same_text_in_every_encoding_gives_the_same_claims()
    {
        foreach (var (file, text) in new[]
        {
            ("orders.csv", Lines("标题;;;;;;", CsvHeader.Replace(',', ';'), Row(1).Replace(',', ';'), Row(2).Replace(',', ';'))),
            ("orders.tsv", Lines(CsvHeader, Row(1)).Replace(',', '\t')),
            ("orders.json", Trade(1)), ("orders.jsonl", Lines(Trade(1), Trade(2), Trade(3))),
        })
        {
            var expected = Read(file, Encoding.UTF8.GetBytes(text));
            Assert.NotEmpty(expected.Claims);
            foreach (var (name, bytes) in Ways)
            {
                var read = Read(file, bytes(text));
                Assert.Equal(expected.Claims, read.Claims);
                Assert.Equal(expected.Deliveries.Select(d => d.Slip.Source), read.Deliveries.Select(d => d.Slip.Source));
                Assert.Empty(read.Findings);
                Assert.Equal(name, read.Files[0].File.Form.Encoding);
            }
        }
    }

    [Law(60, 2_000)]
    public bool Text_of_any_length_is_decoded_as_it_was_encoded(Seed seed)
    {
        var dice = new Random(seed);
        var text = new StringBuilder("订单");
        for (var length = dice.Next(200_000); text.Length < length;)
        {
            if (dice.Next(8) == 0) text.Append("😀𠮷");
            else if (dice.Next(4) == 0) text.Append('x', dice.Next(3));
            else text.Append((char)dice.Next(0x4E00, 0x9FA5));
        }

        foreach (var encoding in new[] { new UnicodeEncoding(false, true), new UnicodeEncoding(true, false), EncodingScan.Chinese })
        {
            using var file = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())]);
            using var decoded = new MemoryStream();
            new DecodedForm(encoding, "any").Copy(file, decoded);
            Assert.Equal(text.ToString(), Encoding.UTF8.GetString(decoded.ToArray()));
        }

        return true;
    }

    [Theory]
    [InlineData("联通,电信\n移动,铁塔\n", "GB18030")]
    [InlineData("喆,镕,堃,昇\n订单编号,收货地址\n", "GB18030")]
    [InlineData("a,b\n1,€uro\n", "UTF-8")]
    public void Short_texts_are_told_apart(string text, string name)
    {
        var bytes = name == "UTF-8" ? Encoding.UTF8.GetBytes(text) : Gbk.GetBytes(text);
        using var file = new MemoryStream(bytes);
        Assert.Equal(name, EncodingScan.Of(file, bytes).Form.Encoding);
    }

    [Fact]
    public void Chinese_text_behind_a_long_plain_beginning_is_found()
    {
        var rows = Enumerable.Range(1, 3000).Select(i => Row(i).Replace("上海", i < 2990 ? "Shanghai" : "上海", StringComparison.Ordinal));
        var text = Lines(["a,b,c", CsvHeader, .. rows]);
        var read = Read("orders.csv", Gbk.GetBytes(text));
        Assert.Equal(3000, read.Claims.Count);
        Assert.Contains("上海", Encoding.UTF8.GetString(read.Deliveries[^1].Slip.Raw.Span), StringComparison.Ordinal);
        var latin = "no,at,total,buyer\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"{i},2026-02-09 10:00:00,1,Li\n"));
        using var file = new MemoryStream([.. Encoding.ASCII.GetBytes(latin), .. Gbk.GetBytes("3001,2026-02-09 10:00:00,1,李明\n")]);
        Assert.Equal("GB18030", EncodingScan.Of(file, file.ToArray().AsSpan(0, 65_536)).Form.Encoding);
    }

    [Fact]
    public void Broken_places_in_utf8_are_told_and_only_the_records_there_are_put_away()
    {
        var bytes = Encoding.UTF8.GetBytes(Lines(CsvHeader, Row(1), Row(2), Row(3)));
        var at = bytes.AsSpan().LastIndexOf("上"u8);
        bytes[at + 1] = (byte)'?';
        var read = Read("orders.csv", bytes);
        Assert.Equal(["1", "2"], read.Claims.Select(c => c.Order.Number.Value));
        Assert.Equal([("orders.csv:4", ChannelsCodes.TextInvalid)], read.Unusable);
        var finding = Assert.Single(read.Findings);
        Assert.Equal(CliCodes.FileEncodingBroken, finding.Code);
        Assert.Contains(new Argument("byte", $"{at}"), finding.Arguments.Items);
        Assert.Equal("UTF-8", read.Files[0].File.Form.Encoding);
    }

    [Theory]
    [InlineData("no,at,total,buyer\n1,2026-02-09 10:00:00,1,Müller\n2,2026-02-09 10:00:00,1,Håkan Öberg\n3,2026-02-09 10:00:00,1,Núñez\n")]
    [InlineData("no,at,total,buyer\n1,2026-02-09 10:00:00,1,Zoë\n")]
    public void Letters_with_accents_of_another_code_page_are_not_taken_for_Chinese(string text)
    {
        var read = Read("orders.csv", Encoding.Latin1.GetBytes(text));
        var finding = Assert.Single(read.Findings);
        Assert.Equal((CliCodes.FileEncodingUnknown, "orders.csv"), (finding.Code, finding.Path));
        Assert.Contains(new Argument("byte", $"{Encoding.Latin1.GetBytes(text).AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF)}"), finding.Arguments.Items);
    }

    [Fact]
    public void A_character_cut_in_half_is_named_with_its_byte()
    {
        var bytes = Encoding.Unicode.GetBytes(Lines(CsvHeader, Row(1)));
        using var folder = new TempFolder().With("good.csv", Lines(CsvHeader, Row(7))).With("wide.csv", bytes[..^1]);
        var read = FolderReading.Of(folder);
        var finding = Assert.Single(read.Findings);
        Assert.Equal((CliCodes.FileEncodingUnknown, "wide.csv"), (finding.Code, finding.Path));
        Assert.Equal(["7"], read.Claims.Select(c => c.Order.Number.Value));
    }

    [Fact]
    public void Memory_does_not_grow_with_a_file_that_is_decoded()
    {
        static long Allocated(int rows)
        {
            var bytes = Gbk.GetBytes(Lines([CsvHeader, .. Enumerable.Range(1, rows).Select(Row)]));
            using var file = new MemoryStream(bytes);
            var form = EncodingScan.Of(file, bytes.AsSpan(0, Math.Min(bytes.Length, 65_536))).Form;
            file.Position = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            form.Copy(file, Stream.Null);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        Assert.InRange(Allocated(50_000) - Allocated(5_000), -200_000, 200_000);
    }
}
