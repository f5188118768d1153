using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>Counts add up, and the index lies where it must.</summary>
/// <remarks>
/// Fails when merging parts differs from counting the whole, when order matters, when a
/// met observation lowers the index, or when a percentile leaves its documented error.
/// </remarks>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class HealthLaws
{
    [Law(500, 20_000)]
    public bool Merging_the_parts_in_any_order_gives_the_whole(MilestoneFact[] facts, Seed seed)
    {
        var chance = new System.Random(seed);
        var parts = facts.GroupBy(_ => chance.Next(4)).Select(g => Count(g)).OrderBy(_ => chance.Next()).ToArray();
        var sum = Count([]);
        foreach (var part in parts) sum.Merge(part);
        return sum.Counts == Count(facts).Counts && Count(facts.AsEnumerable().Reverse()).Counts == Count(facts).Counts;
    }

    [Fact]
    public void The_law_sees_parts_that_are_averaged_instead_of_added() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(Arbitraries.Milestones(), facts =>
    {
        var half = facts.Length / 2;
        var (a, b) = (Report(facts.Take(half).ToArray()).IndexBasisPoints, Report(facts.Skip(half).ToArray()).IndexBasisPoints);
        return a is null || b is null || (a + b) / 2 == Report(facts).IndexBasisPoints;
    }).Check(Sizes.Config(20_000)));

    [Law(500, 20_000)]
    public bool The_index_lies_between_its_dimensions_and_agrees_with_fractions(MilestoneFact[] facts)
    {
        var report = Report(facts);
        var seen = report.Dimensions.Items.Where(d => d.Observed > 0).ToArray();
        if (seen.Length == 0) return report.IndexBasisPoints is null;
        var common = seen.Aggregate(BigInteger.One, (p, d) => p * d.Observed);
        var naive = (int)(seen.Aggregate(BigInteger.Zero, (s, d) => s + (d.Weight * d.Met * common / d.Observed)) * 10_000
            / (common * seen.Sum(d => d.Weight)));
        return report.IndexBasisPoints == naive && naive >= seen.Min(d => d.BasisPoints) && naive <= seen.Max(d => d.BasisPoints) + 1;
    }

    [Law(500, 20_000)]
    public bool One_more_observation_met_never_lowers_an_observed_dimensions_index(MilestoneFact[] facts) =>
        Report([Good(Milestone.Checked, false), .. facts]).IndexBasisPoints
            <= Report([Good(Milestone.Checked, false), .. facts, Good(Milestone.Checked)]).IndexBasisPoints;

    [Law(500, 20_000)]
    public bool A_percentile_is_never_below_the_true_time_and_above_it_by_less_than_one_in_thirty_two(long[] times)
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
    }

    [Law(100)]
    public bool Histograms_and_hours_merge_to_the_whole(long[] times)
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
        return hours.Hours == hoursA.Hours && hours.Hours.Items.Sum() == times.Length
            && Enumerable.Range(1, 100).All(p => a.Percentile(p * 100) == whole.Percentile(p * 100));
    }
}
