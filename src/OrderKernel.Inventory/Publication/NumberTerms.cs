using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The terms of one rule at an instant, applied one after the other.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Now">The instant.</param>
internal readonly record struct NumberTerms(PublicationRule Rule, string Path, Instant Now)
{
    /// <summary>From nothing to what a channel SKU may show of one component, in units of our SKU.</summary>
    public ValueList<PublicationStep> Component(Listing listing, SkuId sku, StockShares shares)
    {
        var (rule, steps) = (Rule, new Steps(Path));
        var (available, left, own) = (0L, shares.Left(sku, rule), shares.Kept(listing, sku));
        foreach (var cell in shares.Cells(sku, rule)) available = checked(available + cell.Units.Units);
        steps.To(PublicationTerm.Available, rule.Locations is null ? "" : ".locations", available);
        if (left != available) steps.To(PublicationTerm.Kept, own > 0 ? ".kept" : "", left);
        if (rule.Buffer > 0) steps.To(PublicationTerm.Buffer, ".buffer", Math.Max(0, steps.Last - rule.Buffer));
        steps.To(PublicationTerm.Ratio, ".ratioBasisPoints", Ratio.Floor(steps.Last, rule.RatioBasisPoints, PublicationRule.WholeBasisPoints));
        if (own > 0) steps.To(PublicationTerm.OwnKept, ".kept", steps.Last + own);
        return steps.All();
    }

    /// <summary>From what the components make to the number, and whether a threshold holds it at zero.</summary>
    /// <param name="components">What each component gives.</param>
    /// <param name="own">How many units there are that are kept for nobody else.</param>
    /// <param name="before">What the channel was told last.</param>
    public (ValueList<PublicationStep> Steps, bool IsDelisted) Number(ValueList<PublicationComponent> components, long own, PublishedUnits? before)
    {
        var (rule, now, steps) = (Rule, Now, new Steps(Path));
        steps.To(PublicationTerm.Bundle, "", components.Items.Min(c => c.Share / c.Quantity.Units));
        if (rule.Plus != 0) steps.To(PublicationTerm.Plus, ".plus", Math.Max(0, checked(steps.Last + rule.Plus)));
        if (steps.Last < rule.Minimum) steps.To(PublicationTerm.Minimum, ".minimum", Math.Max(steps.Last, Math.Min(rule.Minimum, own)));
        if (steps.Last > rule.Maximum) steps.To(PublicationTerm.Maximum, ".maximum", rule.Maximum.Value);
        var isDelisted = steps.Last < (before is { IsDelisted: true } ? rule.ListFrom : rule.DelistBelow);
        if (isDelisted) steps.To(PublicationTerm.Threshold, before is { IsDelisted: true } ? ".listFrom" : ".delistBelow", 0);
        if (now < rule.From) steps.To(PublicationTerm.Times, ".from", 0);
        else if (now >= rule.Until) steps.To(PublicationTerm.Times, ".until", 0);
        else if (rule.Hours is { } hours && !hours.IsOpenAt(now)) steps.To(PublicationTerm.Times, ".hours", 0);
        for (var i = 0; i < rule.Locks.Count; i++)
        {
            if (now >= rule.Locks[i].From && now < rule.Locks[i].Until) steps.To(PublicationTerm.Lock, $".locks[{i}]", rule.Locks[i].Units);
        }

        return (steps.All(), isDelisted);
    }

    private sealed class Steps(string path)
    {
        private readonly List<PublicationStep> _steps = [];

        public long Last => _steps.Count == 0 ? 0 : _steps[^1].After;

        public void To(PublicationTerm term, string at, long after) => _steps.Add(new(term, path + at, Last, after));

        public ValueList<PublicationStep> All() => _steps.ToValueList();
    }
}
