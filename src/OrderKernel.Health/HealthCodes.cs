namespace OrderKernel.Health;

/// <summary>The codes of reasons and findings that this package gives.</summary>
public static class HealthCodes
{
    /// <summary>Reason: a dimension without observations does not count.</summary>
    public const string DimensionLeftOut = "health.dimension-left-out";

    /// <summary>Reason: the remaining weights were rescaled.</summary>
    public const string WeightsRescaled = "health.weights-rescaled";

    /// <summary>Reason: no dimension has observations.</summary>
    public const string NothingObserved = "health.nothing-observed";

    /// <summary>Finding: the index asks for an improvement plan.</summary>
    public const string BelowThreshold = "health.below-threshold";

    /// <summary>Reason: a measure meets its target.</summary>
    public const string TargetMet = "health.target-met";

    /// <summary>Finding: a measure misses its target.</summary>
    public const string TargetMissed = "health.target-missed";

    /// <summary>Reason: a measure has no observations.</summary>
    public const string MeasureNotObserved = "health.measure-not-observed";

    /// <summary>Document: the weights do not sum to 100.</summary>
    public const string WeightsNotHundred = "health.weights-not-hundred";
}
