namespace OrderKernel.Rules.Tests;

/// <summary>What a refusal at load says beside its code: the name that may have been meant, the types that were expected, how many mistakes are told.</summary>
/// <remarks>Fails when a suggestion becomes another, a list of types is cut, or an optional fact is read without <c>has</c> inside a macro.</remarks>
public class ProblemScenarios
{
    [Theory]
    [InlineData("order.channel.startWith('t')", "startsWith")]
    [InlineData("order.channel.cotnains('a')", "contains")]
    [InlineData("order.channel.size(1)", "size")]
    [InlineData("matchs(order.channel, 'a')", "matches")]
    [InlineData("strnig(order.units)", "string")]
    [InlineData("sized(order.tags)", "size")]
    [InlineData("etDayfMnt(order.placedAt)", "bool, bytes, double, duration, dyn, has, int, matches")]
    [InlineData("order.placedAt.etDayfMnt()", "getDayOfMonth")]
    [InlineData("order.placedAt.etDayfMn()", "all, contains, endsWith, exists, exists_one, filter, getDate, getDayOfMonth")]
    [InlineData("order.placedAt.abcdefghijkl()", "all, contains, endsWith, exists, exists_one, filter, getDate, getDayOfMonth")]
    [InlineData("xyzw(order.units)", "bool, bytes, double, duration, dyn, has, int, matches")]
    public void An_unknown_function_comes_with_what_may_have_been_meant(string text, string suggestion)
    {
        var refusal = Sample.Refused(text);
        Assert.Equal(RulesCodes.UnknownFunction, refusal.Code);
        Assert.Contains(new Argument("suggestion", suggestion), refusal.Arguments.Items);
    }

    [Theory]
    [InlineData("int(order.vip)", "int, uint, double, string or instant")]
    [InlineData("bool(order.units)", "bool or string")]
    [InlineData("order.vip.getHours()", "instant or duration")]
    [InlineData("order.vip.getHours('UTC')", "instant")]
    [InlineData("order.vip.getDate()", "instant")]
    [InlineData("duration('1h').getDayOfYear()", "instant")]
    [InlineData("order.vip.getMilliseconds()", "instant or duration")]
    [InlineData("duration('1h') + order.units", "duration or instant")]
    [InlineData("duration('1h') - order.units", "duration")]
    [InlineData("order.placedAt + order.units", "duration")]
    [InlineData("order.placedAt - order.units", "duration or instant")]
    public void A_mismatch_says_which_types_are_expected(string text, string expected)
    {
        var refusal = Sample.Refused(text);
        Assert.Equal(RulesCodes.TypeMismatch, refusal.Code);
        Assert.Equal(expected, refusal.Arguments.Items.Single(a => a.Name == "expected").Value);
    }

    [Theory]
    [InlineData("order.marks[null]", 13)]
    [InlineData("order.marks[['a']]", 13)]
    [InlineData("order.marks[{'a': 1}]", 13)]
    [InlineData("order.marks[1]", 13)]
    [InlineData("order.tags + 'a'", 1)]
    [InlineData("'a' + order.tags", 7)]
    public void Parts_that_do_not_go_together_are_found(string text, int position)
    {
        var refusal = Sample.Refused(text);
        Assert.Equal((RulesCodes.TypeMismatch, position.ToString()), (refusal.Code, refusal.Arguments.Items.Single(a => a.Name == "position").Value));
    }

    [Theory]
    [InlineData("[order.coupon].exists(c, c > money('1'))", 2)]
    [InlineData("order.lines.exists(l, l.price > order.coupon)", 33)]
    [InlineData("order.lines.map(l, l.batch == 'a', l.sku) == []", 22)]
    [InlineData("order.lines.map(l, l.sku == 'a', l.batch) == []", 36)]
    [InlineData("order.lines.map(l, !has(l.batch), l.batch) == []", 37)]
    [InlineData("has(order.coupon) || has(order.note) ? order.coupon > money('1') : false", 40)]
    public void An_optional_fact_in_a_macro_needs_has_too(string text, int position)
    {
        var refusal = Sample.Refused(text);
        Assert.Equal((RulesCodes.OptionalFieldNeedsHas, position.ToString()), (refusal.Code, refusal.Arguments.Items.Single(a => a.Name == "position").Value));
    }

    [Theory]
    [InlineData("has(order.coupon) && [order.coupon].exists(c, c > money('1'))")]
    [InlineData("has(order.coupon) && order.lines.exists(l, l.price > order.coupon)")]
    [InlineData("order.lines.map(l, has(l.batch), l.batch) == ['2026-01']")]
    [InlineData("has(order.coupon) && has(order.note) && order.lines.exists(l, has(l.batch) && l.batch != order.note && l.price > order.coupon)")]
    [InlineData("has(order.coupon) && (has(order.note) && (order.note != '' && order.coupon > money('1')))")]
    [InlineData("has(order.coupon) && has(order.note) ? order.coupon > money('1') && order.note != '' : false")]
    [InlineData("!has(order.coupon) || !has(order.note) ? true : order.coupon > money('1') && order.note != ''")]
    public void Under_has_a_macro_may_read_it(string text) => Assert.True(Expression.Compile(text, Sample.Schema, FactType.Bool).IsOk);

    [Fact]
    public void Twenty_mistakes_are_told_and_no_more()
    {
        string Mistakes(int count) => string.Join(" && ", Enumerable.Repeat("order.nothing", count));
        Assert.Equal(19, Sample.Refused(Mistakes(19)).Reasons.Count);
        Assert.Equal(20, Sample.Refused(Mistakes(25)).Reasons.Count);
        Assert.Equal(20, Sample.Refused(string.Join(" && ", Enumerable.Repeat("order.channel.matches('(')", 25))).Reasons.Count);
    }

    [Fact]
    public void An_error_of_an_evaluation_says_what_it_can()
    {
        Assert.Equal("size", Sample.Dynamic("sized([1])").Error!.Suggestion);
        Assert.Contains(new Argument("suggestion", "size"), Sample.Dynamic("sized([1])").Error!.ToReason().Arguments.Items);
        var division = Sample.Dynamic("1 / 0");
        Assert.Null(division.Error!.Suggestion);
        Assert.Equal(["position", "expression"], division.Error.ToReason().Arguments.Items.Select(a => a.Name));
        Assert.False(division.TryGet(out var none, out var error));
        Assert.True(none.IsAbsent);
        Assert.Equal("1 / 0", error!.Expression);
        Assert.Contains(RulesCodes.DivideByZero, division.ToString(), StringComparison.Ordinal);
        var deep = ExpressionValue.OfList([1]);
        for (var i = 1; i < Expression.DepthMax; i++) deep = ExpressionValue.OfList([deep]);
        var tooDeep = Sample.Dynamic("[deep]", new() { ["deep"] = deep }).Error!;
        Assert.Contains(new Argument("limit", Expression.DepthMax.ToString()), tooDeep.ToReason().Arguments.Items);
    }

    [Fact]
    public void Results_are_equal_when_they_hold_the_same()
    {
        var expression = DynamicExpression.Parse("1 / x").ValueOrThrow();
        ExpressionResult With(long x) => expression.Evaluate(new Dictionary<string, ExpressionValue> { ["x"] = x });
        Assert.True(With(1) == With(1) && With(0) == With(0) && With(1) != With(2) && With(1) != With(0));
        Assert.False(With(1) != With(1));
        Assert.True(With(0).Equals((object)With(0)));
        Assert.False(With(0).Equals((object)"1 / x"));
        Assert.Equal(With(0).GetHashCode(), With(0).GetHashCode());
        Assert.NotEqual(Sample.Dynamic("1 / 0"), With(0));
    }
}
