namespace OrderKernel.Rules.Tests.Syntax;

/// <summary>Literals: which characters and octets a quotation stands for, which numbers, and what a problem points at.</summary>
/// <remarks>Fails when an escape gets another meaning, a limit moves by one, or the text that a problem shows is another.</remarks>
public class LiteralScenarios
{
    [Theory]
    [InlineData("'\\a\\b\\f\\n\\r\\t\\v'", "7 8 C A D 9 B")]
    [InlineData("'\\\\\\?\\\"\\'\\`'", "5C 3F 22 27 60")]
    [InlineData("'\\x41\\X7a\\x0F\\xfF'", "41 7A F FF")]
    [InlineData("'\\u4e2d\\uD7FF\\uE000\\uffff'", "4E2D D7FF E000 FFFF")]
    [InlineData("'\\U0001F431\\U0010FFFF\\U00000041\\U00010000'", "D83D DC31 DBFF DFFF 41 D800 DC00")]
    [InlineData("'\\101\\000\\377\\0123'", "41 0 FF A 33")]
    [InlineData("'é中🐱'", "E9 4E2D D83D DC31")]
    [InlineData("r'\\x41\\n'", "5C 78 34 31 5C 6E")]
    [InlineData("R\"\\\"", "5C")]
    [InlineData("\"it's\"", "69 74 27 73")]
    [InlineData("'''a'b''c'''", "61 27 62 27 27 63")]
    [InlineData("''''''", "")]
    [InlineData("\"\"\"'''\"\"\"", "27 27 27")]
    [InlineData("r'''\\'''", "5C")]
    [InlineData("''", "")]
    public void A_text_has_these_code_units(string text, string units) =>
        Assert.Equal(units, string.Join(" ", Sample.Dynamic(text).Value.AsString().Select(c => ((int)c).ToString("X"))));

    [Theory]
    [InlineData("b'\\a\\b\\f\\n\\r\\t\\v'", "7 8 C A D 9 B")]
    [InlineData("b'\\xff\\101\\377\\x80\\x7f'", "FF 41 FF 80 7F")]
    [InlineData("b'\u007f\u0080é中🐱'", "7F C2 80 C3 A9 E4 B8 AD F0 9F 90 B1")]
    [InlineData("bR'\\n'", "5C 6E")]
    [InlineData("B\"\"\"a\"b\"\"\"", "61 22 62")]
    public void Bytes_are_these_octets(string text, string octets) =>
        Assert.Equal(octets, string.Join(" ", Sample.Dynamic(text).Value.AsBytes().ToArray().Select(o => o.ToString("X"))));

    // A line end by itself stands in triple quotes only.
    [Fact]
    public void Lines_and_comments_end_where_they_end()
    {
        Assert.Equal("a\nb\r", Sample.Dynamic("'''a\nb\r'''").Value.AsString());
        Assert.Equal(3, Sample.Dynamic("1 // one\n + 2 // and / two").Value.AsInt());
        Assert.Equal(3, Sample.Dynamic("1//\n+2//").Value.AsInt());
        Assert.Equal(3, Sample.Dynamic("6 / 2").Value.AsInt());
        Assert.Equal(3, Sample.Dynamic("\t1\f+\r\n2").Value.AsInt());
        Assert.False(DynamicExpression.Parse("1 // one\n 2").IsOk);
        Assert.False(DynamicExpression.Parse("1 / / 2").IsOk);
        Assert.False(DynamicExpression.Parse("1 + \v2").IsOk);
        Assert.False(DynamicExpression.Parse("\"a\rb\"").IsOk);
        Assert.False(DynamicExpression.Parse("'\ud83d'").IsOk);
        Assert.False(DynamicExpression.Parse("'\udc31\ud83d'").IsOk);
    }

    [Theory]
    [InlineData("0x1F", "31")]
    [InlineData("0XabCDef", "11259375")]
    [InlineData("0xA9fu", "2719u")]
    [InlineData("0xFFFFFFFFFFFFFFFFu", "18446744073709551615u")]
    [InlineData("0x7FFFFFFFFFFFFFFF", "9223372036854775807")]
    [InlineData("-0x8000000000000000", "-9223372036854775808")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615U", "18446744073709551615u")]
    [InlineData("1.5e2", "150.0")]
    [InlineData("15E-1", "1.5")]
    [InlineData("1e+2", "100.0")]
    [InlineData("007", "7")]
    public void A_number_is_this_value(string text, string value) => Assert.Equal(value, Sample.Dynamic(text).Value.ToString());

    [Theory]
    [InlineData("'\\xg1'")]
    [InlineData("'\\x4'")]
    [InlineData("'\\u12'")]
    [InlineData("'\\U0001F43'")]
    [InlineData("'\\U00110000'")]
    [InlineData("'\\udfff'")]
    [InlineData("'\\400'")]
    [InlineData("'\\018'")]
    [InlineData("'\\08'")]
    [InlineData("'\\8'")]
    [InlineData("'\\/'")]
    [InlineData("b'\\U00000041'")]
    [InlineData("'abc\\")]
    [InlineData("'''a''")]
    [InlineData("''''")]
    [InlineData("'a\"")]
    [InlineData("0xg")]
    [InlineData("1ex1")]
    [InlineData("1e+x")]
    [InlineData("rb'a'")]
    public void What_is_no_literal(string text) => Assert.Equal(RulesCodes.Syntax, DynamicExpression.Parse(text).Refusal!.Code);

    [Theory]
    [InlineData("1 true", "true", 3)]
    [InlineData("1 foo", "foo", 3)]
    [InlineData("1 0x1F", "0x1F", 3)]
    [InlineData("1 2.5", "2.5", 3)]
    [InlineData("1 7u", "7u", 3)]
    [InlineData("1 'a'", "'a'", 3)]
    [InlineData("1 'open", "'open", 3)]
    [InlineData("1 `a b`", "`a b`", 3)]
    [InlineData("1 `a", "`a", 3)]
    [InlineData("1 $", "$", 3)]
    [InlineData("1 +", "end", 4)]
    [InlineData("1 <= ", "end", 6)]
    [InlineData("1 0xg", "0x", 3)]
    [InlineData("1 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 3)]
    public void A_problem_shows_what_was_found(string text, string found, int position)
    {
        var refusal = DynamicExpression.Parse(text).Refusal!;
        Assert.Equal(RulesCodes.Syntax, refusal.Code);
        Assert.Contains(new Argument("found", found), refusal.Arguments.Items);
        Assert.Contains(new Argument("position", position.ToString()), refusal.Arguments.Items);
    }

    // Not in the middle of a table: the first problem counts.
    [Theory]
    [InlineData("1 + * 99999999999999999999", RulesCodes.Syntax, "5")]
    [InlineData("99999999999999999999 + *", RulesCodes.LiteralOutOfRange, "1")]
    public void The_first_problem_is_told(string text, string code, string position)
    {
        var refusal = DynamicExpression.Parse(text).Refusal!;
        Assert.Equal((code, position), (refusal.Code, refusal.Arguments.Items.Single(a => a.Name == "position").Value));
    }

    [Theory]
    [InlineData("m.`in`", "m.`in`")]
    [InlineData("m.`true`", "m.`true`")]
    [InlineData("m.`false`", "m.`false`")]
    [InlineData("m.`null`", "m.`null`")]
    [InlineData("m.`if`", "m.if")]
    [InlineData("m.`a`", "m.a")]
    [InlineData("m.`a-b/c d.e`", "m.`a-b/c d.e`")]
    [InlineData("[-x.size(), a * b / c % d]", "[-x.size(), a * b / c % d]")]
    [InlineData("timestamp('2026-01-01T00:00:00Z') < t", "timestamp(\"2026-01-01T00:00:00Z\") < t")]
    public void Names_that_are_words_stay_quoted(string text, string canonical)
    {
        Assert.Equal(canonical, DynamicExpression.Parse(text).ValueOrThrow().ToString());
        Assert.Equal(canonical, DynamicExpression.Parse(canonical).ValueOrThrow().ToString());
    }
}
