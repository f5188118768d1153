namespace OrderKernel.Channels.Tests;

// What several status words of one record say together. Fails when an earlier word wins over a later one, when words that should agree say what only one of
// them says, when what holds one back is lost, or when a case is read that tells neither what it asks for nor how it stands.
public sealed class StatusWordScenarios
{
    private const string Paid = """
        {"payment":"Paid","fulfilment":"Shipped","afterSales":"Requested","outcome":"Ended","terms":"Deposit","kind":"Exchange","awaited":"Seller","endedBy":"Buyer","evidence":"seen"}
        """;

    private static readonly string[] Axes = ["payment", "fulfilment", "afterSales", "outcome", "terms", "kind", "awaited", "endedBy"];

    [Theory]
    [InlineData("payment", "Unpaid")]
    [InlineData("fulfilment", "Delivered")]
    [InlineData("afterSales", "Refunding")]
    [InlineData("outcome", "Succeeded")]
    [InlineData("terms", "Prepaid")]
    [InlineData("kind", "Repair")]
    [InlineData("awaited", "Buyer")]
    [InlineData("endedBy", "Platform")]
    public void Two_words_that_must_agree_say_what_both_say(string axis, string otherwise)
    {
        // The second word differs from the first on one axis only: there nothing is said, on the others what both say.
        var other = System.Text.Json.Nodes.JsonNode.Parse(Paid)!;
        other[axis] = otherwise;
        var profile = Agreeing($$"""{"one":{{Paid}},"other":{{other.ToJsonString()}} }""");
        foreach (var words in new[] { "\"one\",\"other\"", "\"other\",\"one\"", "\"one\",\"other\",\"other\"" })
        {
            var told = Told(Read(profile, words));
            Assert.Equal(Axes.Where(a => a != axis), told.Where(t => t.Value.Length > 0).Select(t => t.Key));
        }

        Assert.Equal(["Paid", "Shipped", "Requested", "Ended", "Deposit", "Exchange", "Seller", "Buyer"], Told(Read(profile, "\"one\",\"one\"")).Values);
        Assert.Equal(otherwise, Told(Read(profile, "\"other\""))[axis]);
    }

    [Fact]
    public void What_holds_one_of_two_words_back_holds_both()
    {
        var profile = Agreeing("""
            {"free":{"payment":"Paid","terms":"Deposit","kind":"Exchange","afterSales":"Requested","evidence":"seen"},
             "locked":{"payment":"Paid","terms":"Deposit","kind":"Exchange","afterSales":"Requested","disputed":true,"holds":["ChannelLock"],"holdsUnder":{"Deposit":["Scheduled"]},"evidence":"seen"}}
            """);
        foreach (var words in new[] { "\"free\",\"locked\"", "\"locked\",\"free\"" })
        {
            var claim = Read(profile, words);
            Assert.Equal<HoldKind>([HoldKind.ChannelLock, HoldKind.Scheduled], claim.Holds!.Value.Items);
            Assert.True(claim.Cases[0].IsDisputed);
        }

        Assert.False(Read(profile, "\"free\",\"free\"").Cases[0].IsDisputed);
    }

    [Fact]
    public void A_record_is_passed_over_where_all_words_that_must_agree_say_so()
    {
        var profile = Agreeing("""{"kept":{"afterSales":"Requested","kind":"Exchange","evidence":"seen"},"void":{"skip":true,"evidence":"seen"}}""");
        Assert.Equal(ReadingKind.Skipped, Assert.Single(Made.Read(profile, Input("\"void\",\"void\""))).Kind);
        Assert.All(new[] { "\"void\",\"kept\"", "\"kept\",\"void\"" }, w => Assert.NotEqual(ReadingKind.Skipped, Assert.Single(Made.Read(profile, Input(w))).Kind));
    }

    [Fact]
    public void A_later_word_wins_where_it_says_something_and_says_nothing_where_it_does_not()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"statuses":[{"path":"first","table":"t"},{"path":"second","table":"t"}],
            "case":{"id":"no","assumedKind":"RefundOnly","statuses":[{"path":"first","table":"t"},{"path":"second","table":"t"}]}
            """,
            $$"""
            "tables":{"t":{"rows":{"all":{{Paid}},"none":{"evidence":"seen"},"disputed":{"disputed":true,"evidence":"seen"},
              "other":{"payment":"Unpaid","fulfilment":"Delivered","afterSales":"Refunding","outcome":"Succeeded","terms":"Prepaid","kind":"Repair","awaited":"Buyer","endedBy":"Platform","evidence":"seen"} } } }
            """);
        Claim Of(string first, string second) =>
            Made.Claim(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"first":"{{first}}","second":"{{second}}"}""");

        Assert.Equal(["Unpaid", "Delivered", "Refunding", "Succeeded", "Prepaid", "Repair", "Buyer", "Platform"], Told(Of("all", "other")).Values);
        Assert.Equal(Told(Of("all", "all")), Told(Of("all", "none")));
        Assert.Equal(Told(Of("all", "all")), Told(Of("none", "all")));
        Assert.Equal([true, true, true, false],
            new[] { Of("disputed", "all"), Of("all", "disputed"), Of("disputed", "all"), Of("all", "none") }.Select(c => c.Cases[0].IsDisputed));
    }

    [Theory]
    [InlineData("\"state\":\"open\"", null, ChannelsCodes.FieldMissing, "$.case")]
    [InlineData("\"case\":\"c\"", null, ChannelsCodes.FieldMissing, "$.state")]
    [InlineData("\"case\":\"c\",\"state\":\"bare\"", null, ChannelsCodes.FieldMissing, "$.state")]
    [InlineData("\"case\":\"c\",\"state\":\"?\"", null, ChannelsCodes.StatusUnknown, "$.state")]
    [InlineData("\"case\":\"c\",\"state\":\"open\"", AfterSalesStatus.Requested, null, null)]
    [InlineData("\"case\":\"c\",\"state\":\"called\"", AfterSalesStatus.Disputed, null, null)]
    public void A_case_needs_its_id_what_it_asks_for_and_how_it_stands(string told, AfterSalesStatus? status, string? code, string? path)
    {
        var profile = Made.Profile(
            """
            "kind":"case","scope":"part","number":"no","times":{"modified":"at"},"case":{"id":"case","statuses":[{"path":"state","table":"t"}]}
            """,
            """
            "tables":{"t":{"rows":{"open":{"kind":"RefundOnly","afterSales":"Requested","evidence":"seen"},"bare":{"kind":"RefundOnly","evidence":"seen"},
              "called":{"kind":"RefundOnly","afterSales":"Disputed","evidence":"seen"} } } }
            """);
        var input = $$"""{"no":"1","at":"2026-02-09 10:00:00",{{told}}}""";
        if (code is not null)
        {
            Assert.Equal([(path!, code)], Made.Parked(profile, input));
            return;
        }

        var one = Assert.Single(Made.Claim(profile, input).Cases.Items);
        Assert.Equal((status, status == AfterSalesStatus.Disputed), (one.Status, one.IsDisputed));
    }

    [Fact]
    public void An_id_of_a_case_that_is_none_and_a_case_without_words_are_named()
    {
        var profile = Made.Profile(
            """
            "kind":"case","scope":"part","number":"no","times":{"modified":"at"},"case":{"id":"case","assumedKind":"RefundOnly"}
            """);
        Assert.Equal([("$.case", ChannelsCodes.FieldMissing)], Made.Parked(profile, """{"no":"1","at":"2026-02-09 10:00:00","case":"c"}"""));
        Assert.Contains(("$.case", ChannelsCodes.IdInvalid),
            Made.Parked(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","case":"{{new string('c', 300)}}"}"""));
    }

    // Order and case read the same words.
    private static PolicyDocument<ChannelProfile> Agreeing(string rows) => Made.Profile(
        $$"""
        {{Made.Order}},{{Made.Amounts}},"statuses":[{"path":"words[]","table":"t","agree":true}],
        "case":{"id":"no","assumedKind":"RefundOnly","statuses":[{"path":"case","absent":{"afterSales":"None","evidence":"seen"} },{"path":"words[]","table":"t","agree":true}]}
        """, $$"""
        "tables":{"t":{"rows":{{rows}} } }
        """);

    private static string Input(string words) => $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,"words":[{{words}}]}""";

    private static Claim Read(PolicyDocument<ChannelProfile> profile, string words) => Made.Claim(profile, Input(words));

    private static Dictionary<string, string> Told(Claim claim)
    {
        var one = Assert.Single(claim.Cases.Items);
        return new()
        {
            ["payment"] = $"{claim.Payment}",
            ["fulfilment"] = $"{claim.Fulfilment}",
            ["afterSales"] = $"{claim.AfterSales}",
            ["outcome"] = $"{claim.Outcome}",
            ["terms"] = $"{claim.Terms}",
            ["kind"] = one.Kind == CaseKind.RefundOnly ? "" : $"{one.Kind}",
            ["awaited"] = $"{one.Awaited}",
            ["endedBy"] = $"{one.EndedBy}",
        };
    }
}
