using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Rules.Tests;

/// <summary>The macros over facts, in both modes: records, scopes, errors and the bound on their work.</summary>
/// <remarks>
/// Fails when a macro differs from the chain it stands for, a variable leaks or hides the wrong name, or macros inside macros run without end.
/// </remarks>
[Properties(Arbitrary = [typeof(RandomExpressions)])]
public class MacroScenarios
{
    [Theory]
    [InlineData("order.lines.exists(l, l.bulky)", "true")]
    [InlineData("order.lines.all(l, l.units > 0 && l.price > money('0'))", "true")]
    [InlineData("order.lines.exists_one(l, has(l.batch) && l.batch.startsWith('2026'))", "true")]
    [InlineData("order.lines.exists(l, !has(l.batch) || l.batch == 'x')", "true")]
    [InlineData("order.lines.map(l, has(l.batch), l.batch)", "[\"2026-01\"]")]
    [InlineData("order.lines.map(l, l.sku) == ['A', 'B']", "true")]
    [InlineData("size(order.lines.filter(l, l.bulky)) == 1 && order.lines.filter(l, l.bulky)[0].sku == 'B'", "true")]
    [InlineData("order.lines[1].bulky && has(order.lines[1].batch) && order.lines[1].batch == '2026-01'", "true")]
    [InlineData("order.lines.exists(l, order.lines.exists(m, m.sku != l.sku && m.units > l.units))", "true")]
    [InlineData("order.lines.exists(l, [1, 2, 3].all(l, l > 0) && l.sku == 'B')", "true")]
    [InlineData("order.tags.exists(order, order == 'gift' && .order.units == 3)", "true")]
    [InlineData("order.marks.all(k, order.marks[k] == 7)", "true")]
    [InlineData("[3, 0, 1].exists(x, 6 / x == 2)", "true")]
    [InlineData("[0, 3].exists(x, 6 / x == 2)", "true")]
    [InlineData("[0, 1].all(x, 6 / x == 2)", "false")]
    [InlineData("[].exists(x, x) || [].all(x, x)", "true")]
    public void A_macro_gives_the_same_in_both_modes(string text, string value)
    {
        Assert.Equal(value, Sample.Checked(text).ToString());
        Assert.Equal(value, Sample.Dynamic(text).ToString());
    }

    [Theory]
    [InlineData("[0, 1].exists(x, 6 / x == 2)", RulesCodes.DivideByZero)]
    [InlineData("[0, 3].all(x, 6 / x == 2)", RulesCodes.DivideByZero)]
    [InlineData("[3, 0].exists_one(x, 6 / x == 2)", RulesCodes.DivideByZero)]
    [InlineData("[1, 0].map(x, 6 / x) == []", RulesCodes.DivideByZero)]
    [InlineData("[1, 0].filter(x, 6 / x > 0) == []", RulesCodes.DivideByZero)]
    [InlineData("[1].map(x, true, 6 / 0) == []", RulesCodes.DivideByZero)]
    public void An_error_is_absorbed_by_all_and_exists_alone(string text, string code)
    {
        Assert.Equal(code, Sample.Checked(text).Error?.Code);
        Assert.Equal(code, Sample.Dynamic(text).Error?.Code);
    }

    [Theory]
    [InlineData("[1, 2].exists(x, 'a')")]
    [InlineData("[1, 2].all(x, x)")]
    [InlineData("[1, 2].exists_one(x, x)")]
    [InlineData("[1, 2].filter(x, x)")]
    [InlineData("[1, 2].map(x, x, x)")]
    [InlineData("1.all(x, true)")]
    [InlineData("'ab'.map(x, x)")]
    public void Dynamic_mode_meets_type_errors_as_values(string text) => Assert.Equal(RulesCodes.NoOverload, Sample.Dynamic(text).Error?.Code);

    [Fact]
    public void A_record_takes_exactly_its_fields()
    {
        var schema =
            FactSchema.Of(
                FactField.Required("line", FactType.RecordOf(FactField.Required("sku", FactType.String), FactField.Optional("note", FactType.String))));
        foreach (var (fields,
            fits) in new (string[], bool)[] { (["sku"], true), (["sku", "note"], true), (["note"], false), (["sku", "other"], false), ([], false) })
        {
            var record = ExpressionValue.OfMap(fields.Select(f => KeyValuePair.Create<ExpressionValue, ExpressionValue>(f, "x")));
            Assert.Equal(!fits, Record.Exception(() => new FactValues(schema).Set("line", record)) is ArgumentException);
        }

        Assert.Throws<ArgumentException>(() =>
            new FactValues(schema).Set("line", ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>("sku", 1)])));
        Assert.Throws<ArgumentException>(() => FactType.RecordOf(FactField.Required("a.b", FactType.Int)));
        Assert.Throws<ArgumentException>(() => FactType.RecordOf(FactField.Required("a", FactType.Int), FactField.Required("a", FactType.Bool)));
        Assert.Equal("record{sku: string, note?: string}", schema.Fields[0].Type.ToString());
    }

    [Theory]
    [InlineData("{0}.all(a, {0}.all(b, {0}.all(c, {0}.all(d, {0}.all(e, {0}.all(f, {0}.all(g, a + b + c + d + e + f + g >= 0)))))))")]
    [InlineData("['a'].map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x) == []")]
    [InlineData("[1].map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).exists(y, y == y)")]
    public void Work_that_grows_with_every_level_ends_as_an_error(string text)
    {
        text = text.Replace("{0}", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", StringComparison.Ordinal);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(RulesCodes.TooCostly, Sample.Dynamic(text).Error?.Code);
        Assert.Equal(RulesCodes.TooCostly, Sample.Dynamic($"({text}) || true").Error?.Code);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Ten_thousand_lines_are_not_too_many()
    {
        var facts = Sample.Facts().Set("order.lines", ExpressionValue.OfList(Enumerable.Range(0, 10_000).Select(i => Sample.Line("S" + i, i, 1, false, null))));
        Assert.Equal("true", Sample.Checked("order.lines.all(l, l.units >= 0 && !l.bulky) && !order.lines.exists(l, l.sku == 'none')", facts).ToString());
    }

    [Law(500, EndSize = 12)]
    public bool Quantifiers_are_the_chains_they_stand_for(QuantifiedBody body, long[] list) =>
        Chain(list, body, " || ", "false") == Truth($"{Text(list)}.exists(x, {body})")
            && Chain(list, body, " && ", "true") == Truth($"{Text(list)}.all(x, {body})");

    [Fact]
    public void The_law_of_chains_refuses_a_quantifier_that_stops_at_the_first_error() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        RandomExpressions.Bodies(), RandomExpressions.Lists(),
        (body, list) =>
            Chain(list, body, " || ", "false")
                == Truth(list.Aggregate("false", (rest, x) => $"({body.Text.Replace("x", $"({x})", StringComparison.Ordinal)}) ? true : ({rest})")))
        .Check(Sizes.Config(500).WithEndSize(12)));

    private static string Text(long[] list) => $"[{string.Join(", ", list)}]";

    private static bool? Chain(long[] list, string body, string op, string empty) =>
        Truth(list.Length == 0 ? empty : string.Join(op, list.Select(x => $"({body.Replace("x", $"({x})", StringComparison.Ordinal)})")));

    private static bool? Truth(string text) => Sample.Dynamic(text) is { IsOk: true } result ? result.Value.AsBool() : null;
}
