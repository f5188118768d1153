using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels.Tests;

// Texts joined, cut and made of one case; constants; units in decimals; dates with the month first; words that depend on another field or on no case; the
// record's arrival as its time; countries and postcodes. Fails when one of these reads otherwise than the guide says, or guesses.
public sealed class TextFieldScenarios
{
    [Theory]
    [InlineData("""{"join":["first","last"]}""", "Steve Shipper")]
    [InlineData("""{"join":["last","middle","first"],"with":", "}""", "Shipper, Steve")]
    [InlineData("""{"join":["no one","nobody"]}""", null)]
    [InlineData("""[{"join":["no one","nobody"]},"first"]""", "Steve")]
    [InlineData("""[{"paths":["first"],"when":"kind=person"},"firm"]""", "Shipping Company")]
    [InlineData("""[{"paths":["first"],"when":"kind!=person, firm~='SHIPPING COMPANY'"},"firm"]""", "Steve")]
    [InlineData("""{"constant":"counter sale"}""", "counter sale")]
    [InlineData("""{"paths":["first"],"clean":["upper-case"]}""", "STEVE")]
    [InlineData("""{"paths":["first"],"clean":["lower-case"]}""", "steve")]
    public void A_text_is_put_together(string customer, string? expected)
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"customer":{{customer}}""");
        var claim = Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":1,"first":" Steve ","last":"Shipper","middle":null,"firm":"Shipping Company","kind":"firm"}""");
        Assert.Equal(expected, claim.Customer.RevealClear());
    }

    [Theory]
    [InlineData("""{"afterLast":"/"}""", "gid://shop/Order/450789469", "450789469")]
    [InlineData("""{"beforeFirst":"-"}""", "333418491244-19116-56", "333418491244")]
    [InlineData("""{"afterFirst":"-"}""", "333418491244-19116-56", "19116-56")]
    [InlineData("""{"afterFirst":"#","beforeLast":"."}""", "order #1001.1.2", "1001.1")]
    [InlineData("""{"afterLast":"/"}""", "450789469", "450789469")]
    public void A_text_is_cut_at_marks_that_are_there(string cut, string number, string expected)
    {
        var profile = Made.Profile($$"""
            "kind":"order","scope":"whole","number":{"paths":["no"],"cut":{{cut}}},"times":{"created":"at"},"amounts":{"due":"total"}
            """);
        Assert.Equal(expected, Made.Claim(profile, $$"""{"no":"{{number}}","at":"2026-02-09 10:00:00","total":1}""").Order.Number.Value);
    }

    [Fact]
    public void Nothing_left_of_a_text_is_nothing_told()
    {
        var profile = Made.Profile("""
            "kind":"order","scope":"whole","number":{"paths":["no"],"cut":{"afterLast":"/"}},"times":{"created":"at"},"amounts":{"due":"total"}
            """);
        Assert.Equal([("$.no", ChannelsCodes.FieldMissing)], Made.Parked(profile, """{"no":"orders/","at":"2026-02-09 10:00:00","total":1}"""));
    }

    [Theory]
    [InlineData("1.5", 0, null)]
    [InlineData("1.5", 1, 15L)]
    [InlineData("\"1.500\"", 3, 1500L)]
    [InlineData("2", 3, 2000L)]
    [InlineData("0.0001", 3, null)]
    [InlineData("\"2.0\"", 0, 2L)]
    public void Units_are_counted_in_decimal_parts_where_the_profile_says_so(string told, int decimals, long? units)
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"lines":{"at":"items[]","code":"sku","quantity":{"paths":["n"],"decimals":{{decimals}} },"total":"sum"}
            """);
        var input = $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"items":[{"sku":"A","n":{{told}},"sum":1}]}""";
        if (units is null) Assert.Equal([("$.items[0].n", ChannelsCodes.QuantityInvalid)], Made.Parked(profile, input));
        else Assert.Equal(units, Made.Claim(profile, input).Lines[0].Quantity.Units);
    }

    [Theory]
    [InlineData("2/9/2026", "2026-02-09T00:00:00")]
    [InlineData("02/09/2026 15:04", "2026-02-09T15:04:00")]
    [InlineData("2-9-2026 15:04:05", "2026-02-09T15:04:05")]
    [InlineData("2/9/2026, 3:04 PM", "2026-02-09T15:04:00")]
    [InlineData("2/9/2026 12:04:05 am", "2026-02-09T00:04:05")]
    [InlineData("2/9/2026 12:04PM", "2026-02-09T12:04:00")]
    [InlineData("13/9/2026", null)]
    [InlineData("2/30/2026", null)]
    [InlineData("2/9/26", null)]
    [InlineData("2026-02-09 10:00:00", "2026-02-09T10:00:00")] // A date cell of a workbook, which has no form of its own.
    [InlineData("2026-02-09", null)]
    [InlineData("2/9/2026 13:04 PM", null)]
    [InlineData("2/9/2026 0:04 AM", null)]
    [InlineData("2/9/2026 10:64", null)]
    [InlineData("2/9-2026", null)]
    public void Dates_with_the_month_first(string told, string? local)
    {
        var profile = Made.Profile($$"""
            "kind":"order","scope":"whole","number":"no","times":{"created":{"paths":["at"],"time":"us"} },"amounts":{"due":"total"}
            """);
        var input = $$"""{"no":"1","at":"{{told}}","total":1}""";
        if (local is null)
        {
            Assert.Equal([("$.at", ChannelsCodes.TimeInvalid)], Made.Parked(profile, input));
            return;
        }

        Assert.Equal(LocalDateTimePattern.ExtendedIso.Parse(local).Value.WithOffset(Offset.FromHours(8)).ToInstant(), Made.Claim(profile, input).CreatedAt);
    }

    private static readonly PolicyDocument<ChannelProfile> Words = Made.Profile(
        $$"""
        {{Made.Order}},{{Made.Amounts}},"statuses":[{"path":"state","table":"states"},{"path":"paidAt","absent":{"payment":"Unpaid","terms":"CashOnDelivery","evidence":"seen"},"when":"method=cod"},
          {"path":{"paths":["extra"],"cut":{"afterLast":"/"} },"table":"exact"}]
        """,
        """
        "tables":{"states":{"ignoreCase":true,"rows":{"Paid":{"payment":"Paid","evidence":"seen"},"已付款":{"payment":"Paid","evidence":"seen"}}},"exact":{"rows":{"LOCK":{"holds":["ChannelLock"],"evidence":"seen"}}}}
        """);

    [Theory]
    [InlineData("\"state\":\"PAID\"", PaymentStatus.Paid)]
    [InlineData("\"state\":\"paid\"", PaymentStatus.Paid)]
    [InlineData("\"state\":\"\\u5df2\\u4ed8\\u6b3e\"", PaymentStatus.Paid)]
    [InlineData("\"state\":\"paid\",\"method\":\"cod\"", PaymentStatus.Unpaid)]
    [InlineData("\"state\":\"paid\",\"method\":\"cod\",\"paidAt\":1", PaymentStatus.Paid)]
    [InlineData("\"state\":\"paid\",\"method\":\"card\"", PaymentStatus.Paid)]
    public void A_word_means_the_same_in_any_case_and_another_field_can_say_otherwise(string told, PaymentStatus payment) =>
        Assert.Equal(payment, Made.Claim(Words, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,{{told}}}""").Payment);

    [Fact]
    public void A_word_that_is_cut_is_looked_up_as_cut_and_another_case_is_unknown_where_case_counts()
    {
        Assert.Equal(HoldKind.ChannelLock, Assert.Single(Made.Claim(Words, """{"no":"1","at":"2026-02-09 10:00:00","total":1,"extra":"x/LOCK"}""").Holds!.Value));
        Assert.Equal([("$.extra", ChannelsCodes.StatusUnknown)], Made.Parked(Words, """{"no":"1","at":"2026-02-09 10:00:00","total":1,"extra":"x/lock"}"""));
        Assert.True(Words.Policy.StatusTables.First().IgnoresCase);
    }

    [Fact]
    public void A_record_without_a_time_is_told_when_it_arrives()
    {
        var profile = Made.Profile("""
            "kind":"parcel","scope":"part","number":"no","times":{"shipped":"sent","arrival":true},"shipments":{"waybill":"w"}
            """);
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop);
        var arrived = Instant.FromUtc(2026, 3, 1, 0, 0);
        Assert.Equal(arrived, reader.Read("""{"no":"1","w":"W1"}"""u8, arrived).Claim!.SourceTime);
        Assert.Equal(Instant.FromUtc(2026, 2, 9, 2, 0), reader.Read("""{"no":"1","w":"W1","sent":"2026-02-09 10:00:00"}"""u8, arrived).Claim!.SourceTime);
        Assert.Equal(ChannelsCodes.FieldMissing, reader.Read("""{"no":"1","w":"W1"}"""u8).Refusal!.Code);
        Assert.Equal(ChannelsCodes.TimeInvalid, reader.Read("""{"no":"1","w":"W1","sent":"soon"}"""u8, arrived).Refusal!.Code);

        var strict = Made.Profile("""
            "kind":"parcel","scope":"part","number":"no","times":{"shipped":"sent"},"shipments":{"waybill":"w"}
            """);
        Assert.Equal(ChannelsCodes.FieldMissing, new ProfileReader(strict, SkuMap.Same, Records.Shop).Read("""{"no":"1","w":"W1"}"""u8, arrived).Refusal!.Code);
    }

    [Fact]
    public void An_address_abroad_keeps_its_regions_and_hides_its_postcode()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"recipient":{"name":{"join":["first","last"]},"country":"cc","postcode":"zip","province":"state","city":"city","detail":{"join":["a1","a2"]} }
            """);
        Recipient Read(string cc, string state, out Claim claim) => (claim = Made.Claim(profile,
            $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"first":"Ann","last":"Lee","cc":"{{cc}}","zip":"K2P 0S0","state":"{{state}}","city":"Shippington","a1":"1 Some Street","a2":"Flat 2"}""")).Recipient!;

        var address = Read("us", "Kentucky", out var claim).Address!;
        Assert.Equal(("US", "Kentucky", "Shippington", "1 Some Street Flat 2", "K2P 0S0"),
            (address.Country, address.Province, address.City, address.RevealDetail(), address.RevealPostcode()));
        Assert.Equal("US Kentucky****", address.ToString());
        var known = ClaimContent.Of(claim).Recipient!;
        Assert.Equal(("US", "Kentucky", null), (known.Country, known.Province, known.City));
        Assert.Equal(address, PersonEntry.Recipient(PersonEntry.Of(claim.Recipient!)).Address);

        Assert.Equal("12 High Road 1 Some Street Flat 2", Read("US", "12 High Road", out _).Address!.RevealDetail());
        Assert.Null(Read("CN", "Kentucky", out _).Address!.Province);
        Assert.Equal((PostalAddress.UnknownCountry, "Kentucky"), (Read("United States", "Kentucky", out claim).Address!.Country, claim.Recipient!.Address!.Province));
        Assert.Contains(claim.Findings, f => f is { Code: ChannelsCodes.CountryUnknown, Path: "$.cc" });
    }
}
