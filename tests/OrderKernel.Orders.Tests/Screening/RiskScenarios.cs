using NodaTime;
using static OrderKernel.Orders.Tests.Screening.Risky;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Screening;

// Fails when a rule fires on the wrong side of its boundary, when what was found is not named, or when a word that a person wrote gets into a reason.
public class RiskScenarios
{
    [Theory]
    [InlineData(GoodStreet, "")]
    [InlineData("人民路十二号", "")]
    [InlineData("三栋甲单元", "")]
    [InlineData(null, "region-only")]
    [InlineData("文三路**", "")]
    [InlineData("~AgAAAAFbq3vWE7RtLgB0v1xkcZJ4yQ==~1~", "")]
    [InlineData("##nb0y9GSWh2uZ6u4kJ7xq8A/4Jm1rXo2P==##", "")]
    [InlineData("KS3Hq1ZxUo9e7aVb/+4mtRkQW2c=", "")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "no-number, repeated-letters")]
    [InlineData("12弄", "short")]
    [InlineData("12弄3", "")]
    [InlineData("人民中路", "no-number")]
    [InlineData("人民路附近12号", "placeholder-word")]
    [InlineData("地铁站旁边", "no-number, placeholder-word")]
    [InlineData("到了打电话", "no-number, placeholder-word")]
    [InlineData("12 Nearby Road", "placeholder-word")]
    [InlineData("啊啊啊路12号", "")]
    [InlineData("啊啊啊啊路12号", "repeated-letters")]
    [InlineData("人民路8888号", "")]
    public void An_address_is_vague_in_named_ways(string? street, string what) => Found(new() { Recipient = To(street) }, ScreeningCodes.AddressVague, what);

    [Theory]
    [InlineData("13800001234", "")]
    [InlineData("+86 138-0000-1234", "")]
    [InlineData("0571-88887777", "")]
    [InlineData("13800001234转5678", "")]
    [InlineData("138****1234", "")]
    [InlineData("$xTqE0mW9sFz4Lr7Yb1Nc8Kp3$1$", "")]
    [InlineData("8887777", "")]
    [InlineData(null, "missing")]
    [InlineData("888777", "invalid")]
    [InlineData("12800001234", "invalid")]
    [InlineData("1380000123x", "invalid")]
    [InlineData("123456789012345678901", "invalid")]
    [InlineData("11111111", "repeated-digits")]
    public void A_phone_number_is_doubtful_in_named_ways(string? phone, string what) =>
        Found(new() { Recipient = To(phone: phone) }, ScreeningCodes.PhoneDoubtful, what);

    [Fact]
    public void Without_any_address_it_is_missing_and_without_a_recipient_nothing_is_judged()
    {
        Found(new() { Recipient = new(default, PhoneNumber.Of("13800001234"), null) }, ScreeningCodes.AddressVague, "missing");
        Assert.False(Judge(Yuan(1), new()).IsAnomalous);
    }

    [Fact]
    public void An_amount_is_abnormal_above_three_times_what_99_of_100_orders_do_not_exceed()
    {
        // 10 000 fen end their bucket at 10 239; three times that is 30 717.
        Assert.Equal(Money.Fen(10_239), Hundred.Quantile(9_900));
        foreach (var (fen, isFound) in new[] { (30_716, false), (30_717, false), (30_718, true) })
        {
            var verdict = Judge(Money.Fen(fen), new() { ShopAmounts = Hundred });
            Assert.Equal(isFound, verdict.IsAnomalous);
            Assert.Equal(isFound, verdict.Reasons.Items.Any(r => r.Code == ScreeningCodes.AmountAbnormal));
            if (isFound) Assert.Equal(["due", "usual", "percent", "orders"], verdict.Reasons[0].Arguments.Items.Select(a => a.Name));
        }

        var few = AmountSketch.Of(Currency.Cny, Enumerable.Repeat(Yuan(100), 99));
        Assert.False(Judge(Yuan(40_000), new() { ShopAmounts = few }).IsAnomalous);
        Assert.Equal("amount-abnormal risk", Codes(Judge(Yuan(40_000), new() { ShopAmounts = few.Add(Yuan(100)) })));
        Assert.False(Judge(Yuan(40_000),
            new() { ShopAmounts = AmountSketch.Of(Currency.Of("USD"), Enumerable.Repeat(Money.OfMinor(1, Currency.Of("USD")), 100)) }).IsAnomalous);
        Assert.Equal("amount-abnormal risk",
            Codes(Judge(Money.Fen(4), new() { ShopAmounts = AmountSketch.Of(Currency.Cny, Enumerable.Repeat(Money.Fen(0), 100)) })));
    }

    [Fact]
    public void A_value_is_high_above_50_000_yuan()
    {
        foreach (var (fen, found) in new[] { (4_999_999, ""), (5_000_000, ""), (5_000_001, "high-value risk") })
            Assert.Equal(found, Codes(Judge(Money.Fen(fen), new())));
    }

    [Fact]
    public void An_order_is_repeated_within_a_day_to_the_same_address_with_the_same_goods()
    {
        var day = Duration.FromDays(1);
        foreach (var (past, found) in new[]
        {
            (Past(day - Duration.Epsilon, isSame: true), "repeated risk"), (Past(day, isSame: true), ""), (Past(Duration.Zero, isSame: true), "repeated risk"),
            (Past(-Duration.Epsilon, isSame: true), ""), (Past(Duration.FromHours(1)), ""),
            (Past(Duration.FromHours(1), isSame: true) with { Goods = "sku-a\u00D72" }, ""),
            (Past(Duration.FromHours(1), isSame: true) with { Address = "" }, ""),
        }) Assert.Equal(found, Codes(Judge(Yuan(100), new() { Recipient = To(), Recent = [past] })));
        Assert.Equal("", Codes(Judge(Yuan(100), new() { Recent = [Past(Duration.Zero, isSame: true)] })));
    }

    [Fact]
    public void Three_such_in_a_row_are_a_high_risk_whatever_their_points()
    {
        var hour = Duration.FromHours(1);
        foreach (var (recent, streak, level) in new (PastOrder[], int, RiskLevel)[]
        {
            ([], 1, RiskLevel.Low),
            ([Past(hour, true)], 2, RiskLevel.Low),
            ([Past(hour, true), Past(hour * 2, true)], 3, RiskLevel.High),
            ([Past(hour, true), Past(hour * 2), Past(hour * 3, true)], 2, RiskLevel.Low),
            ([Past(hour), Past(hour * 2, true), Past(hour * 3, true)], 1, RiskLevel.Low),
            ([Past(hour, true), Past(Duration.FromDays(7), true)], 2, RiskLevel.Low),
            ([Past(hour, true), Past(Duration.FromDays(7) - Duration.Epsilon, true)], 3, RiskLevel.High),
            ([Past(-hour, true), Past(-hour * 2, true)], 1, RiskLevel.Low),
        })
        {
            var verdict = Judge(Yuan(60_000), new() { Recent = recent.ToValueList() });
            Assert.Equal((streak, level), (verdict.Streak, verdict.Level));
        }
    }

    [Fact]
    public void The_third_of_three_equal_orders_is_held()
    {
        var hour = Duration.FromHours(1);
        var second = Judge(Yuan(100), new() { Recipient = To(), Recent = [Past(hour, isSame: true)] });
        Assert.Equal((RiskLevel.Elevated, 2), (second.Level, second.Streak));
        var third = Judge(Yuan(100), new() { Recipient = To(), Recent = [Past(hour, isSame: true, isAnomalous: true), Past(hour * 2, isSame: true)] });
        Assert.Equal((RiskLevel.High, 3), (third.Level, third.Streak));
        Assert.Equal("repeated streak risk", Codes(third));
    }

    [Fact]
    public void Points_add_up_and_29_30_59_60_are_on_their_sides()
    {
        foreach (var (address, phone,
            level) in new[] { (29, 0, RiskLevel.Low), (30, 0, RiskLevel.Elevated), (30, 29, RiskLevel.Elevated), (30, 30, RiskLevel.High) })
        {
            var rules = Standard with { Address = Standard.Address! with { Points = address }, Phone = Standard.Phone! with { Points = phone } };
            var verdict = Judge(Yuan(1), new() { Recipient = To("随便", null) }, rules);
            Assert.Equal((address + phone, level), (verdict.Points, verdict.Level));
        }
    }

    [Fact]
    public void A_high_risk_is_held_at_placing_with_its_reasons_and_a_lower_one_is_not()
    {
        var w = new World();
        w.Must(Order(Yuan(40_000), Line("a", 1, 40_000)) with { Facts = new() { Recipient = To("到了打电话 13912345678", "13912345678"), ShopAmounts = Hundred } },
            Agent);
        var hold = Assert.Single(w.Order.Holds.Items, h => h.Id == HoldId.Of("screening"));
        Assert.Equal((HoldKind.AnomalyReview, HoldScopes.Ship, Actor.Kernel.Id), (hold.Kind, hold.Scopes, hold.By));
        w.Says(ScreeningCodes.AddressVague);
        w.Says(ScreeningCodes.Risk);
        Assert.Contains(OrderPolicies.Default.Screening.Reference, w.Last!.Policies);
        var text = string.Join("\n", Trail.Stored.Of(w).Select(e => System.Text.Encoding.UTF8.GetString(e.Bytes.ToArray()))) + string.Join("\n", w.Reasons);
        foreach (var canary in new[] { "打电话", "13912345678", "王小明", "杭州" }) Assert.DoesNotContain(canary, text);
        w.Paid(40_000).Planned("s", true, Units("a", 1));
        var ship = new ShipShipment(ShipmentId.Of("s"), w.Now, [], []);
        w.MustNot(OrdersCodes.Held, ship, Warehouse);
        w.Must(new ReleaseHold(HoldId.Of("screening")), Supervisor);
        w.Must(ship, Warehouse);

        var calm = new World();
        calm.Must(Order(Yuan(100)) with { Facts = new() { Recipient = To("附近"), ShopAmounts = Hundred } });
        Assert.Empty(calm.Order.Holds);
        calm.Says(ScreeningCodes.Risk);
    }

    [Fact]
    public void The_same_order_with_other_facts_is_the_same_order()
    {
        var w = new World();
        w.Must(Order(Yuan(100)) with { Facts = new() { Recipient = To() } });
        w.Unchanged(Order(Yuan(100)) with { Facts = new() { Recipient = To("附近") } });
    }

    private static void Found(ScreeningFacts facts, string code, string what)
    {
        var reasons = Judge(Yuan(1), facts).Reasons;
        Assert.Equal(what, reasons.Items.FirstOrDefault(r => r.Code == code)?.Arguments[0].Value ?? "");
        Assert.True(reasons.Count is 0 or 2);
    }
}
