using System.Text;

namespace OrderKernel.Channels.Tests;

// Orders in XML. Fails when an element, an attribute or a repeated element is read into another place, when something that is no XML passes or takes the
// next order with it, when a document type is obeyed, or when the same bytes cut otherwise read otherwise.
public sealed class XmlScenarios
{
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile(
        """
        "kind":"order","scope":"whole","envelopes":["Reply.Orders.Order"],"needs":["Id"],"number":"Id","times":{"created":"Created","modified":"@changed"},
        "currency":"Total.@currencyID","amounts":{"due":"Total","freight":{"paths":["Post"],"currency":"Post.@currencyID"} },
        "customer":"Buyer.Name",
        "lines":{"at":"Lines.Line[]","id":"@no","code":"Sku","title":"Title","quantity":"Units","total":"Sum"},
        "shipments":{"at":"Lines.Line[].Track[]","waybill":"Number","lines":"^.@no"},
        "statuses":[{"path":"Tags.Tag[]","table":"tags"}]
        """,
        "\"currency\":null,\"tables\":{\"tags\":{\"unknown\":\"note\",\"rows\":{\"paid\":{\"payment\":\"Paid\",\"evidence\":\"seen\"}}}}", "xml");

    private const string One = """
        <Order changed="2026-02-10T10:00:00Z">
          <Id>24-07558</Id> <Created>2026-02-09T10:00:00.000Z</Created>
          <Total currencyID="USD">34.45</Total><Post currencyID='USD'>4.45</Post>
          <Buyer><Name>Ann &amp; Bob &#x4e2d;<![CDATA[ <Co> ]]><!-- no one --></Name></Buyer>
          <Tags><Tag>paid</Tag><Tag>gift</Tag></Tags>
          <Lines>
            <Line no="a"><Sku>MUG</Sku><Title>
                Mug
              </Title><Units>2</Units><Sum>20.00</Sum><Track><Number>1Z1</Number></Track><Track><Number>1Z2</Number></Track></Line>
            <Line no="b"><Sku>PEN</Sku><Title/><Units>1</Units><Sum>10.00</Sum></Line>
          </Lines>
        </Order>
        """;

    private const string Two = """<o:Order xmlns:o="urn:x" changed="2026-02-10T11:00:00Z"><o:Id>2</o:Id><Created>2026-02-09T10:00:00Z</Created><Total currencyID="EUR">1.00</Total><Lines><Line no="c"><Sku>A</Sku><Units>1</Units><Sum>1</Sum></Line></Lines></o:Order>""";

    private static string Page(params string[] orders) =>
        $"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- a page -->\n<Reply xmlns=\"urn:y\">\n<Ack>Success</Ack>\n<Orders>{string.Concat(orders)}</Orders></Reply>\n";

    [Fact]
    public void An_order_in_xml_is_a_claim()
    {
        var claim = Made.Claim(Shop, Page(One));
        Assert.Equal(("24-07558", NodaTime.Instant.FromUtc(2026, 2, 10, 10, 0)), (claim.Order.Number.Value, claim.SourceTime));
        Assert.Equal((3445L, 445L, "USD"), (claim.Amounts!.Due.MinorUnits, claim.Amounts.Freight.MinorUnits, claim.Amounts.Due.Currency.Code));
        Assert.Equal("Ann & Bob 中 <Co>", claim.Customer.RevealClear());
        Assert.Equal([("a", "MUG", "Mug", 2L), ("b", "PEN", null, 1L)], claim.Lines.Items.Select(l => (l.Line.Value, l.Code, l.Title, l.Quantity.Units)));
        Assert.Equal([("1Z1", "a"), ("1Z2", "a")], claim.Shipments.Items.Select(s => (s.Waybill.Value, s.Lines[0].Value)));
        Assert.Equal(PaymentStatus.Paid, claim.Payment);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void However_the_bytes_are_cut_the_orders_are_the_same_and_stand_where_it_is_said(int chunk)
    {
        var bytes = Encoding.UTF8.GetBytes(Page(One, "<!-- > -->", Two, One.Replace("24-07558", "3")));
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        var numbers = new List<string>();
        Records.Cut(RecordParser.For(Shop.Policy), bytes, chunk, slice =>
        {
            var reading = reader.Read(slice);
            numbers.Add(reading.Claim!.Order.Number.Value);
            Assert.Equal(reading.Claim, reader.Read(bytes.AsSpan((int)slice.Position.ByteOffset, slice.Bytes.Length)).Claim);
            Assert.Equal(1 + bytes.Take((int)slice.Position.ByteOffset).Count(b => b == '\n'), slice.Position.Line);
        });
        Assert.Equal(["24-07558", "2", "3"], numbers);
    }

    [Theory]
    [InlineData("<Order><Id>1</Id><Buyer><Name>x</Buyer></Name></Order>", ChannelsCodes.RecordMalformed)]
    [InlineData("<Order><Id>1</Id><Buyer><Name>x</Buyer></Order>", ChannelsCodes.RecordMalformed)]
    [InlineData("<Order><Id>1\u0007</Id></Order>", ChannelsCodes.RecordMalformed)]
    [InlineData("<Order a=\"\u0007\"><Id>1</Id></Order>", ChannelsCodes.RecordMalformed)]
    [InlineData("<Order a=1><Id>1</Id></Order>", ChannelsCodes.RecordMalformed)]
    [InlineData("<Order a='<'><Id>1</Id></Order>", ChannelsCodes.RecordMalformed)]
    [InlineData("<Order><Id>1</Id><Id>2</Id></Order>", ChannelsCodes.PropertyDuplicate)]
    [InlineData("<Order changed='' changed=''><Id>1</Id></Order>", ChannelsCodes.PropertyDuplicate)]
    [InlineData("<Order><Id>&unknown;</Id></Order>", ChannelsCodes.TextInvalid)]
    [InlineData("<Order><Id>&#0;</Id></Order>", ChannelsCodes.TextInvalid)]
    [InlineData("<Order><Id>&#xD800;</Id></Order>", ChannelsCodes.TextInvalid)]
    [InlineData("<Order><Id><a/></Id></Order>", ChannelsCodes.FieldTypeMismatch)]
    [InlineData("<Order><Other/></Order>", ChannelsCodes.RecordNotRecognised)]
    [InlineData("<Order/>", ChannelsCodes.RecordNotRecognised)]
    public void A_bad_order_parks_and_the_next_is_read(string order, string code)
    {
        var readings = Made.Read(Shop, Page(order, Two));
        Assert.Equal([ReadingKind.Parked, ReadingKind.Claimed], readings.Select(r => r.Kind));
        Assert.Contains(code, readings[0].Refusal!.Reasons.Items.Select(r => r.Code).Append(readings[0].Refusal!.Code));
    }

    [Theory]
    [InlineData("<!DOCTYPE Reply [<!ENTITY a \"b\">]><Reply><Orders/></Reply>")]
    [InlineData("<!DOCTYPE Reply SYSTEM \"http://example.com/x.dtd\"><Reply><Orders/></Reply>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"GBK\"?><Reply><Orders/></Reply>")]
    [InlineData("<Reply><Orders></Reply>")]
    [InlineData("<Reply></Reply><Reply></Reply>")]
    [InlineData("</Reply>")]
    [InlineData("no xml")]
    public void What_is_no_XML_of_ours_is_one_bad_record(string input)
    {
        var reading = Assert.Single(Made.Read(Shop, input));
        Assert.Equal(ChannelsCodes.RecordMalformed, reading.Refusal!.Code);
    }

    [Theory]
    [InlineData("<Reply><Orders><Order><Id>1</Id>", ChannelsCodes.RecordTruncated)]
    [InlineData("<Reply><Orders>", ChannelsCodes.RecordTruncated)]
    [InlineData("<Reply", ChannelsCodes.RecordTruncated)]
    public void An_input_that_ends_early_says_so(string input, string code) => Assert.Equal(code, Assert.Single(Made.Read(Shop, input)).Refusal!.Code);

    [Fact]
    public void Deep_and_large_orders_park()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 1000)) + string.Concat(Enumerable.Repeat("</a>", 1000));
        Assert.Equal(ChannelsCodes.RecordTooDeep, Made.Read(Shop, Page($"<Order>{deep}</Order>", Two))[0].Refusal!.Code);
        var codes = new List<string?>();
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        foreach (var chunk in new[] { 50, 100_000 })
        {
            Records.Cut(RecordParser.For(Shop.Policy, new RecordLimits(400, 64)), Encoding.UTF8.GetBytes(Page(One, Two)), chunk,
                slice => codes.Add(reader.Read(slice).Refusal?.Code));
        }

        Assert.Equal([ChannelsCodes.RecordTooLarge, null, ChannelsCodes.RecordTooLarge, null], codes);
    }

    [Fact]
    public void A_nil_element_tells_nothing() =>
        Assert.Null(Made.Claim(Shop, Page(Two.Replace("<Lines>", "<Post nil=\"true\"/><Buyer><Name nil=\"true\">x</Name></Buyer><Lines>"))).Customer.RevealClear());

    [Fact]
    public void A_page_is_recognised_by_its_elements_and_attributes()
    {
        var bytes = Encoding.UTF8.GetBytes(Page(One));
        Assert.Equal("order", ProfileRecognizer.Recognize(bytes.AsSpan(0, 600), [Shop])!.RecordKind);
        Assert.Null(ProfileRecognizer.Recognize("<Reply><Orders><Parcel><Id>1</Id></Parcel></Orders></Reply>"u8, [Shop]));
        Assert.Null(ProfileRecognizer.Recognize(bytes, Profiles.Defaults()));
        Assert.Empty(ProfileRecognizer.Unread(bytes, [Shop], "x.xml"));
    }

    [Fact]
    public void A_record_that_is_no_element_is_named()
    {
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop);
        Assert.Equal(ChannelsCodes.RecordNotObject, reader.Read("{}"u8).Refusal!.Code);
        Assert.Equal(ChannelsCodes.RecordMalformed, reader.Read("<Order></Order>x"u8).Refusal!.Code);
    }
}
