using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Decides what channels are told of stock (库存同步). Pure: balances, rules, what was told last, and the instant go in.</summary>
public static class Publication
{
    /// <summary>The number of each channel SKU, with the terms that led to it, and whether it is another than last time.</summary>
    /// <param name="listings">What is sold, each channel SKU once.</param>
    /// <param name="balances">All balances of the SKUs that it consists of, in any order.</param>
    /// <param name="formula">What counts as available.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="published">What a channel was told last of a channel SKU; null for nothing.</param>
    /// <param name="now">The instant.</param>
    /// <param name="on">The day of it: batches that are too near their end do not count; null when all do.</param>
    /// <exception cref="OverflowException">The units of a SKU sum past 64 bits.</exception>
    /// <remarks>
    /// <para>Formula: of each component <c>⌊max(0, available − kept − buffer) · ratio⌋ + own kept</c>; of those the least <c>⌊units ÷ quantity⌋</c>; then plus,
    /// minimum, maximum, thresholds, times and campaign, in this order. A cell that is overdrawn counts as empty.</para>
    /// <para>Units: those of our SKU up to the bundle, then those of the channel SKU. Rounding: down, twice at most.</para>
    /// <para>Laws: never above what is available in the cells that count, but by a plus or a campaign, which is said; more stock never shows less; shares of
    /// at most the whole, without plus, minimum and campaign, show no more than there is; decided again with what was told, nothing changes; at one stock
    /// nothing changes twice; the steps lead from nothing to the number.</para>
    /// </remarks>
    public static PublicationDecision Decide(ValueList<Listing> listings, ImmutableArray<StockBalance> balances, StockFormula formula, PublicationRules rules,
        Func<Listing, ToldUnits?> published, Instant now, LocalDate? on = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(published);
        var sold = listings.Items.Select(Summed).OrderBy(l => l.Shop).ThenBy(l => l.Code, StringComparer.Ordinal)
            .Select(l => (Listing: l, Index: rules.IndexFor(l))).ToArray();
        var ruled = sold.Where(s => s.Index >= 0).OrderBy(s => s.Index).Select(s => (s.Listing, Rule: rules.Rules[s.Index])).ToArray();
        var shares = StockShares.Of(balances, formula, ruled.Where(s => s.Rule.Kept > 0 && (s.Rule.Until is not { } until || now < until)), on);
        var lines = sold.Select(s => s.Index < 0
            ? Untold(s.Listing, PublicationOutcome.Unruled, published(s.Listing), InventoryCodes.PublicationUnruled)
            : Line(s.Listing, new(rules.Rules[s.Index], $"$.rules[{s.Index}]", now), shares, published(s.Listing)));
        return new(lines.ToValueList(), rules.IsCommon ? [] : SharesOver(ruled, shares));
    }

    private static PublicationLine Line(Listing listing, NumberTerms terms, StockShares shares, ToldUnits? before)
    {
        var components = listing.Goods.Items
            .Select(g => new PublicationComponent(g.Sku, g.Quantity, shares.Cells(g.Sku, terms.Rule), terms.Component(listing, g.Sku, shares))).ToValueList();
        foreach (var component in components)
        {
            if (component.Cells.IsEmpty)
                return Untold(listing, PublicationOutcome.Unknown, before, InventoryCodes.PublicationStockUnknown, ("component", component.Sku));
        }

        var available = components.Items.Min(c => c.Steps[0].After / c.Quantity.Units);
        var own = components.Items.Min(c => checked(shares.Left(c.Sku, terms.Rule) + shares.Kept(listing, c.Sku)) / c.Quantity.Units);
        var (steps, isDelisted) = terms.Number(components, own, before?.Number);
        var units = new PublishedUnits(listing.Code, Quantity.Of(steps[steps.Count - 1].After), isDelisted);
        var again = before?.Number.Units == units.Units && before.IsToTellAgain(terms.Now) ? before : null;
        var outcome = again is null && before?.Number.Units == units.Units ? PublicationOutcome.Unchanged : PublicationOutcome.Publish;
        var reasons = new List<Reason>();
        if (units.Units.Units > available)
        {
            reasons.Add(Reason.Of(InventoryCodes.PublicationAboveAvailable, ("code", listing.Code), ("units", units.Units), ("available", available)));
        }

        if (again is not null)
        {
            reasons.Add(again.IsDoubted
                ? Reason.Of(InventoryCodes.PublicationDoubted, ("code", listing.Code))
                : Reason.Of(InventoryCodes.PublicationRefused, ("code", listing.Code), ("answer", again.Refused!.Answer), ("since", again.Refused.Since)));
        }

        return new(listing, outcome, units, before, available)
        {
            Components = components,
            Steps = steps,
            Reasons = reasons.ToValueList(),
        };
    }

    private static PublicationLine Untold(Listing listing, PublicationOutcome outcome, ToldUnits? before, string code, params Argument[] arguments) =>
        new(listing, outcome, null, before, null)
        {
            Reasons = [new(code, arguments.Prepend(("code", listing.Code)).ToValueList())],
        };

    /// <summary>A SKU that is named twice, once; in the order of the SKUs.</summary>
    private static Listing Summed(Listing listing) => listing with
    {
        Goods = listing.Goods.Items.GroupBy(g => g.Sku).OrderBy(g => g.Key)
            .Select(g => new BundleComponent(g.Key, g.Aggregate(Quantity.Zero, (sum, one) => sum + one.Quantity))).ToValueList(),
    };

    /// <summary>The SKUs of which channel SKUs show more than all of a cell, as the rules' shares go.</summary>
    private static ValueList<Reason> SharesOver((Listing Listing, PublicationRule Rule)[] ruled, StockShares shares)
    {
        var over = new List<Reason>();
        foreach (var sold in ruled.SelectMany(r => r.Listing.Goods.Items.Select(g => (g.Sku, r.Listing, r.Rule))).ToLookup(s => s.Sku).OrderBy(s => s.Key))
        {
            foreach (var cell in shares.CellsOf(sold.Key))
            {
                var counting = sold.Where(s => s.Rule.Counts(cell)).ToArray();
                var sum = counting.Sum(s => (long)s.Rule.RatioBasisPoints);
                if (sum <= PublicationRule.WholeBasisPoints) continue;
                var codes = counting.Select(s => $"{s.Listing.Shop.Channel}/{s.Listing.Shop.Shop}/{s.Listing.Code}").OrderBy(t => t, StringComparer.Ordinal);
                over.Add(Reason.Of(InventoryCodes.PublicationSharesOver, ("path", cell.Location), ("sku", sold.Key), ("sum", sum),
                    ("rules", string.Join(", ", codes))));
                break;
            }
        }

        return over.ToValueList();
    }
}
