using NodaTime;

namespace OrderKernel.Health;

/// <summary>Counts milestones as they come, in constant memory; parts from many machines add up exactly. Not safe for several threads.</summary>
/// <remarks>
/// <para>One fact per order and milestone is expected; a time that runs backwards counts as none elapsed.</para>
/// <para>Laws: the order of facts does not matter; merging the parts of a stream gives what the whole stream gives.</para>
/// </remarks>
/// <param name="policy">The policy whose targets are counted against.</param>
public sealed class HealthAccumulator(HealthIndexPolicy policy)
{
    private readonly HealthIndexPolicy _policy = policy ?? throw new ArgumentNullException(nameof(policy));
    private readonly long[] _observed = new long[5];
    private readonly long[] _met = new long[5];
    private long _placed;
    private long _byHand;
    private long _dispatched;
    private long _dispatchMilliseconds;

    /// <summary>What was counted so far.</summary>
    public HealthCounts Counts
    {
        get
        {
            var dimensions = new DimensionCount[_observed.Length];
            for (var i = 0; i < dimensions.Length; i++) dimensions[i] = new((HealthDimension)(i + 1), _observed[i], _met[i]);
            return new(dimensions.ToValueList(), _placed, _byHand, _dispatched, _dispatchMilliseconds);
        }
    }

    /// <summary>Counts one milestone; those that nothing is measured by pass.</summary>
    /// <param name="fact">What happened to an order, and how long it took or whether it was right.</param>
    /// <exception cref="OverflowException">The dispatch times sum past 64 bits of milliseconds.</exception>
    public void Add(MilestoneFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        switch (fact.What)
        {
            case Milestone.Placed: _placed++; break;
            case Milestone.HandledByHand: _byHand++; break;
            case Milestone.Received: Observe(HealthDimension.SyncTimeliness, In(fact.Elapsed, _policy.SyncWithin)); break;
            case Milestone.Checked: Observe(HealthDimension.InformationCompleteness, fact.IsGood); break;
            case Milestone.HandedOver: Observe(HealthDimension.ShippingAccuracy, fact.IsGood); break;
            case Milestone.RefundAnswered: Observe(HealthDimension.RefundResponse, In(fact.Elapsed, _policy.RefundAnswerWithin)); break;
            case Milestone.Delivered: Observe(HealthDimension.LogisticsAttainment, fact.IsGood ?? In(fact.Elapsed, _policy.DeliveryWithin)); break;
            case Milestone.Dispatched when fact.Elapsed is { } elapsed:
                _dispatched++;
                _dispatchMilliseconds = checked(_dispatchMilliseconds + Whole(elapsed));
                break;
        }
    }

    /// <summary>Adds what another accumulator counted.</summary>
    /// <param name="other">Counts of other milestones; what both saw counts twice.</param>
    /// <exception cref="ArgumentException">It counted against other targets.</exception>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public void Merge(HealthAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._policy != _policy) throw new ArgumentException("Counts against other targets do not add up.", nameof(other));
        for (var i = 0; i < _observed.Length; i++)
        {
            _observed[i] = checked(_observed[i] + other._observed[i]);
            _met[i] = checked(_met[i] + other._met[i]);
        }

        _placed = checked(_placed + other._placed);
        _byHand = checked(_byHand + other._byHand);
        _dispatched = checked(_dispatched + other._dispatched);
        _dispatchMilliseconds = checked(_dispatchMilliseconds + other._dispatchMilliseconds);
    }

    private static bool? In(Duration? elapsed, Duration within) => elapsed is { } time ? time <= within : null;

    private static long Whole(Duration elapsed) => elapsed <= Duration.Zero ? 0 : TimeHistogram.Milliseconds(elapsed);

    private void Observe(HealthDimension dimension, bool? isMet)
    {
        if (isMet is not { } met) return;
        _observed[(int)dimension - 1]++;
        if (met) _met[(int)dimension - 1]++;
    }
}
