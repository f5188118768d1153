using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Tests;

/// <summary>The bound on the work of an evaluation that is known at load.</summary>
/// <remarks>Fails when an evaluation takes more than the bound says, or the bound stops growing with what it is a bound over.</remarks>
[Properties(Arbitrary = [typeof(RandomExpressions), typeof(Larger)])]
public class CostLaws
{
    [Law(2_000, 300_000, EndSize = 60)]
    public bool No_evaluation_takes_more_than_the_bound(AnyExpression text, FactValues facts) => IsWithin(text, facts);

    [Law(1_000, 100_000, EndSize = 60)]
    public bool Nor_does_one_on_long_lists_and_texts(AnyExpression text, LargerFacts facts) => IsWithin(text, facts.Values);

    [Theory]
    [InlineData("order.lines.map(l, l.sku + l.sku).map(s, s + s).exists(s, s.contains(order.channel))")]
    [InlineData("order.tags.map(t, order.tags.map(u, [t, u, t + u])).map(x, x.map(y, y + y)).all(x, size(x) > 0)")]
    [InlineData("order.tags.filter(t, t.matches('a.*b')).map(t, bytes(t) + bytes(t)).map(b, string(b)).exists(s, s == order.channel)")]
    [InlineData("order.lines.map(l, [[l, l], [l]]).all(m, m[0][1].sku == m[1][0].sku)")]
    [InlineData("order.marks.map(k, {k: k + k}).map(m, m.map(k, k + k)).exists(l, 'x' in l + l)")]
    [InlineData("order.tags.exists(t, order.channel.matches('(?i)' + t + order.tags[0]))")]
    [InlineData("order.tags.exists(t, order.channel.matches('a{400}(\\\\pL|' + t + '){3}'))")]
    [InlineData("(order.vip ? order.tags : order.lines.map(l, l.sku)).map(t, t + t).exists_one(t, t.startsWith(order.channel))")]
    [InlineData("order.tags.map(t, order.vip, string(size(t)) + t).filter(t, t.endsWith('0')) == order.tags + order.tags")]
    public void Long_ways_stay_under_the_bound(string text)
    {
        foreach (var facts in Larger.Facts().Generator.Sample(40)) Assert.True(IsWithin(text, facts.Values));
    }

    [Theory]
    [InlineData("true", 10, 10, 1)]
    [InlineData("order.units > 3", 10, 10, 3)]
    [InlineData("order.channel == 'tmall'", 800, 10, 9)]
    [InlineData("order.vip ? order.units + 1 : 0", 10, 10, 7)]
    [InlineData("order.tags.all(t, t == 'a')", 10, 100, 302)]
    [InlineData("order.lines.exists(l, order.lines.exists(m, m.units > l.units))", 10, 100, 50_202)]
    [InlineData("order.channel.contains(order.channel)", 800, 10, 10_204)]
    [InlineData("order.tags.map(t, t + 'x')", 8, 10, 93)]
    public void The_bound_is_the_sum_of_what_there_is_to_do(string text, int characters, int elements, long bound) =>
        Assert.Equal(bound, Expression.Compile(text, Sample.Schema).ValueOrThrow().CostMax(new(characters, elements)));

    // A pattern that is computed is charged by what it is, not by what it might be.
    [Theory]
    [InlineData("a", "", 15)]
    [InlineData("ab|cd", "", 30)]
    [InlineData("a{100}", "", 250)]
    [InlineData("a{100}", "aaaaaaaaaaaaaaaaaaaaaaaa", 600)]
    [InlineData("[[:alnum:]]", "", 25)]
    [InlineData("a{100}{9}", "", 10)]
    public void A_computed_pattern_costs_what_it_takes(string pattern, string text, long most)
    {
        var expression = Expression.Compile("order.channel.matches(order.tags[0])", Sample.Schema).ValueOrThrow();
        var facts = Sample.Facts().Set("order.channel", text).Set("order.tags", ExpressionValue.OfList([pattern]));
        Assert.InRange(expression.Cost(facts), most / 2, most);
        Assert.InRange(expression.CostMax(SizesOf(facts)), Math.Max(10_000, most), 80_000);
    }

#if NET // What a pattern is made of is open to the tests of this package alone.
    [Theory]
    [InlineData("(?i)", "\\pL", 5_000)]
    [InlineData("(?i)[", "\\pL]\\PN[^\\p{Han}\\w", 700)]
    [InlineData("", "k", 5_000)]
    [InlineData("(?i)", "k", 5_000)]
    [InlineData("", "a{9}", 1_000)]
    [InlineData("", "\\pC", 2_000)]
    public void The_cost_of_a_large_pattern_is_within_the_bound_of_its_length(string begin, string part, int times)
    {
        var text = begin + string.Concat(Enumerable.Repeat(part, times)) + (begin.EndsWith('[') ? "]" : "");
        var pattern = Pattern.TryParse(text, out _, PatternWay.Steps)!;
        Assert.InRange(pattern.Making, times, Evaluation.Work.OfMakingMax(1 + (text.Length / 8)));
    }
#endif

    [Fact]
    public void Patterns_that_are_computed_again_and_again_end_as_too_costly()
    {
        var expression = Expression.Compile("order.tags.exists(t, order.tags.exists(u, order.channel.matches(t + u)))", Sample.Schema).ValueOrThrow();
        var tags = ExpressionValue.OfList(Enumerable.Range(0, 30).Select(i => ExpressionValue.Of("(?i)a{900}" + i)));
        var result = expression.Evaluate(Sample.Facts().Set("order.channel", new string('b', 200)).Set("order.tags", tags));
        Assert.Equal(RulesCodes.TooCostly, result.Error!.Code);
        Assert.False(expression.Evaluate(Sample.Facts().Set("order.tags", ExpressionValue.OfList(["x", "y", "z"]))).Value.AsBool());
    }

    [Fact]
    public void One_fact_can_have_sizes_of_its_own()
    {
        var expression = Expression.Compile("order.tags.all(t, t != '') && order.lines.all(l, l.bulky)", Sample.Schema).ValueOrThrow();
        var sizes = new FactSizes(10, 1_000);
        Assert.Equal(1 + 3_002 + 2_002, expression.CostMax(sizes));
        Assert.Equal(1 + 3_002 + 12, expression.CostMax(sizes.With("order.lines", 10, 5)));
        Assert.Equal(expression.CostMax(new FactSizes(1, 1)), expression.CostMax(sizes.With("order.lines", 1, 1).With("order.tags", 1, 1)));
    }

    [Fact]
    public void What_has_no_end_in_sight_is_as_much_as_there_is()
    {
        var nested = "order.units > 0";
        for (var i = 0; i < 12; i++) nested = $"order.tags.all(x{i}, {nested})";
        Assert.Equal(long.MaxValue, Expression.Compile(nested, Sample.Schema).ValueOrThrow().CostMax(new(int.MaxValue, int.MaxValue)));
    }

    [Fact]
    public void A_text_has_up_to_three_octets_a_code_unit()
    {
        var expression = Expression.Compile("bytes(order.channel) + bytes(order.channel) == b''", Sample.Schema).ValueOrThrow();
        var facts = Sample.Facts().Set("order.channel", new string('中', 8_000));
        Assert.InRange(expression.Cost(facts), expression.CostMax(new(8_000, 1)) - 20, expression.CostMax(new(8_000, 1)));
    }

    [Fact]
    public void A_size_is_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactSizes(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactSizes(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactSizes(0, 0).With("a", 0, -1));
    }

    [Law(500, 50_000, EndSize = 60)]
    public bool The_bound_grows_with_the_sizes(AnyExpression text, byte characters, byte elements)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        var bound = expression.CostMax(new(characters, elements));
        return bound >= 1 && expression.CostMax(new(characters + 16, elements)) >= bound && expression.CostMax(new(characters, elements + 1)) >= bound;
    }

    private static bool IsWithin(string text, FactValues facts)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        return expression.Cost(facts) <= expression.CostMax(SizesOf(facts));
    }

    private static FactSizes SizesOf(FactValues facts)
    {
        var (characters, elements) = (0, 0);
        for (var slot = 0; slot < Sample.Schema.Fields.Count; slot++) Look(facts.Get(slot));
        return new(characters, elements);

        void Look(ExpressionValue value)
        {
            switch (value.Kind)
            {
                case ValueKind.String:
                    characters = Math.Max(characters, value.AsString().Length);
                    break;
                case ValueKind.List:
                    elements = Math.Max(elements, value.AsList().Count);
                    foreach (var element in value.AsList()) Look(element);
                    break;
                case ValueKind.Map:
                    elements = Math.Max(elements, value.AsMap().Count);
                    foreach (var entry in value.AsMap())
                    {
                        Look(entry.Key);
                        Look(entry.Value);
                    }

                    break;
            }
        }
    }
}

/// <summary>The sample's facts with long lists and texts.</summary>
public sealed record LargerFacts(FactValues Values);

public static class Larger
{
    public static Arbitrary<LargerFacts> Facts() => (
        from channel in Text()
        from tags in Text().ArrayOf(30)
        from count in Gen.Choose(0, 30)
        from sku in Text()
        from batch in Text()
        from marks in Gen.Choose(0, 20)
        from vip in Gen.Elements(true, false)
        select new LargerFacts(Sample.Facts()
            .Set("order.channel", channel).Set("order.tags", ExpressionValue.OfList(tags)).Set("order.vip", vip).Set("order.note", batch)
            .Set("order.marks", ExpressionValue.OfMap(Enumerable.Range(0, marks)
                .Select(i => KeyValuePair.Create<ExpressionValue, ExpressionValue>(sku + i, i))))
            .Set("order.lines", ExpressionValue.OfList(Enumerable.Range(0, count).Select(i => Sample.Line(sku + i, i, i, i % 2 == 0, batch)))))).ToArbitrary();

    private static Gen<string> Text() =>
        Gen.Choose(0, 200).SelectMany(n => Gen.Elements("a", "b", "中", "ab").Select(c => string.Concat(Enumerable.Repeat(c, n))));
}
