using System.Numerics;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Inventory;

/// <summary>The four metrics of the index: what is counted for each.</summary>
internal sealed class StockMetrics
{
    private readonly StockHistory _history;
    private readonly StockPeriod _period;
    private readonly StockHealthPolicy _policy;
    private readonly ValueList<StockBatch> _batches;
    private readonly IReadOnlyList<SkuPast> _skus;
    private readonly Instant _since;

    public StockMetrics(StockHistory history, StockPeriod period, StockHealthPolicy policy, ValueList<StockBatch> batches)
    {
        (_history, _period, _policy, _batches) = (history, period, policy, batches);
        _skus = SkuPast.Of(history, period.QuarterFrom, period.Until);
        var begun = history.Cells.Select(c => c.Value.OnHand().Select(s => (Instant?)s.At).FirstOrDefault()).Where(at => at < period.Until).Min();
        _since = begun > period.QuarterFrom ? begun.Value : period.QuarterFrom;
    }

    public (StockHealthScore Score, (BigInteger Above, BigInteger Below)? Scored) Turnover()
    {
        var stocked = _skus.Where(s => s.UnitTime > 0).ToArray();
        var (sold, time) = (Sum(stocked.Select(s => s.Sold)), stocked.Aggregate(BigInteger.Zero, (sum, s) => sum + s.UnitTime));
        var quarter = _period.Quarter.ToBigIntegerNanoseconds() * 100;
        var lines = stocked.Where(s => _policy.Turnover.Verdict(s.Sold * quarter, s.UnitTime) != StockHealthVerdict.Normal)
            .Select(s => new StockHealthLine(s.Sku, s.Sold, Average(s.UnitTime)) { At = s.LastSaleAt });
        return Scored(StockHealthMetric.Turnover, Math.Max(0, sold), Average(time), Math.Max(0, sold) * quarter, time, lines.OrderByDescending(l => l.Whole),
            InventoryCodes.HealthTurnover, ("skus", stocked.Length));
    }

    public (StockHealthScore Score, (BigInteger Above, BigInteger Below)? Scored) SlowMoving()
    {
        var limit = _period.Until - Duration.FromDays(_policy.SlowAfterDays);
        var (all, old) = (Sum(_skus.Select(s => s.OnHand)), _skus.Where(s => s.StockedSince <= limit).ToArray());
        var slow = old.Where(s => s.LastSaleAt is not { } last || last < limit).ToArray();
        var units = Sum(slow.Select(s => s.OnHand));
        var lines = slow.Select(s => new StockHealthLine(s.Sku, s.OnHand, s.OnHand) { At = s.LastSaleAt });
        // Where nothing lies here as long as that, nobody can say what is slow.
        return Scored(StockHealthMetric.SlowMoving, units, all, (BigInteger)units * 10_000, old.Length == 0 ? 0 : all, lines.OrderByDescending(l => l.Part),
            InventoryCodes.HealthSlowMoving, ("days", _policy.SlowAfterDays), ("skus", slow.Length));
    }

    public (StockHealthScore Score, (BigInteger Above, BigInteger Below)? Scored) NearExpiry()
    {
        var limit = _period.On.PlusMonths(_policy.NearExpiryMonths);
        var skus = _batches.Items.GroupBy(b => b.Sku).OrderBy(g => g.Key)
            .Select(g => new StockHealthLine(g.Key, Sum(g.Where(b => b.ExpiresOn < limit).Select(b => b.Quantity.Units)), Sum(g.Select(b => b.Quantity.Units))))
            .ToArray();
        var (near, all) = (Sum(skus.Select(s => s.Part)), Sum(skus.Select(s => s.Whole)));
        return Scored(StockHealthMetric.NearExpiry, near, all, (BigInteger)near * 10_000, all, skus.Where(s => s.Part > 0).OrderByDescending(l => l.Part),
            InventoryCodes.HealthNearExpiry, ("months", _policy.NearExpiryMonths));
    }

    public (StockHealthScore Score, (BigInteger Above, BigInteger Below)? Scored) Accuracy()
    {
        var lines = new List<StockHealthLine>();
        foreach (var cell in _history.Cells)
        {
            foreach (var step in cell.Value.OnHand().TakeWhile(s => s.At < _period.Until))
            {
                if (step.At < _period.From || step is not { Counted: { } found, Before: { } book }) continue;
                var whole = Math.Max(found, book);
                lines.Add(new(cell.Key.Sku, Math.Max(0, Math.Min(found, book)), whole) { Location = cell.Key.Location, At = step.At });
            }
        }

        var (same, all) = (Sum(lines.Select(l => l.Part)), Sum(lines.Select(l => l.Whole)));
        return Scored(StockHealthMetric.Accuracy, same, all, (BigInteger)same * 10_000, all, lines.Where(l => l.Part < l.Whole)
            .OrderByDescending(l => l.Whole - l.Part), InventoryCodes.HealthAccuracy, ("counts", lines.Count));
    }

    /// <summary>What has to be known beside the values.</summary>
    public IEnumerable<Reason> Remarks()
    {
        if (_since > _period.QuarterFrom) yield return Reason.Of(InventoryCodes.HealthObservedSince, ("at", _since), ("from", _period.QuarterFrom));
        var bare = _skus.Where(s => s.UnitTime.IsZero && s.Sold > 0).ToArray();
        if (bare.Length > 0) yield return Reason.Of(InventoryCodes.HealthSoldWithoutStock, ("skus", bare.Length), ("units", Sum(bare.Select(s => s.Sold))));
    }

    /// <summary>The batches that must not be listed.</summary>
    public IEnumerable<Reason> Unlistable()
    {
        var limit = _period.On.PlusMonths(_policy.ForbidListingMonths);
        return _batches.Items.Where(b => b.ExpiresOn < limit).OrderBy(b => b.ExpiresOn).ThenBy(b => b.Sku).Select(b =>
            Reason.Of(InventoryCodes.HealthForbidListing, ("sku", b.Sku), ("units", b.Quantity), ("expires", LocalDatePattern.Iso.Format(b.ExpiresOn)),
                ("months", _policy.ForbidListingMonths)));
    }

    private (StockHealthScore, (BigInteger, BigInteger)?) Scored(StockHealthMetric metric, long part, long whole, BigInteger above, BigInteger below,
        IOrderedEnumerable<StockHealthLine> lines, string code, params Argument[] more)
    {
        var (band, isObserved) = (_policy.Of(metric), below > 0);
        var (scored, over) = isObserved ? band.Score(above, below) : (0, 1);
        var said = new Argument[] { ("part", part), ("whole", whole) };
        return (new(metric, band, isObserved ? band.Verdict(above, below) : StockHealthVerdict.NotObserved)
        {
            Value = isObserved ? (long)BigInteger.Min(long.MaxValue, above / below) : null,
            ScoreBasisPoints = isObserved ? (int)(scored * 10_000 / over) : null,
            Part = part,
            Whole = whole,
            Why = Reason.Of(code, [.. said, .. more]),
            Lines = isObserved ? lines.ThenBy(l => l.Sku).ThenBy(l => l.Location).ThenBy(l => l.At).ToValueList() : [],
        }, isObserved ? (scored, over) : null);
    }

    private long Average(BigInteger unitTime) =>
        unitTime.IsZero ? 0 : (long)BigInteger.Min(long.MaxValue, unitTime / (_period.Until - _since).ToBigIntegerNanoseconds());

    private static long Sum(IEnumerable<long> units) => units.Aggregate(0L, (sum, one) => checked(sum + one));
}
