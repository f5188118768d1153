namespace OrderKernel.Inventory;

/// <summary>
/// What the rules of a publication document do to one another, over the shops that it names: words that never decide, and shares above the whole.
/// </summary>
internal static class PublicationChecks
{
    public static void Run(DocumentReader root, PublicationRules rules)
    {
        var first = new First(rules);
        for (var i = 0; i < rules.Rules.Count; i++) Shadowed(root, rules, first, i);
        if (!rules.IsCommon) SharesOver(root, rules, first);
    }

    private static void Shadowed(DocumentReader root, PublicationRules rules, First first, int index)
    {
        var (rule, path) = (rules.Rules[index], $"{root.Path}.rules[{index}]");
        // A channel or shop that is not told has a finding of its own; without shops nobody is told anything yet.
        var shops = rules.Shops.Where(rule.Fits);
        if (shops.IsEmpty) return;
        if (rule is { Skus: null, Codes: null }) Look(path, default, null);
        for (var i = 0; i < rule.Skus.GetValueOrDefault().Count; i++) Look($"{path}.skus[{i}]", rule.Skus!.Value[i], null);
        for (var i = 0; i < rule.Codes.GetValueOrDefault().Count; i++) Look($"{path}.codes[{i}]", null, rule.Codes!.Value[i]);

        void Look(string at, SkuId? sku, string? code)
        {
            var deciding = shops.Items.Select(s => first.Of(s, sku, code)).Distinct().ToArray();
            if (Array.IndexOf(deciding, index) >= 0) return;
            root.ReportAt(at, InventoryCodes.PublicationShadowed, ("before", string.Join(", ", deciding.Select(d => $"{root.Path}.rules[{d}]"))));
        }
    }

    /// <summary>Each SKU that is named, and any other: in no pool at no location may the shares of the shops add up to more than all of it.</summary>
    private static void SharesOver(DocumentReader root, PublicationRules rules, First first)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var skus = rules.Rules.Items.SelectMany(r => r.Skus.GetValueOrDefault()).Distinct().Select(s => (SkuId?)s).Prepend(default(SkuId));
        foreach (var sku in skus)
        {
            var deciding = rules.Shops.Items.Select(s => first.Of(s, sku ?? default, null)).Where(i => i >= 0).ToArray();
            var locations = deciding.SelectMany(i => rules.Rules[i].Locations.GetValueOrDefault()).Distinct().Append(default).ToArray();
            var pools = deciding.SelectMany(i => rules.Rules[i].Pools.GetValueOrDefault()).Distinct().Append(default).ToArray();
            foreach (var (location, pool) in locations.SelectMany(l => pools.Select(p => (l, p))))
            {
                var counting = deciding.Where(i => rules.Rules[i].Counts(location, pool)).ToArray();
                var sum = counting.Sum(i => (long)rules.Rules[i].RatioBasisPoints);
                if (sum <= PublicationRule.WholeBasisPoints) continue;
                var paths = string.Join(", ", counting.Distinct().OrderBy(i => i).Select(i => $"{root.Path}.rules[{i}].ratioBasisPoints"));
                if (told.Add(paths))
                    root.Report("rules", InventoryCodes.PublicationSharesOver, ("sku", sku?.Value ?? "*"), ("rules", paths), ("sum", sum));
            }
        }
    }

    /// <summary>The first rule that fits a shop and one thing that is sold there.</summary>
    private sealed class First(PublicationRules rules)
    {
        private readonly ILookup<SkuId, int> _bySku = Named(rules, r => r.Skus.GetValueOrDefault());
        private readonly ILookup<string, int> _byCode = Named(rules, r => r.Codes.GetValueOrDefault());

        private readonly int[] _plain = Enumerable.Range(0, rules.Rules.Count).Where(i => rules.Rules[i] is { Skus: null, Codes: null }).ToArray();

        /// <summary>Its index; −1 when none fits.</summary>
        /// <param name="shop">The shop.</param>
        /// <param name="sku">Our SKU; null for whatever is sold under the code, unset for a SKU that no rule names.</param>
        /// <param name="code">The code; null for one that no rule names.</param>
        public int Of(ChannelShop shop, SkuId? sku, string? code)
        {
            var plain = Least(_plain, shop);
            var named = Least(sku is { } known ? _bySku[known] : code is null ? [] : _byCode[code], shop);
            return named >= 0 && (plain < 0 || named < plain) ? named : plain;
        }

        private int Least(IEnumerable<int> indexes, ChannelShop shop)
        {
            foreach (var i in indexes)
            {
                if (rules.Rules[i].Fits(shop)) return i;
            }

            return -1;
        }

        private static ILookup<T, int> Named<T>(PublicationRules rules, Func<PublicationRule, ValueList<T>> names) where T : notnull =>
            Enumerable.Range(0, rules.Rules.Count).SelectMany(i => names(rules.Rules[i]).Items.Select(n => (Name: n, Index: i)))
                .ToLookup(n => n.Name, n => n.Index);
    }
}
