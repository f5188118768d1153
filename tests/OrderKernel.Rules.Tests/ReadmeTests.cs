namespace OrderKernel.Rules.Tests;

/// <summary>What the package's readme shows.</summary>
/// <remarks>Fails when the snippet would not compile or not say what its comments say.</remarks>
public class ReadmeTests
{
    [Fact]
    public void The_snippet_says_what_it_says()
    {
        var schema = FactSchema.Of(
            FactField.Required("order.total", FactType.Money),
            FactField.Required("order.channel", FactType.String),
            FactField.Optional("order.coupon", FactType.Money));

        var rule = Expression.Compile("order.total > money(\"50000\") && order.channel == \"tmall\"", schema, FactType.Bool).ValueOrThrow();
        var facts = new FactValues(schema).Set("order.total", Money.Fen(18_832_000)).Set("order.channel", "tmall");

        Result<bool> holds = rule.Holds(facts);
        Explanation why = rule.Explain(facts);

        Assert.True(holds.ValueOrThrow());
        var text = TextCatalog.Of(typeof(Expression).Assembly).Text(why.Reasons[0], Language.English);
        Assert.Equal("order.total > money(\"50000\") held; saw order.total = CNY 188320.00.", text);
    }
}
