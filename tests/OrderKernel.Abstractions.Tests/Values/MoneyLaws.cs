using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Abstractions.Tests.Values;

// Fails when a split loses or invents a minor unit, favours a zero weight, or drifts from big-integer arithmetic.
public class MoneyLaws
{
    private static readonly Gen<long> AnyLong = ArbMap.Default.GeneratorFor<long>();
    private static readonly Gen<long> Weight = Gen.OneOf(Gen.Choose(0, 10).Select(w => (long)w), AnyLong.Select(w => (w & long.MaxValue) >> 8));

    private static readonly Arbitrary<(long Total, long[] Weights)> Splits = (
        from total in AnyLong
        from weights in Weight.NonEmptyListOf().Select(w => w.Take(50).ToArray())
        where weights.Any(w => w > 0)
        select (total, weights)).ToArbitrary();

    [Fact]
    public void Shares_sum_to_the_amount() => Prop.ForAll(Splits, s => Sums(s.Total, s.Weights, Ratio.Split(s.Total, s.Weights))).Check(Laws.Config());

    [Fact]
    public void A_zero_weight_gets_nothing() => Prop.ForAll(Splits, s =>
        s.Weights.Zip(Ratio.Split(s.Total, s.Weights)).All(p => p.First > 0 || p.Second == 0)).Check(Laws.Config());

    [Fact]
    public void A_share_is_within_one_unit_of_the_exact_one() => Prop.ForAll(Splits, s =>
    {
        var sum = s.Weights.Aggregate(BigInteger.Zero, (a, w) => a + w);
        return s.Weights.Zip(Ratio.Split(s.Total, s.Weights)).All(p => BigInteger.Abs((BigInteger)p.Second * sum - (BigInteger)s.Total * p.First) < sum);
    }).Check(Laws.Config());

    [Fact]
    public void The_sum_law_catches_a_split_that_only_rounds_down() =>
        Assert.False(Sums(100, [1, 1, 1], [33, 33, 33]));

    [Fact]
    public void Units_bought_one_by_one_cost_what_they_cost_together()
    {
        var cases = (from amount in Gen.Choose(0, 1_000_000) from units in Gen.Choose(1, 40) select (amount, units)).ToArbitrary();
        Prop.ForAll(cases, c =>
        {
            var (total, all) = (Money.Fen(c.amount), Quantity.Of(c.units));
            var paid = Money.Fen(0);
            for (var k = 1; k <= c.units; k++) paid += total.FirstUnits(Quantity.Of(k), all) - total.FirstUnits(Quantity.Of(k - 1), all);
            return paid == total;
        }).Check(Laws.Config());
    }

    [Fact]
    public void Printing_and_parsing_round_trips() => Prop.ForAll(AnyLong.Where(x => x != long.MinValue).ToArbitrary(), minor =>
        new[] { "CNY", "JPY", "KWD" }.Select(Currency.Of).All(c => Money.Parse(Money.OfMinor(minor, c).ToDecimalText(), c) == Money.OfMinor(minor, c))).Check(Laws.Config());

    [Fact]
    public void Ratios_compare_as_big_integers_do()
    {
        var counts = AnyLong.Select(x => x & long.MaxValue);
        var cases = (from a in counts from b in counts from c in counts from d in counts where b > 0 && d > 0 select (a, b, c, d)).ToArbitrary();
        Prop.ForAll(cases, r => Math.Sign(Ratio.Compare(r.a, r.b, r.c, r.d)) == ((BigInteger)r.a * r.d).CompareTo((BigInteger)r.c * r.b)).Check(Laws.Config());
    }

    private static bool Sums(long total, long[] weights, long[] shares) =>
        shares.Length == weights.Length && shares.Aggregate(BigInteger.Zero, (a, s) => a + s) == total;
}
