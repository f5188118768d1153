namespace OrderKernel.Rules.Tests;

/// <summary>What expressions give on facts, in both modes.</summary>
/// <remarks>Fails when a value or an error code changes, or when the two modes disagree.</remarks>
public class EvaluationScenarios
{
    [Theory]
    [InlineData("order.total > money(\"50000\")", "true")]
    [InlineData("order.total == money('188320')", "true")]
    [InlineData("order.total == money('188320.000')", "true")]
    [InlineData("order.total >= money('188320.001')", "false")]
    [InlineData("money('188320.001') > order.total", "true")]
    [InlineData("order.total < money('9223372036854775807')", "true")]
    [InlineData("order.total > money('-9223372036854775807')", "true")]
    [InlineData("order.total + money('0.5')", "CNY 188320.50")]
    [InlineData("money('0.5') - order.total", "CNY -188319.50")]
    [InlineData("2 * order.total", "CNY 376640.00")]
    [InlineData("order.total * -1", "CNY -188320.00")]
    [InlineData("-order.total", "CNY -188320.00")]
    [InlineData("money('0.5') * 2", "money(\"1\")")]
    [InlineData("money('0.25') + money('1.5')", "money(\"1.75\")")]
    [InlineData("money('1.50') == money('1.5')", "true")]
    [InlineData("order.total in [money('1'), money('188320')]", "true")]
    [InlineData("money(order.channel == 'tmall' ? '5' : '6') < order.total", "true")]
    [InlineData("'gift' in order.tags && size(order.tags) == 2", "true")]
    [InlineData("order.tags[1]", "\"VIP-expedite\"")]
    [InlineData("order.tags + ['x'] == ['gift', 'VIP-expedite', 'x']", "true")]
    [InlineData("order.marks.risk + order.marks['risk']", "14")]
    [InlineData("has(order.marks.risk) && !has(order.marks.other)", "true")]
    [InlineData("'risk' in order.marks", "true")]
    [InlineData("order.units < 3.5 && order.units == 3.0", "true")]
    [InlineData("-1 < 0u && 0u > -1", "true")]
    [InlineData("9223372036854775807 < 9223372036854775808.0", "false")]
    [InlineData("9223372036854775807 >= 9223372036854775808.0 && 9223372036854775807 < 9223372036854777856.0", "true")]
    [InlineData("9007199254740993 == 9007199254740992.0 && 9007199254740993 != 9007199254740994.0", "true")]
    [InlineData("18446744073709551615u < 18446744073709551616.0", "false")]
    [InlineData("18446744073709551615u > -1.5 && 0u == 0.0", "true")]
    [InlineData("0.0 / 0.0 == 0.0 / 0.0", "false")]
    [InlineData("0.0 / 0.0 < 1 || 0.0 / 0.0 >= 1u", "false")]
    [InlineData("'\\uffee' < '\\U0001f431'", "true")]
    [InlineData("'ab' > 'a' && 'a' < 'b' && false < true && b'a' < b'b'", "true")]
    [InlineData("order.channel.startsWith('tm') && order.channel.endsWith('ll') && order.channel.contains('mal')", "true")]
    [InlineData("'中文🐱'.size()", "3")]
    [InlineData("order.placedAt == order.placedAt && order.placedAt <= order.placedAt", "true")]
    [InlineData("'''a\n'b'\"\"\"''' + r'\\n'", "\"a\\n'b'\\\"\\\"\\\"\\\\n\"")]
    [InlineData("0x1F + 0xau - 1 == 1", null)]
    [InlineData("// note\n 1 + // more\n 1", "2")]
    [InlineData("{'a': [1, 2u], 'b': []} == {'b': [], 'a': [1u, 2.0]}", "true")]
    [InlineData("{true: 'x', 2: 'y', 3u: 'z'}[3]", "\"z\"")]
    [InlineData("[1, 2, 3,][2u]", "3")]
    [InlineData("null == null", "true")]
    [InlineData("7 % -3 == 1 && -7 / 2 == -3", "true")]
    [InlineData(".order.units", "3")]
    [InlineData("has(order.coupon) ? order.coupon : money('0')", "money(\"0\")")]
    public void An_expression_gives_the_same_value_in_both_modes(string text, string? value)
    {
        if (value is null)
        {
            Assert.False(Expression.Compile(text, Sample.Schema).IsOk);
            return;
        }

        Assert.Equal(value, Sample.Checked(text).ToString());
        Assert.Equal(value, Sample.Dynamic(text).ToString());
    }

    [Theory]
    [InlineData("1 / 0", RulesCodes.DivideByZero, 3)]
    [InlineData("1 % (order.units - 3)", RulesCodes.DivideByZero, 3)]
    [InlineData("1u / 0u", RulesCodes.DivideByZero, 4)]
    [InlineData("9223372036854775807 + order.units", RulesCodes.Overflow, 21)]
    [InlineData("-9223372036854775808 % -1", RulesCodes.Overflow, 22)]
    [InlineData("order.total * 9223372036854775807", RulesCodes.Overflow, 13)]
    [InlineData("order.total + money('92233720368547758')", RulesCodes.Overflow, 13)]
    [InlineData("order.total + money('0.001')", RulesCodes.AmountInexact, 13)]
    [InlineData("money(order.channel) > order.total", RulesCodes.AmountInvalid, 1)]
    [InlineData("order.tags[2]", RulesCodes.IndexOutOfRange, 11)]
    [InlineData("order.tags[-1]", RulesCodes.IndexOutOfRange, 11)]
    [InlineData("[][0]", RulesCodes.IndexOutOfRange, 3)]
    [InlineData("order.marks.other", RulesCodes.NoSuchKey, 13)]
    [InlineData("order.marks['other']", RulesCodes.NoSuchKey, 12)]
    [InlineData("{1: 2, 1u: 3}", RulesCodes.DuplicateKey, 1)]
    [InlineData("true && 1 / 0 == 1", RulesCodes.DivideByZero, 11)]
    public void An_evaluation_fails_with_the_same_code_in_both_modes(string text, string code, int position)
    {
        foreach (var result in new[] { Sample.Checked(text), Sample.Dynamic(text) })
        {
            Assert.Equal((code, position), (result.Error!.Code, result.Error.Position));
            Assert.Throws<InvalidOperationException>(() => result.Value);
        }
    }

    [Theory]
    [InlineData("x", RulesCodes.UnknownVariable)]
    [InlineData("order.nothing", RulesCodes.NoSuchKey)]
    [InlineData("has(x.y)", RulesCodes.UnknownVariable)]
    [InlineData("f(1)", RulesCodes.UnknownFunction)]
    [InlineData("1 + 'a'", RulesCodes.NoOverload)]
    [InlineData("order.units.x", RulesCodes.NoOverload)]
    [InlineData("1 in 2", RulesCodes.NoOverload)]
    [InlineData("[1][0.5]", RulesCodes.NoOverload)]
    [InlineData("{[]: 1}", RulesCodes.NoOverload)]
    [InlineData("{1: 2}[[]]", RulesCodes.NoOverload)]
    [InlineData("size(1)", RulesCodes.NoOverload)]
    [InlineData("1 < 'a'", RulesCodes.NoOverload)]
    [InlineData("null < null", RulesCodes.NoOverload)]
    [InlineData("1 ? 2 : 3", RulesCodes.NoOverload)]
    [InlineData("1 && true", RulesCodes.NoOverload)]
    [InlineData("'a'.startsWith(1)", RulesCodes.NoOverload)]
    [InlineData("-order.tags", RulesCodes.NoOverload)]
    [InlineData("1.0 % 1.0", RulesCodes.NoOverload)]
    [InlineData("has(order.units.x)", RulesCodes.NoOverload)]
    [InlineData("money(1)", RulesCodes.NoOverload)]
    public void Dynamic_mode_meets_type_errors_at_evaluation(string text, string code) => Assert.Equal(code, Sample.Dynamic(text).Error!.Code);

    [Fact]
    public void Amounts_of_two_currencies_are_different_and_have_no_order()
    {
        var bindings = new Dictionary<string, ExpressionValue> { ["a"] = Money.Fen(100), ["b"] = Money.OfMinor(100, Currency.Of("USD")) };
        Assert.Equal("false", Sample.Dynamic("a == b", bindings).ToString());
        Assert.Equal(RulesCodes.CurrencyMismatch, Sample.Dynamic("a < b", bindings).Error!.Code);
        Assert.Equal(RulesCodes.CurrencyMismatch, Sample.Dynamic("a + b", bindings).Error!.Code);
        Assert.Equal("true", Sample.Dynamic("a == money('1') && b == money('1')", bindings).ToString());
    }

    [Fact]
    public void An_amount_takes_the_digits_of_its_counterpart()
    {
        var bindings = new Dictionary<string, ExpressionValue> { ["yen"] = Money.OfMinor(100, Currency.Of("JPY")) };
        Assert.Equal("true", Sample.Dynamic("yen == money('100') && yen < money('100.5')", bindings).ToString());
        Assert.Equal("JPY 101", Sample.Dynamic("yen + money('1')", bindings).ToString());
        Assert.Equal(RulesCodes.AmountInexact, Sample.Dynamic("yen + money('0.5')", bindings).Error!.Code);
        Assert.Equal(Money.Fen(150), Sample.Dynamic("money('1.5')").Value.AsMoney(Currency.Cny));
        Assert.Throws<InvalidOperationException>(() => Sample.Dynamic("money('1.555')").Value.AsMoney(Currency.Cny));
    }

    [Fact]
    public void A_host_that_breaks_its_schema_gets_a_typed_error()
    {
        var expression = Expression.Compile("order.units > 1", Sample.Schema).ValueOrThrow();
        Assert.Equal(RulesCodes.FactAbsent, expression.Evaluate(new FactValues(Sample.Schema)).Error!.Code);
        Assert.Equal(RulesCodes.FactTypeMismatch, expression.Evaluate(new Broken()).Error!.Code);
        Assert.Throws<ArgumentException>(() => Sample.Facts().Set("order.units", "three"));
        Assert.Throws<ArgumentException>(() => Sample.Facts().Set("order.tags", ExpressionValue.OfList([ExpressionValue.Of(1)])));
        Assert.Throws<ArgumentException>(() => Sample.Facts().Set("order.nothing", 1));
    }

    [Fact]
    public void A_condition_that_errs_refuses_and_is_never_false()
    {
        var refusal = Expression.Compile("order.units / 0 == 1", Sample.Schema).ValueOrThrow().Holds(Sample.Facts()).Refusal!;
        Assert.Equal(RulesCodes.EvaluationFailed, refusal.Code);
        Assert.Equal(RulesCodes.DivideByZero, refusal.Reasons[0].Code);
        Assert.True(Expression.Compile("order.units == 3", Sample.Schema).ValueOrThrow().Holds(Sample.Facts()).ValueOrThrow());
        Assert.Throws<InvalidOperationException>(() => Expression.Compile("order.units", Sample.Schema).ValueOrThrow().Holds(Sample.Facts()));
    }

    [Fact]
    public void Values_that_nest_too_deep_are_refused_wherever_they_arise()
    {
        var deep = ExpressionValue.OfList([1]);
        for (var i = 1; i < Expression.DepthMax; i++) deep = ExpressionValue.OfList([deep]);
        var bindings = new Dictionary<string, ExpressionValue> { ["deep"] = deep };
        Assert.Throws<ArgumentException>(() => ExpressionValue.OfList([deep]));
        Assert.Equal(RulesCodes.TooDeep, Sample.Dynamic("[deep]", bindings).Error!.Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Dynamic("{1: deep}", bindings).Error!.Code);
    }

    [Fact]
    public void A_dotted_name_bound_as_a_whole_goes_before_a_field()
    {
        var bindings =
            new Dictionary<string, ExpressionValue> { ["a"] = ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>("b", 1)]),
                ["a.b"] = 2, ["c.d"] = 3 };
        Assert.Equal("5", Sample.Dynamic("a.b + c.d", bindings).ToString());
        Assert.Equal("true", Sample.Dynamic("has(a.b) && has(c.d) && !has(a.c)", bindings).ToString());
    }

    [Fact]
    public void A_default_result_is_neither_value_nor_error()
    {
        var unset = default(ExpressionResult);
        Assert.False(unset.IsOk);
        Assert.Throws<InvalidOperationException>(() => unset.Value);
        Assert.Throws<InvalidOperationException>(() => unset.Error);
        Assert.Equal("unset", unset.ToString());
    }

    private sealed class Broken : IFacts
    {
        public ExpressionValue Get(int slot) => "text";
    }
}
