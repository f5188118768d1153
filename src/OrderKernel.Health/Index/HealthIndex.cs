using System.Numerics;

namespace OrderKernel.Health;

/// <summary>The order health index 订单健康指数.</summary>
public static class HealthIndex
{
    /// <summary>The index over what was counted.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="policy">The policy that the counts were made against.</param>
    /// <remarks>
    /// <para>Formula: Σ weight · met ∕ observed over the dimensions observed, divided by the sum of their weights.</para>
    /// <para>Units: basis points. Rounding: down, once, at the end; the sum is exact.</para>
    /// <para>Laws: between the worst and the best dimension; one more observation met never lowers it.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var counts = new HealthAccumulator(HealthIndexPolicy.Default.Policy);                   // one a thread; merge them when done
    /// counts.Add(new MilestoneFact(key, Milestone.Received, now) { Since = now - Duration.FromMinutes(3) });
    /// counts.Add(new MilestoneFact(key, Milestone.HandedOver, now) { IsGood = true });
    ///
    /// HealthReport report = HealthIndex.Of(counts.Counts, HealthIndexPolicy.Default);         // 10 000 basis points; three dimensions left out, said so
    /// </code>
    /// </example>
    public static HealthReport Of(HealthCounts counts, PolicyDocument<HealthIndexPolicy> policy)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(policy);
        var scores = new List<DimensionScore>();
        var reasons = new List<Reason>();
        BigInteger above = 0, below = 1;
        var weights = 0;
        foreach (var count in counts.Dimensions)
        {
            var weight = policy.Policy.WeightOf(count.Dimension);
            scores.Add(new(count.Dimension, weight, count.Observed, count.Met,
                count.Observed == 0 ? null : (int)Ratio.Floor(10_000, count.Met, count.Observed)));
            if (count.Observed == 0)
            {
                reasons.Add(Reason.Of(HealthCodes.DimensionLeftOut, ("dimension", count.Dimension)));
                continue;
            }

            weights += weight;
            above = (above * count.Observed) + ((BigInteger)weight * count.Met * below);
            below *= count.Observed;
        }

        if (weights == 0)
        {
            reasons.Add(Reason.Of(HealthCodes.NothingObserved));
            return new(null, scores.ToValueList(), false, reasons.ToValueList(), policy.Reference);
        }

        if (weights < 100) reasons.Add(Reason.Of(HealthCodes.WeightsRescaled, ("sum", weights)));
        var index = (int)(above * 10_000 / (below * weights));
        var threshold = policy.Policy.ImproveBelowBasisPoints;
        if (index < threshold) reasons.Add(Reason.Of(HealthCodes.BelowThreshold, ("index", index), ("threshold", threshold)));
        return new(index, scores.ToValueList(), index < threshold, reasons.ToValueList(), policy.Reference);
    }
}
