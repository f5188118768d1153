using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>The edges of the accumulators.</summary>
/// <remarks>Fails when counts against different targets mix, or an edge value leaves its bucket.</remarks>
public class AccumulatorTests
{
    [Fact]
    public void Counts_against_other_targets_do_not_merge()
    {
        var other = HealthIndexPolicy.Load(Changed("health-index.json", ("PT15M", "PT14M"))).ValueOrThrow().Policy;
        Assert.Throws<ArgumentException>(() => Count([]).Merge(Count([], other)));
        Assert.Throws<ArgumentException>(() => new HourlyCounts(DateTimeZone.Utc).Merge(new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"])));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(31, 31)]
    [InlineData(32, 32)]
    [InlineData(63, 63)]
    [InlineData(64, 65)]
    [InlineData(1_099_511_627_775, 1_099_511_627_775)]
    [InlineData(9_000_000_000_000, 1_099_511_627_775)]
    public void Edge_times_fall_into_their_buckets(long milliseconds, long told)
    {
        var histogram = new TimeHistogram();
        histogram.Add(Duration.FromMilliseconds(milliseconds));
        Assert.Equal(Duration.FromMilliseconds(told), histogram.Median);
    }

    [Fact]
    public void An_empty_histogram_has_no_median_and_shares_have_bounds()
    {
        Assert.Null(new TimeHistogram().Median);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeHistogram().Percentile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeHistogram().Percentile(10_001));
    }

    [Fact]
    public void Hours_follow_the_zones_clock()
    {
        var hours = new HourlyCounts(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        hours.Add(Noon);
        Assert.Equal(1, hours.Hours[12]);
    }
}
