namespace OrderKernel.Channels.Tests;

// Amounts as channels of many countries write them: in the record's currency, over a divisor, reckoned from several fields, only under a condition. Fails
// when an amount is taken in another currency than the channel told, when a sum loses a part, or when what cannot be read is guessed.
public sealed class AmountFieldScenarios
{
    private static readonly PolicyDocument<ChannelProfile> InOwnCurrency = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"currency":"cur" """, "\"currency\":null");

    [Theory]
    [InlineData("USD", "29.35", 2935)]
    [InlineData("usd", "\"29.35\"", 2935)]
    [InlineData("JPY", "1994", 1994)]
    [InlineData("JPY", "\"¥1,994\"", 1994)]
    [InlineData("KWD", "\"1.250\"", 1250)]
    [InlineData("USD", "\"$29.35\"", 2935)]
    [InlineData("USD", "\"USD 29.35\"", 2935)]
    [InlineData("EUR", "\"29.35 EUR\"", 2935)]
    [InlineData("EUR", "\"29.35 €\"", 2935)]
    [InlineData("GBP", "\"-£0.50\"", -50)]
    public void An_amount_is_in_the_currency_that_the_record_tells(string currency, string total, long minor)
    {
        var input = $$"""{"no":"1","at":"2026-02-09 10:00:00","total":{{total}},"cur":"{{currency}}"}""";
        if (minor < 0)
        {
            Assert.Equal([("$.total", ChannelsCodes.AmountNegative)], Made.Parked(InOwnCurrency, input));
            return;
        }

        Assert.Equal(Money.OfMinor(minor, Currency.Of(currency.ToUpperInvariant())), Made.Claim(InOwnCurrency, input).Amounts!.Due);
    }

    [Theory]
    [InlineData("\"cur\":\"XYZ\"", "5.00", "$.cur", ChannelsCodes.CurrencyUnknown)]
    [InlineData("\"x\":1", "5.00", "$.cur", ChannelsCodes.FieldMissing)]
    [InlineData("\"cur\":\"\"", "5.00", "$.cur", ChannelsCodes.FieldMissing)]
    [InlineData("\"cur\":\"JPY\"", "25.99", "$.total", ChannelsCodes.AmountInexact)]
    [InlineData("\"cur\":\"USD\"", "\"¥25.99\"", "$.total", ChannelsCodes.CurrencyMixed)]
    [InlineData("\"cur\":\"USD\"", "\"25.99元\"", "$.total", ChannelsCodes.CurrencyMixed)]
    [InlineData("\"cur\":\"USD\"", "\"GBP 25.99\"", "$.total", ChannelsCodes.CurrencyMixed)]
    [InlineData("\"cur\":\"EUR\"", "\"$25.99\"", "$.total", ChannelsCodes.CurrencyMixed)]
    [InlineData("\"cur\":\"EUR\"", "1e400", "$.total", ChannelsCodes.AmountOutOfRange)]
    public void A_currency_or_an_amount_that_does_not_fit_parks_with_its_path(string currency, string total, string path, string code) =>
        Assert.Contains((path, code), Made.Parked(InOwnCurrency, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":{{total}},{{currency}}}"""));

    [Fact]
    public void A_record_without_amounts_needs_no_currency()
    {
        var profile = Made.Profile(
            """
            "kind":"note","scope":"part","number":"no","times":{"modified":"at"},"currency":"cur","case":{"id":"case","amount":"back","assumedKind":"RefundOnly","statuses":[{"path":"case","present":{"afterSales":"Requested","evidence":"seen"}}]}
            """, "\"currency\":null");
        Assert.Null(Made.Claim(profile, """{"no":"1","at":"2026-02-09 10:00:00","case":"c"}""").Cases[0].Amount);
        Assert.Contains(("$.cur", ChannelsCodes.FieldMissing), Made.Parked(profile, """{"no":"1","at":"2026-02-09 10:00:00","case":"c","back":1}"""));
    }

    [Fact]
    public void An_amount_with_a_currency_of_its_own_must_have_the_records()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},"currency":"cur","amounts":{"due":"total","freight":{"paths":["post.Amount"],"currency":"post.Code"} }
            """);
        string Order(string post) => $$"""{"no":"1","at":"2026-02-09 10:00:00","total":"10.00","cur":"USD","post":{{post}} }""";
        Assert.Equal(Money.OfMinor(100, Currency.Of("USD")), Made.Claim(profile, Order("""{"Amount":"1.00","Code":"USD"}""")).Amounts!.Freight);
        Assert.Equal([("$.post.Code", ChannelsCodes.CurrencyMixed)], Made.Parked(profile, Order("""{"Amount":"1.00","Code":"GBP"}""")));
        Assert.Equal([("$.post.Code", ChannelsCodes.CurrencyUnknown)], Made.Parked(profile, Order("""{"Amount":"1.00","Code":"?"}""")));
        Assert.Equal([("$.post.Code", ChannelsCodes.FieldMissing)], Made.Parked(profile, Order("""{"Amount":"1.00"}""")));
    }

    [Theory]
    [InlineData("1999", "100", "USD", 1999L)]
    [InlineData("19990", "1000", "USD", 1999L)]
    [InlineData("-5", "1", "JPY", null)]
    [InlineData("1999", "1", "JPY", 1999L)]
    public void An_amount_over_its_own_divisor(string amount, string divisor, string currency, long? minor)
    {
        var profile = Made.Profile($$"""{{Made.Order}},"currency":"g.cur","amounts":{"due":{"paths":["g.amount"],"divisor":"g.divisor"} }""");
        var input = $$"""{"no":"1","at":"2026-02-09 10:00:00","g":{"amount":{{amount}},"divisor":{{divisor}},"cur":"{{currency}}"} }""";
        if (minor is null) Assert.Equal([("$.g.amount", ChannelsCodes.AmountNegative)], Made.Parked(profile, input));
        else Assert.Equal(minor, Made.Claim(profile, input).Amounts!.Due.MinorUnits);
    }

    [Theory]
    [InlineData("1999", "1000", ChannelsCodes.AmountInexact, "$.g.amount")]
    [InlineData("1999", "0", ChannelsCodes.DivisorInvalid, "$.g.divisor")]
    [InlineData("1999", "-100", ChannelsCodes.DivisorInvalid, "$.g.divisor")]
    [InlineData("1999", "[100]", ChannelsCodes.DivisorInvalid, "$.g.divisor")]
    [InlineData("1999", "null", ChannelsCodes.FieldMissing, "$.g.divisor")]
    [InlineData("\"x\"", "100", ChannelsCodes.AmountInvalid, "$.g.amount")]
    [InlineData("9223372036854775807", "100", ChannelsCodes.AmountOutOfRange, "$.g.amount")]
    public void A_quotient_that_is_no_amount_parks(string amount, string divisor, string code, string path)
    {
        var profile = Made.Profile($$"""{{Made.Order}},"amounts":{"due":{"paths":["g.amount"],"divisor":"g.divisor"} }""");
        Assert.Contains((path, code), Made.Parked(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","g":{"amount":{{amount}},"divisor":{{divisor}} } }"""));
    }

    [Fact]
    public void A_total_is_reckoned_from_price_units_and_discount()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"lines":{"at":"items[]","code":"sku","quantity":"n","total":{"sum":["price * n","-off"]},"listTotal":{"sum":["price * n"]} }
            """);
        var claim = Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":27,"items":[{"sku":"A","price":"10.00","n":3,"off":"5.00"},{"sku":"B","price":2,"n":"1"}]}""");
        Assert.Equal([Money.Fen(2500), Money.Fen(200)], claim.Lines.Items.Select(l => l.Total));
        Assert.Equal([("$.items[0].n", ChannelsCodes.FieldMissing)], Made.Parked(profile, Line("""{"sku":"A","price":1}""")));
        Assert.Contains(("$.items[0].n", ChannelsCodes.FactorInvalid), Made.Parked(profile, Line("""{"sku":"A","price":1,"n":"two"}""")));
        Assert.Contains(("$.items[0].price", ChannelsCodes.AmountInvalid), Made.Parked(profile, Line("""{"sku":"A","price":"x","n":1}""")));
        Assert.Contains(("$.items[0].n", ChannelsCodes.AmountOutOfRange), Made.Parked(profile, Line("""{"sku":"A","price":90000000000000,"n":90000}""")));

        static string Line(string item) => $$"""{"no":"1","at":"2026-02-09 10:00:00","total":27,"items":[{{item}}]}""";
    }

    [Fact]
    public void A_product_with_decimals_is_exact_or_parks()
    {
        var profile = Made.Profile($$"""{{Made.Order}},"amounts":{"due":{"sum":["price * kilos"]} }""");
        string Order(string kilos) => $$"""{"no":"1","at":"2026-02-09 10:00:00","price":"2.00","kilos":{{kilos}} }""";
        Assert.Equal(Money.Fen(300), Made.Claim(profile, Order("1.5")).Amounts!.Due);
        Assert.Equal([("$.kilos", ChannelsCodes.AmountInexact)], Made.Parked(profile, Order("0.333")));
    }

    [Fact]
    public void Of_a_row_a_sum_takes_the_rows_below_it_and_of_the_record_all()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},"amounts":{"due":"total","refunded":{"sum":["refunds[].parts[].sum"]} },
            "case":{"at":"refunds[]","id":"id","assumedKind":"RefundOnly","amount":{"sum":["parts[].sum"]},"statuses":[{"path":"id","present":{"afterSales":"Refunded","evidence":"seen"} }]}
            """);
        var claim = Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":9,"refunds":[{"id":1,"parts":[{"sum":1},{"sum":2}]},{"id":2,"parts":[{"sum":"4"}]},{"id":3}]}""");
        Assert.Equal(Money.Fen(700), claim.RefundedAmount);
        Assert.Equal([Money.Fen(300), Money.Fen(400), null], claim.Cases.Items.Select(c => c.Amount));
    }

    [Fact]
    public void A_field_counts_only_where_its_condition_holds()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},"amounts":{"due":"total","tax":{"paths":["tax"],"when":"included=false"},
              "listPrice":[{"sum":["goods","-tax"],"when":"included=true"},"goods"]}
            """);
        OrderAmounts Amounts(string included) =>
            Made.Claim(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":"11.00","goods":"10.00","tax":"1.00","included":{{included}}}""").Amounts!;
        Assert.Equal((Money.Fen(100), Money.Fen(1000)), (Amounts("false").Tax, Amounts("false").ListPrice));
        Assert.Equal((Money.Fen(0), Money.Fen(900)), (Amounts("true").Tax, Amounts("true").ListPrice));
    }

    [Fact]
    public void What_was_paid_otherwise_than_with_money_stands_beside_the_sum()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},"statuses":[{"path":"no","present":{"payment":"Paid","evidence":"seen"} }],
            "amounts":{"due":"total","paid":{"sum":["cash","card","points"]},"paidBy":{"GiftCard":"card","Points":"points"} }
            """);
        var claim = Made.Claim(profile, """{"no":"1","at":"2026-02-09 10:00:00","total":"10.00","cash":"7.00","card":"3.00","points":0}""");
        Assert.Equal(Money.Fen(1000), claim.PaidAmount);
        Assert.Equal(new ClaimedTender(Tender.GiftCard, Money.Fen(300)), Assert.Single(claim.PaidBy));
        Assert.Equal([("$.card", ChannelsCodes.AmountNegative)],
            Made.Parked(profile, """{"no":"1","at":"2026-02-09 10:00:00","total":"10.00","cash":"7.00","card":"-3.00"}"""));
    }
}
