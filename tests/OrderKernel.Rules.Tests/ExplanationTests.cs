namespace OrderKernel.Rules.Tests;

/// <summary>A verdict names the parts that decided it and what they saw.</summary>
/// <remarks>Fails when a deciding part is missing, an undeciding one is named, or a seen value is wrong.</remarks>
public class ExplanationTests
{
    [Theory]
    [InlineData("order.total > money(\"50000\")", "rules.held|order.total > money(\"50000\")|order.total = CNY 188320.00")]
    [InlineData("order.vip && order.units > 100", "rules.did-not-hold|order.vip|order.vip = false")]
    [InlineData("order.units > 1 && order.total > money('1')",
        "rules.held|order.units > 1|order.units = 3;rules.held|order.total > money(\"1\")|order.total = CNY 188320.00")]
    [InlineData("order.vip || order.channel == 'tmall' || order.units > 1", "rules.held|order.channel == \"tmall\"|order.channel = \"tmall\"")]
    [InlineData("order.vip || order.units > 100", "rules.did-not-hold|order.vip|order.vip = false;rules.did-not-hold|order.units > 100|order.units = 3")]
    [InlineData("!(order.vip || order.units > 2)", "rules.held|order.units > 2|order.units = 3")]
    [InlineData("order.vip ? 1 : order.units * 2", "rules.did-not-hold|order.vip|order.vip = false;rules.gave|order.units * 2|order.units = 3")]
    [InlineData("'gift' in order.tags", "rules.held|\"gift\" in order.tags|order.tags = [\"gift\", \"VIP-expedite\"]")]
    [InlineData("order.lines.exists(l, l.bulky)",
        "rules.held|order.lines.exists(l, l.bulky)|order.lines[1] = {\"sku\": \"B\", \"units\": 1, \"price\": CNY 188120.00, \"bulky\": true, \"batch\": \"2026-01\"}")]
    [InlineData("order.tags.all(t, t != 'gift' || order.vip)",
        "rules.did-not-hold|order.tags.all(t, t != \"gift\" || order.vip)|order.tags[0] = \"gift\", order.vip = false")]
    [InlineData("order.tags.exists(t, size(t) > order.units + 20)",
        "rules.did-not-hold|order.tags.exists(t, size(t) > order.units + 20)|order.tags = [\"gift\", \"VIP-expedite\"], order.units = 3")]
    [InlineData("order.marks.exists(k, k == 'risk')", "rules.held|order.marks.exists(k, k == \"risk\")|k = \"risk\"")]
    [InlineData("order.tags.exists(t, 1 / (order.units - 3) == 1)", "rules.divide-by-zero|1 / (order.units - 3)|")]
    [InlineData("has(order.coupon)", "rules.did-not-hold|has(order.coupon)|-")]
    [InlineData("order.units / 0 == 1 && order.units > 1", "rules.divide-by-zero|order.units / 0|")]
    [InlineData("order.units / 0 == 1 && order.vip", "rules.did-not-hold|order.vip|order.vip = false")]
    public void The_deciding_parts_are_named_with_what_they_saw(string text, string reasons)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        var explained = expression.Explain(Sample.Facts());
        Assert.Equal(reasons, string.Join(";", explained.Reasons.Items.Select(r => $"{r.Code}|{Argument(r, "expression")}|{Argument(r, "seen")}")));
    }

    [Fact]
    public void A_reason_reads_well_in_both_languages()
    {
        var texts = TextCatalog.Of(typeof(Expression).Assembly);
        var reason = Expression.Compile("order.total > money(\"50000\")", Sample.Schema).ValueOrThrow().Explain(Sample.Facts()).Reasons[0];
        Assert.Equal("order.total > money(\"50000\") held; saw order.total = CNY 188320.00.", texts.Text(reason, Language.English));
        Assert.Equal("order.total > money(\"50000\") 成立;实际为 order.total = CNY 188320.00。", texts.Text(reason, Language.Chinese));
    }

    [Fact]
    public void Codes_of_explanations_are_told_apart_by_the_outcome()
    {
        Assert.Equal(RulesCodes.Held, First("order.units == 3"));
        Assert.Equal(RulesCodes.DidNotHold, First("order.units == 4"));
        Assert.Equal(RulesCodes.Gave, First("order.units"));

        static string First(string text) => Expression.Compile(text, Sample.Schema).ValueOrThrow().Explain(Sample.Facts()).Reasons[0].Code;
    }

    private static string? Argument(Reason reason, string name) => reason.Arguments.Items.FirstOrDefault(a => a.Name == name).Value;
}
