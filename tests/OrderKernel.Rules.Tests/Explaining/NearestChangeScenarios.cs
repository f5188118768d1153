using System.Numerics;
using NodaTime;

namespace OrderKernel.Rules.Tests;

// The value that would decide a comparison the other way, for every kind of subject and bound. Fails when the value that is named does not decide it so, when
// another one nearer to the bound does, when none is named although there is one, or when the subject is not the part that can change by itself.
public sealed class NearestChangeScenarios
{
    private static readonly string[] Relations = ["<", "<=", ">", ">=", "==", "!="];

    private static readonly FactSchema Schema = FactSchema.Of(
        FactField.Required("i", FactType.Int), FactField.Required("k", FactType.Int), FactField.Required("u", FactType.Uint),
        FactField.Required("d", FactType.Double), FactField.Required("m", FactType.Money), FactField.Required("s", FactType.String),
        FactField.Required("y", FactType.Bytes), FactField.Required("b", FactType.Bool), FactField.Required("t", FactType.Instant),
        FactField.Required("l", FactType.Duration), FactField.Required("list", FactType.ListOf(FactType.Int)),
        FactField.Required("map", FactType.MapOf(FactType.String, FactType.Int)), FactField.Optional("x.flag", FactType.Bool),
        FactField.Optional("x.o", FactType.Int));

    public static TheoryData<string, string> Bounds()
    {
        var data = new TheoryData<string, string>();
        foreach (var bound in (string[])["-3", "-1", "0", "1", "3", "4", "9223372036854775807", "-9223372036854775807", "0u", "1u", "3u", "9223372036854775807u",
            "9223372036854775808u", "18446744073709551615u", "2.5", "-2.5", "-0.5", "0.0", "3.0", "1.152921504606846976e18", "-1.152921504606846976e18",
            "9.007199254740994e15", "9.223372036854775807e18", "1.8446744073709552e19", "1e300", "-1e300"])
        {
            foreach (var relation in Relations)
            {
                data.Add(relation, bound);
            }
        }

        return data;
    }

    // Held against all whole numbers around the bound, both ends of 64 bits, and what is half way to the doubles beside it.
    [Theory]
    [MemberData(nameof(Bounds))]
    public void Of_whole_numbers_it_is_the_nearest_that_decides_otherwise(string relation, string bound)
    {
        foreach (var subject in (string[])["i", "u"])
        {
            var expression = Compiled($"{subject} {relation} {bound}");
            var verdict = expression.Evaluate(Facts()).Value.AsBool();
            var change = Assert.Single(expression.Explain(Facts()).Changes.Items.ToArray());
            var turning = Around(bound).Where(n => Fits(subject, n)).Where(n => expression.Evaluate(With(subject, n)).Value.AsBool() != verdict).ToList();
            if (turning.Count == 0)
            {
                Assert.Equal(change.Comparison, change.Subject);
                continue;
            }

            Assert.Equal(subject, change.Subject);
            var to = BigInteger.Parse(change.To.ToString().TrimEnd('u'), System.Globalization.CultureInfo.InvariantCulture);
            Assert.NotEqual(verdict, expression.Evaluate(With(subject, to)).Value.AsBool());
            // An inequality is turned by any other value.
            if (relation is "==" or "!=" && verdict == (relation == "==")) continue;
            Assert.Equal(turning.Min(n => Distance(bound, n)), Distance(bound, to));
        }
    }

    [Theory]
    [InlineData("d > 2.5", "d: 2.5 → 2.5000000000000004")]
    [InlineData("d >= 2.5", "d: 2.5 → 2.4999999999999996")]
    [InlineData("d < 1.0", "d: 2.5 → 0.9999999999999999")]
    [InlineData("d > 3", "d: 2.5 → 3.0000000000000004")]
    [InlineData("d >= 3u", "d: 2.5 → 3.0")]
    [InlineData("d < 0.0", "d: 2.5 → -5e-324")]
    [InlineData("d > -1.0", "d: 2.5 → -1.0")]
    [InlineData("d >= -1.0", "d: 2.5 → -1.0000000000000002")]
    // Amounts move by the minor units of their currency, whatever stands in the text.
    [InlineData("m > money('10')", "m: CNY 10.00 → CNY 10.01")]
    [InlineData("m < money('10')", "m: CNY 10.00 → CNY 9.99")]
    [InlineData("m <= money('9')", "m: CNY 10.00 → CNY 9.00")]
    [InlineData("m >= money('10.001')", "m: CNY 10.00 → CNY 10.01")]
    [InlineData("m > money('10.011')", "m: CNY 10.00 → CNY 10.02")]
    [InlineData("m < money('9.999')", "m: CNY 10.00 → CNY 9.99")]
    [InlineData("m == money('10.001')", "m == money(\"10.001\"): false → true")]
    [InlineData("m < money('0')", "m: CNY 10.00 → CNY -0.01")]
    [InlineData("m < money('-0.005')", "m: CNY 10.00 → CNY -0.01")]
    [InlineData("m > money('-0.005')", "m: CNY 10.00 → CNY -0.01")]
    [InlineData("m < money('-0.01')", "m: CNY 10.00 → CNY -0.02")]
    [InlineData("m > money('-0.010')", "m: CNY 10.00 → CNY -0.01")]
    [InlineData("m <= money('-0.0100')", "m: CNY 10.00 → CNY -0.01")]
    [InlineData("m <= money('-0.0101')", "m: CNY 10.00 → CNY -0.02")]
    [InlineData("m >= money('92233720368547758.07')", "m: CNY 10.00 → CNY 92233720368547758.07")]
    [InlineData("m > money('92233720368547758.07')", "m > money(\"92233720368547758.07\"): false → true")]
    [InlineData("m > money('1000000000000000000')", "m > money(\"1000000000000000000\"): false → true")]
    [InlineData("s > 'u'", "s: \"tmall\" → \"u?\"")]
    [InlineData("s < 'a'", "s: \"tmall\" → \"\"")]
    [InlineData("s < ''", "s < \"\": false → true")]
    [InlineData("s >= 'u'", "s: \"tmall\" → \"u\"")]
    [InlineData("b == true", "b: false → true")]
    [InlineData("b != false", "b: false → true")]
    [InlineData("b == false", "b: false → true")]
    [InlineData("t > timestamp('2026-02-09T02:00:00Z')", "t: 2026-02-09T01:00:00Z → 2026-02-09T02:00:00.000000001Z")]
    [InlineData("t >= timestamp('2026-02-09T02:00:00Z')", "t: 2026-02-09T01:00:00Z → 2026-02-09T02:00:00Z")]
    [InlineData("t > timestamp('2026-02-09T01:59:59.999999999Z')", "t: 2026-02-09T01:00:00Z → 2026-02-09T02:00:00Z")]
    [InlineData("t < timestamp('2026-02-09T00:00:00.000000001Z')", "t: 2026-02-09T01:00:00Z → 2026-02-09T00:00:00Z")]
    [InlineData("t < timestamp('2026-02-09T00:00:00Z')", "t: 2026-02-09T01:00:00Z → 2026-02-08T23:59:59.999999999Z")]
    [InlineData("l > duration('2h')", "l: 0:01:00:00 → 0:02:00:00.000000001")]
    [InlineData("l > duration('1.999999999s')", "l: 0:01:00:00 → 0:00:00:01.999999999")]
    [InlineData("l < duration('2s')", "l: 0:01:00:00 → 0:00:00:01.999999999")]
    [InlineData("l < duration('0s')", "l: 0:01:00:00 → -0:00:00:00.000000001")]
    [InlineData("l > duration('7200.999999999s')", "l: 0:01:00:00 → 0:02:00:01")]
    [InlineData("l < duration('-1s')", "l: 0:01:00:00 → -0:00:00:01.000000001")]
    [InlineData("list == [1]", "list: [1, 2] → [1]")]
    [InlineData("list != [1, 2]", "list != [1, 2]: false → true")]
    public void Of_every_kind_it_is_the_bound_or_the_next_beyond(string text, string change) => Assert.Equal(change, Changes(text));

    [Theory]
    [InlineData("y == b'x'", "b\"x\"")]
    [InlineData("y > b'x'", "b\"x\\x00\"")]
    [InlineData("y < b'\\x01'", "b\"\"")]
    public void Of_bytes_too(string text, string to)
    {
        var change = Assert.Single(Compiled(text).Explain(Facts()).Changes.Items.ToArray());
        Assert.Equal(("y", Compiled(to).Evaluate(Facts()).Value), (change.Subject, change.To));
    }

    // What can change by itself: a plain read, on whichever side it stands, before what is computed; of two reads the left one.
    [Theory]
    [InlineData("5 < i", "i: 3 → 6")]
    [InlineData("5 >= i", "i: 3 → 6")]
    [InlineData("5 > i", "i: 3 → 5")]
    [InlineData("3 <= i", "i: 3 → 2")]
    [InlineData("i * 2 < u", "u: 3u → 7u")]
    [InlineData("u > i * 2", "u: 3u → 7u")]
    [InlineData("i > k", "i: 3 → 5")]
    [InlineData("k < i", "k: 4 → 2")]
    [InlineData("k <= i", "k: 4 → 3")]
    [InlineData("i + k > 9", "i + k: 7 → 10")]
    [InlineData("9 < i + k", "i + k: 7 → 10")]
    [InlineData("map['a'] > 1", "map[\"a\"]: 1 → 2")]
    [InlineData("1 < map['a']", "map[\"a\"]: 1 → 2")]
    [InlineData("list[0] > i", "list[0]: 1 → 4")]
    [InlineData("size(list) > i", "i: 3 → 1")]
    [InlineData("{'a': 2}['a'] > i", "i: 3 → 1")]
    [InlineData("size('ab') > i", "i: 3 → 1")]
    public void What_changes_is_what_can_change_by_itself(string text, string change) =>
        Assert.Equal(change, Assert.Single(Compiled(text).Explain(Facts()).Changes.Items.ToArray()).ToString());

    // A fact that is not there would have to be there: true or false where it is a flag by itself.
    [Theory]
    [InlineData("has(x.flag) && x.flag", "x.flag: absent → true")]
    [InlineData("!has(x.flag) || x.flag", "x.flag: absent → false")]
    [InlineData("has(x.flag) && !x.flag && i > 5", "i: 3 → 6; x.flag: absent → false")]
    [InlineData("has(x.flag)", "has(x.flag): false → true")]
    [InlineData("has(x.o) && x.o > 5", "x.o: absent → 6")]
    [InlineData("has(x.o) && 5 >= x.o", "x.o: absent → 5")]
    [InlineData("has(x.o) && x.o in [7, 8]", "x.o: absent → 7")]
    public void A_fact_that_is_not_there_would_have_to_be(string text, string changes) => Assert.Equal(changes, Changes(text));

    [Theory]
    [InlineData("i in [7, 8]", "i: 3 → 7")]
    [InlineData("i in [3, 4, 5]", "i: 3 → 2")]
    [InlineData("s in ['a', 'b']", "s: \"tmall\" → \"a\"")]
    [InlineData("i in list", "i: 3 → 1")]
    [InlineData("7 in list", "7 in list: false → true")]
    [InlineData("i + 1 in [9]", "i + 1: 4 → 9")]
    [InlineData("s.startsWith('x')", "s: \"tmall\" → \"x\"")]
    [InlineData("s.endsWith('l')", "s: \"tmall\" → \"\"")]
    [InlineData("s.contains('')", "s.contains(\"\"): true → false")]
    [InlineData("s.contains('zz')", "s: \"tmall\" → \"zz\"")]
    [InlineData("s.matches('^x$')", "s.matches(\"^x$\"): false → true")]
    [InlineData("s.matches('x')", "s: \"tmall\" → \"x\"")]
    [InlineData("'abc'.contains(s)", "\"abc\".contains(s): false → true")]
    public void Lists_and_texts_are_turned_by_one_of_theirs(string text, string change) =>
        Assert.Equal(change, Assert.Single(Compiled(text).Explain(Facts()).Changes.Items.ToArray()).ToString());

    // One fact that turns several comparisons is one change; each that is not needed is left out.
    [Theory]
    [InlineData("i > 5 && i > 7 && i > 9", "i: 3 → 10")]
    [InlineData("i > 5 && k > 7 && u > 9u", "i: 3 → 6; k: 4 → 8; u: 3u → 10u")]
    [InlineData("i > 5 && k > 7 && u > 9u && b", "b: false → true; i: 3 → 6; k: 4 → 8; u: 3u → 10u")]
    [InlineData("(i > 5 || k > 7) && (i > 6 || u > 9u)", "i: 3 → 7")]
    [InlineData("i > 5 && (k > 7 || u > 9u && b) && d > 9.0", "d: 2.5 → 9.000000000000002; i: 3 → 6; k: 4 → 8")]
    [InlineData("!(i > 5 && k > 7 && u > 9u) && i > 4 && k > 5 && d > 9.0", "d: 2.5 → 9.000000000000002; i: 3 → 5; k: 4 → 6")]
    [InlineData("b ? i > 5 && k > 7 && u > 9u : i > 6 && k > 8 && d > 9.0", "d: 2.5 → 9.000000000000002; i: 3 → 7; k: 4 → 9")]
    [InlineData("b ? i > 5 : i > 6 && k > 8 && d > 9.0", "b: false → true; i: 3 → 6")]
    public void The_fewest_are_named(string text, string changes) =>
        Assert.Equal(changes, Changes(text));

    private static string Changes(string text) =>
        string.Join("; ", Compiled(text).Explain(Facts()).Changes.Select(c => c.ToString()).OrderBy(c => c, StringComparer.Ordinal));

    private static Expression Compiled(string text) => Expression.Compile(text, Schema).ValueOrThrow();

    private static FactValues Facts() => new FactValues(Schema)
        .Set("i", 3).Set("k", 4).Set("u", ExpressionValue.Of(3UL)).Set("d", ExpressionValue.Of(2.5)).Set("m", Money.Fen(1_000)).Set("s", "tmall")
        .Set("y", ExpressionValue.OfBytes([1, 2])).Set("b", false).Set("t", ExpressionValue.Of(Instant.FromUtc(2026, 2, 9, 1, 0)))
        .Set("l", ExpressionValue.Of(Duration.FromHours(1))).Set("list", ExpressionValue.OfList([1, 2]))
        .Set("map", ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>("a", 1)]));

    private static FactValues With(string subject, BigInteger n) =>
        Facts().Set(subject, subject == "i" ? ExpressionValue.Of((long)n) : ExpressionValue.Of((ulong)n));

    private static bool Fits(string subject, BigInteger n) => subject == "i" ? n >= long.MinValue && n <= long.MaxValue : n >= 0 && n <= ulong.MaxValue;

    private static IEnumerable<BigInteger> Around(string bound)
    {
        var (at, isDouble) = Floor(bound);
        foreach (var offset in Enumerable.Range(-3, 7)) yield return at + offset;
        foreach (var end in (BigInteger[])[long.MinValue, long.MaxValue, 0, ulong.MaxValue]) yield return end;
        if (!isDouble || BigInteger.Abs(at) < long.MaxValue / 1024) yield break;
        // Between two large doubles.
        foreach (var offset in Enumerable.Range(-2_100, 4_200)) yield return at + offset;
    }

    private static double Distance(string bound, BigInteger n) => Math.Abs((double)((n - Floor(bound).At) * 4 - (bound is "2.5" or "-2.5" or "-0.5" ? 2 : 0)));

    private static (BigInteger At, bool IsDouble) Floor(string bound) => bound.Contains('.') || bound.Contains('e')
        ? (new BigInteger(Math.Floor(double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture))), true)
        : (BigInteger.Parse(bound.TrimEnd('u'), System.Globalization.CultureInfo.InvariantCulture), false);
}
