namespace OrderKernel.Rules.Tests.Chains;

/// <summary>The chains that come with the package, at and beside each of their bounds.</summary>
/// <remarks>Fails when a number, a comparison or an hour in a document changes.</remarks>
public class PresetScenarios
{
    public static TheoryData<string> Names => [.. ChainPreset.All.Items.Select(p => p.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_preset_loads_under_its_name_and_its_schema_accepts_it(string name)
    {
        var preset = ChainPreset.Of(name);
        Assert.Equal(name, preset.Load().Reference.Name);
        Assert.True(Shop.Schema.Accepts(System.Text.Encoding.UTF8.GetString(preset.Utf8.Span)));
        Assert.NotNull(preset.Load().Policy.Description);
    }

    [Theory]
    [InlineData("Gold", "50000.00", "")]
    [InlineData("Gold", "50000.01", "tag(value: \"vip-expedite\") warehouseRemark(text: \"VIP-加急\")")]
    [InlineData("Diamond", "0.01", "tag(value: \"vip-expedite\") warehouseRemark(text: \"VIP-加急\")")]
    public void Vip_expedite(string level, string total, string pulls) =>
        Assert.Equal(pulls, Pulled("vip-expedite", ("customer.level", level), ("order.total", Yuan(total))));

    [Theory]
    [InlineData("1999.99", false, "")]
    [InlineData("2000.00", false, "customerLevel(level: \"Vip\")")]
    [InlineData("2000.00", true, "")]
    public void Vip_standing(string spent, bool isVip, string pulls) =>
        Assert.Equal(pulls, Pulled("vip-standing", ("customer.spent", Yuan(spent)), ("customer.vip", isVip)));

    [Theory]
    [InlineData("xiaohongshu", "99.00", 1, "serviceGroup(group: \"xiaohongshu\") publishStock(channel: \"xiaohongshu\") reserveGift(sku: \"G1\", units: 1) grantCoupon(value: CNY 10.00)")]
    [InlineData("xiaohongshu", "98.99", 0, "serviceGroup(group: \"xiaohongshu\") publishStock(channel: \"xiaohongshu\")")]
    [InlineData("tmall", "99.00", 1, "")]
    public void Xiaohongshu(string channel, string paid, long gifts, string pulls) => Assert.Equal(
        pulls, Pulled("xiaohongshu", ("order.channel", channel), ("order.total", Yuan("99.00")), ("order.paid", Yuan(paid)), ("gift.sku", "G1"), ("gift.available", gifts)));

    [Theory]
    [InlineData(80, 100, 96, 100, false)]
    [InlineData(81, 100, 95, 100, false)]
    [InlineData(81, 100, 96, 100, true)]
    [InlineData(801, 1000, 951, 1000, true)]
    [InlineData(5, 0, 1, 1, false)]
    [InlineData(1, 1, 0, 0, false)]
    public void East_china_and_deppon(long available, long normal, long pickedUp, long handedOver, bool fires) => Assert.Equal(
        fires ? "warehouse(location: \"east-china\") carrier(carrier: \"deppon\")" : "",
        Pulled("east-china-deppon", ("eastChina.available", available), ("eastChina.normal", normal), ("deppon.pickedUpSameDay", pickedUp),
            ("deppon.handedOver", handedOver)));

    [Theory]
    [InlineData("199.99", 1, "")]
    [InlineData("200.00", 1, "discount(amount: CNY 30.00)")]
    [InlineData("299.99", 1, "discount(amount: CNY 30.00)")]
    [InlineData("300.00", 1, "discount(amount: CNY 50.00)")]
    [InlineData("499.99", 1, "discount(amount: CNY 50.00)")]
    [InlineData("500.00", 1, "discount(amount: CNY 50.00) reserveGift(sku: \"G1\", units: 1)")]
    [InlineData("500.00", 0, "discount(amount: CNY 50.00)")]
    public void Threshold_offers(string goods, long gifts, string pulls) =>
        Assert.Equal(pulls, Pulled("threshold-offers", ("order.goods", Yuan(goods)), ("gift.sku", "G1"), ("gift.available", gifts)));

    [Theory]
    [InlineData("99.99", "0.00", "person", null, "invoice(answer: \"refused\", reason: \"not-paid\")")]
    [InlineData("100.00", "0.00", "person", null, "invoice(answer: \"eligible\", amount: CNY 100.00)")]
    [InlineData("100.00", "0.00", "company", null, "invoice(answer: \"refused\", reason: \"no-tax-number\")")]
    [InlineData("100.00", "99.99", "company", "91310000", "invoice(answer: \"eligible\", amount: CNY 0.01)")]
    [InlineData("100.00", "100.00", "company", "91310000", "")]
    public void Invoice_eligibility(string paid, string refunded, string kind, string? taxNumber, string pulls) => Assert.Equal(
        pulls, Pulled("invoice-eligibility", ("order.total", Yuan("100.00")), ("order.paid", Yuan(paid)), ("order.refunded", Yuan(refunded)), ("invoice.kind", kind),
            ("invoice.taxNumber", taxNumber is null ? default : ExpressionValue.Of(taxNumber))));

    [Theory]
    [InlineData(9, 9, "returnRisk(grade: \"low\")")]
    [InlineData(10, 2, "returnRisk(grade: \"low\")")]
    [InlineData(10, 3, "returnRisk(grade: \"medium\")")]
    [InlineData(10, 5, "returnRisk(grade: \"medium\")")]
    [InlineData(10, 6, "returnRisk(grade: \"high\") tag(value: \"return-risk\")")]
    public void Return_risk(long orders, long returns, string pulls) =>
        Assert.Equal(pulls, Pulled("return-risk", ("customer.orders", orders), ("customer.returns", returns)));

    [Theory]
    [InlineData(500, 0, 10, "")]
    [InlineData(501, 10, 10, "")]
    [InlineData(501, 9, 10, "replenish(units: 1)")]
    public void Replenishment_hint(long sold, long available, long safety, string pulls) =>
        Assert.Equal(pulls, Pulled("replenishment-hint", ("sku.soldMonth", sold), ("sku.available", available), ("sku.safety", safety)));

    [Theory]
    [InlineData("01:59", "5.00", "")]
    [InlineData("02:00", "5.00", "discount(amount: CNY 5.00)")]
    [InlineData("02:00", "4.99", "")]
    [InlineData("04:59", "5.00", "discount(amount: CNY 5.00)")]
    [InlineData("05:00", "5.00", "")]
    [InlineData("00:00", "5.00", "")]
    public void Night_offer(string at, string goods, string pulls) =>
        Assert.Equal(pulls, PulledAt("night-offer", "2026-02-09 " + at, ("order.goods", Yuan(goods))));

    private static string Pulled(string name, params (string Path, ExpressionValue Value)[] facts) => PulledAt(name, "2026-02-09 12:00", facts);

    private static string PulledAt(string name, string at, params (string Path, ExpressionValue Value)[] facts)
    {
        var chain = ChainPreset.Of(name).Load().Policy;
        var known = facts.ToDictionary(f => f.Path, f => f.Value);
        Assert.Equal(known.Keys.Order(), chain.Facts.Items.Select(f => f.Path).Order());
        var outcome = chain.Decide(chain.Over(new FactValues(ChainDomain.Empty.Facts), path => known[path]), Shop.At(at));
        Assert.False(outcome.HasErrors);
        return string.Join(" ", outcome.Pulls.Items);
    }

    private static ExpressionValue Yuan(string amount) => Money.Parse(amount, Currency.Cny);
}
