namespace OrderKernel.Channels.Tests;

// Fails when what can never be meant is not found in a profile that loads, or when something sound is called odd: the default profiles have no finding.
public sealed class ProfileLintScenarios
{
    private const string Words = """
        "tables":{"words":{"rows":{"paid":{"payment":"Paid","evidence":"seen"}}}}
        """;

    private const string Told = """ "statuses":[{"path":"word","table":"words"}] """;

    public static TheoryData<string> Names => [.. Profiles.DefaultNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Default_profiles_have_nothing_odd(string name) => Assert.Empty(ProfileLint.Of(Profiles.Default(name).Policy));

    [Fact]
    public void A_record_kind_that_an_earlier_one_takes_all_of_is_never_reached()
    {
        var first = $$""" {{Made.Order}},"needs":["no"],{{Made.Amounts}},{{Told}} """;
        Assert.Equal([("$.records[1]", ChannelsCodes.RecordUnreached)], Lint(first, Second("\"needs\":[\"no\",\"refund\"]")));
        // What it lacks keeps the earlier one from taking it.
        Assert.Empty(Lint($$""" {{first}},"lacks":["refund"] """, Second("\"needs\":[\"no\",\"refund\"]")));
        Assert.Empty(Lint(first, Second("\"needs\":[\"refund\"]")));

        static string Second(string needs) => $$""" },{ "kind":"refund","scope":"part","number":"no","times":{"modified":"at"},{{needs}},{{Told}} """;
    }

    [Theory]
    [InlineData("\"coupon\":\"off\",\"sellerDiscount\":\"off\"", "$.records[0].amounts.coupon")]
    [InlineData("\"sellerDiscount\":{\"sum\":[\"off\",\"more\"]},\"coupon\":\"more\"", "$.records[0].amounts.coupon")]
    [InlineData("\"freight\":\"post\",\"tax\":\"post\"", "$.records[0].amounts.tax")]
    [InlineData("\"freight\":\"post\",\"tax\":\"vat\"", null)]
    [InlineData("\"freight\":\"post\",\"tax\":{\"paths\":[\"post\"],\"when\":\"taxed=1\"}", null)]
    public void A_place_that_two_parts_of_an_amount_read_counts_twice(string parts, string? path)
    {
        var found = Lint($$""" {{Made.Order}},"amounts":{"due":"total",{{parts}}},{{Told}} """);
        Assert.Equal(path is null ? [] : [(path, ChannelsCodes.AmountCountedTwice)], found);
    }

    [Fact]
    public void A_table_that_no_field_reads_is_named() =>
        Assert.Equal([("$.tables.words", ChannelsCodes.TableUnread)], Lint($"{Made.Order},{Made.Amounts}"));

    [Theory]
    [InlineData(""" "outcome":"Succeeded","payment":"Unpaid" """, true)]
    [InlineData(""" "outcome":"Succeeded","payment":"Unpaid","terms":"CashOnDelivery" """, false)]
    [InlineData(""" "outcome":"Succeeded","fulfilment":"Unfulfilled" """, true)]
    [InlineData(""" "outcome":"Succeeded","fulfilment":"NotRequired" """, false)]
    [InlineData(""" "outcome":"Ended","holds":["PaymentRisk"] """, true)]
    [InlineData(""" "payment":"Voided","fulfilment":"Delivered" """, true)]
    [InlineData(""" "skip":true,"payment":"Paid" """, true)]
    [InlineData(""" "outcome":"Ended","payment":"Refunded" """, false)]
    [InlineData(""" "payment":"Unpaid","fulfilment":"Shipped" """, false)] // cash on delivery, said elsewhere
    public void A_row_that_says_what_cannot_be_together_is_named(string row, bool isOdd)
    {
        var tables = "\"tables\":{\"words\":{\"rows\":{\"w\":{" + row + ",\"evidence\":\"seen\"}}}}";
        Assert.Equal(isOdd ? [("$.tables.words.rows.w", ChannelsCodes.RowContradicts)] : [], Lint($"{Made.Order},{Made.Amounts},{Told}", tables: tables));
    }

    private static List<(string, string)> Lint(string record, string more = "", string tables = Words) =>
        [.. ProfileLint.Of(Made.Profile(record + more, tables).Policy).Items.Select(f => (f.Path, f.Code))];
}
