using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// CSV as programs and people write it. Fails when a delimiter, line end, title row or quote makes two records of one, one of two, or another value of a field,
/// or when the same file cut into other chunks reads otherwise.
/// </summary>
public sealed class CsvDialectScenarios
{
    private static readonly int[] Chunks = [int.MaxValue, 1, 2, 3, 7, 64];

    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile(
        """
        "kind":"order","scope":"whole","needs":["no"],"number":"no","times":{"created":"at"},"customer":"buyer","amounts":{"due":"total"}
        """,
        format: "csv");

    private const string Header = "no,at,total,buyer\n";
    private const string Rows = "1,2026-02-09 10:00:00,12.50,Li\n2,2026-02-09 11:00:00,7,\"W, \"\"ang\"\"\"\n";

    [Theory]
    [InlineData(',', "")]
    [InlineData(';', "")]
    [InlineData('\t', "")]
    [InlineData('|', "")]
    [InlineData(';', "sep=;\n")]
    [InlineData(',', "\"sep=,\"\n")]
    [InlineData(',', "订单明细,,,\n\n导出时间：2026-02-10 09:00,,,\n")]
    [InlineData(';', "Orders, paid and open\n")]
    [InlineData('\t', "\n\t\t\t\n")]
    public void Delimiters_titles_and_line_ends_change_nothing(char delimiter, string above)
    {
        var plain = Made.Read(Shop, Header + Rows).ConvertAll(r => r.Claim!);
        Assert.Equal(["1", "2"], plain.Select(c => c.Order.Number.Value));
        Assert.Equal([1250L, 700L], plain.Select(c => c.Amounts!.Due.MinorUnits));
        var told = (Header + Rows).Replace(',', delimiter).Replace($"W{delimiter}", "W,");
        if (delimiter == ',') told = Header + Rows;
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            foreach (var mark in new[] { "", "\uFEFF" })
            {
                foreach (var chunk in Chunks)
                    Assert.Equal(plain, Made.Read(Shop, mark + (above + told).Replace("\n", end), chunk).ConvertAll(r => r.Claim!));
            }
        }
    }

    [Fact]
    public void The_delimiter_is_what_the_known_names_are_found_by_and_not_what_stands_there_most()
    {
        var claim = Made.Claim(Shop, "no;at;total;buyer;size, colour, weight, and, more, of, it\n1;2026-02-09 10:00:00;7;Li, Wang;a,b\n");
        Assert.Equal(("1", "Li, Wang"), (claim.Order.Number.Value, claim.Customer.RevealClear()));
    }

    [Fact]
    public void Positions_are_those_of_the_file_whatever_stands_above_the_header()
    {
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            var input = ("\uFEFF标题\n\n" + Header + "\n" + Rows).Replace("\n", end);
            var bytes = Encoding.UTF8.GetBytes(input);
            foreach (var chunk in Chunks)
            {
                var found = new List<(long Number, long Line, string Text)>();
                Records.Cut(RecordParser.For(Shop.Policy), bytes, chunk, s =>
                {
                    var own = bytes.AsSpan((int)s.Position.ByteOffset, s.Bytes.Length);
                    Assert.True(own.SequenceEqual(s.Bytes));
                    found.Add((s.Position.Number, s.Position.Line, Encoding.UTF8.GetString(own.Slice(0, 1).ToArray())));
                });
                Assert.Equal([(1, 5, "1"), (2, 6, "2")], found);
            }
        }
    }

    [Fact]
    public void A_record_read_again_with_its_header_alone_knows_its_delimiter()
    {
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        var parser = new CsvRecordParser(Shop.Policy, RecordLimits.Default);
        Assert.Null(parser.Delimiter);
        var count = 0;
        Records.Cut(parser, Encoding.UTF8.GetBytes("sep=|\n" + (Header + Rows).Replace(',', '|')), 5, s =>
        {
            count++;
            Assert.NotNull(reader.Read(s).Claim);
            Assert.Equal(reader.Read(s).Claim, reader.Read(s.ToBytes()).Claim);
        });
        Assert.Equal((2, '|'), (count, parser.Delimiter));
    }

    [Theory]
    [InlineData("1,2026-02-09 10:00:00,7,\"Li\" Wang", ChannelsCodes.TextAfterQuote, "$.buyer", 29)]
    [InlineData("1,2026-02-09 10:00:00,\"7\"5,Li", ChannelsCodes.TextAfterQuote, "$.total", 25)]
    [InlineData("1,2026-02-09 10:00:00,7,\"5\" inch\"", ChannelsCodes.TextAfterQuote, "$.buyer", 28)]
    public void Text_behind_a_closing_quote_is_refused_with_its_place(string row, string code, string path, int at)
    {
        var readings = Made.Read(Shop, Header + row + "\n" + Rows);
        Assert.Equal([ReadingKind.Parked, ReadingKind.Claimed, ReadingKind.Claimed], readings.Select(r => r.Kind));
        var reason = Assert.Single(readings[0].Refusal!.Reasons.Items, r => r.Code == code);
        Assert.Contains(new Argument("path", path), reason.Arguments);
        Assert.Contains(new Argument("byte", at.ToString(System.Globalization.CultureInfo.InvariantCulture)), reason.Arguments);
    }

    [Theory]
    [InlineData("1,2026-02-09 10:00:00,7,\"Li\"  ")]
    [InlineData("1,2026-02-09 10:00:00,\"7\" ,\"Li\"\t")]
    [InlineData("1,2026-02-09 10:00:00,7,Li")]
    public void Blanks_behind_a_closing_quote_are_of_no_meaning(string row) =>
        Assert.Equal("Li", Assert.Single(Made.Read(Shop, Header + row)).Claim!.Customer.RevealClear());

    [Fact]
    public void Quotes_inside_a_field_are_text()
    {
        var readings = Made.Read(Shop, Header + "1,2026-02-09 10:00:00,7,5\" screen\n2,2026-02-09 10:00:00,7,6\"\n");
        Assert.Equal(["5\" screen", "6\""], readings.Select(r => r.Claim!.Customer.RevealClear()));
    }

    [Fact]
    public void A_quote_that_nothing_closes_is_truncated_and_stays_bad_when_it_is_read_again()
    {
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        var codes = new List<string?>();
        Records.Cut(RecordParser.For(Shop.Policy), Encoding.UTF8.GetBytes(Header + "1,2026-02-09 10:00:00,7,\"Li"), 9, s =>
            codes.AddRange([s.Problem?.Code, reader.Read(s.ToBytes()).Refusal?.Code]));
        Assert.Equal([ChannelsCodes.RecordTruncated, ChannelsCodes.QuoteUnclosed], codes);
    }

    [Fact]
    public void A_header_without_a_column_that_must_be_there_is_still_the_header()
    {
        var readings = Made.Read(Shop, "Orders of February\nno;at;buyer\n1;2026-02-09 10:00:00;Li\n2;2026-02-09 10:00:00;Wu\n");
        Assert.Equal(2, readings.Count);
        Assert.All(readings, r => Assert.Contains(r.Refusal!.Reasons.Items,
            p => p.Code == ChannelsCodes.ColumnMissing && p.Arguments.Items.Contains(new("column", "total"))));
    }

    [Fact]
    public void Titles_above_the_header_do_not_keep_a_profile_from_being_recognised()
    {
        const string header = "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n";
        foreach (var told in new[] { header, "二月订单\r\n" + header, "sep=;\n" + header.Replace(',', ';'), header.Replace(',', '\t').Replace("\n", "\r") + "1\t2" })
        {
            var found = ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes(told), [Records.Profile("taobao"), Records.Profile("tmall-csv")]);
            Assert.Equal("tmall-csv", found?.Profile.Reference.Name);
        }
    }
}
