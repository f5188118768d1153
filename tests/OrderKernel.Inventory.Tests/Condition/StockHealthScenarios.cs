using System.Text;
using NodaTime;

namespace OrderKernel.Inventory.Tests;

// Fails when the default is not the users' table, a value lands on the wrong side of a bound or scores off the line, something is counted that is no sale,
// no stock or no comparison, or what was not observed counts, or is not told.
public class StockHealthScenarios
{
    private static readonly PolicyDocument<StockHealthPolicy> Users = StockHealthPolicy.Default;

    private static StockHealthReport Of(params Past[] past) => StockHealth.Of(Past.History(past), Past.November, Users);

    private static string Say(StockHealthScore score) => $"{score.Verdict} {score.Value} {score.ScoreBasisPoints} {score.Part}/{score.Whole}";

    private static string[] Codes(StockHealthReport report) => [.. report.Reasons.Items.Select(r => r.Code)];

    [Fact]
    public void The_default_is_the_users_table()
    {
        var policy = Users.Policy;
        Assert.Equal((new(30, 300, 200), new(25, 1_000, 1_500), new(25, 9_950, 9_800)), (policy.Turnover, policy.SlowMoving, policy.Accuracy));
        Assert.Equal((20, 6, 3, 90), (policy.NearExpiry.Weight, policy.NearExpiryMonths, policy.ForbidListingMonths, policy.SlowAfterDays));
    }

    // The quarter has 91 days; a hundred lie there all of it, for what is sold is replaced at once.
    [Theory]
    [InlineData(301, "Normal 301 10000 301/100")]
    [InlineData(300, "Watch 300 10000 300/100")]
    [InlineData(250, "Watch 250 5000 250/100")]
    [InlineData(201, "Watch 201 100 201/100")]
    [InlineData(200, "Watch 200 0 200/100")]
    [InlineData(199, "Act 199 0 199/100")]
    [InlineData(0, "Act 0 0 0/100")]
    public void Turnover_runs_from_two_to_three_a_quarter(long sold, string says)
    {
        Past[] past = [Past.Received(1, "A", 100), .. sold == 0 ? Array.Empty<Past>() : [Past.Sold(50, "A", sold), Past.Received(50, "A", sold)]];
        Assert.Equal(says, Say(Of(past).Scores[0]));
    }

    [Theory]
    [InlineData(99, "Normal 990 10000 99/1000")]
    [InlineData(100, "Watch 1000 10000 100/1000")]
    [InlineData(125, "Watch 1250 5000 125/1000")]
    [InlineData(150, "Watch 1500 0 150/1000")]
    [InlineData(151, "Act 1510 0 151/1000")]
    public void The_share_of_slow_stock_runs_from_ten_to_fifteen_of_a_hundred(long slow, string says)
    {
        var report = Of(Past.Received(1, "OLD", slow), Past.Received(1, "NEW", 1_001 - slow), Past.Sold(80, "NEW", 1));
        Assert.Equal(says, Say(report.Scores[1]));
        Assert.Equal("OLD", Assert.Single(report.Scores[1].Lines).Sku.Value);
        Assert.Equal(slow == 151, Codes(report).Contains(InventoryCodes.HealthPromote));
    }

    [Theory]
    [InlineData(996, "Normal 9960 10000 996/1000")]
    [InlineData(995, "Watch 9950 10000 995/1000")]
    [InlineData(989, "Watch 9890 6000 989/1000")]
    [InlineData(980, "Watch 9800 0 980/1000")]
    [InlineData(979, "Act 9790 0 979/1000")]
    public void Accuracy_runs_from_98_to_99_5_of_a_hundred(long found, string says)
    {
        var report = Of(Past.Received(1, "A", 1_000), Past.Counted(70, "A", found));
        Assert.Equal(says, Say(report.Scores[3]));
        Assert.Equal(("HZ", Past.Day(70)), (report.Scores[3].Lines[0].Location?.Value, report.Scores[3].Lines[0].At));
        Assert.Equal(found == 979, Codes(report).Contains(InventoryCodes.HealthStockTake));
    }

    [Theory]
    [InlineData("2026-05-29", 10, "Watch 1000 10000 10/100", true)]
    [InlineData("2026-05-30", 0, null, false)]
    public void A_batch_is_near_its_expiry_within_six_months_and_is_not_listed_within_three(string expires, long near, string? says, bool isNear)
    {
        var on = NodaTime.Text.LocalDatePattern.Iso.Parse(expires).Value;
        ValueList<StockBatch> batches = [new(SkuId.Of("A"), Quantity.Of(10), on), new(SkuId.Of("A"), Quantity.Of(90), new(2030, 1, 1)),
            new(SkuId.Of("B"), Quantity.Of(5), new(2026, 2, 27)), new(SkuId.Of("B"), Quantity.Zero, new(2026, 1, 1))];
        var report = StockHealth.Of(new(), Past.November, Users, batches.Where(b => b.Sku.Value == "A"));
        Assert.Equal((says ?? "Normal 0 10000 0/100", isNear ? near : 0), (Say(report.Scores[2]), report.Scores[2].Part));
        Assert.Equal((report.Scores[2].ScoreBasisPoints, 1), (report.IndexBasisPoints, report.Scores[2].Lines.Count + (isNear ? 0 : 1)));
        var all = StockHealth.Of(new(), Past.November, Users, batches);
        Assert.Equal("inventory.health-forbid-listing (sku=B, units=5, expires=2026-02-27, months=3)",
            all.Reasons.Items.Single(r => r.Code == InventoryCodes.HealthForbidListing).ToString());
        var over = StockHealth.Of(new(), Past.November, Users, [new(SkuId.Of("B"), Quantity.Of(5), new(2026, 4, 1))]);
        Assert.Contains(InventoryCodes.HealthClearNearExpiry, Codes(over));
    }

    [Fact]
    public void What_was_not_observed_does_not_count_and_is_told()
    {
        var nothing = Of();
        Assert.Null(nothing.IndexBasisPoints);
        Assert.All(nothing.Scores, s => Assert.Equal((StockHealthVerdict.NotObserved, null, null), (s.Verdict, s.Value, s.ScoreBasisPoints)));
        Assert.Equal([InventoryCodes.HealthTurnover, InventoryCodes.HealthSlowMoving, InventoryCodes.HealthNearExpiry, InventoryCodes.HealthAccuracy],
            nothing.Scores.Items.Select(s => s.Why.Code));
        Assert.Equal([.. Enumerable.Repeat(InventoryCodes.HealthMetricLeftOut, 4), InventoryCodes.HealthNothingObserved], Codes(nothing));

        // 250 of 100 a quarter is 50 %, nothing slow and a count that agrees 100 %: (30 · 50 + 50 · 100) ÷ 80.
        var three = Of(Past.Received(1, "A", 100), Past.Sold(50, "A", 250), Past.Received(50, "A", 250), Past.Counted(70, "A", 100));
        Assert.Equal(8_125, three.IndexBasisPoints);
        Assert.Contains("inventory.health-weights-rescaled (sum=80)", three.Reasons.Items.Select(r => r.ToString()));
    }

    [Fact]
    public void What_is_no_sale_is_not_sold_and_what_is_no_comparison_is_not_compared()
    {
        // Seen only behind the month, moved to another place, broken, come back: none is sold. The first count of a cell compares nothing.
        var report = Of(Past.Counted(62, "A", 100), Past.Left(63, "A", 10, HolderKind.Transfer), Past.Sold(64, "A", 5), Past.Back(65, "A", 5), Past.Sold(95, "A", 50),
            Past.Counted(96, "A", 1), new(Past.Day(66), new GoodsRegraded([Words.Units("HZ", "A", 3)], StockAccount.OnHand, StockAccount.Damaged, "look", null)),
            Past.Sold(70, "NONE", 7));
        Assert.Equal((0L, StockHealthVerdict.NotObserved), (report.Scores[0].Part, report.Scores[3].Verdict));
        Assert.Contains("inventory.health-sold-without-stock (skus=1, units=7)", report.Reasons.Items.Select(r => r.ToString()));
        Assert.Contains(InventoryCodes.HealthObservedSince, Codes(report));
        Assert.Contains(InventoryCodes.HealthTurnoverLow, Codes(report));
        // A cell that was never told of and sells is no book that a count could find wrong.
        Assert.Equal(StockHealthVerdict.NotObserved, Of(Past.Sold(63, "A", 5), Past.Counted(64, "A", 100)).Scores[3].Verdict);
    }

    [Fact]
    public void Stock_that_came_of_late_or_was_sold_of_late_is_not_slow()
    {
        // The limit is 90 days before the end, the second of September. EMPTY was sold out and came again.
        var report = Of(Past.Received(1, "SLOW", 1), Past.Received(4, "LATE", 1), Past.Received(1, "SOLD", 3), Past.Sold(2, "SOLD", 1), Past.Received(1, "EMPTY", 1),
            Past.Sold(1, "EMPTY", 1), Past.Received(60, "EMPTY", 1), Past.Received(1, "GONE", 2), Past.Sold(1, "GONE", 1));
        Assert.Equal(["GONE", "SLOW"], report.Scores[1].Lines.Items.Select(l => l.Sku.Value));
        Assert.Equal((2L, 6L), (report.Scores[1].Part, report.Scores[1].Whole));
    }

    [Theory]
    [InlineData("2025-12-01T00:00:00+08:00", "2025-11-30")]
    [InlineData("2026-02-09T00:00:00+08:00", "2025-11-30")]
    [InlineData("2025-11-13T10:00:00+08:00", "2025-11-13")]
    [InlineData("2025-11-01T00:00:00+08:00", null)]
    public void A_month_is_looked_at_as_far_as_it_has_come(string now, string? on)
    {
        var period = StockPeriod.Of(new(2025, 11), Past.Shop, NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(now).Value.ToInstant());
        Assert.Equal(on is null ? InventoryCodes.HealthMonthNotBegun : null, period.Refusal?.Code);
        if (period.TryGet(out var known, out _))
            Assert.Equal((on, Duration.FromDays(91)), (NodaTime.Text.LocalDatePattern.Iso.Format(known.On), known.Quarter));
    }

    [Theory]
    [InlineData("\"weight\": 30", "\"weight\": 31", "inventory.health-weights-not-hundred (path=$, sum=101)")]
    [InlineData("\"normalHundredths\": 300", "\"normalHundredths\": 200", "inventory.health-bounds-crossed (path=$.turnover.warnHundredths, normal=200, act=200)")]
    [InlineData("\"promoteBasisPoints\": 1500", "\"promoteBasisPoints\": 900", "inventory.health-bounds-crossed (path=$.slowMoving.promoteBasisPoints, normal=1000, act=900)")]
    [InlineData("\"forbidListingMonths\": 3", "\"forbidListingMonths\": 7", "inventory.health-bounds-crossed (path=$.nearExpiry.forbidListingMonths, normal=6, act=7)")]
    public void A_document_that_does_not_hold_together_is_refused(string from, string to, string reason)
    {
        var text = Encoding.UTF8.GetString(Resource());
        Assert.Contains(from, text, StringComparison.Ordinal);
        var refusal = StockHealthPolicy.Load(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).Refusal!;
        Assert.Equal(reason, Assert.Single(refusal.Reasons).ToString());
        Assert.Contains(reason.Split(' ')[0], new[] { InventoryCodes.HealthWeightsNotHundred, InventoryCodes.HealthBoundsCrossed });
    }

    private static byte[] Resource()
    {
        using var stream = typeof(StockHealthPolicy).Assembly.GetManifestResourceStream("Documents/stock-health.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
