using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>The index by hand.</summary>
/// <remarks>Fails when a target's bound moves, a dimension without observations counts, or the rounding is not down.</remarks>
public class HealthIndexTests
{
    private static readonly MilestoneFact[] AllGood =
    [
        After(Milestone.Received, Duration.FromMinutes(15)), Good(Milestone.Checked), Good(Milestone.HandedOver),
        After(Milestone.RefundAnswered, Duration.FromHours(24)), After(Milestone.Delivered, Duration.FromDays(3)),
    ];

    [Fact]
    public void All_met_is_ten_thousand_and_bounds_are_inclusive()
    {
        var report = Report(AllGood);
        Assert.Equal((10_000, false, 0), (report.IndexBasisPoints, report.NeedsImprovement, report.Reasons.Count));
        Assert.All(report.Dimensions, d => Assert.Equal((10_000, 20), (d.BasisPoints, d.Weight)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_tick_late_misses(int at)
    {
        var facts = AllGood.ToArray();
        facts[at] = facts[at] with { At = facts[at].At + Duration.Epsilon };
        Assert.Equal(8_000, Report(facts).IndexBasisPoints);
    }

    [Fact]
    public void A_promise_that_is_known_outranks_the_default_time()
    {
        var late = After(Milestone.Delivered, Duration.FromDays(9));
        Assert.Equal(10_000, Report(late with { IsGood = true }).IndexBasisPoints);
        Assert.Equal(0, Report(late).IndexBasisPoints);
        Assert.Equal(0, Report(After(Milestone.Delivered, Duration.FromDays(1)) with { IsGood = false }).IndexBasisPoints);
    }

    [Fact]
    public void Dimensions_without_observations_are_left_out_and_the_report_says_so()
    {
        var report = Report(Good(Milestone.Checked), Good(Milestone.HandedOver, false), Good(Milestone.HandedOver, null), Good(Milestone.Received),
            Good(Milestone.Completed));
        Assert.Equal(5_000, report.IndexBasisPoints);
        Assert.Equal(
            [HealthCodes.DimensionLeftOut, HealthCodes.DimensionLeftOut, HealthCodes.DimensionLeftOut, HealthCodes.WeightsRescaled, HealthCodes.BelowThreshold],
            report.Reasons.Items.Select(r => r.Code));
        Assert.Equal([Reason.Of(HealthCodes.WeightsRescaled, ("sum", 40))], report.Reasons.Items.Where(r => r.Code == HealthCodes.WeightsRescaled));
        Assert.True(report.NeedsImprovement);
        Assert.Null(report.Dimensions[0].BasisPoints);
    }

    [Fact]
    public void Nothing_observed_is_no_index()
    {
        var report = Report();
        Assert.Equal((null, false), (report.IndexBasisPoints, report.NeedsImprovement));
        Assert.Equal(HealthCodes.NothingObserved, report.Reasons[5].Code);
    }

    [Fact]
    public void The_index_rounds_down_once()
    {
        // 1/3 and 2/3 of 20 and 20: exactly one half; rounding each share first would lose a point.
        var report = Report(Good(Milestone.Checked), Good(Milestone.Checked, false), Good(Milestone.Checked, false), Good(Milestone.HandedOver),
            Good(Milestone.HandedOver), Good(Milestone.HandedOver, false));
        Assert.Equal(5_000, report.IndexBasisPoints);
        Assert.Equal((3_333, 6_666), (report.Dimensions[1].BasisPoints, report.Dimensions[2].BasisPoints));
        Assert.Equal(6_666, Report(Good(Milestone.Checked), Good(Milestone.Checked), Good(Milestone.Checked, false)).IndexBasisPoints);
    }

    [Fact]
    public void Time_that_runs_backwards_counts_as_none() =>
        Assert.Equal(0, Count([After(Milestone.Dispatched, -Duration.FromHours(1))]).Counts.DispatchMilliseconds);
}
