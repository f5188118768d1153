using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Units of a batch that a host knows: the ledger has no batches.</summary>
/// <param name="Sku">What it is.</param>
/// <param name="Quantity">The units on hand.</param>
/// <param name="ExpiresOn">The day on which it expires.</param>
public sealed record StockBatch(SkuId Sku, Quantity Quantity, LocalDate ExpiresOn);

/// <summary>What weighs against a metric: a SKU, or of counts a cell.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Part">Its units in the metric's <see cref="StockHealthScore.Part"/>.</param>
/// <param name="Whole">Its units in the metric's <see cref="StockHealthScore.Whole"/>.</param>
public sealed record StockHealthLine(SkuId Sku, long Part, long Whole)
{
    /// <summary>Where it was counted; null of other metrics.</summary>
    public LocationId? Location { get; init; }

    /// <summary>When it was sold last, or counted; null when it never was.</summary>
    public Instant? At { get; init; }
}

/// <summary>One metric with what was counted for it.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Band">Its weight and bounds by the policy.</param>
/// <param name="Verdict">What its value says.</param>
public sealed record StockHealthScore(StockHealthMetric Metric, StockHealthBand Band, StockHealthVerdict Verdict)
{
    /// <summary>The value, rounded down: turns a quarter in hundredths, or a share in basis points; null when nothing was observed.</summary>
    public long? Value { get; init; }

    /// <summary>The score, 0 to 10 000 basis points, rounded down; null when nothing was observed.</summary>
    public int? ScoreBasisPoints { get; init; }

    /// <summary>Units sold within the quarter; slow; near their expiry; found as the book had them.</summary>
    public long Part { get; init; }

    /// <summary>Units on hand on average over the quarter; on hand; of known batches; compared.</summary>
    public long Whole { get; init; }

    /// <summary>What was counted, in words.</summary>
    public required Reason Why { get; init; }

    /// <summary>What weighs against it, the heaviest first.</summary>
    public ValueList<StockHealthLine> Lines { get; init; }
}

/// <summary>The inventory health index of a month with all that led to it.</summary>
/// <param name="Period">The month, and the quarter that ends with it.</param>
/// <param name="IndexBasisPoints">The index, 0 to 10 000, rounded down; null when nothing was observed.</param>
/// <param name="Scores">The metrics, in their order.</param>
/// <param name="Reasons">What was left out, rescaled, found, and is to be done.</param>
/// <param name="Policy">The policy by reference.</param>
public sealed record StockHealthReport(StockPeriod Period, int? IndexBasisPoints, ValueList<StockHealthScore> Scores, ValueList<Reason> Reasons,
    PolicyReference Policy);
