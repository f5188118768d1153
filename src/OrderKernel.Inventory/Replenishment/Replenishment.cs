using System.Numerics;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Which SKUs are to be replenished, and why. Pure: the history, the policy and the formula of available stock go in.</summary>
public static class Replenishment
{
    /// <summary>The hints of an instant. A cell of which nobody ever told what lies there is passed over; what is on its way here is not counted.</summary>
    /// <param name="history">The events of stock; those at the instant or behind it are passed over.</param>
    /// <param name="until">The instant.</param>
    /// <param name="policy">When a SKU sells fast, when its stock is too little, and how long it shall last.</param>
    /// <param name="formula">What counts as available; its safety stock is the safety level.</param>
    /// <param name="on">The day of it: batches that are too near their end cover nothing; null when all do.</param>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    /// <remarks>
    /// <para>Formula: cover = ⌊free · days ÷ sold⌋; suggested = missing + max(0, ⌈sold · target ÷ days⌉ − free). A SKU is told when more was sold than
    /// <see cref="ReplenishmentPolicy.FastAbove"/>, when a cell is under its safety level, or when its cover is below
    /// <see cref="ReplenishmentPolicy.CoverBelowDays"/>; the last two ask to order.</para>
    /// <para>Units: those of our SKU, whole days. Laws: what is suggested, received where it is missing, leaves nothing to order; more stock never suggests
    /// more, and more sales never less; each SKU by itself is told the same.</para>
    /// </remarks>
    public static ReplenishmentReport Of(StockHistory history, Instant until, PolicyDocument<ReplenishmentPolicy> policy, PolicyDocument<StockFormula> formula,
        LocalDate? on = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(formula);
        var told = new HashSet<StockCell>(history.Cells.Where(c => c.Value.IsToldBefore(until)).Select(c => c.Key.ToShelf()));
        var cells = Availability.OfAll(history.BalancesBefore(until), formula.Policy, on).Items.Where(a => told.Contains(a.Cell)).ToLookup(a => a.Cell.Sku);
        var hints = new List<ReplenishmentHint>();
        foreach (var sku in SkuPast.Of(history, until - Duration.FromDays(policy.Policy.Days), until))
        {
            if (cells.Contains(sku.Sku) && Of(sku, cells[sku.Sku].ToValueList(), policy.Policy) is { } hint) hints.Add(hint);
        }

        var ordered = hints.OrderBy(h => h.Urgency).ThenBy(h => h.CoverDays ?? long.MaxValue).ThenByDescending(h => h.Suggested).ThenBy(h => h.Sku);
        return new(until, ordered.ToValueList(), [policy.Reference, formula.Reference]);
    }

    private static ReplenishmentHint? Of(SkuPast sku, ValueList<AvailableStock> cells, ReplenishmentPolicy policy)
    {
        var (sold, free, missing) = (Math.Max(0, sku.Sold), 0L, 0L);
        var reasons = new List<Reason>();
        if (sold > policy.FastAbove)
            reasons.Add(Reason.Of(InventoryCodes.ReplenishFast, ("sold", sold), ("days", policy.Days), ("above", policy.FastAbove)));
        foreach (var cell in cells)
        {
            // What is sold before it is there covers nothing.
            var there = checked(cell.Balance - cell.PreSale.Units);
            (free, missing) = (checked(free + Math.Max(0, there)), checked(missing + Math.Max(0, -there)));
            if (there >= 0) continue;
            reasons.Add(Reason.Of(InventoryCodes.ReplenishBelowSafety, ("location", cell.Cell.Location), ("missing", -there),
                ("terms", cell.TermsText())));
        }

        long? cover = sold == 0 ? null : (long)BigInteger.Min(long.MaxValue, (BigInteger)free * policy.Days / sold);
        var isShort = cover < policy.CoverBelowDays;
        if (isShort)
        {
            reasons.Add(Reason.Of(InventoryCodes.ReplenishCoverShort, ("cover", cover), ("below", policy.CoverBelowDays), ("free", free), ("sold", sold),
                ("days", policy.Days)));
        }

        if (reasons.Count == 0) return null;
        var wanted = (((BigInteger)sold * policy.TargetDays) + policy.Days - 1) / policy.Days;
        var suggested = checked(missing + (long)BigInteger.Max(0, wanted - free));
        if (suggested > 0)
        {
            reasons.Add(Reason.Of(InventoryCodes.ReplenishSuggested, ("units", suggested), ("missing", missing), ("target", policy.TargetDays), ("sold", sold),
                ("days", policy.Days), ("free", free)));
        }

        return new(sku.Sku, isShort || missing > 0 ? ReplenishmentUrgency.Order : ReplenishmentUrgency.Watch, sold, free, missing, cover, suggested)
        {
            Cells = cells,
            Reasons = reasons.ToValueList(),
        };
    }
}
