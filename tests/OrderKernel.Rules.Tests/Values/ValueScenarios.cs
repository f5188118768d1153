namespace OrderKernel.Rules.Tests;

/// <summary>Keys of maps, literals of values, types of facts: what is the same, what is refused, what is written how.</summary>
/// <remarks>Fails when a key is found under another number, a value is written as another, or a type fits where it must not.</remarks>
public class ValueScenarios
{
    [Theory]
    [InlineData("{1: 'x'}[1.0]", "\"x\"")]
    [InlineData("{1u: 'x'}[1]", "\"x\"")]
    [InlineData("{1: 'x'}[1u]", "\"x\"")]
    [InlineData("{0: 'x'}[0u] + {0u: 'y'}[0] + {0: 'z'}[-0.0]", "\"xyz\"")]
    [InlineData("{-9223372036854775808: 'x'}[-9223372036854775808.0]", "\"x\"")]
    [InlineData("{9223372036854775808u: 'x'}[9223372036854775808.0]", "\"x\"")]
    [InlineData("{18446744073709549568u: 'x'}[18446744073709549568.0]", "\"x\"")]
    [InlineData("1.0 in {1: 2} && 1u in {1: 2} && !(1.5 in {1: 2}) && !(2.0 in {1: 2}) && !(0.0 / 0.0 in {0: 1})", "true")]
    [InlineData("18446744073709551616.0 in {18446744073709551615u: 1} || 9223372036854775808.0 in {9223372036854775807: 1}", "false")]
    [InlineData("-9223372036854777856.0 in {-9223372036854775808: 1} || 1.0e300 in {0: 1}", "false")]
    [InlineData("{true: 1}[true] + {'a': 2}['a']", "3")]
    public void A_key_is_found_by_what_it_counts(string text, string value) => Assert.Equal(value, Sample.Dynamic(text).ToString());

    [Theory]
    [InlineData("{1: 2, 1.0: 3}", RulesCodes.NoOverload)]
    [InlineData("{1: 2, 1u: 3}", RulesCodes.DuplicateKey)]
    [InlineData("{true: 2, true: 3}", RulesCodes.DuplicateKey)]
    [InlineData("{null: 2}", RulesCodes.NoOverload)]
    [InlineData("{1: 'x'}[1.5]", RulesCodes.NoSuchKey)]
    [InlineData("{1: 'x'}[0.0 / 0.0]", RulesCodes.NoSuchKey)]
    public void What_is_no_key(string text, string code) => Assert.Equal(code, Sample.Dynamic(text).Error!.Code);

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("0.0", "0.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("1e300", "1e+300")]
    [InlineData("1.0 / 0.0", "Infinity")]
    [InlineData("0.0 / 0.0", "NaN")]
    [InlineData("' a\\u0020\\u001f\\u007f\\u0085\\u2028\\u2029\\u00a0\\n\\t\\\"\\\\'", "\" a \\u001f\\u007f\\u0085\\u2028\\u2029\u00a0\\n\\u0009\\\"\\\\\"")]
    [InlineData("b' ~\\x1f\\x7f\\x80\\\"\\\\a'", "b\" ~\\x1f\\x7f\\x80\\x22\\x5ca\"")]
    [InlineData("[1, 2u, null, true, false, {'a': [money('1.50')]}]", "[1, 2u, null, true, false, {\"a\": [money(\"1.5\")]}]")]
    [InlineData("[int, uint, double, bool, string, bytes, list, map, type, null_type]", "[int, uint, double, bool, string, bytes, list, map, type, null_type]")]
    [InlineData("[type(timestamp(0)), type(duration('1s')), type(money('1'))]", "[google.protobuf.Timestamp, google.protobuf.Duration, money]")]
    public void A_value_is_written_as_a_literal(string text, string written) => Assert.Equal(written, Sample.Dynamic(text).ToString());

    [Fact]
    public void A_map_nests_as_deep_as_a_list_and_holds_no_absent_value()
    {
        static ExpressionValue Map(ExpressionValue value) => ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>("a", value)]);
        var deep = Map(1);
        for (var i = 1; i < Expression.DepthMax; i++) deep = Map(deep);
        Assert.Throws<ArgumentException>(() => Map(deep));
        Assert.Throws<ArgumentException>(() => ExpressionValue.OfList([deep]));
        Assert.Throws<ArgumentException>(() => Map(default));
        // Side by side is not inside one another, and a text has no depth.
        Assert.False(ExpressionValue.OfList(Enumerable.Repeat(ExpressionValue.OfList([new string('a', 2_000)]), 200)).IsAbsent);
        Assert.Throws<InvalidOperationException>(() => ExpressionValue.Of(100).AsMoney(Currency.Cny));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpressionValue.OfType(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpressionValue.OfType(ValueKind.Type + 1));
        Assert.Equal(ValueKind.Type, ExpressionValue.OfType(ValueKind.Type).AsType());
        Assert.Equal(ValueKind.Null, ExpressionValue.OfType(ValueKind.Null).AsType());
    }

#if NET // Open to the tests of this package alone.
    // What is looked at again and again in macros is charged by all that it holds.
    [Fact]
    public void A_value_weighs_what_all_its_parts_weigh()
    {
        var text = new string('a', 80);
        static ExpressionValue Map(ExpressionValue key, ExpressionValue value) => ExpressionValue.OfMap([KeyValuePair.Create(key, value)]);
        Assert.Equal(11, ExpressionValue.Of(text).Weight);
        Assert.Equal(11, ExpressionValue.OfBytes(new byte[80]).Weight);
        Assert.Equal(1, ExpressionValue.Of(long.MaxValue).Weight);
        Assert.Equal(1 + 11 + 1, ExpressionValue.OfList([text, 1]).Weight);
        Assert.Equal(1 + 11 + 1, Map(text, 1).Weight);
        Assert.Equal(1 + 1 + 12, Map(1, ExpressionValue.OfList([text])).Weight);
    }
#endif

    [Fact]
    public void Types_are_equal_by_their_names()
    {
        FactType? none = null;
        Assert.True(FactType.ListOf(FactType.Int) == FactType.ListOf(FactType.Int) && FactType.Int != FactType.Uint);
        Assert.True(none == null && FactType.Int != none && none != FactType.Int);
        Assert.False(none != null);
        Assert.True(FactType.MapOf(FactType.String, FactType.Int) != FactType.MapOf(FactType.Int, FactType.String));
    }

    [Theory]
    [InlineData("order.vip ? [1] : ['a']", "list<any>")]
    [InlineData("[[1], [2]]", "list<list<int>>")]
    [InlineData("[[], [2]]", "list<list<int>>")]
    [InlineData("[{'a': 1}, {'b': 2}]", "list<map<string, int>>")]
    [InlineData("[{'a': 1}, {'b': 'c'}]", "list<map<string, any>>")]
    [InlineData("[[1], ['a']]", "list<list<any>>")]
    [InlineData("[[1], {'a': 1}]", "list<any>")]
    [InlineData("[1, 'a']", "list<any>")]
    public void A_list_has_the_narrowest_type_that_holds_its_elements(string text, string type)
    {
        var result = Expression.Compile(text, Sample.Schema);
        if (result.IsOk) Assert.Equal(type, result.ValueOrThrow().Type.ToString());
        else Assert.StartsWith("order.vip", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1] == [2.0]", true)]
    [InlineData("[1] == ['a']", false)]
    [InlineData("{'a': 1} == {'a': 2u}", true)]
    [InlineData("{'a': 1} == {'a': 'b'}", false)]
    [InlineData("{'a': 1} == {1: 1}", false)]
    [InlineData("[[1]] == [['a']]", false)]
    [InlineData("[] == [1]", true)]
    [InlineData("[1] == {'a': 1}", false)]
    [InlineData("order.total == order.placedAt", false)]
    public void Only_what_may_be_equal_is_compared(string text, bool isAccepted) => Assert.Equal(isAccepted, Expression.Compile(text, Sample.Schema).IsOk);

    [Fact]
    public void A_schema_grows_and_tells_its_slots()
    {
        var schema = FactSchema.Of(FactField.Required("a.b", FactType.Int), FactField.Required("a.c", FactType.Int));
        var more = schema.With(FactField.Required("a.d.e", FactType.Bool));
        Assert.Equal((2, 3), (schema.Fields.Count, more.Fields.Count));
        Assert.Equal((0, 1, 2), (more.SlotOf("a.b"), more.SlotOf("a.c"), more.SlotOf("a.d.e")));
        Assert.False(schema.TrySlotOf("a.d.e", out _));
        Assert.Throws<ArgumentException>(() => schema.SlotOf("a"));
        Assert.Throws<ArgumentException>(() => schema.With(FactField.Required("a.b", FactType.Int)));
        Assert.Throws<ArgumentException>(() => schema.With(FactField.Required("a", FactType.Int)));
        var refusal = Expression.Compile("a.zzzzzz == 1", more).Refusal!;
        Assert.Contains(new Argument("suggestion", "b, c, d"), refusal.Arguments.Items);
    }

    [Fact]
    public void A_map_of_facts_has_keys_and_values_of_its_type()
    {
        var facts = new FactValues(Sample.Schema);
        static ExpressionValue Map(ExpressionValue key, ExpressionValue value) => ExpressionValue.OfMap([KeyValuePair.Create(key, value)]);
        facts.Set("order.marks", Map("a", 1));
        Assert.Throws<ArgumentException>(() => facts.Set("order.marks", Map("a", "b")));
        Assert.Throws<ArgumentException>(() => facts.Set("order.marks", Map(1, 1)));
    }

    // .NET Framework's own form of the first four has digits too many.
    [Theory]
    [InlineData(0.9999999999999999, "0.9999999999999999")]
    [InlineData(9.000000000000002, "9.000000000000002")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(3.0, "3.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(123456789012345.0, "123456789012345.0")]
    [InlineData(1234567890123456.0, "1.234567890123456e+15")]
    [InlineData(1e15, "1e+15")]
    public void A_double_is_written_alike_on_every_platform(double value, string text) => Assert.Equal(text, ExpressionValue.Of(value).ToString());

#if NET
    [Law(2_000, 200_000)]
    public void A_double_is_written_with_as_many_digits_as_tell_it_from_its_neighbours(long bits)
    {
        foreach (var value in new[] { BitConverter.Int64BitsToDouble(bits), bits, bits / 1000.0 }.Where(v => !double.IsNaN(v) && !double.IsInfinity(v)))
        {
            var text = ExpressionValue.Of(value).ToString();
            Assert.Equal(value, double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Digits(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)), Digits(text));
        }
    }

    private static string Digits(string number)
    {
        var mantissa = number.ToUpperInvariant().Split('E')[0];
        return mantissa.Replace("-", "").Replace(".", "").Trim('0');
    }
#endif
}
