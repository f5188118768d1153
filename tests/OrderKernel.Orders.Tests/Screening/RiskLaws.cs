using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Orders.Tests.Screening.Risky;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Screening;

// Fails when a larger amount makes an order less risky, when the order of the history or a later order plays a part, when a sketch forgets or invents orders,
// or when a number of the document is decoration.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class RiskLaws
{
    private delegate RiskVerdict Judging(PlaceOrder order, ScreeningFacts facts, RiskRules rules);

    [Law(500, 20_000)]
    public bool Raising_the_amount_never_lowers_the_risk(ScreeningFacts facts, Seed fen, Seed more) => IsMonotone(RiskScreen.Judge, facts, fen, more);

    [Law(500, 20_000)]
    public bool The_order_of_the_history_does_not_matter(ScreeningFacts facts, Seed seed) => IsUnordered(RiskScreen.Judge, facts, seed);

    [Law(500, 20_000)]
    public bool What_came_later_does_not_count(ScreeningFacts facts) => LooksBackOnly(RiskScreen.Judge, facts);

    [Law(500, 20_000)]
    public bool The_streak_is_what_a_plain_count_says(ScreeningFacts facts) => CountsStreaks(RiskScreen.Judge, facts);

    [Law(500, 20_000)]
    public bool A_sketch_is_mergeable_and_its_quantiles_are_a_sixteenth_off_at_most(AmountsInFen a, AmountsInFen b, Seed basis) =>
        IsMergeable((x, y) => x.Merge(y), a, b, basis);

    [Fact]
    public void Planted_bugs_are_caught()
    {
        Caught(Arbitraries.Facts(), Seed.Any(), Seed.Any(), (facts, fen, more) =>
            IsMonotone((o, f, r) => o.Amounts.Due > Yuan(50_000) ? RiskScreen.Judge(o, f, r with { Amount = null }) : RiskScreen.Judge(o, f, r), facts, fen,
                more));
        Caught(Arbitraries.Facts(), Seed.Any(), Seed.Any(),
            (facts, seed, _) => IsUnordered((o, f, r) => RiskScreen.Judge(o, f with { Recent = f.Recent.Items.Take(2).ToValueList() }, r), facts, seed));
        Caught(Arbitraries.Facts(), Seed.Any(), Seed.Any(), (facts, _, _) =>
            LooksBackOnly((o, f, r) =>
                RiskScreen.Judge(o, f with { Recent = f.Recent.Items.Select(p => p with { At = Instant.Min(p.At, o.CreatedAt) }).ToValueList() }, r), facts));
        Caught(Arbitraries.Facts(), Seed.Any(), Seed.Any(), (facts, _, _) =>
            CountsStreaks((o, f, r) => RiskScreen.Judge(o, f, r with { Streak = r.Streak! with { Within = Duration.FromDays(9) } }), facts));
        Caught(Arbitraries.Amounts(), Arbitraries.Amounts(), Seed.Any(), (a, b, basis) => IsMergeable((_, y) => y, a, b, basis));
    }

    private static void Caught<TA, TB, TC>(Arbitrary<TA> a, Arbitrary<TB> b, Arbitrary<TC> c, Func<TA, TB, TC, bool> law) =>
        Assert.ThrowsAny<Exception>(() => Prop.ForAll(a, b, c, law).Check(Sizes.Config(20_000)));

    [Fact]
    public void Every_number_of_the_document_counts()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("screening.json").ToArray());
        RiskRules With(string old, string next)
        {
            Assert.Contains(old, text);
            return ScreeningDocument.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).ValueOrThrow().Policy.Risk!;
        }

        var facts = new ScreeningFacts { Recipient = To("附近", null), ShopAmounts = Hundred,
            Recent = [Risky.Past(Duration.FromHours(2), true), Risky.Past(Duration.FromHours(3), true)] };
        string Says(ScreeningFacts f, RiskRules rules, long yuan = 60_000) => Judge(Yuan(yuan), f, rules).ToString();
        foreach (var (old, next) in new[]
        {
            ("\"elevatedAt\": 30", "\"elevatedAt\": 51"), ("\"lettersMin\": 4", "\"lettersMin\": 1"), ("\"needsNumber\": true", "\"needsNumber\": false"),
                ("\"附近\", ", ""),
            ("\"points\": 20, \"digitsMin\"", "\"points\": 21, \"digitsMin\""), ("\"factorPercent\": 300", "\"factorPercent\": 301"),
            ("\"ordersMin\": 100", "\"ordersMin\": 101"),
            ("\"points\": 20, \"above\"", "\"points\": 19, \"above\""), ("\"length\": 3", "\"length\": 4"),
        })
        {
            var rules = With(old, next);
            Assert.True(Says(facts, Standard) != Says(facts, rules)
                || Says(new() { Recipient = facts.Recipient }, Standard, 1) != Says(new() { Recipient = facts.Recipient }, rules, 1), old);
        }

        Assert.Equal(61, With("\"highAt\": 60", "\"highAt\": 61").HighAt);
        Assert.Equal(9_800, With("9900", "9800").Amount!.QuantileBasisPoints);
        Assert.Equal((Duration.FromDays(2), Duration.FromDays(8)), (With("\"P1D\"", "\"P2D\"").Repeat!.Within, With("\"P7D\"", "\"P8D\"").Streak!.Within));
    }

    [Theory]
    [InlineData("\"elevatedAt\": 30", "\"elevatedAt\": 61", "$.risk.highAt")]
    [InlineData("\"points\": 30, \"lettersMin\"", "\"points\": -1, \"lettersMin\"", "$.risk.address.points")]
    [InlineData("\"附近\"", "\" \"", "$.risk.address.words[0]")]
    [InlineData("\"digitsMax\": 20", "\"digitsMax\": 6", "$.risk.phone.digitsMax")]
    [InlineData("9900", "0", "$.risk.amount.quantileBasisPoints")]
    [InlineData("\"P1D\"", "\"P1M\"", "$.risk.repeat.within")]
    [InlineData("\"length\": 3", "\"length\": 1", "$.risk.streak.length")]
    [InlineData("\"streak\"", "\"strike\"", "$.risk.strike")]
    [InlineData("\"lettersMin\"", "\"extra\": 1, \"lettersMin\"", "$.risk.address.extra")]
    [InlineData("\"digitsMin\"", "\"extra\": 1, \"digitsMin\"", "$.risk.phone.extra")]
    [InlineData("\"factorPercent\"", "\"extra\": 1, \"factorPercent\"", "$.risk.amount.extra")]
    [InlineData("\"above\": \"50000.00\"", "\"extra\": 1, \"above\": \"50000.00\"", "$.risk.highValue.extra")]
    [InlineData("\"above\": \"50000.00\"", "\"above\": \"-0.01\"", "$.risk.highValue.above")]
    [InlineData("\"above\": \"50000.00\", \"currency\": \"CNY\"", "\"above\": \"50000.00\", \"extra\": 1, \"currency\": \"yuan\"", "$.risk.highValue.currency")]
    [InlineData("\"above\": \"50000.00\", \"currency\": \"CNY\"", "\"above\": \"50000.00\", \"extra\": 1, \"currency\": \"yuan\"", "$.risk.highValue.extra")]
    [InlineData("\"within\": \"P1D\"", "\"extra\": 1, \"within\": \"P1D\"", "$.risk.repeat.extra")]
    [InlineData("\"within\": \"P1D\"", "\"within\": \"PT0S\"", "$.risk.repeat.within")]
    [InlineData("\"within\": \"P1D\"", "\"within\": \"-P1D\"", "$.risk.repeat.within")]
    [InlineData("\"length\": 3", "\"extra\": 1, \"length\": 3", "$.risk.streak.extra")]
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("screening.json").ToArray());
        Assert.Contains(old, text);
        var refusal = ScreeningDocument.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).Refusal!;
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    [Fact]
    public void An_amount_of_nothing_is_a_limit_and_one_problem_is_told_once()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("screening.json").ToArray());
        Assert.Equal(Yuan(0), ScreeningDocument.Load(Encoding.UTF8.GetBytes(text.Replace("50000.00\", \"currency", "0.00\", \"currency")))
            .ValueOrThrow().Policy.Risk!.HighValue!.Above);
        var wrong = ScreeningDocument.Load(
            Encoding.UTF8.GetBytes(text.Replace("50000.00\", \"currency\": \"CNY", "50000.00\", \"currency\": \"yuan"))).Refusal!;
        Assert.Equal(["$.risk.highValue.currency", "$.vip.currency"], wrong.Reasons.Items.Select(r => r.Arguments.Items.Single(a => a.Name == "path").Value));
    }

#if NET
    // What screens a recipient is for this assembly alone.
    [Theory]
    [InlineData(null, "missing")]
    [InlineData("138****1234", "")]
    [InlineData("13800001234", "")]
    [InlineData("+86 138 0000 1234", "")]
    [InlineData("8613800001234", "")]
    [InlineData("86138000012", "")]
    [InlineData("12800001234", "invalid")]
    [InlineData("22800001234", "")]
    [InlineData("1280000123", "")]
    [InlineData("1234567", "")]
    [InlineData("123456", "invalid")]
    [InlineData("12345678901234567890", "")]
    [InlineData("123456789012345678901", "invalid")]
    [InlineData("1380000abcd", "invalid")]
    [InlineData("05718888转66", "")]
    [InlineData("11111111", "repeated-digits")]
    [InlineData("18400000000-1234", "")]
    [InlineData("18400000000转1234", "")]
    [InlineData("184 0000 0000，转 1234", "")]
    [InlineData("18400000000#1234", "")]
    [InlineData("13800001234 分机号：801", "")]
    [InlineData("13800001234 ext. 801", "")]
    [InlineData("13800001234EXT801转2", "")]
    [InlineData("0571-88881234-801", "")]
    [InlineData("（0571）88881234转801", "")]
    [InlineData("张三 13800001234", "")]
    [InlineData("张三：+86-138-0013-8000", "")]
    [InlineData("Mr Li, 0086 138 0013 8000", "")]
    [InlineData("１３８０００１２３４０", "")]
    [InlineData("400-820-8820", "")]
    [InlineData("12800001234-1234", "invalid")]
    [InlineData("128 0000 1234转5", "invalid")]
    [InlineData("李 10800001234 分机 12", "invalid")]
    [InlineData("+86 12800001234 ext 1", "invalid")]
    [InlineData("13800001234转", "invalid")]
    [InlineData("13800001234转1234567", "invalid")]
    [InlineData("13800001234转1234 李", "invalid")]
    [InlineData("张三", "invalid")]
    [InlineData("转1234", "invalid")]
    [InlineData("00000000000转1", "repeated-digits")]
    public void A_phone_number_is_doubted_by_its_kind(string? phone, string doubt) =>
        Assert.Equal(doubt, string.Join(",", RecipientScreen.Doubtful(PhoneNumber.Of(phone), Standard.Phone!).Items));
#endif

    [Fact]
    public void A_sketch_takes_amounts_of_its_currency_only_and_answers_by_the_end_of_a_bucket()
    {
        var sketch = AmountSketch.Of(Currency.Cny, [Money.Fen(0), Money.Fen(15), Money.Fen(16), Money.Fen(17)]);
        Assert.Equal([(1, 0L), (2_500, 0L), (2_501, 15L), (5_000, 15L), (7_500, 16L), (7_501, 17L), (10_000, 17L)],
            new[] { 1, 2_500, 2_501, 5_000, 7_500, 7_501, 10_000 }.Select(q => (q, sketch.Quantile(q)!.Value.MinorUnits)));
        Assert.Null(AmountSketch.Empty(Currency.Cny).Quantile(5_000));
        foreach (var wrong in new[] { 0, 10_001 }) Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Quantile(wrong));
        foreach (var other in new[] { Money.Fen(-1), Money.OfMinor(1, Currency.Of("USD")) })
        {
            Assert.Throws<ArgumentException>(() => sketch.Add(other));
            Assert.Throws<ArgumentException>(() => AmountSketch.Of(Currency.Cny, [other]));
        }

        Assert.Throws<ArgumentException>(() => sketch.Merge(AmountSketch.Empty(Currency.Of("USD"))));
    }

    [Fact]
    public void A_sketch_of_amounts_one_by_one_is_that_of_all_at_once()
    {
        var amounts = Enumerable.Range(0, 400).Select(i => Money.Fen(unchecked((long)((uint)i * 2_654_435_761u)) % 1_000_003)).ToArray();
        Assert.Equal(AmountSketch.Of(Currency.Cny, amounts), amounts.Aggregate(AmountSketch.Empty(Currency.Cny), (sketch, amount) => sketch.Add(amount)));
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData(null, "1", "phone-doubtful")]
    [InlineData("附近", null, "address-vague")]
    [InlineData("附近", "1", "address-vague phone-doubtful")]
    [InlineData(GoodStreet, "13800001234", "")]
    public void Of_a_source_that_tells_part_only_what_is_there_is_judged(string? street, string? phone, string found)
    {
        string Found(bool isPartial) =>
            string.Join(" ", Judge(Yuan(1), new() { Recipient = To(street, phone), IsPartial = isPartial }, Standard).Reasons.Items.Select(r => r.Code)
                .Where(c => c != ScreeningCodes.Risk).Select(c => c.Split('.')[1]));
        Assert.Equal(found, Found(true));
        Assert.Equal(street == GoodStreet ? "" : "address-vague phone-doubtful", Found(false));
    }

    [Fact]
    public void An_address_is_compared_by_its_letters_and_goods_by_their_units()
    {
        static string At(string street) => ScreeningFacts.AddressOf(new(default, default, new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail(street)));
        Assert.Equal(At("文三路 138 号 A座"), At("文三路138号,a座"));
        Assert.NotEqual(At("文三路138号"), At("文三路139号"));
        Assert.Equal(32, At("文三路138号").Length);
        Assert.Equal("", ScreeningFacts.AddressOf(null));
        static OrderedLine Goods(string id, long units, params (string Sku, long Units)[] parts) =>
            new(LineId.Of(id), Quantity.Of(units), Yuan(1), parts.Select(p => new BundleComponent(SkuId.Of(p.Sku), Quantity.Of(p.Units))).ToValueList());
        Assert.Equal("a×8;b×3", ScreeningFacts.GoodsOf([Goods("1", 3, ("b", 1), ("a", 2)), Goods("2", 2, ("a", 1))]));
        Assert.Equal("", ScreeningFacts.GoodsOf([Goods("1", 1, ("a", 1)), Goods("2", 1)]));
    }

    private static bool IsMonotone(Judging judge, ScreeningFacts facts, Seed fen, Seed more)
    {
        long due = fen % 8_000_001;
        var (small, large) = (judge(Order(Money.Fen(due)), facts, Standard), judge(Order(Money.Fen(due + (more % 8_000_001))), facts, Standard));
        return large.Points >= small.Points && large.Level >= small.Level && large.Streak >= small.Streak;
    }

    private static bool IsUnordered(Judging judge, ScreeningFacts facts, Seed seed)
    {
        var dice = new Random(seed);
        var shuffled = facts.Recent.Items.OrderBy(_ => dice.Next()).ToValueList();
        return judge(Order(Yuan(100)), facts, Standard) == judge(Order(Yuan(100)), facts with { Recent = shuffled }, Standard);
    }

    private static bool LooksBackOnly(Judging judge, ScreeningFacts facts) =>
        judge(Order(Yuan(100)), facts, Standard) == judge(Order(Yuan(100)), facts with { Recent = facts.Recent.Where(p => p.At <= Start) }, Standard);

    private static bool CountsStreaks(Judging judge, ScreeningFacts facts)
    {
        var verdict = judge(Order(Yuan(60_000)), facts, Standard);
        var goods = ScreeningFacts.GoodsOf(Order(Yuan(1)).Lines);
        var address = ScreeningFacts.AddressOf(facts.Recipient);
        var row = 1;
        foreach (var at in facts.Recent.Items.Where(p => p.At <= Start && Start - p.At < Duration.FromDays(7)).GroupBy(p => p.At).OrderByDescending(g => g.Key))
        {
            var such = at.Count(p => p.IsAnomalous || (p.Goods == goods && p.Address == address));
            row += such;
            if (such < at.Count()) break;
        }

        return verdict.Streak == row && (row < 3 || verdict.Level == RiskLevel.High);
    }

    private static bool IsMergeable(Func<AmountSketch, AmountSketch, AmountSketch> merge, AmountsInFen a, AmountsInFen b, Seed seed)
    {
        AmountSketch Of(IEnumerable<long> fen) => AmountSketch.Of(Currency.Cny, fen.Select(Money.Fen));
        var basis = 1 + (seed % 10_000);
        var both = merge(Of(a.Fen), Of(b.Fen));
        long[] all = [.. a.Fen.Items.Concat(b.Fen.Items).OrderBy(f => f)];
        if (both != merge(Of(b.Fen), Of(a.Fen)) || both.Count != all.Length) return false;
        if (both != Of(all.Reverse()) || !all.Aggregate(AmountSketch.Empty(Currency.Cny), (s, f) => s.Add(Money.Fen(f))).Equals(both)) return false;
        if (all.Length == 0) return both.Quantile(basis) is null;
        var rank = (int)(((long)basis * all.Length) + 9_999) / 10_000;
        var (right, told) = (all[Math.Max(1, rank) - 1], both.Quantile(basis)!.Value.MinorUnits);
        return told >= right && told - right <= right / 16;
    }
}
