using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What a promise of units that are not there looks at.</summary>
/// <param name="Available">What is available of the SKUs now, in all cells.</param>
/// <param name="Inbounds">The goods of the SKUs that are to come.</param>
/// <param name="Balances">What is promised and awaited of the SKUs (<see cref="Backorders"/>).</param>
public sealed record AheadView(ValueList<AvailableStock> Available, ValueList<Inbound> Inbounds, ValueList<StockBalance> Balances);

/// <summary>Decides whether units that are not there are promised, for when and against which goods.</summary>
/// <remarks>
/// <para>Formula: promised of a SKU + wanted ≤ cap, and of the channel ≤ its own; the promise is the sale plus the rule's days, or the instant of the first
/// goods to come of which so many can be promised (<see cref="AvailableToPromise"/>) and are not promised yet, plus the rule's days.</para>
/// <para>Laws: never more than the cap; never more of goods to come than are to come; all SKUs of an order, or none.</para>
/// </remarks>
public static class SellAhead
{
    /// <summary>Decides.</summary>
    /// <param name="wanted">What the order waits for, one entry a SKU.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="view">What the decision looks at.</param>
    /// <param name="policy">What may be sold ahead.</param>
    /// <param name="now">The instant of the sale.</param>
    /// <returns>The lines with their promises and one reason a SKU; the refusal names the first SKU that is not promised, and why.</returns>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    /// <remarks>Refuses with: <see cref="InventoryCodes.AheadNotSold"/>, <see cref="InventoryCodes.AheadCapReached"/>,
    /// <see cref="InventoryCodes.AheadNothingExpected"/>.</remarks>
    public static Result<(ValueList<BackorderLine> Lines, ValueList<Reason> Reasons)> Decide(
        ValueList<BackorderLine> wanted, ChannelId channel, AheadView view, PolicyDocument<SellAheadPolicy> policy, Instant now)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(policy);
        var (lines, reasons) = (new List<BackorderLine>(), new List<Reason>());
        foreach (var line in wanted)
        {
            if (policy.Policy.RuleOf(channel, line.Sku) is not { } rule)
                return Refusal.Of(InventoryCodes.AheadNotSold, ("sku", line.Sku), ("channel", channel));
            var ahead = Ahead(view, Backorders.CellOf(line.Sku));
            var full = Over(line, ahead, rule.Cap) ?? (rule.ChannelCap is { } cap ? Over(line, Ahead(view, Backorders.CellOf(line.Sku, channel)), cap) : null);
            if (full is not null) return full;
            if (Promise(line, rule, view, policy.Policy, now) is not { } promised)
                return Refusal.Of(InventoryCodes.AheadNothingExpected, ("sku", line.Sku), ("units", line.Units), ("days", policy.Policy.HorizonDays));
            lines.Add(promised);
            reasons.Add(Reason.Of(InventoryCodes.SoldAhead, ("sku", line.Sku), ("units", line.Units), ("dueAt", promised.DueAt!),
                ("inbound", promised.Inbound?.Value ?? "-"), ("ahead", ahead + line.Units.Units), ("cap", rule.Cap)));
        }

        return (lines.ToValueList(), reasons.ToValueList());
    }

    /// <summary>What is promised of a SKU: against goods to come for their instant, for now what is promised without, or of goods that are due.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="view">What is looked at.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    public static ValueList<PromisedUnits> PromisedOf(SkuId sku, AheadView view, Instant now)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (rest, promised) = (Ahead(view, Backorders.CellOf(sku)), new List<PromisedUnits>());
        foreach (var inbound in view.Inbounds.Items.Where(i => i.Cell.Sku == sku))
        {
            var units = Ahead(view, Backorders.CellOf(sku, inbound.Id));
            if (units <= 0) continue;
            promised.Add(new(inbound.IsOverdue ? now : inbound.ExpectedAt, units));
            rest = checked(rest - units);
        }

        if (rest > 0) promised.Add(new(now, rest));
        return promised.ToValueList();
    }

    private static BackorderLine? Promise(BackorderLine line, SellAheadRule rule, AheadView view, SellAheadPolicy policy, Instant now)
    {
        if (rule.WithinDays is { } days) return line with { DueAt = now + Duration.FromDays(days), Inbound = null };
        var horizon = now + Duration.FromDays(policy.HorizonDays);
        var inbounds = view.Inbounds.Where(i => i.Cell.Sku == line.Sku && !i.IsOverdue && i.ExpectedAt > now);
        var points = AvailableToPromise.Of(view.Available.Where(a => a.Cell.Sku == line.Sku), inbounds, PromisedOf(line.Sku, view, now), now, horizon);
        foreach (var inbound in inbounds.Items.OrderBy(i => i.ExpectedAt).ThenBy(i => i.Id))
        {
            var left = inbound.Open.Units - Ahead(view, Backorders.CellOf(line.Sku, inbound.Id));
            if (left < line.Units.Units || !points.Items.Any(p => p.At == inbound.ExpectedAt && p.Units >= line.Units)) continue;
            return line with { DueAt = inbound.ExpectedAt + Duration.FromDays(rule.AfterInboundDays!.Value), Inbound = inbound.Id };
        }

        return null;
    }

    private static Refusal? Over(BackorderLine line, long ahead, long cap) => ahead + line.Units.Units <= cap
        ? null
        : Refusal.Of(InventoryCodes.AheadCapReached, ("sku", line.Sku), ("units", line.Units), ("ahead", ahead), ("cap", cap));

    private static long Ahead(AheadView view, StockCell cell) => StockSheet.BalanceOf(view.Balances.Items, cell, StockAccount.Ahead);
}
