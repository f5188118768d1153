using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>Counts add up, and the index lies where it must.</summary>
/// <remarks>Fails when merging parts differs from counting the whole, when order matters, when a met observation lowers the index, or when a percentile leaves its documented error.</remarks>
public class HealthLaws
{
    private static readonly int Size = Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") == "1" ? 20_000 : 500;

    private static readonly Gen<MilestoneFact> One =
        from what in Gen.Choose(1, 14)
        from minutes in Gen.Choose(-10, 6_000)
        from how in Gen.Choose(0, 5)
        select new MilestoneFact(Order, (Milestone)what, Noon)
        {
            Since = how == 0 ? null : Noon - Duration.FromMinutes(minutes),
            IsGood = how < 2 ? null : how < 4,
        };

    private static readonly Arbitrary<(MilestoneFact[] Facts, int Seed)> Streams = (from facts in One.ArrayOf() from seed in Gen.Choose(0, int.MaxValue - 1) select (facts, seed)).ToArbitrary();

    private static readonly Arbitrary<long[]> Times = Gen.Choose(0, 40).SelectMany(bits => Gen.Choose(0, int.MaxValue - 1).Select(x => (((long)x << 10) ^ x) & ((1L << bits) - 1))).ArrayOf().Where(t => t.Length > 0).ToArbitrary();

    private static Config Quick => Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Size);

    [Fact]
    public void Merging_the_parts_in_any_order_gives_the_whole() => Prop.ForAll(Streams, x =>
    {
        var chance = new System.Random(x.Seed);
        var parts = x.Facts.GroupBy(_ => chance.Next(4)).Select(g => Count(g)).OrderBy(_ => chance.Next()).ToArray();
        var sum = Count([]);
        foreach (var part in parts) sum.Merge(part);
        return sum.Counts == Count(x.Facts).Counts && Count(x.Facts.Reverse()).Counts == Count(x.Facts).Counts;
    }).Check(Quick);

    [Fact]
    public void The_law_sees_parts_that_are_averaged_instead_of_added() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(Streams, x =>
    {
        var half = x.Facts.Length / 2;
        var (a, b) = (Report(x.Facts.Take(half).ToArray()).IndexBasisPoints, Report(x.Facts.Skip(half).ToArray()).IndexBasisPoints);
        return a is null || b is null || (a + b) / 2 == Report(x.Facts).IndexBasisPoints;
    }).Check(Quick));

    [Fact]
    public void The_index_lies_between_its_dimensions_and_agrees_with_fractions() => Prop.ForAll(Streams, x =>
    {
        var report = Report(x.Facts);
        var seen = report.Dimensions.Items.Where(d => d.Observed > 0).ToArray();
        if (seen.Length == 0) return report.IndexBasisPoints is null;
        var common = seen.Aggregate(BigInteger.One, (p, d) => p * d.Observed);
        var naive = (int)(seen.Aggregate(BigInteger.Zero, (s, d) => s + (d.Weight * d.Met * common / d.Observed)) * 10_000 / (common * seen.Sum(d => d.Weight)));
        return report.IndexBasisPoints == naive && naive >= seen.Min(d => d.BasisPoints) && naive <= seen.Max(d => d.BasisPoints) + 1;
    }).Check(Quick);

    [Fact]
    public void One_more_observation_met_never_lowers_an_observed_dimensions_index() => Prop.ForAll(Streams, x =>
        Report([Good(Milestone.Checked, false), .. x.Facts]).IndexBasisPoints <= Report([Good(Milestone.Checked, false), .. x.Facts, Good(Milestone.Checked)]).IndexBasisPoints).Check(Quick);

    [Fact]
    public void A_percentile_is_never_below_the_true_time_and_above_it_by_less_than_one_in_thirty_two() => Prop.ForAll(Times, times =>
    {
        var histogram = new TimeHistogram();
        foreach (var time in times) histogram.Add(Duration.FromMilliseconds(time));
        var sorted = times.Order().ToArray();
        foreach (var share in new[] { 1, 2_500, 5_000, 9_500, 10_000 })
        {
            var exact = sorted[(int)((((long)sorted.Length * share) + 9_999) / 10_000) - 1];
            var told = (long)histogram.Percentile(share)!.Value.TotalMilliseconds;
            if (told < exact || (told - exact) * 32 > exact) return false;
        }

        return histogram.Count == times.Length;
    }).Check(Quick);

    [Fact]
    public void Histograms_and_hours_merge_to_the_whole() => Prop.ForAll(Times, times =>
    {
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var (a, b, whole) = (new TimeHistogram(), new TimeHistogram(), new TimeHistogram());
        var (hoursA, hoursB, hours) = (new HourlyCounts(zone), new HourlyCounts(zone), new HourlyCounts(zone));
        for (var i = 0; i < times.Length; i++)
        {
            var (time, at) = (Duration.FromMilliseconds(times[i]), Noon + Duration.FromMilliseconds(times[i]));
            (i % 2 == 0 ? a : b).Add(time);
            (i % 2 == 0 ? hoursA : hoursB).Add(at);
            whole.Add(time);
            hours.Add(at);
        }

        a.Merge(b);
        hoursA.Merge(hoursB);
        return hours.Hours == hoursA.Hours && hours.Hours.Items.Sum() == times.Length && Enumerable.Range(1, 100).All(p => a.Percentile(p * 100) == whole.Percentile(p * 100));
    }).Check(Quick.WithMaxTest(100));
}
