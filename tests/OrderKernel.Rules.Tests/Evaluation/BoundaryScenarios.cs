using NodaTime;

namespace OrderKernel.Rules.Tests;

/// <summary>Operators and conversions at their ends: amounts, unsigned numbers, zones, lengths of time, equality of values.</summary>
/// <remarks>Fails when an end moves by one or a kind is taken for another.</remarks>
public class BoundaryScenarios
{
    [Theory]
    [InlineData("0", "money(\"0\")")]
    [InlineData("-5", "money(\"-5\")")]
    [InlineData("0.5", "money(\"0.5\")")]
    [InlineData("0.000000000000000001", "money(\"0.000000000000000001\")")]
    [InlineData("9223372036854775807", "money(\"9223372036854775807\")")]
    [InlineData("0.0000000000000000001", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData(".5", null)]
    [InlineData("-.5", null)]
    [InlineData("5.", null)]
    [InlineData("1.2.3", null)]
    [InlineData("1..2", null)]
    [InlineData("+1", null)]
    [InlineData("1 ", null)]
    public void A_text_is_an_amount_or_none(string text, string? amount)
    {
        var result = Sample.Dynamic("money(x)", new() { ["x"] = text });
        if (amount is null) Assert.Equal(RulesCodes.AmountInvalid, result.Error!.Code);
        else Assert.Equal(amount, result.ToString());
    }

    [Theory]
    [InlineData("money('1.5') < money('1.50001') && money('1.50001') > money('1.5')", "true")]
    [InlineData("money('2') > money('1.99999') && money('-2') < money('-1.99999')", "true")]
    [InlineData("money('9223372036854775807') > money('0.5') && money('-9223372036854775807') < money('0.5')", "true")]
    [InlineData("kwd + money('0.001')", "KWD 0.124")]
    [InlineData("money('0.001') + kwd", "KWD 0.124")]
    [InlineData("money('1') - kwd", "KWD 0.877")]
    [InlineData("kwd - money('1')", "KWD -0.877")]
    [InlineData("money('1.10') + money('0.90')", "money(\"2\")")]
    [InlineData("kwd + kwd == money('0.246') && kwd == kwd2", "true")]
    [InlineData("kwd + kwd2", "KWD 0.246")]
    [InlineData("kwd * 3", "KWD 0.369")]
    [InlineData("3 * kwd", "KWD 0.369")]
    [InlineData("kwd * 3u", null)]
    [InlineData("3u * kwd", null)]
    [InlineData("kwd * kwd", null)]
    [InlineData("kwd * 'a'", null)]
    [InlineData("3 * 'a'", null)]
    [InlineData("3 * 3u", null)]
    public void Amounts_are_counted_in_their_currency(string text, string? value)
    {
        // A code that was read is another object than the one that is known.
        var bindings = new Dictionary<string, ExpressionValue>
        {
            ["kwd"] = Money.OfMinor(123, Currency.Of("KWD")), ["kwd2"] = Money.OfMinor(123, Currency.Of(new string(['K', 'W', 'D']))),
        };
        var result = Sample.Dynamic(text, bindings);
        if (value is null) Assert.Equal(RulesCodes.NoOverload, result.Error!.Code);
        else Assert.Equal(value, result.ToString());
    }

    [Theory]
    [InlineData("3u - 3u", "0u")]
    [InlineData("3u - 2u", "1u")]
    [InlineData("2u - 3u", null)]
    [InlineData("3u * 4u", "12u")]
    [InlineData("0u * 4u", "0u")]
    [InlineData("18446744073709551615u * 1u", "18446744073709551615u")]
    [InlineData("9223372036854775808u * 2u", null)]
    [InlineData("18446744073709551614u + 1u", "18446744073709551615u")]
    [InlineData("18446744073709551615u + 1u", null)]
    [InlineData("7u / 2u + 7u % 4u", "6u")]
    [InlineData("uint(0) + uint(0.0) + uint('0')", "0u")]
    [InlineData("uint(-1)", null)]
    [InlineData("uint(-0.5)", null)]
    [InlineData("int(0u) + int(9223372036854775807u)", "9223372036854775807")]
    [InlineData("int(9223372036854775808u)", null)]
    [InlineData("-(-5)", "5")]
    [InlineData("9223372036854775807 - -1", null)]
    [InlineData("-9223372036854775807 - 1", "-9223372036854775808")]
    [InlineData("3037000500 * 3037000500", null)]
    [InlineData("-9223372036854775808 * -1", null)]
    [InlineData("-1 * -9223372036854775807", "9223372036854775807")]
    public void Whole_numbers_end_where_64_bits_do(string text, string? value)
    {
        var result = Sample.Dynamic(text);
        if (value is null) Assert.Equal(RulesCodes.Overflow, result.Error!.Code);
        else Assert.Equal(value, result.ToString());
    }

    [Fact]
    public void A_double_is_negated() => Assert.Equal("-2.5", Sample.Dynamic("-x", new() { ["x"] = ExpressionValue.Of(2.5) }).ToString());

    [Theory]
    [InlineData("UTC", 1, 0)]
    [InlineData("+23:59", 0, 59)]
    [InlineData("-23:59", 1, 1)]
    [InlineData("08:00", 9, 0)]
    [InlineData("-00:30", 0, 30)]
    [InlineData("Asia/Shanghai", 9, 0)]
    public void A_zone_has_an_offset(string zone, long hours, long minutes)
    {
        Assert.Equal(hours, Sample.Dynamic($"order.placedAt.getHours('{zone}')").Value.AsInt());
        Assert.Equal(minutes, Sample.Dynamic($"order.placedAt.getMinutes('{zone}')").Value.AsInt());
    }

    [Theory]
    [InlineData("UTC+8")]
    [InlineData("+24:00")]
    [InlineData("+00:60")]
    [InlineData("+0x:00")]
    [InlineData("+x0:00")]
    [InlineData("+00:0x")]
    [InlineData("+00:x0")]
    [InlineData("+0:000")]
    [InlineData("*08:00")]
    [InlineData("+8:00")]
    [InlineData("008:00")]
    [InlineData("")]
    public void What_is_no_zone(string zone) => Assert.Equal(RulesCodes.UnknownTimeZone, Sample.Dynamic($"order.placedAt.getHours('{zone}')").Error!.Code);

    [Theory]
    [InlineData("1.5s", 1, 500)]
    [InlineData("-1.5s", -1, -500)]
    [InlineData("-1s", -1, 0)]
    [InlineData("0s", 0, 0)]
    [InlineData("-0.001s", 0, -1)]
    [InlineData("-59.999s", -59, -999)]
    [InlineData("59.999s", 59, 999)]
    public void Lengths_of_time_are_cut_towards_zero(string length, long seconds, long milliseconds)
    {
        Assert.Equal(seconds, Sample.Dynamic($"duration('{length}').getSeconds()").Value.AsInt());
        Assert.Equal(milliseconds, Sample.Dynamic($"duration('{length}').getMilliseconds()").Value.AsInt());
    }

    [Fact]
    public void The_last_day_of_an_era_is_the_end_of_February()
    {
        Assert.Equal("29", Sample.Dynamic("timestamp('2000-02-29T12:00:00Z').getDate()").ToString());
        Assert.Equal("1", Sample.Dynamic("timestamp('2000-02-29T12:00:00Z').getMonth()").ToString());
        Assert.Equal("59", Sample.Dynamic("timestamp('2000-02-29T12:00:00Z').getDayOfYear()").ToString());
        Assert.Equal("1", Sample.Dynamic("timestamp('2000-03-01T00:00:00Z').getDate()").ToString());
        Assert.Equal("28", Sample.Dynamic("timestamp('1900-02-28T23:59:59Z').getDate()").ToString());
    }

    [Theory]
    [InlineData("1 t T true TRUE True", "true")]
    [InlineData("0 f F false FALSE False", "false")]
    [InlineData("tRUE yes 2 01", null)]
    public void Texts_that_are_truth_values(string texts, string? value)
    {
        foreach (var text in texts.Split(' '))
        {
            var result = Sample.Dynamic($"bool('{text}')");
            if (value is null) Assert.Equal(RulesCodes.ConversionInvalid, result.Error!.Code);
            else Assert.Equal(value, result.ToString());
        }
    }

    [Theory]
    [InlineData("duration(1)")]
    [InlineData("timestamp(1.5)")]
    [InlineData("bytes(1)")]
    [InlineData("bool(1)")]
    [InlineData("'a'.matches(1)")]
    [InlineData("matches(1, 'a' + '')")]
    [InlineData("matches('a' + '', 1)")]
    public void What_has_no_such_operation(string text) => Assert.Equal(RulesCodes.NoOverload, Sample.Dynamic(text).Error!.Code);

    [Theory]
    [InlineData("string(true) + string(false)", "\"truefalse\"")]
    [InlineData("[1, [2u]] == [1.0, [2]] && {'a': [1]} == {'a': [1u]} && {1: 'x'} == {1u: 'x'}", "true")]
    [InlineData("[1] == [2] || [1] == [1, 2] || {'a': 1} == {'a': 2} || {'a': 1} == {'b': 1} || {'a': 1} == {'a': 1, 'b': 2}", "false")]
    [InlineData("1 == 'a' || 'a' == 1 || 1 == true || true == 1 || null == 0 || 1.0 == 'a' || 1u == true", "false")]
    [InlineData("duration('1s') == duration('1.5s') || duration('0.5s') == duration('1.5s') || timestamp(0) == timestamp(1)", "false")]
    [InlineData("'b' < 'a' || '\\U0001f431' < '\\uffee' || 'aa' < 'a'", "false")]
    [InlineData("'\\uffee' < '\\U0001f431' && 'a\\ud7ff' < 'a\\ue000'", "true")]
    [InlineData("type(1) == int && type(1) != uint && [int] == [int] && [int] != [uint]", "true")]
    public void Values_are_equal_by_what_they_say(string text, string value) => Assert.Equal(value, Sample.Dynamic(text).ToString());

    [Fact]
    public void Values_of_a_host_are_equal_when_nothing_tells_them_apart()
    {
        static ExpressionValue Map(ExpressionValue key, ExpressionValue value) => ExpressionValue.OfMap([KeyValuePair.Create(key, value)]);
        ExpressionValue[] all =
        [
            ExpressionValue.OfList([1]), ExpressionValue.OfList([ExpressionValue.Of(1UL)]), ExpressionValue.OfList([1, 1]), Map("a", 1),
            Map("a", ExpressionValue.Of(1UL)), Map("b", 1), Money.Fen(100), Money.Fen(101), Money.OfMinor(100, Currency.Of("USD")),
            Money.OfMinor(100, Currency.Of("KWD")), ExpressionValue.Of(Duration.FromSeconds(1)), ExpressionValue.Of(Duration.FromMilliseconds(1_500)),
            ExpressionValue.Of(Duration.FromMilliseconds(500)), ExpressionValue.Of(Instant.FromUnixTimeSeconds(1)), ExpressionValue.OfBytes([1]), "1", 1, true,
        ];
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < all.Length; j++) Assert.True(all[i].Equals(all[j]) == (i == j), $"{all[i]} and {all[j]}");
        }
    }

    // Each text 80 characters long, each list of ten: what an evaluation takes then is what the bound says, or little less.
    [Theory]
    [InlineData("(order.tags + order.tags).all(t, t.contains(t))")]
    [InlineData("[order.tags[0], order.channel].all(t, t.contains(t))")]
    [InlineData("(order.vip ? order.tags : [order.channel]).all(t, t.contains(t))")]
    [InlineData("(!order.vip ? [order.channel] : order.tags).all(t, t.contains(t))")]
    [InlineData("{order.channel: order.channel}.all(k, k.contains(k))")]
    [InlineData("{order.channel: order.tags}[order.channel].all(t, t.contains(t))")]
    [InlineData("{1: [order.channel], 2: order.tags}[2].all(t, t.contains(t))")]
    [InlineData("order.tags.map(t, t + t).all(t, t.contains(t))")]
    [InlineData("order.tags.filter(t, true).map(t, [t]).all(l, l[0].contains(l[0]))")]
    [InlineData("[[order.channel], order.tags][1].all(t, t.contains(t))")]
    [InlineData("(order.vip ? {order.channel: order.tags} : {'': ['']}).all(k, k.contains(k))")]
    [InlineData("(order.vip ? {order.channel: order.tags} : {'': ['']})[order.channel].all(t, t.contains(t))")]
    [InlineData("order.tags.all(t, order.tags.all(u, t.contains(u))) && order.tags.all(t, t.contains(t))")]
    [InlineData("order.tags.map(t, size(t)).all(n, n + 1 > 0)")]
    public void The_bound_is_reached(string text)
    {
        var (full, ten) = (new string('a', 80), Enumerable.Repeat((ExpressionValue)new string('a', 80), 10).ToArray());
        var facts = Sample.Facts().Set("order.channel", full).Set("order.tags", ExpressionValue.OfList(ten)).Set("order.vip", true);
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        var (cost, bound) = (expression.Cost(facts), expression.CostMax(new FactSizes(80, 10)));
        Assert.InRange(bound, cost, cost + (cost / 10) + 20);
    }
}
