using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Inputs are cut into records whatever their shape, and a broken stretch is one bad record.
/// Fails when a record is lost, doubled or cut elsewhere, or when memory follows the input.
/// </summary>
public sealed class RecordParserTests
{
    private static readonly int[] Chunks = [int.MaxValue, 1, 2, 5, 17];

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("[{\"a\":1},{\"a\":2}]", "{\"a\":1}|{\"a\":2}")]
    [InlineData("{\"a\":1}\n{\"a\":2}\r\n\r\n{\"a\":3}", "{\"a\":1}|{\"a\":2}|{\"a\":3}")]
    [InlineData("{\"total\":2,\"trades\":{\"trade\":[{\"a\":1},{\"a\":{\"b\":[]}}]},\"more\":[{}]}", "{\"a\":1}|{\"a\":{\"b\":[]}}")]
    [InlineData("{\"trade_fullinfo_get_response\":{\"trade\":{\"a\":\"}\\\"]\"}}}", "{\"a\":\"}\\\"]\"}")]
    [InlineData("{\"trades\":{\"trade\":[]}}", "")]
    [InlineData("{\"x\":{\"trades\":{\"trade\":[{\"a\":1}]}}}", "{\"x\":{\"trades\":{\"trade\":[{\"a\":1}]}}}")]
    [InlineData("\uFEFF{\"a\":1}", "{\"a\":1}")]
    [InlineData("", "")]
    [InlineData("[]", "")]
    public void Shapes_are_cut_into_their_records(string input, string expected)
    {
        foreach (var chunk in Chunks) Assert.Equal(expected, string.Join("|", Cut(input, chunk).Select(r => r.Text)));
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2,,}}\n{\"a\":3}", ".|.M|.")]
    [InlineData("{\"a\":1}\n{\"a\":[2}\n{\"a\":3}", ".|M|.")]
    [InlineData("{\"a\":1}\n{\"a\":\"open\n{\"a\":3}", ".|M|.")]
    [InlineData("{\"a\":1}\n{\"a\":2\n{\"a\":3}", ".|M|.")]
    [InlineData("{\"a\":1}\ngarbage here\n{\"a\":3}", ".|M|.")]
    [InlineData("garbage\n{\"a\":3}", "M|.")]
    [InlineData("{\"a\":1}\n{\"a\":", ".|T")]
    [InlineData("{\"trades\":{\"trade\":[{\"a\":1},{\"a\":", ".|T")]
    [InlineData("{\"trades\":{\"trade\":[{\"a\":1},", ".|T")]
    [InlineData("{\"trades\":{\"trade\":[{\"a\":1},\n{\"a\":[}},\n{\"a\":3}\n]}}\n{\"a\":4}", ".|M|.|.")]
    public void A_broken_stretch_is_one_bad_record_and_the_rest_goes_on(string input, string expected)
    {
        var words = expected.Replace(".M", ".").Split('|');
        foreach (var chunk in Chunks)
        {
            var cut = Cut(input, chunk);
            if (expected.Contains(".M", StringComparison.Ordinal)) cut = [.. cut.Where(r => r.Code is null)];
            else Assert.Equal(words,
                cut.Select(r => r.Code switch { null => ".", ChannelsCodes.RecordMalformed => "M", ChannelsCodes.RecordTruncated => "T", _ => "?" }));
            Assert.Contains(cut, r => r.Text.Contains("\"a\":3", StringComparison.Ordinal) || !input.Contains("\"a\":3", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Positions_are_the_lines_and_bytes_of_the_input()
    {
        var cut = Cut("{\"a\":1}\n\n  {\"a\":\"路\"}\n{\"a\":3}", 4);
        Assert.Equal([(1L, 1L, 0L), (2L, 3L, 11L), (3L, 4L, 23L)], cut.Select(r => (r.Position.Number, r.Position.Line, r.Position.ByteOffset)));
    }

    [Fact]
    public void A_record_beyond_the_bound_is_one_bad_record_and_memory_stays_bounded()
    {
        var limits = new RecordLimits(1000, 64);
        var input = "{\"a\":1}\n{\"a\":\"" + new string('x', 1_000_000) + "\"}\n{\"a\":3}\n";
        foreach (var chunk in new[] { 100, 4096, int.MaxValue })
        {
            var cut = Cut(input, chunk, limits: limits);
            Assert.Equal([null, ChannelsCodes.RecordTooLarge, null], cut.Select(r => r.Code));
            Assert.True(cut[1].Text.Length <= 1000);
        }

        var rows = "a,b\n1,2\n" + new string('y', 50_000) + ",2\n3,4\n";
        foreach (var chunk in new[] { 100, 4096, int.MaxValue })
        {
            var cut = Cut(rows, chunk, "tmall-csv", limits);
            Assert.Equal([null, ChannelsCodes.RecordTooLarge, null], cut.Select(r => r.Code));
        }
    }

#if NET // .NET Framework does not count what a thread allocates.
    [Fact]
    public void A_page_a_thousand_times_larger_needs_no_more_memory()
    {
        var profile = Records.Profile("taobao").Policy;
        var row = Encoding.UTF8.GetBytes("{\"tid\":1,\"pad\":\"" + new string('p', 2000) + "\"},");
        long Allocated(int rows)
        {
            var parser = RecordParser.For(profile);
            var count = 0;
            RecordHandler handler = _ => count++;
            parser.Push("{\"trades\":{\"trade\":["u8, handler);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rows; i++)
            {
                parser.Push(row.AsSpan(0, 700), handler);
                parser.Push(row.AsSpan(700), handler);
            }

            Assert.Equal(rows, count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(Allocated(10_000) - Allocated(10), long.MinValue, 4096);
    }
#endif

    [Theory]
    [InlineData("a,b\r\n1,2\r\n3,4", "1,2|3,4")]
    [InlineData("\uFEFFa,b\n1,2\n\n3,4\n", "1,2|3,4")]
    [InlineData("a,b\n\"x\n,y\",2\n3,4", "\"x\n,y\",2|3,4")]
    [InlineData("a,b\n\"x\"\"\n\",2\n3,4", "\"x\"\"\n\",2|3,4")]
    [InlineData("a,b\nx\"y,2\n3,4", "x\"y,2|3,4")]
    [InlineData("a,b\n", "")]
    public void Rows_are_cut_by_the_rules_of_csv(string input, string expected)
    {
        foreach (var chunk in Chunks) Assert.Equal(expected, string.Join("|", Cut(input, chunk, "tmall-csv").Select(r => r.Text)));
    }

    [Fact]
    public void Quoted_fields_lose_their_quotes_and_keep_what_is_in_them()
    {
        const string input = "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n\"9\",\"2,000.00\",\"0\",\"上\"\"海\"\"\",\"2020-02-21 00:00:00\",,\"0.0\"\n";
        var claim = Records.Claim("tmall-csv", input);
        Assert.Equal(("9", 200_000, "上\"海\""), (claim.Order.Number.Value, claim.Amounts!.Due.MinorUnits, claim.Recipient!.Address!.RevealDetail()));
    }

    [Fact]
    public void A_slice_put_away_reads_again_to_the_same_claim()
    {
        foreach (var (profile, input) in new[] { ("taobao", "{\"trades\":{\"trade\":[" + Payload.Taobao() + "]}}"),
            ("tmall-csv", "\uFEFF订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\r\n1,2,0,上海,2020-02-21 00:00:00,,0\r\n") })
        {
            var document = Records.Profile(profile);
            var reader = new ProfileReader(document, SkuMap.Same, Records.Shop);
            var (first, kept) = (default(Claim), Array.Empty<byte>());
            Records.Cut(RecordParser.For(document.Policy), Encoding.UTF8.GetBytes(input), 9, s => (first, kept) = (reader.Read(s).Claim, s.ToBytes()));
            Assert.NotNull(first);
            Assert.Equal(first, reader.Read(kept).Claim);
        }
    }

    private static List<(string Text, string? Code, RecordPosition Position)> Cut(string input, int chunk, string profile = "taobao",
        RecordLimits? limits = null)
    {
        var cut = new List<(string, string?, RecordPosition)>();
        Records.Cut(RecordParser.For(Records.Profile(profile).Policy, limits), Encoding.UTF8.GetBytes(input), chunk,
            s => cut.Add((Encoding.UTF8.GetString(s.Bytes), s.Problem?.Code, s.Position)));
        return cut;
    }
}
