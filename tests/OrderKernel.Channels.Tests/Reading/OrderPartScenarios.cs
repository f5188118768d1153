using NodaTime;

namespace OrderKernel.Channels.Tests;

// What a claim takes from the parts of a record: the sum that its parts come to, the latest of its times, its lines, parcels and country. Fails when a part
// is added where it is taken off, when a part that is absent is no zero, when a sum beyond 64 bits is a number, or when what is missing is told elsewhere.
public sealed class OrderPartScenarios
{
    private static readonly PolicyDocument<ChannelProfile> Sums = Made.Profile(
        $$"""
        {{Made.Order}},"amounts":{"due":"total","sellerDiscount":"seller","platformSubsidy":"platform","coupon":"coupon","freight":"freight","tax":"tax","surcharges":"more"}
        """);

    [Theory]
    [InlineData("", 10_000)]
    [InlineData(",\"seller\":1", 10_100)]
    [InlineData(",\"platform\":2", 10_200)]
    [InlineData(",\"coupon\":4", 10_400)]
    [InlineData(",\"freight\":8", 9_200)]
    [InlineData(",\"tax\":16", 8_400)]
    [InlineData(",\"more\":32", 6_800)]
    [InlineData(",\"seller\":1,\"platform\":2,\"coupon\":4,\"freight\":8,\"tax\":16,\"more\":32", 5_100)]
    public void A_list_price_that_is_not_told_is_what_the_parts_leave(string parts, long listPrice)
    {
        var amounts = Made.Claim(Sums, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":100{{parts}}}""").Amounts!;
        Assert.Equal((Money.Fen(listPrice), Money.Zero(Currency.Cny)), (amounts.ListPrice, amounts.Unattributed));
    }

    [Fact]
    public void Parts_that_come_to_more_than_64_bits_park() => Assert.Equal([("$.total", ChannelsCodes.AmountOutOfRange)],
        Made.Parked(Sums, """{"no":"1","at":"2026-02-09 10:00:00","total":"90000000000000000.00","coupon":"90000000000000000.00"}"""));

    [Theory]
    [InlineData("Paid", "10.00", "10.00", PaymentStatus.Refunded)]
    [InlineData("Paid", "10.00", "10.01", PaymentStatus.Refunded)]
    [InlineData("Paid", "10.00", "9.99", PaymentStatus.PartiallyRefunded)]
    [InlineData("Paid", "10.00", "0.01", PaymentStatus.PartiallyRefunded)]
    [InlineData("Paid", "10.00", "0", PaymentStatus.Paid)]
    [InlineData("Paid", "10.00", "null", PaymentStatus.Paid)]
    [InlineData("Paid", "null", "1.00", PaymentStatus.Paid)]
    [InlineData("Voided", "10.00", "10.00", PaymentStatus.Voided)]
    [InlineData("Unpaid", "10.00", "1.00", PaymentStatus.Unpaid)]
    public void A_payment_follows_what_was_given_back_where_the_profile_says_so(string word, string paid, string refunded, PaymentStatus expected)
    {
        Claim Read(string follows) => Made.Claim(Made.Profile(
            $$"""
            {{Made.Order}},"amounts":{"due":"total","paid":"paid","refunded":"back"{{follows}}},"statuses":[{"path":"word","table":"t"}]
            """,
            """
            "tables":{"t":{"rows":{"Paid":{"payment":"Paid","evidence":"seen"},"Voided":{"payment":"Voided","evidence":"seen"},"Unpaid":{"payment":"Unpaid","evidence":"seen"} } } }
            """), $$"""{"no":"1","at":"2026-02-09 10:00:00","total":10,"paid":{{paid}},"back":{{refunded}},"word":"{{word}}"}""");
        Assert.Equal(expected, Read(",\"paymentFollowsRefunds\":true").Payment);
        Assert.Equal(word, Read("").Payment.ToString());
    }

    [Fact]
    public void A_record_is_as_new_as_the_latest_of_its_times()
    {
        var profile = Made.Profile(
            $$"""
            "kind":"order","scope":"whole","number":"no","times":{"created":"t0","paid":"t1","shipped":"t2","delivered":"t3","ended":"t4"},{{Made.Amounts}},
            "case":{"id":"no","assumedKind":"RefundOnly","requestedAt":"t5","statuses":[{"path":"no","present":{"afterSales":"Requested","evidence":"seen"} }]}
            """);
        for (var latest = 0; latest < 6; latest++)
        {
            var times = string.Join(",", Enumerable.Range(0, 6).Select(t => $"\"t{t}\":\"2026-02-09 10:0{(t == latest ? 9 : t)}:00\""));
            Assert.Equal(Instant.FromUtc(2026, 2, 9, 2, 9), Made.Claim(profile, $$"""{"no":"1","total":1,{{times}}}""").SourceTime);
            if (latest == 0) continue;
            Assert.Equal(Instant.FromUtc(2026, 2, 9, 2, latest),
                Made.Claim(profile, $$"""{"no":"1","total":1,"t0":"2026-02-09 10:00:00","t{{latest}}":"2026-02-09 10:0{{latest}}:00"}""").SourceTime);
        }
    }

    [Theory]
    [InlineData("\"times\":{\"created\":\"made\",\"modified\":\"changed\"}", "$.changed")]
    [InlineData("\"times\":{\"created\":\"made\",\"paid\":\"paid\"}", "$.made")]
    [InlineData("\"times\":{\"paid\":\"paid\"}", "$.times")]
    [InlineData("\"times\":{\"paid\":\"paid\"},\"case\":{\"id\":\"no\",\"assumedKind\":\"RefundOnly\",\"requestedAt\":\"asked\",\"statuses\":[{\"path\":\"no\",\"present\":{\"afterSales\":\"Requested\",\"evidence\":\"seen\"}}]}", "$.asked")]
    public void A_record_without_any_time_names_the_field_that_should_have_told_it(string times, string path) => Assert.Equal(
        [(path, ChannelsCodes.FieldMissing)], Made.Parked(Made.Profile($"\"kind\":\"note\",\"scope\":\"part\",\"number\":\"no\",{times}"), """{"no":"1"}"""));

    private static PolicyDocument<ChannelProfile> Lines(string more, string amounts = "\"due\":\"total\"") => Made.Profile(
        $$"""
        {{Made.Order}},"amounts":{ {{amounts}} },"lines":{"at":"goods[]","code":"sku","quantity":"n",{{more}}}
        """);

    private static string Order(string goods) => $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"goods":[{{goods}}]}""";

    [Fact]
    public void A_line_is_told_its_total_or_reckons_it_from_the_price_of_one()
    {
        var (total, unit, both) = (Lines("\"total\":\"sum\""), Lines("\"unitPrice\":\"each\""), Lines("\"total\":\"sum\",\"unitPrice\":\"each\""));
        const string Good = "\"sku\":\"A\",\"n\":3";
        Assert.Equal([Money.Fen(700), Money.Fen(600), Money.Fen(700), Money.Fen(600)], new[]
        {
            Made.Claim(total, Order($$"""{ {{Good}},"sum":7}""")), Made.Claim(unit, Order($$"""{ {{Good}},"each":2}""")),
            Made.Claim(both, Order($$"""{ {{Good}},"sum":7,"each":2}""")), Made.Claim(both, Order($$"""{ {{Good}},"each":2}""")),
        }.Select(c => c.Lines[0].Total));
        Assert.Equal([("$.goods[0].sum", ChannelsCodes.FieldMissing)], Made.Parked(total, Order($$"""{ {{Good}} }""")));
        Assert.Equal([("$.goods[0].each", ChannelsCodes.FieldMissing)], Made.Parked(unit, Order($$"""{ {{Good}} }""")));
        Assert.Equal([("$.goods[0].sum", ChannelsCodes.FieldMissing)], Made.Parked(both, Order($$"""{ {{Good}} }""")));
        // What is told and cannot be read is not missing too.
        Assert.Equal([("$.goods[0].sum", ChannelsCodes.AmountInvalid)], Made.Parked(total, Order($$"""{ {{Good}},"sum":"x"}""")));
        Assert.Equal([("$.goods[0].each", ChannelsCodes.AmountInvalid)], Made.Parked(unit, Order($$"""{ {{Good}},"each":"x"}""")));
        Assert.Equal([("$.goods[1].sum", ChannelsCodes.AmountNegative)], Made.Parked(total, Order($$"""{ {{Good}},"sum":0},{ {{Good}},"sum":-1}""")));
    }

    [Fact]
    public void The_list_price_of_the_lines_is_what_each_tells_or_its_price_times_its_units()
    {
        const string OfLines = "\"due\":\"total\",\"listPrice\":\"lines\"";
        var profile = Lines("\"unitPrice\":\"each\",\"listTotal\":\"list\"", OfLines);
        Money? Listed(string goods) => Made.Claim(profile, Order(goods)).Amounts!.ListPrice;
        Assert.Equal(Money.Fen(600), Listed("""{"sku":"A","n":3,"each":2}"""));
        Assert.Equal(Money.Fen(900), Listed("""{"sku":"A","n":3,"each":2,"list":9}"""));
        Assert.Equal(Money.Fen(1_300), Listed("""{"sku":"A","n":3,"each":2,"list":9},{"sku":"B","n":2,"each":2}"""));
        Assert.Equal([("$.goods[0].each", ChannelsCodes.AmountOutOfRange)],
            Made.Parked(profile, Order("""{"sku":"A","n":9000000000000000,"each":"2000.00","list":1}""")).Distinct());
        Assert.Equal([("$.goods[1].n", ChannelsCodes.AmountOutOfRange)], Made.Parked(profile,
            Order("""{"sku":"A","n":1,"each":1,"list":"90000000000000000.00"},{"sku":"A","n":1,"each":1,"list":"90000000000000000.00"}""")));
    }

    [Fact]
    public void A_record_without_lines_parks_unless_they_may_be_missing()
    {
        Assert.Equal([("$.goods[]", ChannelsCodes.FieldMissing)], Made.Parked(Lines("\"total\":\"sum\""), """{"no":"1","at":"2026-02-09 10:00:00","total":1}"""));
        Assert.True(Made.Claim(Lines("\"total\":\"sum\",\"mayBeMissing\":true"), """{"no":"1","at":"2026-02-09 10:00:00","total":1}""").Lines.IsEmpty);
    }

    [Theory]
    [InlineData("W1", "SF", "W1=SF")]
    [InlineData("W1,W2", "SF", "W1=SF W2=SF")]
    [InlineData("W1,W2", "SF,ZTO", "W1=SF W2=ZTO")]
    [InlineData("W1;W2,W3", "SF,ZTO", "W1=SF W2=SF W3=ZTO")]
    [InlineData("W1;W2", "SF", "W1=SF W2=SF")]
    [InlineData("W1,W2,W3", "SF,ZTO", "W1= W2= W3=")]
    [InlineData(" W1 , ,W2 ", "SF, ,ZTO", "W1=SF W2=ZTO")]
    [InlineData("W1,W2", "", "W1= W2=")]
    public void Several_waybills_in_one_text_share_its_carriers(string waybills, string carriers, string expected)
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"shipments":{"waybill":"w","carrier":"by","separators":",;"} """,
            "\"carriers\":{\"SF\":\"SF\",\"ZTO\":\"ZTO\"}");
        var claim = Made.Claim(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"w":"{{waybills}}","by":"{{carriers}}"}""");
        Assert.Equal(expected, string.Join(" ", claim.Shipments.Items.Select(s => $"{s.Waybill.Value}={s.Carrier?.Value}")));
    }

    [Fact]
    public void A_waybill_that_is_none_parks_with_its_row() => Assert.Equal([("$.parcels[1].w", ChannelsCodes.IdInvalid)], Made.Parked(
        Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"shipments":{"at":"parcels[]","waybill":"w"} """),
        $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"parcels":[{"w":"W1"},{"w":"{{new string('W', 300)}}"},{"w":"W3"}]}"""));

    [Theory]
    [InlineData("CN", "CN")]
    [InlineData("az", "AZ")]
    [InlineData("ZA", "ZA")]
    [InlineData("C1", null)]
    [InlineData("1C", null)]
    [InlineData("@A", null)]
    [InlineData("A[", null)]
    [InlineData("CHN", null)]
    [InlineData("中国", null)]
    public void A_country_is_two_letters(string told, string? country)
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"recipient":{"name":"who","country":"cc"} """);
        var claim = Made.Claim(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"who":"Ann","cc":"{{told}}"}""");
        Assert.Equal(country ?? PostalAddress.UnknownCountry, claim.Recipient!.Address!.Country);
        Assert.Equal(country is null, claim.Findings.Items.Any(f => f is { Code: ChannelsCodes.CountryUnknown, Path: "$.cc" }));
    }
}
