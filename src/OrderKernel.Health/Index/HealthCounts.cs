namespace OrderKernel.Health;

/// <summary>How often a dimension was observed, and how often its target was met.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Observed">Observations.</param>
/// <param name="Met">Of these, met.</param>
public sealed record DimensionCount(HealthDimension Dimension, long Observed, long Met);

/// <summary>What an accumulator has counted, as a value.</summary>
/// <param name="Dimensions">The five dimensions, in their order.</param>
/// <param name="Placed">Orders placed.</param>
/// <param name="ByHand">Orders that a person had to step into.</param>
/// <param name="Dispatched">Dispatch notes with a start.</param>
/// <param name="DispatchMilliseconds">The sum of their times from payment to note, each rounded down to whole ones.</param>
public sealed record HealthCounts(ValueList<DimensionCount> Dimensions, long Placed, long ByHand, long Dispatched, long DispatchMilliseconds)
{
    /// <summary>The count of one dimension.</summary>
    /// <param name="dimension">One of the named dimensions.</param>
    public DimensionCount Of(HealthDimension dimension) => Dimensions[(int)dimension - 1];
}
