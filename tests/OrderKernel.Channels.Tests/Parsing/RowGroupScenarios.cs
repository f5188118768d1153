namespace OrderKernel.Channels.Tests;

// One order over several rows of a CSV file. Fails when a line is lost or overwritten, when rows of two orders become one, when a value that the rows
// disagree on is chosen, or when the same bytes cut otherwise read otherwise.
public sealed class RowGroupScenarios
{
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile(
        """
        "kind":"order","scope":"whole","needs":["Name"],"number":{"paths":["Name"],"clean":["strip-marks"]},"times":{"created":"Created at"},"currency":"Currency",
        "amounts":{"due":"Total","freight":"Shipping","tieOut":["freight"]},
        "lines":{"at":"rows[]","code":"Lineitem sku","title":"Lineitem name","quantity":"Lineitem quantity","total":{"sum":["Lineitem price * Lineitem quantity","-Lineitem discount"]} }
        """, "\"groupBy\":[\"Name\"],\"currency\":null", "csv");

    private const string Header = "Name,Created at,Currency,Total,Shipping,Lineitem sku,Lineitem name,Lineitem quantity,Lineitem price,Lineitem discount\n";
    private const string First = "#1001,2026-02-09 10:00:00,USD,37.00,5.00,A-1,\"Mug, \"\"blue\"\"\",2,10.00,0\n#1001,,,,,B-1,Lamp,1,15.00,3.00\n";
    private const string Second = "#1002,2026-02-09 11:00:00,EUR,9.00,0.00,C-1,Pen,3,3.00,0\n";

    [Fact]
    public void Rows_that_follow_one_another_are_one_order()
    {
        var claims = Made.Read(Shop, Header + First + "\n" + Second).ConvertAll(r => r.Claim!);
        Assert.Equal(["1001", "1002"], claims.Select(c => c.Order.Number.Value));
        Assert.Equal(["A-1", "B-1"], claims[0].Lines.Items.Select(l => l.Code));
        Assert.Equal([2000L, 1200L], claims[0].Lines.Items.Select(l => l.Total.MinorUnits));
        Assert.Equal(["1", "2"], claims[0].Lines.Items.Select(l => l.Line.Value));
        Assert.Equal("Mug, \"blue\"", claims[0].Lines[0].Title);
        Assert.Equal(["USD", "EUR"], claims.Select(c => c.Amounts!.Due.Currency.Code));
        Assert.All(claims, c => Assert.Empty(c.Findings));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void However_the_bytes_are_cut_the_orders_are_the_same_and_can_be_read_again_from_them(int chunk)
    {
        var input = "\uFEFF" + (Header + First + "\n\n" + Second + First.Replace("1001", "1003") + Second.Replace("1002", "1004").TrimEnd()).Replace("\n", "\r\n");
        var bytes = System.Text.Encoding.UTF8.GetBytes(input);
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        var numbers = new List<string>();
        Records.Cut(RecordParser.For(Shop.Policy), bytes, chunk, slice =>
        {
            var reading = reader.Read(slice);
            numbers.Add(reading.Claim!.Order.Number.Value + "/" + reading.Claim.Lines.Count);
            Assert.Equal(reading.Claim, reader.Read(slice.ToBytes()).Claim);
            var own = bytes.AsSpan((int)slice.Position.ByteOffset, slice.Bytes.Length);
            Assert.Equal(reading.Claim, reader.Read(slice.Header, own).Claim);
        });
        Assert.Equal(["1001/2", "1002/1", "1003/2", "1004/1"], numbers);
    }

    [Fact]
    public void A_value_of_the_order_that_the_rows_disagree_on_parks_the_order()
    {
        var readings = Made.Read(Shop, Header + First.Replace("#1001,,,,,", "#1001,,USD,38.00,5.00,") + Second);
        Assert.Equal([ReadingKind.Parked, ReadingKind.Claimed], readings.Select(r => r.Kind));
        Assert.Equal(ChannelsCodes.RowsDisagree, readings[0].Refusal!.Code);
        Assert.Contains(new Argument("path", "$.Total"), readings[0].Refusal!.Arguments);
    }

    [Fact]
    public void A_later_row_may_tell_what_the_first_does_not() =>
        Assert.Equal(Money.OfMinor(3700, Currency.Of("USD")),
            Made.Claim(Shop, Header + First.Replace("USD,37.00,5.00,A-1", ",,,A-1").Replace("#1001,,,,,", "#1001,,USD,37.00,5.00,")).Amounts!.Due);

    [Fact]
    public void A_bad_line_is_named_with_its_row() =>
        Assert.Contains(("$.rows[1].Lineitem quantity", ChannelsCodes.QuantityInvalid), Made.Parked(Shop, Header + First.Replace("Lamp,1", "Lamp,none")));

    [Fact]
    public void Rows_that_come_again_apart_are_a_bad_record_and_overwrite_nothing()
    {
        var readings = Made.Read(Shop, Header + First + Second + "#1001,,,,,D-1,Cup,1,1.00,0\n");
        Assert.Equal([ReadingKind.Claimed, ReadingKind.Claimed, ReadingKind.Parked], readings.Select(r => r.Kind));
        Assert.Equal(ChannelsCodes.RowsScattered, readings[2].Refusal!.Code);
    }

    [Fact]
    public void A_row_that_cannot_be_read_takes_its_neighbours_with_it()
    {
        var tight = RecordParser.For(Shop.Policy, new RecordLimits(200, 64));
        var kinds = new List<string?>();
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        var input = Header + Second + First.Replace("#1001,,,,,B-1,Lamp", "#1001,,,,,B-1," + new string('x', 300)) + Second.Replace("1002", "1004") + Second.Replace("1002", "1005");
        Records.Cut(tight, System.Text.Encoding.UTF8.GetBytes(input), int.MaxValue, slice => kinds.Add(reader.Read(slice).Refusal?.Code));
        Assert.Equal([null, ChannelsCodes.RecordTooLarge, ChannelsCodes.RecordTooLarge, ChannelsCodes.RecordTooLarge, null], kinds);
    }

    [Fact]
    public void A_group_that_grows_too_large_is_one_bad_record()
    {
        var rows = string.Concat(Enumerable.Range(1, 30).Select(n => $"#7,2026-02-09 10:00:00,USD,1.00,0,A-{n},Mug,1,1.00,0\n"));
        var codes = new List<string?>();
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        Records.Cut(RecordParser.For(Shop.Policy, new RecordLimits(600, 64)), System.Text.Encoding.UTF8.GetBytes(Header + rows + Second), 100,
            slice => codes.Add(reader.Read(slice).Refusal?.Code));
        Assert.Equal([ChannelsCodes.RecordTooLarge, null], codes);
    }

    [Fact]
    public void A_file_that_ends_inside_a_row_parks_its_order()
    {
        var codes = Made.Read(Shop, Header + Second + First + "#1001,,,,,D-1,\"Cu").ConvertAll(r => r.Refusal?.Code);
        Assert.Equal([null, ChannelsCodes.RecordTruncated, ChannelsCodes.RecordTruncated], codes);
    }

    [Fact]
    public void A_column_by_which_rows_are_grouped_must_be_there() =>
        Assert.Equal(ChannelsCodes.ColumnMissing, Made.Read(Shop, Header.Replace("Name,", "Order,") + Second)[0].Refusal!.Code);

    [Fact]
    public void One_row_with_one_line_needs_no_group()
    {
        var profile = Made.Profile(
            """
            "kind":"order","scope":"whole","number":"No.","times":{"created":"at"},"amounts":{"due":"total"},"lines":{"at":"rows[kind!=note]","code":"sku","quantity":{"constant":"1"},"total":"total"}
            """, format: "csv");
        Assert.Equal("A", Assert.Single(Made.Claim(profile, "No.,at,total,sku,kind\n1,2026-02-09 10:00:00,5,A,item\n").Lines).Code);
        Assert.Empty(Made.Claim(profile, "No.,at,total,sku,kind\n1,2026-02-09 10:00:00,5,A,note\n").Lines);
    }
}
