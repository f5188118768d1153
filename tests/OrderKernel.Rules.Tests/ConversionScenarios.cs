using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Rules.Tests;

/// <summary>What one type becomes in another, in both modes, and what refuses to.</summary>
/// <remarks>Fails when a value changes, an end of a range moves, or a text that says nothing passes.</remarks>
[Properties(Arbitrary = [typeof(RandomExpressions)])]
public class ConversionScenarios
{
    [Theory]
    [InlineData("int(42u) + int(-1.9) + int('-7') + int('+7')", "41")]
    [InlineData("int('-9223372036854775808')", "-9223372036854775808")]
    [InlineData("int(9223372036854774784.0)", "9223372036854774784")]
    [InlineData("int(timestamp('1969-12-31T23:59:59.999Z'))", "-1")]
    [InlineData("uint(3.99) + uint('18446744073709551612')", "18446744073709551615u")]
    [InlineData("double(9007199254740993) == 9007199254740992.0", "true")]
    [InlineData("double('.5') + double('5.') + double('-1e1')", "-4.5")]
    [InlineData("double('NaN') == double('NaN') || double('inf') != double('+Infinity')", "false")]
    [InlineData("1.0 / double('-0.0') == double('-Infinity')", "true")]
    [InlineData("string(true) + string(-1) + string(1u) + string(1.5) + string(b'\\xe4\\xb8\\xad')", "\"true-111.5中\"")]
    [InlineData("string(-0.0) + string(1.0 / 0.0) + string(0.0 / 0.0) + string(2.0)", "\"-0InfinityNaN2\"")]
    [InlineData("string(timestamp('2026-11-29T23:30:00.120+08:00'))", "\"2026-11-29T15:30:00.12Z\"")]
    [InlineData("string(duration('1m1ms')) + string(duration('-1500ms')) + string(duration('-2s'))", "\"60.001s-1.5s-2s\"")]
    [InlineData("bytes('中') == b'\\xe4\\xb8\\xad' && bytes(b'a') == b'a' && b'\\303\\277' == bytes('\\377')", "true")]
    [InlineData("bool('t') && bool('1') && !bool('F') && bool(true)", "true")]
    [InlineData("type(1) == int && type(1u) == uint && type(1.0) == double && type('') == string && type(b'') == bytes", "true")]
    [InlineData("type(null) == null_type && type([]) == list && type({}) == map && type(true) == bool && type(int) == type", "true")]
    [InlineData("type(order.placedAt) == google.protobuf.Timestamp && type(duration('0')) == google.protobuf.Duration", "true")]
    [InlineData("type(order.total) == money && type(order.lines[0].sku) == string && type(dyn(1)) != uint", "true")]
    [InlineData("[int, type(1)] == [type(2), int] && int in [uint, int] && .int == int", "true")]
    [InlineData("[1].all(int, type(int) == .int)", "true")]
    [InlineData("type(type)", "type")]
    [InlineData("google.protobuf.Timestamp", "google.protobuf.Timestamp")]
    [InlineData("order.channel.matches('^t.*l$') && matches(order.channel, 'mal') && !'b'.matches('a')", "true")]
    [InlineData("order.channel.matches('^' + order.channel)", "true")]
    [InlineData("{'content-type': 1}.`content-type` + {'in': 2}.`in` + {'a': 3}.`a`", "6")]
    public void A_conversion_gives_the_same_value_in_both_modes(string text, string value)
    {
        Assert.Equal(value, Sample.Checked(text).ToString());
        Assert.Equal(value, Sample.Dynamic(text).ToString());
    }

    [Theory]
    [InlineData("int(9223372036854775808u)", RulesCodes.Overflow)]
    [InlineData("int(9223372036854775807.0)", RulesCodes.Overflow)]
    [InlineData("int(-9223372036854775808.0)", RulesCodes.Overflow)]
    [InlineData("int(0.0 / 0.0)", RulesCodes.Overflow)]
    [InlineData("int('9223372036854775808')", RulesCodes.Overflow)]
    [InlineData("uint(-1)", RulesCodes.Overflow)]
    [InlineData("uint(-0.5)", RulesCodes.Overflow)]
    [InlineData("uint(18446744073709551616.0)", RulesCodes.Overflow)]
    [InlineData("uint('18446744073709551616')", RulesCodes.Overflow)]
    [InlineData("double('1e400')", RulesCodes.Overflow)]
    [InlineData("timestamp(253402300800)", RulesCodes.Overflow)]
    [InlineData("timestamp('0000-12-31T23:59:59Z')", RulesCodes.Overflow)]
    [InlineData("timestamp('0001-01-01T00:00:00+00:01')", RulesCodes.Overflow)]
    [InlineData("duration('9223372036854775808ns')", RulesCodes.Overflow)]
    [InlineData("int(order.channel)", RulesCodes.ConversionInvalid)]
    [InlineData("uint('-' + '1')", RulesCodes.ConversionInvalid)]
    [InlineData("int('' + '')", RulesCodes.ConversionInvalid)]
    [InlineData("int('' + '+')", RulesCodes.ConversionInvalid)]
    [InlineData("double('' + '1e')", RulesCodes.ConversionInvalid)]
    [InlineData("double('' + '.')", RulesCodes.ConversionInvalid)]
    [InlineData("double('' + '-nan')", RulesCodes.ConversionInvalid)]
    [InlineData("double('' + '1_0')", RulesCodes.ConversionInvalid)]
    [InlineData("double(' ' + '1')", RulesCodes.ConversionInvalid)]
    [InlineData("bool('TrUe' + '')", RulesCodes.ConversionInvalid)]
    [InlineData("string(b'' + b'\\xc0\\x80') == ''", RulesCodes.ConversionInvalid)]
    [InlineData("timestamp(order.channel)", RulesCodes.ConversionInvalid)]
    [InlineData("duration(order.channel)", RulesCodes.ConversionInvalid)]
    [InlineData("order.channel.matches('(' + order.channel)", RulesCodes.PatternInvalid)]
    [InlineData("order.placedAt.getHours(order.channel)", RulesCodes.UnknownTimeZone)]
    public void What_does_not_fit_or_says_nothing_is_a_typed_error_in_both_modes(string text, string code)
    {
        foreach (var result in new[] { Sample.Checked(text), Sample.Dynamic(text) }) Assert.Equal((code, false), (result.Error!.Code, result.IsOk));
    }

    [Theory]
    [InlineData("int(true)")]
    [InlineData("bool(1)")]
    [InlineData("double(null)")]
    [InlineData("string([])")]
    [InlineData("bytes(1)")]
    [InlineData("timestamp(1.0)")]
    [InlineData("duration(1)")]
    [InlineData("int(duration('1s'))")]
    [InlineData("'a'.getHours()")]
    [InlineData("duration('1s').getDate()")]
    [InlineData("duration('1s').getHours('UTC')")]
    [InlineData("order.placedAt.getHours(1)")]
    [InlineData("order.placedAt + order.placedAt")]
    [InlineData("duration('1s') - order.placedAt")]
    [InlineData("order.placedAt + 1")]
    [InlineData("order.placedAt * duration('1s')")]
    [InlineData("-duration('1s')")]
    [InlineData("int < uint")]
    [InlineData("{int: 1}")]
    [InlineData("matches(1, 'a')")]
    public void Dynamic_mode_meets_type_errors_as_values(string text) => Assert.Equal(RulesCodes.NoOverload, Sample.Dynamic(text).Error?.Code);

    [Theory]
    [InlineData("int('x') == 1 || true", "true")]
    [InlineData("timestamp('x') == timestamp('y') || true", "true")]
    [InlineData("'a'.matches('(') || true", "true")]
    public void What_checked_mode_refuses_at_load_dynamic_mode_meets_as_an_error(string text, string value)
    {
        Assert.Equal(value, Sample.Dynamic(text).ToString());
        Assert.False(Expression.Compile(text, Sample.Schema).IsOk);
    }

    [Fact]
    public void A_bound_name_goes_before_the_type_of_that_name()
    {
        var bindings = new Dictionary<string, ExpressionValue> { ["int"] = 5, ["google"] = ExpressionValue.OfMap([]) };
        Assert.Equal("true", Sample.Dynamic("int == 5 && int(2.0) == 2", bindings).ToString());
        Assert.Equal("google.protobuf.Duration", Sample.Dynamic("google.protobuf.Duration", bindings).ToString());
        var schema = FactSchema.Of(FactField.Required("type", FactType.String), FactField.Required("map.x", FactType.Int));
        Assert.Equal(FactType.String, Expression.Compile("type", schema).ValueOrThrow().Type);
        Assert.Equal(RulesCodes.UnknownField, Expression.Compile("map", schema).Refusal!.Code);
        Assert.Equal("type", Expression.Compile("list", schema).ValueOrThrow().Type.ToString());
    }

    [Fact]
    public void Types_are_values()
    {
        Assert.Equal(ValueKind.Instant, Sample.Dynamic("google.protobuf.Timestamp").Value.AsType());
        Assert.Equal(ExpressionValue.OfType(ValueKind.Money), Sample.Checked("type(order.total)").Value);
        Assert.NotEqual(ExpressionValue.OfType(ValueKind.Int), ExpressionValue.OfType(ValueKind.Uint));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpressionValue.OfType(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpressionValue.OfType((ValueKind)14));
        Assert.Throws<InvalidOperationException>(() => ExpressionValue.Of(1).AsType());
    }

    [Law(1_000, 100_000)]
    public bool A_number_that_becomes_a_text_comes_back(NumberOfAKind number)
    {
        var (value, name) = number.Number switch
        {
            long l => (ExpressionValue.Of(l), "int"), ulong u => (ExpressionValue.Of(u), "uint"), var d => (ExpressionValue.Of((double)d), "double"),
        };
        return Sample.Dynamic($"{name}(string(x))", new() { ["x"] = value }).Value == value;
    }

    /// <summary>Fails when octets that are no text pass, or a text is refused: the platform's strict decoder is the reference.</summary>
    [Law(3_000, 500_000)]
    public bool Octets_are_a_text_exactly_where_a_strict_decoder_reads_them(byte[] tail, string text)
    {
        foreach (var octets in new[] { tail, Encoding.UTF8.GetBytes(text ?? ""), [.. Encoding.UTF8.GetBytes("é中🐱"), .. tail] })
        {
            string? expected;
            try
            {
                expected = new UTF8Encoding(false, true).GetString(octets);
            }
            catch (DecoderFallbackException)
            {
                expected = null;
            }

            var result = Sample.Dynamic("string(x)", new() { ["x"] = ExpressionValue.OfBytes(octets) });
            if (expected is null ? result.Error?.Code != RulesCodes.ConversionInvalid : !result.IsOk || result.Value.AsString() != expected) return false;
        }

        return true;
    }

    [Theory]
    [InlineData("f0808080")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    [InlineData("e4b8")]
    [InlineData("80")]
    [InlineData("ff")]
    [InlineData("c1bf")]
    [InlineData("e08080")]
    public void What_is_no_utf_8_is_refused(string octets) => Assert.Equal(RulesCodes.ConversionInvalid,
        Sample.Dynamic("string(x)", new() { ["x"] = ExpressionValue.OfBytes(Convert.FromHexString(octets)) }).Error?.Code);

    // Source: the suite's conversions (123.456 and -4.5e-3); for the others common/types/double.go of cel-go, which prints %g, and FormatDouble in
    // runtime/standard/type_conversion_functions.cc of cel-cpp, which prints general shortest characters. Both begin exponents at -5 and 6.
    [Theory]
    [InlineData("123.456", "123.456")]
    [InlineData("-4.5e-3", "-0.0045")]
    [InlineData("0.0", "0")]
    [InlineData("-0.0", "-0")]
    [InlineData("1.0", "1")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("10.0", "10")]
    [InlineData("100.25", "100.25")]
    [InlineData("100000.0", "100000")]
    [InlineData("123456.0", "123456")]
    [InlineData("123456.5", "123456.5")]
    [InlineData("999999.5", "999999.5")]
    [InlineData("1000000.0", "1e+06")]
    [InlineData("1234567.0", "1.234567e+06")]
    [InlineData("123456789012345680.0", "1.2345678901234568e+17")]
    [InlineData("1e21", "1e+21")]
    [InlineData("-1e21", "-1e+21")]
    [InlineData("1.5e100", "1.5e+100")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.05", "0.05")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00012", "0.00012")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("0.000012", "1.2e-05")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.0 / 0.0", "Infinity")]
    [InlineData("-1.0 / 0.0", "-Infinity")]
    [InlineData("0.0 / 0.0", "NaN")]
    public void A_double_becomes_the_text_that_the_reference_implementations_print(string number, string text)
    {
        Assert.Equal(text, Sample.Dynamic($"string({number})").Value.AsString());
        Assert.True(Sample.Dynamic($"double('{text}') == {number} || {number} != {number}").Value.AsBool());
    }

    [Law(2_000, 200_000)]
    public bool A_double_that_becomes_a_text_comes_back(long bits)
    {
        var number = BitConverter.Int64BitsToDouble(bits);
        var bindings = new Dictionary<string, ExpressionValue> { ["x"] = ExpressionValue.Of(number) };
        return double.IsNaN(number) || Sample.Dynamic("double(string(x)) == x", bindings).Value.AsBool();
    }
}
