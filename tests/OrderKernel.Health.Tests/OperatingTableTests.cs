using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>The operating table at its targets.</summary>
/// <remarks>Fails when a verdict follows the rounded value instead of the exact counts, or a measure without observations gets a verdict.</remarks>
public class OperatingTableTests
{
    private static OperatingRow Row(OperatingMeasure measure, IEnumerable<MilestoneFact> facts, AvailabilityFact? availability = null, CostFact? cost = null,
        PolicyDocument<OperatingTargets>? targets = null) =>
        OperatingTable.Of(Count(facts).Counts, targets ?? Targets, availability, cost).Rows.Items.Single(r => r.Measure == measure);

    private static IEnumerable<MilestoneFact> Many(int count, Func<int, MilestoneFact> make) => Enumerable.Range(0, count).Select(make);

    [Theory]
    [InlineData(3_600_000, 3_600_000, OperatingVerdict.Met)]
    [InlineData(3_600_001, 3_600_000, OperatingVerdict.Missed)]
    [InlineData(7_200_000, 0, OperatingVerdict.Met)]
    public void The_mean_time_to_dispatch_is_at_most_an_hour(long first, long second, OperatingVerdict verdict)
    {
        var row = Row(OperatingMeasure.DispatchTime, [After(Milestone.Dispatched, Duration.FromMilliseconds(first)),
            After(Milestone.Dispatched, Duration.FromMilliseconds(second)), Good(Milestone.Dispatched)]);
        Assert.Equal((verdict, 2, Duration.FromMilliseconds((first + second) / 2), Duration.FromHours(1)),
            (row.Verdict, row.Observations, row.Time, row.TimeTarget));
    }

    [Theory]
    [InlineData(99, 100, OperatingVerdict.Met, 9_900)]
    [InlineData(989, 1_000, OperatingVerdict.Missed, 9_890)]
    [InlineData(98_999, 100_000, OperatingVerdict.Missed, 9_899)]
    public void Ninety_nine_of_a_hundred_are_shipped_right(int right, int all, OperatingVerdict verdict, int basisPoints)
    {
        var row = Row(OperatingMeasure.ShippingAccuracy, Many(all, i => Good(Milestone.HandedOver, i < right)));
        Assert.Equal((verdict, basisPoints), (row.Verdict, row.BasisPoints));
    }

    [Theory]
    [InlineData(5, OperatingVerdict.Met)]
    [InlineData(6, OperatingVerdict.Missed)]
    public void At_most_five_of_a_hundred_are_handled_by_hand(int byHand, OperatingVerdict verdict) =>
        Assert.Equal(verdict,
            Row(OperatingMeasure.ManualShare, Many(100, _ => Good(Milestone.Placed)).Concat(Many(byHand, _ => Good(Milestone.HandledByHand)))).Verdict);

    [Theory]
    [InlineData(9_990, 10_000, OperatingVerdict.Met)]
    [InlineData(99_899, 100_000, OperatingVerdict.Missed)]
    public void Availability_counts_only_what_a_host_observed(long answered, long all, OperatingVerdict verdict) =>
        Assert.Equal(verdict, Row(OperatingMeasure.Availability, [], new(answered, all)).Verdict);

    [Theory]
    [InlineData(70, OperatingVerdict.Met, 3_000)]
    [InlineData(71, OperatingVerdict.Missed, 2_900)]
    [InlineData(133, OperatingVerdict.Missed, -3_300)]
    public void The_cost_per_order_falls_by_three_tenths(long now, OperatingVerdict verdict, long fall)
    {
        var row = Row(OperatingMeasure.CostFall, [], cost: new(Money.Fen(200), 2, Money.Fen(now * 3), 3));
        Assert.Equal((verdict, fall), (row.Verdict, row.BasisPoints));
    }

    [Fact]
    public void What_was_not_observed_has_no_verdict()
    {
        var table = OperatingTable.Of(Count([]).Counts, Targets, null, new(Money.Fen(0), 1, Money.Fen(0), 1));
        Assert.Equal(5, table.Rows.Count);
        Assert.All(table.Rows, r => Assert.Equal((OperatingVerdict.NotObserved, HealthCodes.MeasureNotObserved), (r.Verdict, r.ToReason().Code)));
        Assert.Equal(Targets.Reference, table.Policy);
    }

    [Fact]
    public void Rows_explain_themselves()
    {
        Assert.Equal(HealthCodes.TargetMet, Row(OperatingMeasure.DispatchTime, [After(Milestone.Dispatched, Duration.FromMinutes(1))]).ToReason().Code);
        Assert.Equal(Reason.Of(HealthCodes.TargetMissed, ("measure", "ShippingAccuracy"), ("value", "0 bp"), ("target", "9900 bp")),
            Row(OperatingMeasure.ShippingAccuracy, [Good(Milestone.HandedOver, false)]).ToReason());
    }

    [Fact]
    public void Impossible_facts_break_the_contract()
    {
        Assert.Throws<ArgumentException>(() => Row(OperatingMeasure.Availability, [], new(2, 1)));
        Assert.Throws<ArgumentException>(() => Row(OperatingMeasure.CostFall, [], cost: new(Money.Fen(1), 1, Money.OfMinor(1, Currency.Of("USD")), 1)));
    }

    [Theory]
    [InlineData("PT1H", "PT2H", OperatingMeasure.DispatchTime)]
    [InlineData("9900", "9800", OperatingMeasure.ShippingAccuracy)]
    [InlineData("500", "700", OperatingMeasure.ManualShare)]
    [InlineData("9990", "9980", OperatingMeasure.Availability)]
    [InlineData("3000", "2000", OperatingMeasure.CostFall)]
    public void Each_target_of_the_document_decides(string from, string to, OperatingMeasure measure)
    {
        var facts = Many(100, i => Good(Milestone.HandedOver, i > 1)).Concat(Many(100, _ => Good(Milestone.Placed)))
            .Concat(Many(6, _ => Good(Milestone.HandledByHand)))
            .Append(After(Milestone.Dispatched, Duration.FromMinutes(90))).ToArray();
        var changed = OperatingTargets.Load(Changed("operating-table.json", (from, to))).ValueOrThrow();
        var (availability, cost) = (new AvailabilityFact(9_985, 10_000), new CostFact(Money.Fen(100), 1, Money.Fen(75), 1));
        Assert.Equal((OperatingVerdict.Missed, OperatingVerdict.Met),
            (Row(measure, facts, availability, cost).Verdict, Row(measure, facts, availability, cost, changed).Verdict));
    }

    [Theory]
    [InlineData("\"PT1H\"", "\"-PT1H\"", "$.dispatchWithin")]
    [InlineData("9900", "10001", "$.shippingAccuracyMinBasisPoints")]
    [InlineData("\"costFallMinBasisPoints\"", "\"costFall\"", "$.costFall")]
    public void A_bad_table_is_refused_with_its_path(string from, string to, string path) => Assert.Contains(
        OperatingTargets.Load(Changed("operating-table.json", (from, to))).Refusal!.Reasons.Items, r => r.Arguments.Items.Contains(new Argument("path", path)));
}
