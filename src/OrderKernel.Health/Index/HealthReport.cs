namespace OrderKernel.Health;

/// <summary>One dimension of a report.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Weight">Its weight by the policy, 0 to 100.</param>
/// <param name="Observed">Observations.</param>
/// <param name="Met">Of these, met.</param>
/// <param name="BasisPoints">The share met, rounded down; null without observations.</param>
public sealed record DimensionScore(HealthDimension Dimension, int Weight, long Observed, long Met, int? BasisPoints);

/// <summary>The order health index with all that led to it.</summary>
/// <param name="IndexBasisPoints">The index, 0 to 10 000, rounded down; null when nothing was observed.</param>
/// <param name="Dimensions">The five dimensions, in their order.</param>
/// <param name="NeedsImprovement">True when the index is below the policy's threshold.</param>
/// <param name="Reasons">What was left out, rescaled or found.</param>
/// <param name="Policy">The policy by reference.</param>
public sealed record HealthReport(int? IndexBasisPoints, ValueList<DimensionScore> Dimensions, bool NeedsImprovement, ValueList<Reason> Reasons,
    PolicyReference Policy);
