using System.Text;
using NodaTime;

namespace OrderKernel.Inventory.Tests;

// Fails when a SKU is told that need not be, is not told that must be, is told without its reasons, or what is suggested is not what the target needs.
public class ReplenishmentScenarios
{
    private static readonly PolicyDocument<StockFormula> Safe = StockFormula.Load(Encoding.UTF8.GetBytes("""
        {"$schema":"stock-formula-1.json","name":"safe","version":"1","terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},{"account":"InTransfer","sign":-1}],"safetyStock":10}
        """)).ValueOrThrow();

    internal static ReplenishmentReport Of(IEnumerable<Past> past, PolicyDocument<StockFormula>? formula = null) =>
        Replenishment.Of(Past.History(past), Past.Day(92), ReplenishmentPolicy.Default, formula ?? StockFormula.Default);

    private static string[] Say(params Past[] past) => [.. Of(past).Hints.Items.Select(h =>
        $"{h.Sku} {h.Urgency} sold {h.Sold} free {h.Free} missing {h.Missing} cover {h.CoverDays} suggested {h.Suggested}")];

    [Theory]
    [InlineData(501, 2_000, "A Watch sold 501 free 1499 missing 0 cover 89 suggested 0")]
    [InlineData(500, 2_000, null)]
    [InlineData(500, 617, null)] // 117 left, 7 days at 16⅔ a day
    [InlineData(500, 616, "A Order sold 500 free 116 missing 0 cover 6 suggested 384")]
    [InlineData(600, 700, "A Order sold 600 free 100 missing 0 cover 5 suggested 500")]
    [InlineData(600, 1_100, "A Watch sold 600 free 500 missing 0 cover 25 suggested 100")]
    [InlineData(1, 1, "A Order sold 1 free 0 missing 0 cover 0 suggested 1")]
    [InlineData(0, 0, null)]
    public void A_SKU_is_told_when_it_is_fast_or_lasts_too_short(long sold, long received, string? says) =>
        Assert.Equal(says is null ? [] : [says], Say(Past.Counted(1, "A", received), Past.Sold(70, "A", sold)));

    [Fact]
    public void Sales_are_those_of_the_days_before_and_what_came_back_is_none()
    {
        // Day 62 begins thirty days before the end.
        Past[] past = [Past.Received(1, "A", 5_000), Past.Sold(61, "A", 300), Past.Sold(62, "A", 400), Past.Sold(91, "A", 200), Past.Back(91, "A", 99), Past.Sold(92, "A", 300)];
        Assert.Equal("A Watch sold 501", Assert.Single(Say(past))[..16]);
        Assert.Empty(Say([.. past, Past.Back(91, "A", 1)]));
    }

    [Fact]
    public void A_cell_under_its_safety_level_is_to_be_ordered_whatever_lies_elsewhere()
    {
        var hint = Assert.Single(Of([Past.Received(1, "A", 12), Past.Locked(70, "A", 5), Past.Received(1, "A", 100, "GZ")], Safe).Hints);
        Assert.Equal((ReplenishmentUrgency.Order, 90L, 3L, null, 3L), (hint.Urgency, hint.Free, hint.Missing, hint.CoverDays, hint.Suggested));
        Assert.Equal(["inventory.replenish-below-safety (location=HZ, missing=3, terms=12 OnHand − 5 Locked − 0 InTransfer − 10 SafetyStock)",
            "inventory.replenish-suggested (units=3, missing=3, target=30, sold=0, days=30, free=90)"], hint.Reasons.Items.Select(r => r.ToString()));
        Assert.Equal(["GZ", "HZ"], hint.Cells.Items.Select(c => c.Cell.Location.Value));
    }

    [Fact]
    public void Reasons_are_told_in_their_order_and_what_is_urgent_comes_first()
    {
        var hints = Of([Past.Counted(1, "FAST", 9_000), Past.Sold(70, "FAST", 900), Past.Counted(1, "LOW", 700), Past.Sold(70, "LOW", 600)]).Hints;
        Assert.Equal(["LOW", "FAST"], hints.Items.Select(h => h.Sku.Value));
        Assert.Equal([InventoryCodes.ReplenishFast, InventoryCodes.ReplenishCoverShort, InventoryCodes.ReplenishSuggested],
            hints[0].Reasons.Items.Select(r => r.Code));
        Assert.Equal([InventoryCodes.ReplenishFast], hints[1].Reasons.Items.Select(r => r.Code));
        Assert.DoesNotContain(InventoryCodes.ReplenishBelowSafety, hints.Items.SelectMany(h => h.Reasons.Items).Select(r => r.Code));
    }

    [Fact]
    public void What_the_target_needs_is_rounded_up()
    {
        // Seven in thirty days are two and a third in ten.
        var policy = ReplenishmentPolicy.Load(Encoding.UTF8.GetBytes(
            """{"$schema":"replenishment-1.json","name":"r","version":"1","days":30,"fastAbove":500,"coverBelowDays":8,"targetDays":10}""")).ValueOrThrow();
        var hint = Assert.Single(Replenishment.Of(Past.History([Past.Counted(1, "A", 8), Past.Sold(70, "A", 7)]), Past.Day(92), policy, StockFormula.Default).Hints);
        Assert.Equal((1L, 4L, 2L), (hint.Free, hint.CoverDays, hint.Suggested));
    }

    [Fact]
    public void Where_nobody_told_of_goods_nothing_is_hinted() => Assert.Empty(Of([Past.Sold(70, "A", 900), Past.Locked(71, "A", 5)], Safe).Hints);

    [Fact]
    public void What_came_at_the_instant_at_which_more_left_has_come() =>
        Assert.Equal("A", Assert.Single(Of([Past.Back(70, "A", 1), Past.Sold(70, "A", 3)], Safe).Hints.Items).Sku.Value);

    [Fact]
    public void A_target_below_what_is_too_little_is_refused()
    {
        var refusal = ReplenishmentPolicy.Load(Encoding.UTF8.GetBytes(
            """{"$schema":"replenishment-1.json","name":"r","version":"1","days":30,"fastAbove":500,"coverBelowDays":8,"targetDays":7}""")).Refusal!;
        Assert.Equal((InventoryCodes.ReplenishTargetShort, "inventory.replenish-target-short (path=$.targetDays, target=7, cover=8)"),
            (refusal.Reasons[0].Code, refusal.Reasons[0].ToString()));
        Assert.Equal(new ReplenishmentPolicy(30, 500, 7, 30), ReplenishmentPolicy.Default.Policy);
    }
}
