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

    [Theory]
    [InlineData("\"times\":{\"created\":\"at\",\"paid\":\"total\"}", "\"due\":\"total\"", "", "$.records[0].amounts.due")]
    [InlineData("\"times\":{\"created\":\"at\",\"paid\":\"paid\"}", "\"due\":\"total\"", "", null)]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\",\"freight\":\"total\"", "", "$.records[0].amounts.freight")]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\",\"paid\":\"total\"", "", null)] // what is due is what was paid, so often enough
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\",\"paid\":\"sum\",\"refunded\":\"sum\"", "", "$.records[0].amounts.refunded")]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\",\"refunded\":{\"paths\":[\"total\"],\"when\":\"back=all\"}", "", null)]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\"", "\"total\":\"price\",\"unitPrice\":\"price\",\"quantity\":\"n\"", "$.records[0].lines.unitPrice")]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\"", "\"total\":\"sum\",\"unitPrice\":\"price\",\"quantity\":\"n\"", null)]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\"", "\"total\":\"sum\",\"quantity\":\"sum\"", "$.records[0].lines.total")]
    [InlineData("\"times\":{\"created\":\"at\"}", "\"due\":\"total\"", "\"total\":{\"sum\":[\"price * n\"]},\"quantity\":\"n\"", null)] // what it is multiplied by
    public void A_place_is_not_read_as_two_things_that_one_value_cannot_be(string times, string amounts, string lines, string? path)
    {
        var at = lines.Length == 0 ? "" : ",\"lines\":{\"at\":\"items[]\",\"code\":\"sku\"," + lines + "}";
        var found = Lint($"\"kind\":\"order\",\"scope\":\"whole\",\"number\":\"no\",{times},\"amounts\":{{{amounts}}}{at},{Told}");
        Assert.Equal(path is null ? [] : [(path, ChannelsCodes.PlaceOfTwoMeanings)], found);
    }

    [Theory]
    [InlineData("paid", "", "\"path\":\"word\"", true)]
    [InlineData(" paid", "", "\"path\":\"word\"", false)] // the reader takes blanks off
    [InlineData("-", "\"nulls\":[\"-\"]", "\"path\":\"word\"", false)]
    [InlineData("-", "\"nulls\":[\"--\"]", "\"path\":\"word\"", true)]
    [InlineData("Paid", "", "\"path\":{\"paths\":[\"word\"],\"clean\":[\"lower-case\"]}", false)]
    [InlineData("paid", "", "\"path\":{\"paths\":[\"word\"],\"clean\":[\"lower-case\"]}", true)]
    [InlineData("a/b", "", "\"path\":{\"paths\":[\"word\"],\"cut\":{\"afterFirst\":\"/\"}}", true)]
    [InlineData("paid", "", "\"path\":{\"constant\":\"paid\"}", true)]
    [InlineData("gone", "", "\"path\":{\"constant\":\"paid\"}", false)]
    public void A_word_that_does_not_come_back_to_its_row_is_named(string word, string top, string path, bool comesBack)
    {
        var tables = "\"tables\":{\"words\":{\"rows\":{\"" + word + "\":{\"payment\":\"Paid\",\"evidence\":\"seen\"}}}}" + (top.Length > 0 ? "," + top : "");
        var found = Lint(Made.Order + "," + Made.Amounts + ",\"statuses\":[{" + path + ",\"table\":\"words\"}]", tables: tables);
        Assert.Equal(comesBack ? [] : [($"$.tables.words.rows.{word}", ChannelsCodes.WordUnreachable)], found);
    }

    [Fact]
    public void Of_two_words_that_differ_in_case_alone_the_second_is_never_told()
    {
        var tables = """ "tables":{"words":{"ignoreCase":true,"rows":{"PAID":{"payment":"Paid","evidence":"seen"},"paid":{"payment":"Unpaid","evidence":"seen"}}}} """;
        Assert.Equal([("$.tables.words.rows.paid", ChannelsCodes.WordUnreachable)], Lint($"{Made.Order},{Made.Amounts},{Told}", tables: tables));
        Assert.Empty(Lint($"{Made.Order},{Made.Amounts},{Told}", tables: tables.Replace("\"ignoreCase\":true,", "")));
    }

    [Theory]
    [InlineData("YTO", null)]
    [InlineData("YTO ", "$.carriers.YTO ")]
    public void A_carrier_that_nobody_can_name_is_named(string carrier, string? path) =>
        Assert.Equal(path is null ? [] : [(path, ChannelsCodes.WordUnreachable)],
            Lint($"{Made.Order},{Made.Amounts},{Told}", tables: Words + ",\"carriers\":{\"" + carrier + "\":\"yuantong\"}"));

    [Theory]
    [InlineData("\"windowMax\":\"PT1S\",\"historyMax\":\"P90D\"", ChannelsCodes.PullWindowsTooMany)]
    [InlineData("\"windowMax\":\"PT30M\",\"historyMax\":\"P90D\"", null)]
    [InlineData("\"windowMax\":\"PT1S\",\"historyMax\":\"P1D\"", null)]
    [InlineData("\"windowMax\":\"PT1S\"", null)] // nobody knows how far back
    [InlineData("\"windowMax\":\"PT1M\",\"budget\":{\"burst\":10,\"every\":\"PT2M\"}", ChannelsCodes.PullTooSlow)]
    [InlineData("\"windowMax\":\"PT1M\",\"budget\":{\"burst\":10,\"every\":\"PT1S\"}", null)]
    public void Feeds_that_nobody_could_pull_are_named(string pull, string? code) =>
        Assert.Equal(code is null ? [] : [("$.pulls[0].windowMax", code)],
            Lint($"{Made.Order},{Made.Amounts},{Told}", tables: Words + ",\"pulls\":[{\"feed\":\"orders\",\"evidence\":\"seen\"," + pull + "}]"));

    [Fact]
    public void What_no_sample_shows_is_told_kinds_and_the_fields_that_an_order_needs()
    {
        var profile = Made.Profile($$"""
            {{Made.Order}},"needs":["no"],{{Made.Amounts}},"lines":{"at":"items[]","code":"sku","quantity":"n","total":"sum"} },
            {"kind":"refund","scope":"part","number":"of","needs":["of"],"times":{"modified":"at"}
            """);
        Assert.Equal([("$.records[1]", ChannelsCodes.RecordUnsampled)], Unshown("""{"no":"1","at":"2026-02-09 10:00:00","total":"1","items":[{"sku":"A","n":1,"sum":"1"}]}"""));
        Assert.Equal([("$.records[0].amounts.due", ChannelsCodes.FieldUntold), ("$.records[0].lines.code", ChannelsCodes.FieldUntold)],
            Unshown("""{"no":"1","at":"2026-02-09 10:00:00","items":[{"n":1,"sum":"1"}]} {"of":"1","at":"2026-02-09 10:00:00"}"""));
        // One record that tells it is enough.
        Assert.Empty(Unshown("""
            {"no":"1","at":"2026-02-09 10:00:00","items":[{"n":1,"sum":"1"}]} {"of":"1","at":"2026-02-09 10:00:00"} {"no":"2","total":"1","items":[{"sku":"A"}]}
            """));

        List<(string, string)> Unshown(string input)
        {
            var (reader, coverage) = (new ProfileReader(profile, SkuMap.Same, Records.Shop), new SampleCoverage(profile.Policy));
            Records.Cut(RecordParser.For(profile.Policy), System.Text.Encoding.UTF8.GetBytes(input), int.MaxValue, r => coverage.Add(reader.Trace(r)));
            return [.. coverage.Findings().Items.Select(f => (f.Path, f.Code))];
        }
    }

    private static List<(string, string)> Lint(string record, string more = "", string tables = Words) =>
        [.. ProfileLint.Of(Made.Profile(record + more, tables).Policy).Items.Select(f => (f.Path, f.Code))];
}
