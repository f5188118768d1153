using System.Text;

namespace OrderKernel.Inventory.Tests.Batches;

// Fails when another rule than the first that fits says the pools, or when a document is taken whose rule decides for nobody or names no pool.
public class PoolRulesTests
{
    private const string Rules = """
        {"tag":"wholesale","pools":["wholesale","common"]},{"channel":"jd","shop":"a","pools":["retail"]},{"channel":"jd","pools":["retail","common"]}
        """;

    [Theory]
    [InlineData("jd", "a", "wholesale", "wholesale common")]
    [InlineData("jd", "a", "vip", "retail")]
    [InlineData("jd", "b", "vip", "retail common")]
    [InlineData("taobao", "a", "vip", "common")]
    public void The_first_rule_that_fits_decides(string channel, string shop, string tag, string pools) => Assert.Equal(pools, string.Join(" ",
        Load(Rules).ValueOrThrow().Policy.For(ChannelId.Of(channel), ShopId.Of(shop), [OrderTag.Of(tag)]).Items.Select(p => p.Value)));

    [Theory]
    [InlineData("""{"channel":"jd","pools":["a"]},{"channel":"jd","shop":"s","pools":["b"]}""", "$.rules[1] " + InventoryCodes.PoolRuleShadowed)]
    [InlineData("""{"pools":["a"]},{"tag":"t","pools":["b"]}""", "$.rules[1] " + InventoryCodes.PoolRuleShadowed)]
    [InlineData("""{"tag":"t","pools":[]}""", "$.rules[0].pools " + KernelCodes.DocumentPropertyMissing)]
    [InlineData("""{"tag":"t","pools":["a","a"]}""", "$.rules[0].pools[1] " + KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"tag":" ","pools":["a"]}""", "$.rules[0].tag " + KernelCodes.DocumentValueInvalid)]
    public void A_rule_that_serves_nobody_is_refused_at_its_place(string rules, string fault) =>
        Assert.Contains(fault, Load(rules).Refusal!.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Code}"));

    [Fact]
    public void Without_rules_the_stock_of_no_pool_serves_all() =>
        Assert.Equal([PoolRules.Common], PoolRules.Default.Policy.For(ChannelId.Of("jd"), ShopId.Of("a"), []));

    private static Result<PolicyDocument<PoolRules>> Load(string rules) =>
        PoolRules.Load(Encoding.UTF8.GetBytes($$"""{"$schema":"pools-1.json","name":"p","version":"1","rules":[{{rules}}]}"""));
}
