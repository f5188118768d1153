using System.Numerics;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The inventory health index 库存健康指数 of a month. Pure: the history, the policy and what a host knows of batches go in.</summary>
public static class StockHealth
{
    /// <summary>The index with its metrics, what was counted for each and which SKUs weigh against it.</summary>
    /// <param name="history">The events of stock; those behind the period are passed over.</param>
    /// <param name="period">The month, and the quarter that ends with it.</param>
    /// <param name="policy">Weights and bounds.</param>
    /// <param name="batches">The batches on hand at the end of the period, where a host knows them: the ledger has none.</param>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    /// <remarks>
    /// <para>Formula: index = Σ weight · score ÷ Σ weight over the metrics observed; a score runs linearly between its bounds
    /// (<see cref="StockHealthBand"/>). Turnover = units sold within the quarter · the quarter's length ÷ Σ units on hand · time on hand, of SKUs that had
    /// stock. Slow-moving = units of SKUs that have stock since before so many days and no sale since then ÷ units on hand. Near expiry = units of batches
    /// that expire within so many months ÷ units of batches. Accuracy = 1 − Σ |found − book| ÷ Σ max(found, book) over the month's counts, but for the first
    /// of a cell that nobody had told of.</para>
    /// <para>Units: basis points. Rounding: down, once, at the end; the sum is exact.</para>
    /// <para>Laws: between the worst and the best score; a better metric never lowers it; the order of events does not matter.</para>
    /// </remarks>
    public static StockHealthReport Of(StockHistory history, StockPeriod period, PolicyDocument<StockHealthPolicy> policy,
        ValueList<StockBatch> batches = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(policy);
        var reasons = new List<Reason>();
        var metrics = new StockMetrics(history, period, policy.Policy, batches.Where(b => !b.Quantity.IsZero));
        var all = new[] { metrics.Turnover(), metrics.SlowMoving(), metrics.NearExpiry(), metrics.Accuracy() };
        BigInteger above = 0, below = 1;
        var weights = 0;
        foreach (var (score, scored) in all)
        {
            if (scored is not { } s)
            {
                reasons.Add(Reason.Of(InventoryCodes.HealthMetricLeftOut, ("metric", score.Metric)));
                continue;
            }

            weights += score.Band.Weight;
            above = (above * s.Below) + (score.Band.Weight * s.Above * below);
            below *= s.Below;
        }

        int? index = weights == 0 ? null : (int)(above * 10_000 / (below * weights));
        if (index is null) reasons.Add(Reason.Of(InventoryCodes.HealthNothingObserved));
        else if (weights < 100) reasons.Add(Reason.Of(InventoryCodes.HealthWeightsRescaled, ("sum", weights)));
        reasons.AddRange(metrics.Remarks());
        foreach (var (score, _) in all)
        {
            if (score.Verdict != StockHealthVerdict.Act) continue;
            reasons.Add(Reason.Of(Advice(score.Metric), ("skus", score.Lines.Items.Select(l => l.Sku).Distinct().Count())));
        }

        reasons.AddRange(metrics.Unlistable());
        return new(period, index, all.Select(a => a.Score).ToValueList(), reasons.ToValueList(), policy.Reference);
    }

    private static string Advice(StockHealthMetric metric) => metric switch
    {
        StockHealthMetric.Turnover => InventoryCodes.HealthTurnoverLow,
        StockHealthMetric.SlowMoving => InventoryCodes.HealthPromote,
        StockHealthMetric.NearExpiry => InventoryCodes.HealthClearNearExpiry,
        _ => InventoryCodes.HealthStockTake,
    };
}
