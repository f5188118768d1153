using System.Numerics;
using FsCheck.Xunit;

namespace OrderKernel.Abstractions.Tests.Values;

// Fails when a split loses or invents a minor unit, favours a zero weight, or drifts from big-integer arithmetic.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class MoneyLaws
{
    [Law(500, 50_000)]
    public bool Shares_sum_to_the_amount(WeightedTotal s) => Sums(s.Total, Weights(s), Ratio.Split(s.Total, Weights(s)));

    [Law(500, 50_000)]
    public bool A_zero_weight_gets_nothing(WeightedTotal s) => Weights(s).Zip(Ratio.Split(s.Total, Weights(s))).All(p => p.First > 0 || p.Second == 0);

    [Law(500, 50_000)]
    public bool A_share_is_within_one_unit_of_the_exact_one(WeightedTotal s)
    {
        var sum = Weights(s).Aggregate(BigInteger.Zero, (a, w) => a + w);
        return Weights(s).Zip(Ratio.Split(s.Total, Weights(s))).All(p => BigInteger.Abs((BigInteger)p.Second * sum - (BigInteger)s.Total * p.First) < sum);
    }

    [Fact]
    public void The_sum_law_catches_a_split_that_only_rounds_down() =>
        Assert.False(Sums(100, [1, 1, 1], [33, 33, 33]));

    [Law(500, 50_000)]
    public bool Units_bought_one_by_one_cost_what_they_cost_together(Seed amount, Seed number)
    {
        var (total, units) = (Money.Fen(amount % 1_000_001), 1 + (number % 40));
        var paid = Money.Fen(0);
        for (var k = 1; k <= units; k++)
            paid += total.FirstUnits(Quantity.Of(k), Quantity.Of(units)) - total.FirstUnits(Quantity.Of(k - 1), Quantity.Of(units));
        return paid == total;
    }

    [Law(500, 50_000)]
    public bool Printing_and_parsing_round_trips(long minor) =>
        new[] { "CNY", "JPY", "KWD" }.Select(Currency.Of).All(c => Money.Parse(Money.OfMinor(minor, c).ToDecimalText(), c) == Money.OfMinor(minor, c));

    [Law(500, 50_000)]
    public bool Ratios_compare_as_big_integers_do(TwoRatios r) =>
        Math.Sign(Ratio.Compare(r.A, r.B, r.C, r.D)) == ((BigInteger)r.A * r.D).CompareTo((BigInteger)r.C * r.B);

    private static long[] Weights(WeightedTotal s) => [.. s.Weights];

    private static bool Sums(long total, long[] weights, long[] shares) =>
        shares.Length == weights.Length && shares.Aggregate(BigInteger.Zero, (a, s) => a + s) == total;
}
