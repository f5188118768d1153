using System.Text;

namespace OrderKernel.Inventory.Tests.Restrictions;

// Fails when an order that a restriction forbids is let through, when one that it allows is not, or when a document is taken that restricts nothing,
// names a region that nobody knows, or ends before it begins.
public class PurchaseRestrictionScenarios
{
    private const string Launch = """
        {"name":"launch","skus":["PHONE"],"from":"2026-11-01","until":"2026-11-30","reason":"pick-up only","unitsMax":2,
         "only":[{"modes":["pick-up"],"regions":["北京","上海","广东/广州","广东/深圳"]},{"modes":["wholesale"],"kinds":["Dealer"]}]}
        """;

    private static readonly ValueList<LocationPlace> Places =
    [
        new(LocationId.Of("BJ-1"), LocationKind.Store, [LocationId.Of("north"), LocationId.Of("china")]),
        new(LocationId.Of("DL"), LocationKind.Dealer, [LocationId.Of("china")]),
        new(LocationId.Of("HZ"), LocationKind.Warehouse, []),
    ];

    [Theory]
    [InlineData("2026-11-11", "pick-up", "北京市 北京市 朝阳区", 1, "")]
    [InlineData("2026-11-11", "pick-up", "广东省 深圳市 南山区", 2, "")]
    [InlineData("2026-11-11", "pick-up", "广东省 东莞市", 1, "*")]
    [InlineData("2026-11-11", "pick-up", "", 1, "*")]
    [InlineData("2026-11-11", "gift", "北京", 1, "*")]
    [InlineData("2026-11-11", "wholesale", "西藏自治区", 1, "BJ-1 HZ")]
    [InlineData("2026-11-11", "wholesale", "西藏", 3, "* BJ-1 HZ")]
    [InlineData("2026-10-31", "gift", "西藏", 9, "")]
    [InlineData("2026-12-01", "gift", "西藏", 9, "")]
    public void A_launch_is_sold_where_and_how_it_says(string on, string tag, string regions, int units, string banned) =>
        Assert.Equal(banned, Banned(Launch, on, tag, regions, units));

    [Theory]
    [InlineData("""{"name":"n","never":[{"regions":["新疆","西藏"]}],"reason":"r"}""", "西藏自治区 拉萨市", "*")]
    [InlineData("""{"name":"n","never":[{"regions":["新疆","西藏"]}],"reason":"r"}""", "四川省 甘孜藏族自治州", "")]
    [InlineData("""{"name":"n","never":[{"regions":["甘孜州"]}],"reason":"r"}""", "四川省 甘孜藏族自治州", "*")]
    [InlineData("""{"name":"n","never":[{"locations":["china"]}],"reason":"r"}""", "浙江", "BJ-1 DL")]
    [InlineData("""{"name":"n","only":[{"locations":["north"]},{"locations":["HZ"],"regions":["浙江"]}],"reason":"r"}""", "浙江", "DL")]
    [InlineData("""{"name":"n","only":[{"locations":["north"]},{"locations":["HZ"],"regions":["浙江"]}],"reason":"r"}""", "江苏", "DL HZ")]
    [InlineData("""{"name":"n","never":[{"kinds":["Store","Dealer","Warehouse"]}],"reason":"r"}""", "江苏", "*")]
    [InlineData("""{"name":"n","never":[{"regions":["US"]}],"reason":"r"}""", "US CA", "*")]
    [InlineData("""{"name":"n","channels":["jd"],"never":[{"regions":["江苏"]}],"reason":"r"}""", "江苏", "")]
    [InlineData("""{"name":"n","skus":["OTHER"],"never":[{"regions":["江苏"]}],"reason":"r"}""", "江苏", "")]
    public void Locations_regions_and_kinds_ban_where_they_fit(string rule, string regions, string banned) =>
        Assert.Equal(banned, Banned(rule, "2026-11-11", "gift", regions, 1));

    [Fact]
    public void Where_nobody_knows_the_locations_only_what_holds_for_all_is_forbidden()
    {
        var rules = Load("""
            {"name":"a","only":[{"kinds":["Store"],"modes":["gift"]}],"reason":"r"},{"name":"b","never":[{"kinds":["Store"]}],"reason":"r"}
            """).ValueOrThrow();
        Assert.Empty(rules.Policy.Judge([Phones(1)], Facts("2026-11-11", "gift", ""), []));
        Assert.Equal("a", Assert.Single(rules.Policy.Judge([Phones(1)], Facts("2026-11-11", "other", ""), [])).Restriction);
    }

    [Fact]
    public void Units_of_one_SKU_are_summed_over_the_lines_of_an_order()
    {
        var rules = Load("""{"name":"a","unitsMax":2,"reason":"r"}""").ValueOrThrow().Policy;
        var facts = Facts("2026-11-11", "gift", "");
        Assert.Empty(rules.Judge([Phones(2), new(LineId.Of("2"), SkuId.Of("CASE"), Quantity.Of(2))], facts, Places));
        var over = Assert.Single(rules.Judge([Phones(1), Phones(2, "2")], facts, Places));
        Assert.Equal((InventoryCodes.PurchaseUnitsOver, null), (over.Why.Code, over.Location));
    }

    [Theory]
    [InlineData("""{"name":"a","reason":"r"}""", "$.restrictions[0] " + InventoryCodes.RestrictionForNothing)]
    [InlineData("""{"name":"a","only":[{}],"reason":"r"}""", "$.restrictions[0].only[0] " + InventoryCodes.RestrictionForNothing)]
    [InlineData("""{"name":"a","unitsMax":1,"reason":"r"},{"name":"a","unitsMax":2,"reason":"r"}""", "$.restrictions[1].name " + InventoryCodes.RestrictionRepeated)]
    [InlineData("""{"name":"a","unitsMax":0,"reason":"r"}""", "$.restrictions[0].unitsMax " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"name":"a","unitsMax":1,"from":"2026-02-02","until":"2026-02-01","reason":"r"}""",
        "$.restrictions[0].until " + InventoryCodes.RestrictionNeverHolds)]
    [InlineData("""{"name":"a","unitsMax":1,"from":"2026-02-30","reason":"r"}""", "$.restrictions[0].from " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"name":"a","only":[{"regions":["江苏"],"modes":["m"]}],"never":[{"regions":["江苏","浙江"]}],"reason":"r"}""",
        "$.restrictions[0] " + InventoryCodes.RestrictionAllowsNobody)]
    [InlineData("""{"name":"a","never":[{"regions":["江苏","火星"]}],"reason":"r"}""",
        "$.restrictions[0].never[0].regions[1] " + InventoryCodes.RestrictionRegionUnknown)]
    [InlineData("""{"name":"a","never":[{"kinds":["Shed"]}],"reason":"r"}""", "$.restrictions[0].never[0].kinds[0] " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"name":"a","unitsMax":1}""", "$.restrictions[0].reason " + KernelCodes.DocumentPropertyMissing)]
    [InlineData("""{"name":" ","unitsMax":1,"reason":"r"}""", "$.restrictions[0].name " + KernelCodes.DocumentValueInvalid)]
    public void A_restriction_that_makes_no_sense_is_refused_at_its_place(string rules, string fault) =>
        Assert.Contains(fault, Load(rules).Refusal!.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Code}"));

    [Fact]
    public void What_forbids_a_part_of_what_it_lets_pass_is_sound() => Assert.True(Load("""
        {"name":"a","only":[{"regions":["江苏"]}],"never":[{"regions":["江苏"],"modes":["m"]},{"regions":["浙江"]}],"reason":"r"}
        """).IsOk);

    [Fact]
    public void Without_restrictions_everything_may_be_bought() =>
        Assert.Empty(PurchaseRestrictions.Default.Policy.Judge([Phones(9)], Facts("2026-11-11", "gift", ""), Places));

    private static string Banned(string rule, string on, string tag, string regions, int units) => string.Join(" ",
        Load(rule).ValueOrThrow().Policy.Judge([Phones(units)], Facts(on, tag, regions), Places).Items.Select(b => b.Location?.Value ?? "*"));

    private static StockRequest Phones(int units, string line = "1") => new(LineId.Of(line), SkuId.Of("PHONE"), Quantity.Of(units));

    private static PurchaseFacts Facts(string on, string tag, string regions) => new(ChannelId.Of("taobao"), [OrderTag.Of(tag)],
        regions.Split([' '], StringSplitOptions.RemoveEmptyEntries).ToValueList(), NodaTime.Text.LocalDatePattern.Iso.Parse(on).Value);

    private static Result<PolicyDocument<PurchaseRestrictions>> Load(string rules) => PurchaseRestrictions.Load(Encoding.UTF8.GetBytes(
        $$"""{"$schema":"purchase-restrictions-1.json","name":"p","version":"1","restrictions":[{{rules}}]}"""));
}
