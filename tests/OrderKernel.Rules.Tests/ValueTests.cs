using NodaTime;

namespace OrderKernel.Rules.Tests;

/// <summary>Values go in and come out unchanged.</summary>
/// <remarks>Fails when a kind loses or changes its content, or reading another kind passes.</remarks>
public class ValueTests
{
    [Fact]
    public void Every_kind_comes_out_as_it_went_in()
    {
        var (at, span) = (Instant.FromUtc(1969, 12, 31, 23, 59) - Duration.FromNanoseconds(1L), Duration.FromHours(-7) - Duration.FromNanoseconds(5L));
        Assert.True(ExpressionValue.Of(true).AsBool());
        Assert.Equal(long.MinValue, ExpressionValue.Of(long.MinValue).AsInt());
        Assert.Equal(ulong.MaxValue, ExpressionValue.Of(ulong.MaxValue).AsUint());
        Assert.Equal(-0.1, ExpressionValue.Of(-0.1).AsDouble());
        Assert.Equal("中", ExpressionValue.Of("中").AsString());
        Assert.Equal(Money.OfMinor(-5, Currency.Of("KWD")), ExpressionValue.Of(Money.OfMinor(-5, Currency.Of("KWD"))).AsMoney(Currency.Cny));
        Assert.Equal(at, ExpressionValue.Of(at).AsInstant());
        Assert.Equal(span, ExpressionValue.Of(span).AsDuration());
        Assert.Equal([1, 2], ExpressionValue.OfBytes([1, 2]).AsBytes());
        Assert.Equal(["a", "b"], ExpressionValue.OfList(["a", "b"]).AsList().Select(v => v.AsString()));
        Assert.Equal(1, ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>("a", 1)]).AsMap()[0].Value.AsInt());
        Assert.Throws<InvalidOperationException>(() => ExpressionValue.Of("1").AsInt());
    }

    [Fact]
    public void Instants_and_durations_are_ordered_to_the_nanosecond()
    {
        var at = Instant.FromUtc(1969, 12, 31, 23, 59);
        var bindings = new Dictionary<string, ExpressionValue>
        {
            ["a"] = ExpressionValue.Of(at), ["b"] = ExpressionValue.Of(at - Duration.FromNanoseconds(1L)),
                ["c"] = ExpressionValue.Of(Duration.FromNanoseconds(-1L)), ["d"] = ExpressionValue.Of(Duration.Zero),
        };
        Assert.Equal("true", Sample.Dynamic("b < a && a > b && a == a && c < d && d >= c && a != d", bindings).ToString());
    }

    [Fact]
    public void Equality_of_values_is_strict_about_kinds()
    {
        Assert.NotEqual(ExpressionValue.Of(1), ExpressionValue.Of(1UL));
        Assert.NotEqual(ExpressionValue.Of(Money.Fen(100)), Sample.Dynamic("money('1')").Value);
        Assert.Equal(ExpressionValue.Of(double.NaN), ExpressionValue.Of(double.NaN));
        Assert.Equal(default(ExpressionValue), default(ExpressionValue));
        Assert.True(default(ExpressionValue).IsAbsent);
    }

    [Fact]
    public void What_is_no_value_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ExpressionValue.Of(default(Money)));
        Assert.Throws<ArgumentException>(() => ExpressionValue.OfList([default(ExpressionValue)]));
        Assert.Throws<ArgumentException>(() => ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>(ExpressionValue.Of(1.5), 1)]));
        Assert.Throws<ArgumentException>(() =>
            ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>(1, 1),
                KeyValuePair.Create<ExpressionValue, ExpressionValue>(ExpressionValue.Of(1UL), 2)]));
        Assert.Throws<ArgumentException>(() => FactType.MapOf(FactType.Double, FactType.Int));
    }
}
