using System.Collections.Immutable;
using System.Text;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Publishing;

// Fails when a faulty document is accepted or a problem of it is told without its place, when a field of a rule decides nothing or something else than its
// page says, when stock that nobody told is published, or when what a shop was told comes back otherwise than it was kept.
public class PublicationScenarios
{
    private const string Shops =
        "\"shops\":[{\"channel\":\"jd\",\"shop\":\"J1\"},{\"channel\":\"taobao\",\"shop\":\"T1\"},{\"channel\":\"taobao\",\"shop\":\"T2\"}]";

    private static Result<PolicyDocument<PublicationRules>> Load(string rules, string head = Shops) =>
        PublicationRules.Load(Encoding.UTF8.GetBytes("{\"$schema\":\"publication-1.json\",\"name\":\"p\",\"version\":\"1\"," + head + ",\"rules\":[" + rules + "]}"));

    private static string[] Faults(string rules, string head = Shops) =>
        Load(rules, head).Refusal is { } refusal ? refusal.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Code}").ToArray() : [];

    /// <summary>What a shop shows of ten, or as many as are said, of A at X, and five at Y.</summary>
    private static PublicationLine Line(string rule, PublishedUnits? before = null, long units = 10, double hours = 0, string? goods = null)
    {
        var shop = new ChannelShop(ChannelId.Of("taobao"), ShopId.Of("T1"));
        var rules = Load("{" + rule + "}", "\"sharing\":\"common\"," + Shops).ValueOrThrow().Policy;
        ImmutableArray<StockBalance> balances = [.. OnHand("X", "A", units), .. OnHand("Y", "A", 5), .. OnHand("X", "B", 7)];
        ValueList<BundleComponent> of = goods is null
            ? [new(SkuId.Of("A"), Quantity.Of(1))]
            : [new(SkuId.Of("A"), Quantity.Of(2)), new(SkuId.Of(goods), Quantity.Of(3))];
        return Assert.Single(Publication.Decide([new(shop, "A-1", of)], balances, StockFormula.Default.Policy, rules, _ => before is null ? null : new(before, Noon),
            Noon + Duration.FromHours(hours)).Lines.Items);
    }

    [Theory]
    [InlineData("", 15)]
    [InlineData("\"locations\":[\"X\"]", 10)]
    [InlineData("\"ratioBasisPoints\":3333", 4)]
    [InlineData("\"ratioBasisPoints\":0", 0)]
    [InlineData("\"buffer\":4", 11)]
    [InlineData("\"buffer\":20", 0)]
    [InlineData("\"buffer\":5,\"ratioBasisPoints\":5000", 5)]
    [InlineData("\"plus\":3", 18)]
    [InlineData("\"plus\":-20", 0)]
    [InlineData("\"minimum\":5,\"ratioBasisPoints\":1000", 5)]
    [InlineData("\"minimum\":50", 15)]
    [InlineData("\"maximum\":9", 9)]
    [InlineData("\"delistBelow\":16", 0)]
    [InlineData("\"delistBelow\":15", 15)]
    [InlineData("\"kept\":12,\"ratioBasisPoints\":5000,\"channel\":\"taobao\",\"shop\":\"T1\",\"skus\":[\"A\"]", 13)]
    public void Each_field_makes_its_number(string rule, long units) => Assert.Equal(units, Line(rule).Units!.Units.Units);

    [Theory]
    [InlineData("\"pools\":[\"retail\"]", false)]
    [InlineData("\"locations\":[\"Z\"]", false)]
    [InlineData("\"locations\":[\"Y\"]", true)]
    public void Stock_of_which_nothing_that_counts_was_ever_told_is_not_published(string rule, bool isKnown)
    {
        var line = Line(rule);
        Assert.Equal(isKnown ? PublicationOutcome.Publish : PublicationOutcome.Unknown, line.Outcome);
        Assert.Equal(isKnown ? [] : [InventoryCodes.PublicationStockUnknown], line.Reasons.Items.Select(r => r.Code));
        Assert.Equal(InventoryCodes.PublicationUnruled, Assert.Single(Line("\"channel\":\"jd\"").Reasons.Items).Code);
    }

    [Fact]
    public void A_bundle_shows_what_its_scarcest_component_makes_and_unknown_when_one_is()
    {
        Assert.Equal((2L, "A B"), (Line("", goods: "B").Units!.Units.Units, string.Join(" ", Line("", goods: "B").Components.Items.Select(c => c.Sku))));
        Assert.Equal(PublicationOutcome.Unknown, Line("", goods: "C").Outcome);
        Assert.Equal(3, Line("", goods: "A").Units!.Units.Units);
    }

    [Fact]
    public void Times_and_campaigns_hold_from_their_first_instant_to_before_their_end()
    {
        const string From = "\"from\":\"2026-02-09T12:00:00+08:00\",\"until\":\"2026-02-09T14:00:00+08:00\"";
        Assert.Equal([0, 15, 15, 0], new[] { -0.001, 0, 1.999, 2 }.Select(h => Line(From, hours: h).Units!.Units.Units));
        var campaign = "\"locks\":[{" + From + ",\"units\":99}],\"maximum\":3,\"hours\":{\"zone\":\"Asia/Shanghai\",\"Monday\":[\"13:00-13:30\"]}";
        Assert.Equal([0, 99, 99, 99, 0], new[] { -0.001, 0, 1.25, 1.999, 2 }.Select(h => Line(campaign, hours: h).Units!.Units.Units));
        Assert.Equal([InventoryCodes.PublicationAboveAvailable], Line(campaign).Reasons.Items.Select(r => r.Code));
        Assert.Equal([0, 15, 0], new[] { 0.9, 1, 1.5 }.Select(h => Line("\"hours\":{\"zone\":\"Asia/Shanghai\",\"Monday\":[\"13:00-13:30\"]}", hours: h).Units!.Units.Units));
    }

    [Fact]
    public void What_is_kept_for_one_channel_SKU_no_other_sees_until_its_time_is_over()
    {
        var rules = Load("""
            {"channel":"jd","shop":"J1","codes":["own"],"kept":8,"ratioBasisPoints":0,"until":"2026-02-09T14:00:00+08:00","locations":["X"]},{"ratioBasisPoints":10000}
            """, "\"sharing\":\"common\"," + Shops).ValueOrThrow().Policy;
        var listings = new[] { ("jd", "J1", "own"), ("jd", "J1", "other"), ("taobao", "T1", "other") }
            .Select(l => new Listing(new(ChannelId.Of(l.Item1), ShopId.Of(l.Item2)), l.Item3, [new(SkuId.Of("A"), Quantity.Of(1))])).ToValueList();
        string Numbers(long units, int hours) => string.Join(" ", Publication.Decide(listings, [.. OnHand("X", "A", units), .. OnHand("Y", "A", 5)],
            StockFormula.Default.Policy, rules, _ => null, Noon + Duration.FromHours(hours)).Lines.Items.Select(l => $"{l.Listing.Code} {l.Units!.Units}"));
        Assert.Equal("other 7 own 8 other 7", Numbers(10, 0));
        Assert.Equal("other 5 own 3 other 5", Numbers(3, 0));
        Assert.Equal("other 15 own 0 other 15", Numbers(10, 2));
    }

    [Fact]
    public void The_terms_are_told_one_after_the_other_with_their_places()
    {
        var line = Line("\"locations\":[\"X\"],\"buffer\":1,\"ratioBasisPoints\":5000,\"plus\":2,\"maximum\":5");
        Assert.Equal(["Available $.rules[0].locations 0 10", "Buffer $.rules[0].buffer 10 9", "Ratio $.rules[0].ratioBasisPoints 9 4"],
            Assert.Single(line.Components.Items).Steps.Items.Select(Text));
        Assert.Equal(["Bundle $.rules[0] 0 4", "Plus $.rules[0].plus 4 6", "Maximum $.rules[0].maximum 6 5"], line.Steps.Items.Select(Text));

        static string Text(PublicationStep step) => $"{step.Term} {step.Path} {step.Before} {step.After}";
    }

    [Theory]
    [InlineData("""{"channel":"jd","ratioBasisPoints":6000},{"ratioBasisPoints":2500}""", 11_000, "$.rules[0].ratioBasisPoints, $.rules[1].ratioBasisPoints")]
    [InlineData("""{"channel":"jd","ratioBasisPoints":5000},{"ratioBasisPoints":2500}""", 0, "")]
    [InlineData("""{"channel":"jd","ratioBasisPoints":6000,"locations":["X"]},{"ratioBasisPoints":3000,"locations":["Y"]}""", 0, "")]
    [InlineData("""{"channel":"jd","ratioBasisPoints":6000,"locations":["X"]},{"ratioBasisPoints":3000}""", 12_000,
        "$.rules[0].ratioBasisPoints, $.rules[1].ratioBasisPoints")]
    [InlineData("""{"channel":"jd","ratioBasisPoints":6000,"pools":["a"]},{"ratioBasisPoints":3000,"pools":["b"]}""", 0, "")]
    [InlineData("""{"skus":["A"],"ratioBasisPoints":3334},{"ratioBasisPoints":3000}""", 10_002, "$.rules[0].ratioBasisPoints")]
    public void Shares_of_one_stock_above_the_whole_are_refused_with_their_rules(string rules, long sum, string paths)
    {
        var over = Load(rules).Refusal?.Reasons.Items.Where(r => r.Code == InventoryCodes.PublicationSharesOver).ToArray() ?? [];
        Assert.Equal(sum == 0 ? [] : [$"{paths} {sum}"], over.Select(r => $"{r.Arguments[2].Value} {r.Arguments[3].Value}"));
        Assert.Empty(Faults(rules, "\"sharing\":\"common\"," + Shops));
    }

    [Fact]
    public void Shares_that_only_the_SKU_map_shows_to_be_of_one_stock_are_found_when_they_are_decided()
    {
        var rules = Load("""{"channel":"taobao","ratioBasisPoints":4000},{"ratioBasisPoints":0}""").ValueOrThrow().Policy;
        var shop = new ChannelShop(ChannelId.Of("taobao"), ShopId.Of("T1"));
        var listings = new[] { "a", "b", "c" }.Select(code => new Listing(shop, code, [new(SkuId.Of("A"), Quantity.Of(1))])).ToValueList();
        PublicationDecision Decide(PublicationRules by) => Publication.Decide(listings, OnHand("X", "A", 9), StockFormula.Default.Policy, by, _ => null, Noon);
        var finding = Assert.Single(Decide(rules).Findings.Items);
        Assert.Equal($"{InventoryCodes.PublicationSharesOver} (path=X, sku=A, sum=12000, rules=taobao/T1/a, taobao/T1/b, taobao/T1/c)", finding.ToString());
        Assert.Empty(Decide(rules with { IsCommon = true }).Findings.Items);
    }

    [Theory]
    [InlineData("""{"ratioBasisPoints":0},{"channel":"jd"}""", "$.rules[1] " + InventoryCodes.PublicationShadowed)]
    [InlineData("""{"channel":"jd","ratioBasisPoints":0},{"channel":"taobao","ratioBasisPoints":0},{"skus":["A"]}""", "$.rules[2].skus[0] " + InventoryCodes.PublicationShadowed)]
    [InlineData("""{"skus":["A"],"ratioBasisPoints":0},{"skus":["B","A"],"ratioBasisPoints":0}""", "$.rules[1].skus[1] " + InventoryCodes.PublicationShadowed)]
    [InlineData("""{"codes":["c"],"ratioBasisPoints":0},{"channel":"jd","codes":["c"]}""", "$.rules[1].codes[0] " + InventoryCodes.PublicationShadowed)]
    [InlineData("""{"channel":"pdd"}""", "$.rules[0].channel " + InventoryCodes.PublicationShopUnknown)]
    [InlineData("""{"channel":"jd","shop":"T1"}""", "$.rules[0].shop " + InventoryCodes.PublicationShopUnknown)]
    [InlineData("""{"kept":1,"ratioBasisPoints":0}""", "$.rules[0].kept " + InventoryCodes.PublicationKeptForAll)]
    [InlineData("""{"kept":1,"channel":"jd","shop":"J1","ratioBasisPoints":0}""", "$.rules[0].kept " + InventoryCodes.PublicationKeptForAll)]
    [InlineData("""{"minimum":5,"maximum":4,"ratioBasisPoints":0}""", "$.rules[0].minimum " + InventoryCodes.PublicationRangeEmpty)]
    [InlineData("""{"delistBelow":5,"listFrom":4,"ratioBasisPoints":0}""", "$.rules[0].listFrom " + InventoryCodes.PublicationRangeEmpty)]
    [InlineData("""{"delistBelow":5,"maximum":4,"ratioBasisPoints":0}""", "$.rules[0].delistBelow " + InventoryCodes.PublicationRangeEmpty)]
    [InlineData("""{"from":"2026-02-09T00:00:00Z","until":"2026-02-09T00:00:00Z","ratioBasisPoints":0}""", "$.rules[0].until " + InventoryCodes.PublicationRangeEmpty)]
    [InlineData("""{"locks":[{"from":"2026-02-09T00:00:00Z","until":"2026-02-08T00:00:00Z","units":1}],"ratioBasisPoints":0}""",
        "$.rules[0].locks[0].until " + InventoryCodes.PublicationRangeEmpty)]
    [InlineData("""{"locks":[{"from":"2026-02-09T00:00:00Z","until":"2026-02-10T00:00:00Z","units":1},{"from":"2026-02-09T23:00:00Z","until":"2026-02-11T00:00:00Z","units":1}],"ratioBasisPoints":0}""",
        "$.rules[0].locks[1] " + InventoryCodes.PublicationLocksOverlap)]
    [InlineData("""{"ratioBasisPoints":10001}""", "$.rules[0].ratioBasisPoints " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"skus":[],"ratioBasisPoints":0}""", "$.rules[0].skus " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"skus":["A","A"],"ratioBasisPoints":0}""", "$.rules[0].skus[1] " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"skus":["A"],"codes":["A"],"ratioBasisPoints":0}""", "$.rules[0].codes " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"hours":{"zone":"Moon/Base","Monday":["09:00-10:00"]},"ratioBasisPoints":0}""", "$.rules[0].hours.zone " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"hours":{"zone":"UTC","Monday":["09:00-10:00","09:30-11:00"]},"ratioBasisPoints":0}""", "$.rules[0].hours.Monday[1] " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"hours":{"zone":"UTC"},"ratioBasisPoints":0}""", "$.rules[0].hours " + KernelCodes.DocumentValueInvalid)]
    public void A_faulty_rule_is_refused_at_its_place(string rules, string fault) => Assert.Equal([fault], Faults(rules));

    [Fact]
    public void All_faults_are_found_at_once_those_of_shops_among_them()
    {
        var longest = new string('s', 100);
        Assert.Equal(["$.shops[1].shop documents.value-invalid", "$.shops[2].channel documents.value-invalid", "$.shops[3].shop documents.value-invalid",
            "$.sharing documents.value-invalid", "$.rules[0].buffer documents.value-invalid", "$.rules[0].colour documents.property-unknown", "$.rules[1] inventory.publication-shadowed"],
            Faults("""{"buffer":-1,"colour":1},{}""", $$"""
                "shops":[{"channel":"jd","shop":"J1"},{"channel":"jd","shop":"J1"},{"channel":" ","shop":"x"},{"channel":"{{longest}}","shop":"{{longest}}"}],"sharing":"both"
                """));
    }

    [Fact]
    public void The_default_tells_no_shop_and_shows_all_once_one_is_named()
    {
        var rules = PublicationRules.Default.Policy;
        Assert.Empty(rules.Shops.Items);
        Assert.Equal(new PublicationRule(null, null, null, null), Assert.Single(rules.Rules.Items));
    }

    [Fact]
    public void What_a_shop_was_told_keeps_its_bytes_and_the_last_number_of_a_code_stands()
    {
        var stream = new ShopStockKey(TenantId.Of("t"), new(ChannelId.Of("jd"), ShopId.Of("J1"))).Stream();
        Assert.Equal("t/publication/jd/J1", stream.ToString());
        var (head, header) = (new StreamHead(stream, 0, ChainHash.Genesis(stream)), new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []));
        ShopStockEvent[] told =
        [
            new StockPublished([new("b", Quantity.Of(3)), new("a", Quantity.Zero, true)], Noon),
            new StockAnswered(Noon, ["b"], [new("a", "no-such-code")], Noon + Duration.FromMinutes(1)),
            new StockPublished([new("b", Quantity.Of(4))], Noon + Duration.FromMinutes(2)),
        ];
        var sealed_ = told.Select(t => PublicationEvents.Codec.Seal(head, t, header)).ToArray();
        Assert.Contains("""{"numbers":[{"code":"b","units":3},{"code":"a","units":0,"isDelisted":true}],"at":"2026-02-09T04:00:00Z"}""", Bytes(0), StringComparison.Ordinal);
        Assert.Contains("""{"at":"2026-02-09T04:00:00Z","taken":["b"],"refused":[{"code":"a","answer":"no-such-code"}],"answeredAt":"2026-02-09T04:01:00Z"}""",
            Bytes(1), StringComparison.Ordinal);
        Assert.Equal(["inventory.stock-published", "inventory.stock-answered"], sealed_.Take(2).Select(e => e.Type));
        var state = ShopStock.Decider.Replay(sealed_.Select(PublicationEvents.Codec.Decode));
        var refused = new RefusedUnits("no-such-code", Noon + Duration.FromMinutes(1), Noon + Duration.FromMinutes(1));
        Assert.Equal(new ShopStock([new(new("a", Quantity.Zero, true), Noon) { Refused = refused },
            new(new("b", Quantity.Of(4)), Noon + Duration.FromMinutes(2))]), state);
        Assert.Equal(state, told.Aggregate(default(ShopStock), (s, t) => ShopStock.Decider.Evolve(s, t)));
        // All of it in one event is the same state, whatever was there before.
        var carried = PublicationEvents.Codec.Decode(PublicationEvents.Codec.Seal(head, ShopStock.Decider.Carry!.Event(state!), header));
        Assert.Equal(ShopStock.Decider.Carry.Type, PublicationEvents.Codec.NameOf(carried));
        Assert.Equal(state, ShopStock.Decider.Replay([told[0], carried]));
        Assert.Equal(state, ShopStock.Decider.Evolve(null, carried));

        string Bytes(int index) => Encoding.UTF8.GetString(sealed_[index].Bytes.ToArray());
    }

    // Told at noon and at one; answers are of the number of noon (12) or of one (13).
    [Theory]
    [InlineData("T13", "13 taken")]
    [InlineData("T12", "13 doubted")]
    [InlineData("T12 T13", "13 taken doubted")]
    [InlineData("T13 T12", "13 taken doubted")]
    [InlineData("R12", "13")]
    [InlineData("R13", "13 refused:13:13")]
    [InlineData("R13 R13", "13 refused:13:13")]
    [InlineData("R13 P14", "14 refused:13:13")]
    [InlineData("R13 P14 R14", "14 refused:13:14")]
    [InlineData("R13 P14 T14", "14 taken")]
    [InlineData("T12 P14", "14")]
    [InlineData("T13 P14 R13", "14")]
    public void What_a_shop_answers_is_kept_of_the_number_that_it_answers(string then, string kept)
    {
        var events = new List<ShopStockEvent> { At(12), At(13) };
        foreach (var word in then.Split(' '))
        {
            var hour = int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture);
            events.Add(word[0] switch
            {
                'P' => At(hour),
                'T' => new StockAnswered(Hour(hour), ["a"], [], Hour(hour)),
                _ => new StockAnswered(Hour(hour), [], [new("a", "no")], Hour(hour)),
            });
        }

        var told = ShopStock.Decider.Replay(events)!.Of("a")!;
        var words = new List<string> { $"{told.At.InUtc().Hour + 8}" };
        if (told.IsTaken) words.Add("taken");
        if (told.IsDoubted) words.Add("doubted");
        if (told.Refused is { } refused) words.Add($"refused:{refused.Since.InUtc().Hour + 8}:{refused.At.InUtc().Hour + 8}");
        Assert.Equal(kept, string.Join(" ", words));

        static Instant Hour(int hour) => Noon + Duration.FromHours(hour - 12);

        static StockPublished At(int hour) => new([new("a", Quantity.Of(hour))], Hour(hour));
    }

    // What was kept before answers were: the number stands, and is told anew when it changes.
    [Fact]
    public void Numbers_that_were_kept_without_their_instant_are_read()
    {
        var stream = new ShopStockKey(TenantId.Of("t"), new(ChannelId.Of("jd"), ShopId.Of("J1"))).Stream();
        var now = PublicationEvents.Codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), new StockPublished([new("b", Quantity.Of(3))], Noon),
            new(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []));
        var old = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(now.Bytes.ToArray()).Replace(",\"at\":\"2026-02-09T04:00:00Z\"}", "}", StringComparison.Ordinal));
        Assert.NotEqual(now.Bytes.Length, old.Length);
        var told = ShopStock.Decider.Evolve(null, PublicationEvents.Codec.Decode(new(stream, 1, now.Type, now.At, old, now.Hash)))!.Of("b")!;
        Assert.Equal((3, default(Instant), false), (told.Number.Units.Units, told.At, told.IsTaken));
    }
}
