namespace OrderKernel.Rules.Tests;

/// <summary>What is refused at load, with which code and where.</summary>
/// <remarks>Fails when a mistake passes the load, gets another code, or points to another character.</remarks>
public class LoadScenarios
{
    [Theory]
    [InlineData("", RulesCodes.Syntax, 1)]
    [InlineData("1 +", RulesCodes.Syntax, 4)]
    [InlineData("1 = 2", RulesCodes.Syntax, 3)]
    [InlineData("(1", RulesCodes.Syntax, 3)]
    [InlineData("1 2", RulesCodes.Syntax, 3)]
    [InlineData("'open", RulesCodes.Syntax, 1)]
    [InlineData("'\\q'", RulesCodes.Syntax, 1)]
    [InlineData("'\\ud800'", RulesCodes.Syntax, 1)]
    [InlineData("b'\\u0041'", RulesCodes.Syntax, 1)]
    [InlineData("'a\nb'", RulesCodes.Syntax, 1)]
    [InlineData("0x", RulesCodes.Syntax, 1)]
    [InlineData("for", RulesCodes.Syntax, 1)]
    [InlineData("a.in", RulesCodes.Syntax, 3)]
    [InlineData("size(1,)", RulesCodes.Syntax, 8)]
    [InlineData("{1}", RulesCodes.Syntax, 3)]
    [InlineData("has(order)", RulesCodes.Syntax, 1)]
    [InlineData("!-order.units", RulesCodes.Syntax, 2)]
    [InlineData("true ? 1", RulesCodes.Syntax, 9)]
    [InlineData("1 + 9223372036854775808", RulesCodes.LiteralOutOfRange, 5)]
    [InlineData("99999999999999999999", RulesCodes.LiteralOutOfRange, 1)]
    [InlineData("18446744073709551616u", RulesCodes.LiteralOutOfRange, 1)]
    [InlineData("0x10000000000000000", RulesCodes.LiteralOutOfRange, 1)]
    [InlineData("-9223372036854775809", RulesCodes.LiteralOutOfRange, 2)]
    [InlineData("1e400 > 2.0", RulesCodes.LiteralOutOfRange, 1)]
    [InlineData("order.total > money('50,000')", RulesCodes.AmountInvalid, 15)]
    [InlineData("order.total > money('')", RulesCodes.AmountInvalid, 15)]
    [InlineData("order.total > money('1e5')", RulesCodes.AmountInvalid, 15)]
    [InlineData("order.tags.exists(t == 'a')", RulesCodes.Syntax, 19)]
    [InlineData("order.tags.exists(t)", RulesCodes.Syntax, 19)]
    [InlineData("order.tags.exists(1, true)", RulesCodes.Syntax, 19)]
    [InlineData("order.tags.exists(for, true)", RulesCodes.Syntax, 19)]
    [InlineData("order.tags.exists(t, true, true)", RulesCodes.Syntax, 26)]
    [InlineData("order.tags.all(t, true,)", RulesCodes.Syntax, 23)]
    [InlineData("order.tags.map(t, true, t, t)", RulesCodes.Syntax, 26)]
    [InlineData("exists(order.tags, t, true)", RulesCodes.UnknownFunction, 1)]
    [InlineData("order.tags.exists(t, t == 1)", RulesCodes.TypeMismatch, 27)]
    [InlineData("order.tags.all(t, t)", RulesCodes.TypeMismatch, 19)]
    [InlineData("order.tags.map(t, t, t) == []", RulesCodes.TypeMismatch, 19)]
    [InlineData("order.units.exists(t, true)", RulesCodes.TypeMismatch, 1)]
    [InlineData("order.tags.exists(t, true) && t == 'a'", RulesCodes.UnknownField, 31)]
    [InlineData("order.tags.exists(order, order.vip)", RulesCodes.TypeMismatch, 26)]
    [InlineData("order.lines.exists(l, l.bluky)", RulesCodes.UnknownField, 25)]
    [InlineData("order.lines.exists(l, l.units == 'a')", RulesCodes.TypeMismatch, 34)]
    [InlineData("order.lines.exists(l, l['bulky'])", RulesCodes.TypeMismatch, 24)]
    [InlineData("order.lines.exists(l, l.batch == 'a')", RulesCodes.OptionalFieldNeedsHas, 25)]
    [InlineData("order.lines.exists(l, has(l.batch)) && order.lines.all(l, l.batch == 'a')", RulesCodes.OptionalFieldNeedsHas, 61)]
    [InlineData("order.lines.exists(l, has(l.batch) && order.lines.exists(m, m.batch == l.batch))", RulesCodes.OptionalFieldNeedsHas, 63)]
    [InlineData("order.lines.exists(l, order.coupon > l.price)", RulesCodes.OptionalFieldNeedsHas, 23)]
    [InlineData("order.channel.matches('a(')", RulesCodes.PatternSyntax, 23)]
    [InlineData("matches(order.channel, '[')", RulesCodes.PatternSyntax, 24)]
    [InlineData("order.channel.matches(1)", RulesCodes.TypeMismatch, 23)]
    [InlineData("matches(order.units, 'a')", RulesCodes.TypeMismatch, 9)]
    [InlineData("order.placedAt > timestamp('2026-01-01')", RulesCodes.ConversionInvalid, 18)]
    [InlineData("order.placedAt > timestamp('2026-02-29T00:00:00Z')", RulesCodes.ConversionInvalid, 18)]
    [InlineData("duration('1d') > duration('1h')", RulesCodes.ConversionInvalid, 1)]
    [InlineData("int('1 ') > 0", RulesCodes.ConversionInvalid, 1)]
    [InlineData("string(b'\\xff') == ''", RulesCodes.ConversionInvalid, 1)]
    [InlineData("order.placedAt.getHours('Asia/Shangai') > 8", RulesCodes.UnknownTimeZone, 25)]
    [InlineData("order.placedAt.getHours('UTC+8') > 8", RulesCodes.UnknownTimeZone, 25)]
    [InlineData("order.placedAt.getHours('+24:00') > 8", RulesCodes.UnknownTimeZone, 25)]
    [InlineData("order.placedAt.getHours(8) > 8", RulesCodes.TypeMismatch, 25)]
    [InlineData("order.placedAt.getHour() > 8", RulesCodes.UnknownFunction, 16)]
    [InlineData("order.units.getHours() > 8", RulesCodes.TypeMismatch, 1)]
    [InlineData("duration('1h').getHours('UTC') > 8", RulesCodes.TypeMismatch, 1)]
    [InlineData("duration('1h').getDate() > 8", RulesCodes.TypeMismatch, 1)]
    [InlineData("order.placedAt + order.placedAt", RulesCodes.TypeMismatch, 18)]
    [InlineData("order.placedAt * 2", RulesCodes.TypeMismatch, 1)]
    [InlineData("duration('1h') - order.placedAt", RulesCodes.TypeMismatch, 18)]
    [InlineData("duration('1h') + 1", RulesCodes.TypeMismatch, 18)]
    [InlineData("-duration('1h')", RulesCodes.TypeMismatch, 2)]
    [InlineData("int(order.vip)", RulesCodes.TypeMismatch, 5)]
    [InlineData("bool(order.units)", RulesCodes.TypeMismatch, 6)]
    [InlineData("string(order.tags)", RulesCodes.TypeMismatch, 8)]
    [InlineData("string(order.total)", RulesCodes.TypeMismatch, 8)]
    [InlineData("duration(order.units)", RulesCodes.TypeMismatch, 10)]
    [InlineData("int(dyn(order.units))", RulesCodes.TypeMismatch, 5)]
    [InlineData("int < uint", RulesCodes.TypeMismatch, 1)]
    [InlineData("type(order.units) == 1", RulesCodes.TypeMismatch, 22)]
    [InlineData("dyn", RulesCodes.UnknownField, 1)]
    [InlineData("integer", RulesCodes.UnknownField, 1)]
    [InlineData("google.protobuf.Any", RulesCodes.UnknownField, 1)]
    [InlineData("order.`total-sum`", RulesCodes.UnknownField, 7)]
    [InlineData("order.``", RulesCodes.Syntax, 7)]
    [InlineData("order.`a", RulesCodes.Syntax, 7)]
    [InlineData("`order`", RulesCodes.Syntax, 1)]
    [InlineData("Order{total: 1}", RulesCodes.NotSupported, 1)]
    [InlineData("true && customer.levle > 3", RulesCodes.UnknownField, 18)]
    [InlineData("ordre.total > money('1')", RulesCodes.UnknownField, 1)]
    [InlineData("order == order", RulesCodes.UnknownField, 1)]
    [InlineData("has(order.cupon)", RulesCodes.UnknownField, 1)]
    [InlineData("order.channel.startWith('t')", RulesCodes.UnknownFunction, 15)]
    [InlineData("size(order.tags, 1)", RulesCodes.UnknownFunction, 1)]
    [InlineData("order.total > 50000", RulesCodes.TypeMismatch, 15)]
    [InlineData("order.channel == 1", RulesCodes.TypeMismatch, 18)]
    [InlineData("order.units && true", RulesCodes.TypeMismatch, 1)]
    [InlineData("!order.units", RulesCodes.TypeMismatch, 2)]
    [InlineData("-order.channel", RulesCodes.TypeMismatch, 2)]
    [InlineData("order.units + 1.0", RulesCodes.TypeMismatch, 15)]
    [InlineData("order.vip + order.vip", RulesCodes.TypeMismatch, 1)]
    [InlineData("shipment.weight % 2.0", RulesCodes.TypeMismatch, 1)]
    [InlineData("order.total * order.total", RulesCodes.TypeMismatch, 1)]
    [InlineData("order.tags < order.tags", RulesCodes.TypeMismatch, 1)]
    [InlineData("1 in order.tags", RulesCodes.TypeMismatch, 1)]
    [InlineData("'a' in order.channel", RulesCodes.TypeMismatch, 8)]
    [InlineData("order.tags['a']", RulesCodes.TypeMismatch, 12)]
    [InlineData("order.units[0]", RulesCodes.TypeMismatch, 1)]
    [InlineData("order.units.sum", RulesCodes.TypeMismatch, 1)]
    [InlineData("order.tags.contains('gift')", RulesCodes.TypeMismatch, 1)]
    [InlineData("size(order.units)", RulesCodes.TypeMismatch, 6)]
    [InlineData("order.vip ? 'a' : 1", RulesCodes.TypeMismatch, 19)]
    [InlineData("order.units ? 1 : 2", RulesCodes.TypeMismatch, 1)]
    [InlineData("{1.5: 2}", RulesCodes.TypeMismatch, 2)]
    [InlineData("money(order.units)", RulesCodes.TypeMismatch, 7)]
    [InlineData("dyn(order.units) + 1", RulesCodes.TypeMismatch, 1)]
    [InlineData("[1, 'a'][0] > 0", RulesCodes.TypeMismatch, 9)]
    [InlineData("order.coupon > money('5')", RulesCodes.OptionalFieldNeedsHas, 1)]
    [InlineData("has(order.coupon) || order.coupon > money('5')", RulesCodes.OptionalFieldNeedsHas, 22)]
    [InlineData("has(order.note) && order.coupon > money('5')", RulesCodes.OptionalFieldNeedsHas, 20)]
    [InlineData("has(order.coupon) ? true : order.coupon > money('5')", RulesCodes.OptionalFieldNeedsHas, 28)]
    [InlineData("(has(order.coupon) || order.vip) && order.coupon > money('5')", RulesCodes.OptionalFieldNeedsHas, 37)]
    public void A_mistake_is_refused_with_its_code_and_place(string text, string code, int position)
    {
        var refusal = Sample.Refused(text);
        Assert.Equal((code, position.ToString()), (refusal.Code, refusal.Arguments.Items.Single(a => a.Name == "position").Value));
    }

    [Theory]
    [InlineData("has(order.coupon) && order.coupon > money('5')")]
    [InlineData("order.coupon > money('5') && has(order.coupon)")]
    [InlineData("!has(order.coupon) || order.coupon > money('5')")]
    [InlineData("has(order.coupon) ? order.coupon > money('5') : order.vip")]
    [InlineData("!has(order.coupon) ? order.vip : order.coupon > money('5')")]
    [InlineData("(has(order.coupon) && order.vip) && !(order.coupon < money('5'))")]
    [InlineData("!(has(order.coupon) && has(order.note)) || order.coupon > money('5') && order.note != ''")]
    public void A_read_under_has_is_accepted_and_never_finds_the_fact_absent(string text)
    {
        var expression = Expression.Compile(text, Sample.Schema, FactType.Bool).ValueOrThrow();
        Assert.True(expression.Evaluate(Sample.Facts()).IsOk);
        Assert.True(expression.Evaluate(Sample.Facts().Set("order.coupon", Money.Fen(600)).Set("order.note", "n")).IsOk);
    }

    [Theory]
    [InlineData("customer.levle", "customer.levle", "level")]
    [InlineData("ordr.total", "ordr", "order")]
    [InlineData("order.zzzzzzzz", "order.zzzzzzzz", "channel, coupon, lines, marks, note, placedAt, tags, total")]
    [InlineData("order", "order.", "channel, coupon, lines, marks, note, placedAt, tags, total")]
    public void An_unknown_field_comes_with_what_may_have_been_meant(string text, string field, string suggestion)
    {
        var refusal = Sample.Refused(text);
        Assert.Contains(new Argument("field", field), refusal.Arguments.Items);
        Assert.Contains(new Argument("suggestion", suggestion), refusal.Arguments.Items);
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        var refusal = Sample.Refused("order.totl > money('1') || order.units == 'a' || order.channel.starts('x')");
        Assert.Equal([RulesCodes.UnknownField, RulesCodes.TypeMismatch, RulesCodes.UnknownFunction], refusal.Reasons.Items.Select(r => r.Code));
    }

    [Fact]
    public void The_whole_must_have_the_expected_type()
    {
        Assert.Equal(RulesCodes.TypeMismatch, Sample.Refused("order.units + 1", FactType.Bool).Code);
        Assert.True(Expression.Compile("money('1') + order.total", Sample.Schema, FactType.Money).IsOk);
        Assert.True(Expression.Compile("[]", Sample.Schema, FactType.ListOf(FactType.Int)).IsOk);
    }

    [Fact]
    public void Too_long_and_too_deep_are_refused()
    {
        Assert.Equal(RulesCodes.TooLong, Sample.Refused(new string(' ', Expression.LengthMax) + "1").Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused(new string('(', 8_000) + "1" + new string(')', 8_000)).Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused(new string('[', 16_000)).Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused(new string('!', 16_000) + "true").Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused(new string('-', 16_000) + "1").Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused("1" + string.Concat(Enumerable.Repeat("+1", 5_000))).Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused("a" + string.Concat(Enumerable.Repeat(".a", 5_000))).Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused(string.Concat(Enumerable.Repeat("true?1:", 2_000)) + "1").Code);
        Assert.Equal(RulesCodes.TooDeep, Sample.Refused(string.Concat(Enumerable.Repeat("size(", 3_000))).Code);
    }

    [Theory]
    [InlineData("(", "1", ")", 99)]
    [InlineData("[", "1", "]", 99)]
    [InlineData("", "1", "+1", 99)]
    [InlineData("!", "true", "", 99)]
    [InlineData("true?1:", "1", "", 99)]
    public void The_permitted_depth_is_exact(string before, string inner, string after, int times)
    {
        Assert.True(DynamicExpression.Parse(Nested(times)).IsOk);
        Assert.Equal(RulesCodes.TooDeep, DynamicExpression.Parse(Nested(times + 1)).Refusal!.Code);

        string Nested(int count) => string.Concat(Enumerable.Repeat(before, count)) + inner + string.Concat(Enumerable.Repeat(after, count));
    }

    [Fact]
    public void The_permitted_length_is_exact()
    {
        Assert.True(DynamicExpression.Parse("1".PadLeft(Expression.LengthMax)).IsOk);
        Assert.Equal(RulesCodes.TooLong, DynamicExpression.Parse("1".PadLeft(Expression.LengthMax + 1)).Refusal!.Code);
    }

    [Fact]
    public void A_long_chain_of_alternatives_is_not_deep()
    {
        var text = string.Join(" || ", Enumerable.Repeat("order.units == 4", 800));
        Assert.False(Sample.Checked(text).Value.AsBool());
    }

    [Theory]
    [InlineData("order")]
    [InlineData("order.total.x", "order.total")]
    [InlineData("order total")]
    [InlineData("in.x")]
    [InlineData("")]
    [InlineData("order.")]
    [InlineData("order.total", "order.total")]
    public void A_schema_refuses_paths_that_are_none_or_clash(params string[] paths) =>
        Assert.Throws<ArgumentException>(() =>
            FactSchema.Of([FactField.Required("order.x", FactType.Int), .. paths.Select(p => FactField.Required(p, FactType.Int))]));
}
