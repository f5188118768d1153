using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Orders.Tests.Screening.Risky;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Screening;

// Fails when a larger amount makes an order less risky, when the order of the history or a later order plays a part, when a sketch forgets or invents orders,
// or when a number of the document is decoration.
public class RiskLaws
{
    private static readonly int Runs = Sizes.Of(500, 20_000);

    private delegate RiskVerdict Judging(PlaceOrder order, ScreeningFacts facts, RiskRules rules);

    [Fact]
    public void Raising_the_amount_never_lowers_the_risk() => Assert.Equal("", Monotone(RiskScreen.Judge));

    [Fact]
    public void The_order_of_the_history_does_not_matter() => Assert.Equal("", Unordered(RiskScreen.Judge));

    [Fact]
    public void What_came_later_does_not_count() => Assert.Equal("", Past(RiskScreen.Judge));

    [Fact]
    public void The_streak_is_what_a_plain_count_says() => Assert.Equal("", Streak(RiskScreen.Judge));

    [Fact]
    public void Planted_bugs_are_caught()
    {
        Assert.NotEqual("", Monotone((o, f, r) => o.Amounts.Due > Yuan(50_000) ? RiskScreen.Judge(o, f, r with { Amount = null }) : RiskScreen.Judge(o, f, r)));
        Assert.NotEqual("", Unordered((o, f, r) => RiskScreen.Judge(o, f with { Recent = f.Recent.Items.Take(2).ToValueList() }, r)));
        Assert.NotEqual("", Past((o, f, r) => RiskScreen.Judge(o, f with { Recent = f.Recent.Items.Select(p => p with { At = Instant.Min(p.At, o.CreatedAt) }).ToValueList() }, r)));
        Assert.NotEqual("", Streak((o, f, r) => RiskScreen.Judge(o, f, r with { Streak = r.Streak! with { Within = Duration.FromDays(9) } })));
        Assert.NotEqual("", Sketches((a, b) => b));
    }

    [Fact]
    public void A_sketch_is_mergeable_and_its_quantiles_are_a_sixteenth_off_at_most() => Assert.Equal("", Sketches((a, b) => a.Merge(b)));

    [Fact]
    public void Every_number_of_the_document_counts()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("screening.json").ToArray());
        RiskRules With(string old, string next)
        {
            Assert.Contains(old, text);
            return ScreeningDocument.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).ValueOrThrow().Policy.Risk!;
        }

        var facts = new ScreeningFacts { Recipient = To("附近", null), ShopAmounts = Hundred, Recent = [Risky.Past(Duration.FromHours(2), true), Risky.Past(Duration.FromHours(3), true)] };
        string Says(ScreeningFacts f, RiskRules rules, long yuan = 60_000) => Judge(Yuan(yuan), f, rules).ToString();
        foreach (var (old, next) in new[]
        {
            ("\"elevatedAt\": 30", "\"elevatedAt\": 51"), ("\"lettersMin\": 4", "\"lettersMin\": 1"), ("\"needsNumber\": true", "\"needsNumber\": false"), ("\"附近\", ", ""),
            ("\"points\": 20, \"digitsMin\"", "\"points\": 21, \"digitsMin\""), ("\"factorPercent\": 300", "\"factorPercent\": 301"), ("\"ordersMin\": 100", "\"ordersMin\": 101"),
            ("\"points\": 20, \"above\"", "\"points\": 19, \"above\""), ("\"length\": 3", "\"length\": 4"),
        })
        {
            var rules = With(old, next);
            Assert.True(Says(facts, Standard) != Says(facts, rules) || Says(new() { Recipient = facts.Recipient }, Standard, 1) != Says(new() { Recipient = facts.Recipient }, rules, 1), old);
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
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("screening.json").ToArray());
        Assert.Contains(old, text);
        var refusal = ScreeningDocument.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).Refusal!;
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    private static Gen<PastOrder> Pasts => from hours in Gen.Choose(-24, 240) from odd in Gen.Elements(true, false) from same in Gen.Elements(true, false) select Risky.Past(Duration.FromHours(hours), odd, same);

    private static Gen<ScreeningFacts> Facts =>
        from street in Gen.Elements(GoodStreet, "附近", "人民路", null)
        from phone in Gen.Elements("13800001234", "1", null)
        from recent in Pasts.ListOf()
        select new ScreeningFacts { Recipient = To(street, phone), ShopAmounts = Hundred, Recent = recent.ToValueList() };

    private static string Monotone(Judging judge) => Check(
        from facts in Facts from fen in Gen.Choose(0, 8_000_000) from more in Gen.Choose(0, 8_000_000) select (facts, fen, more),
        x =>
        {
            var (small, large) = (judge(Order(Money.Fen(x.fen)), x.facts, Standard), judge(Order(Money.Fen((long)x.fen + x.more)), x.facts, Standard));
            return large.Points >= small.Points && large.Level >= small.Level && large.Streak >= small.Streak;
        });

    private static string Unordered(Judging judge) => Check(
        from facts in Facts from seed in Gen.Choose(0, 1_000_000) select (facts, seed),
        x =>
        {
            var dice = new Random(x.seed);
            var shuffled = x.facts.Recent.Items.OrderBy(_ => dice.Next()).ToValueList();
            return judge(Order(Yuan(100)), x.facts, Standard) == judge(Order(Yuan(100)), x.facts with { Recent = shuffled }, Standard);
        });

    private static string Past(Judging judge) => Check(Facts, facts =>
        judge(Order(Yuan(100)), facts, Standard) == judge(Order(Yuan(100)), facts with { Recent = facts.Recent.Where(p => p.At <= Start) }, Standard));

    private static string Streak(Judging judge) => Check(Facts, facts =>
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
    });

    private static string Sketches(Func<AmountSketch, AmountSketch, AmountSketch> merge) => Check(
        from a in Amounts from b in Amounts from basis in Gen.Choose(1, 10_000) select (a, b, basis),
        x =>
        {
            AmountSketch Of(IEnumerable<long> fen) => AmountSketch.Of(Currency.Cny, fen.Select(Money.Fen));
            var both = merge(Of(x.a), Of(x.b));
            long[] all = [.. x.a.Concat(x.b).OrderBy(f => f)];
            if (both != merge(Of(x.b), Of(x.a)) || both.Count != all.Length) return false;
            if (both != Of(all.Reverse()) || !all.Aggregate(AmountSketch.Empty(Currency.Cny), (s, f) => s.Add(Money.Fen(f))).Equals(both)) return false;
            if (all.Length == 0) return both.Quantile(x.basis) is null;
            var rank = (int)(((long)x.basis * all.Length) + 9_999) / 10_000;
            var (right, told) = (all[Math.Max(1, rank) - 1], both.Quantile(x.basis)!.Value.MinorUnits);
            return told >= right && told - right <= right / 16;
        });

    private static Gen<List<long>> Amounts => (from size in Gen.Choose(0, 62) from rest in Gen.Choose(0, int.MaxValue) select ((1L << size) - 1) & (((long)rest << 31) | (uint)rest)).ListOf();

    private static string Check<T>(Gen<T> gen, Func<T, bool> law)
    {
        try
        {
            Prop.ForAll(gen.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Runs));
            return "";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }
}
