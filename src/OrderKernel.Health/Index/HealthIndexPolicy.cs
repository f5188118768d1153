using NodaTime;

namespace OrderKernel.Health;

/// <summary>
/// The policy of the order health index: a weight for each dimension, targets for the three that are times, and the threshold of an improvement plan.
/// </summary>
/// <param name="Weights">Weights in the order of <see cref="HealthDimension"/>, not negative, summing to 100.</param>
/// <param name="SyncWithin">Target of <see cref="HealthDimension.SyncTimeliness"/>, inclusive.</param>
/// <param name="RefundAnswerWithin">Target of <see cref="HealthDimension.RefundResponse"/>, inclusive.</param>
/// <param name="DeliveryWithin">Target of <see cref="HealthDimension.LogisticsAttainment"/> where no promise is known, inclusive.</param>
/// <param name="ImproveBelowBasisPoints">An index below this asks for an improvement plan, 0 to 10 000.</param>
/// <remarks>Source: capability H1; the default's equal weights, times and threshold are ours.</remarks>
public sealed record HealthIndexPolicy(ValueList<int> Weights, Duration SyncWithin, Duration RefundAnswerWithin, Duration DeliveryWithin,
    int ImproveBelowBasisPoints)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "health-index-1.json";

    /// <summary>The policy that holds when a host brings none.</summary>
    public static PolicyDocument<HealthIndexPolicy> Default { get; } = Load(Embedded.Document("health-index.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    public static Result<PolicyDocument<HealthIndexPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The weight of a dimension, 0 to 100.</summary>
    /// <param name="dimension">One of the named dimensions.</param>
    public int WeightOf(HealthDimension dimension) => Weights[(int)dimension - 1];

    private static HealthIndexPolicy Read(DocumentReader root)
    {
        var dimensions = root.Child("dimensions");
        var weights = new List<int>();
        var within = new Duration[6];
        for (var dimension = HealthDimension.SyncTimeliness; dimension <= HealthDimension.LogisticsAttainment; dimension++)
        {
            var row = dimensions?.Child(dimension.ToString());
            weights.Add((int)(row?.Whole("weight", 0, 100) ?? 0));
            if (row is not null && dimension is (HealthDimension.SyncTimeliness or HealthDimension.RefundResponse or HealthDimension.LogisticsAttainment))
                within[(int)dimension] = Within(row);
            row?.Close();
        }

        dimensions?.Close();
        if (dimensions is not null && weights.Sum() != 100) root.Report("dimensions", HealthCodes.WeightsNotHundred, ("sum", weights.Sum()));
        var improve = (int)(root.Whole("improveBelowBasisPoints", 0, 10_000) ?? 0);
        return new(weights.ToValueList(), within[(int)HealthDimension.SyncTimeliness], within[(int)HealthDimension.RefundResponse],
            within[(int)HealthDimension.LogisticsAttainment], improve);
    }

    private static Duration Within(DocumentReader row)
    {
        if (row.Duration("within") is not { } within) return Duration.Zero;
        if (within <= Duration.Zero) row.Report("within", KernelCodes.DocumentValueInvalid, ("value", within), ("expected", "more than nothing"));
        return within;
    }
}
