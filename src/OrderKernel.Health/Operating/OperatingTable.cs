using System.Numerics;
using NodaTime;

namespace OrderKernel.Health;

/// <summary>A row of the operating table. 0 is unset.</summary>
public enum OperatingMeasure
{
    /// <summary>Mean time from payment to dispatch note 派单时长.</summary>
    DispatchTime = 1,

    /// <summary>Share of parcels shipped right 发货准确率.</summary>
    ShippingAccuracy = 2,

    /// <summary>Share of orders that a person had to step into 人工介入率.</summary>
    ManualShare = 3,

    /// <summary>Share of the time in which the system answered 可用率.</summary>
    Availability = 4,

    /// <summary>Fall of the cost per order 成本下降.</summary>
    CostFall = 5,
}

/// <summary>What became of a target. 0 is unset.</summary>
public enum OperatingVerdict
{
    /// <summary>Met.</summary>
    Met = 1,

    /// <summary>Missed.</summary>
    Missed = 2,

    /// <summary>Nothing was observed.</summary>
    NotObserved = 3,
}

/// <summary>One row: a value, its target and the verdict, which is exact although the value is rounded down.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Verdict">Met, missed or not observed.</param>
/// <param name="Observations">How many observations it rests on.</param>
public sealed record OperatingRow(OperatingMeasure Measure, OperatingVerdict Verdict, long Observations)
{
    /// <summary>The value of a time, in whole milliseconds; null for shares and without observations.</summary>
    public Duration? Time { get; init; }

    /// <summary>The target of a time; null for shares.</summary>
    public Duration? TimeTarget { get; init; }

    /// <summary>The value of a share in basis points, negative for a cost that rose; null for times and without observations.</summary>
    public long? BasisPoints { get; init; }

    /// <summary>The target of a share in basis points; null for times.</summary>
    public int? BasisPointsTarget { get; init; }

    /// <summary>The row as a reason with a text.</summary>
    public Reason ToReason() => Verdict == OperatingVerdict.NotObserved
        ? Reason.Of(HealthCodes.MeasureNotObserved, ("measure", Measure))
        : Reason.Of(
            Verdict == OperatingVerdict.Met ? HealthCodes.TargetMet : HealthCodes.TargetMissed,
            ("measure", Measure),
            ("value", Time is { } time ? Print(time) : $"{BasisPoints} bp"),
            ("target", TimeTarget is { } target ? Print(target) : $"{BasisPointsTarget} bp"));

    private static string Print(Duration time) => NodaTime.Text.DurationPattern.JsonRoundtrip.Format(time);
}

/// <summary>Answered and all probes of the system over a time; what a host observes from outside.</summary>
/// <param name="Answered">Probes (or seconds) answered.</param>
/// <param name="All">All of them.</param>
public sealed record AvailabilityFact(long Answered, long All);

/// <summary>What orders cost before and now.</summary>
/// <param name="Before">The cost of the time before.</param>
/// <param name="OrdersBefore">Its orders.</param>
/// <param name="Now">The cost of the time reported on, in the same currency.</param>
/// <param name="OrdersNow">Its orders.</param>
public sealed record CostFact(Money Before, long OrdersBefore, Money Now, long OrdersNow);

/// <summary>The operating table 运营指标表: five measures against their targets.</summary>
/// <param name="Rows">The rows, in the order of <see cref="OperatingMeasure"/>.</param>
/// <param name="Policy">The targets by reference.</param>
public sealed record OperatingTable(ValueList<OperatingRow> Rows, PolicyReference Policy)
{
    /// <summary>The table over what was counted.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="availability">What was observed of the system; null when nothing was.</param>
    /// <param name="cost">What orders cost; null when that is not known.</param>
    /// <exception cref="ArgumentException">A fact has negative counts, more answered than all, or two currencies.</exception>
    /// <remarks>Rounding: values down to whole milliseconds and basis points; verdicts compare exact counts.</remarks>
    public static OperatingTable Of(HealthCounts counts, PolicyDocument<OperatingTargets> targets, AvailabilityFact? availability = null, CostFact? cost = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(targets);
        var policy = targets.Policy;
        var accuracy = counts.Of(HealthDimension.ShippingAccuracy);
        if (availability is { } seen && (seen.Answered < 0 || seen.Answered > seen.All))
            throw new ArgumentException("Answered must lie between 0 and all.", nameof(availability));
        return new(
            [
                Dispatch(counts, policy.DispatchWithin),
                Share(OperatingMeasure.ShippingAccuracy, accuracy.Met, accuracy.Observed, policy.ShippingAccuracyMin, true),
                Share(OperatingMeasure.ManualShare, counts.ByHand, counts.Placed, policy.ManualShareMax, false),
                Share(OperatingMeasure.Availability, availability?.Answered ?? 0, availability?.All ?? 0, policy.AvailabilityMin, true),
                Cost(cost, policy.CostFallMin),
            ],
            targets.Reference);
    }

    private static OperatingRow Dispatch(HealthCounts counts, Duration within)
    {
        if (counts.Dispatched == 0) return new(OperatingMeasure.DispatchTime, OperatingVerdict.NotObserved, 0) { TimeTarget = within };
        var isMet = Ratio.Compare(counts.DispatchMilliseconds, counts.Dispatched, TimeHistogram.Milliseconds(within), 1) <= 0;
        return new(OperatingMeasure.DispatchTime, Verdict(isMet), counts.Dispatched)
        {
            Time = Duration.FromMilliseconds(counts.DispatchMilliseconds / counts.Dispatched),
            TimeTarget = within,
        };
    }

    private static OperatingRow Share(OperatingMeasure measure, long part, long whole, int target, bool isFloor)
    {
        if (whole == 0) return new(measure, OperatingVerdict.NotObserved, 0) { BasisPointsTarget = target };
        var side = Ratio.Compare(part, whole, target, 10_000);
        return new(measure, Verdict(isFloor ? side >= 0 : side <= 0), whole)
        {
            BasisPoints = (long)((BigInteger)part * 10_000 / whole),
            BasisPointsTarget = target,
        };
    }

    private static OperatingRow Cost(CostFact? cost, int target)
    {
        if (cost is null || cost.Before.MinorUnits <= 0 || cost.OrdersBefore <= 0 || cost.OrdersNow <= 0)
            return new(OperatingMeasure.CostFall, OperatingVerdict.NotObserved, 0) { BasisPointsTarget = target };
        if (cost.Before.Currency != cost.Now.Currency) throw new ArgumentException("Costs before and now must have one currency.", nameof(cost));
        var before = (BigInteger)cost.Before.MinorUnits * cost.OrdersNow;
        var now = (BigInteger)cost.Now.MinorUnits * cost.OrdersBefore;
        var fall = (before - now) * 10_000;
        return new(OperatingMeasure.CostFall, Verdict(fall >= before * target), cost.OrdersNow)
        {
            // Down also below zero: a cost that rose never looks smaller than it is.
            BasisPoints = (long)(fall.Sign < 0 ? -((-fall + before - 1) / before) : fall / before),
            BasisPointsTarget = target,
        };
    }

    private static OperatingVerdict Verdict(bool isMet) => isMet ? OperatingVerdict.Met : OperatingVerdict.Missed;
}
