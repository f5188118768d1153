namespace OrderKernel.Inventory;

/// <summary>Which goods may be bought where, how, and how many at once (限购): every restriction that binds an order must allow it.</summary>
/// <param name="Rules">The restrictions; none by default.</param>
public sealed record PurchaseRestrictions(ValueList<PurchaseRestriction> Rules)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "purchase-restrictions-1.json";

    /// <summary>The restrictions that hold when a host brings none: everything may be bought.</summary>
    public static PolicyDocument<PurchaseRestrictions> Default { get; } = LoadDefault();

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The restrictions, or a refusal whose reasons list all problems with their JSON paths.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; among its reasons <see cref="InventoryCodes.RestrictionRepeated"/>,
    /// <see cref="InventoryCodes.RestrictionForNothing"/>, <see cref="InventoryCodes.RestrictionNeverHolds"/>,
    /// <see cref="InventoryCodes.RestrictionAllowsNobody"/> and
    /// <see cref="InventoryCodes.RestrictionRegionUnknown"/>.</remarks>
    public static Result<PolicyDocument<PurchaseRestrictions>> Load(ReadOnlyMemory<byte> utf8) =>
        PolicyDocument.Load(utf8, Schema, PurchaseRestrictionReader.Read);

    /// <summary>What is forbidden of an order.</summary>
    /// <param name="lines">Its goods; units of one SKU are summed.</param>
    /// <param name="facts">The order.</param>
    /// <param name="places">The locations that there are; none where nobody knows them: then a way that names one may fit.</param>
    /// <returns>By SKU and in the order of the document, a ban a location, or one of anywhere where no location is allowed.</returns>
    /// <exception cref="OverflowException">Units of one SKU sum past 64 bits.</exception>
    public ValueList<PurchaseBan> Judge(ValueList<StockRequest> lines, PurchaseFacts facts, ValueList<LocationPlace> places)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Rules.IsEmpty) return [];
        var bans = new List<PurchaseBan>();
        foreach (var goods in lines.Items.GroupBy(l => l.Sku).OrderBy(g => g.Key))
        {
            var units = goods.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity);
            foreach (var rule in Rules)
            {
                if (!rule.Binds(goods.Key, facts)) continue;
                if (rule.UnitsMax < units.Units)
                    bans.Add(new(rule.Name, goods.Key, null, Reason.Of(InventoryCodes.PurchaseUnitsOver, ("sku", goods.Key), ("units", units.Units),
                        ("most", rule.UnitsMax!.Value), ("restriction", rule.Name), ("reason", rule.Reason))));
                Judge(rule, goods.Key, facts, places, bans);
            }
        }

        return bans.ToValueList();
    }

    private static void Judge(PurchaseRestriction rule, SkuId sku, PurchaseFacts facts, ValueList<LocationPlace> places, List<PurchaseBan> bans)
    {
        var why = Reason.Of(InventoryCodes.PurchaseRestricted, ("sku", sku), ("region", facts.Regions.IsEmpty ? "-" : string.Join(" ", facts.Regions.Items)),
            ("tags", facts.Tags.IsEmpty ? "-" : string.Join(", ", facts.Tags.Items)), ("restriction", rule.Name), ("reason", rule.Reason));
        var banned = places.Items.Where(p => !rule.Allows(facts, p)).Select(p => p.Id).ToArray();
        var isAnywhere = places.IsEmpty
            ? (!rule.Only.IsEmpty && !rule.Only.Items.Any(w => w.Fits(facts))) || rule.Never.Items.Any(w => w.IsAnywhere && w.Fits(facts))
            : banned.Length == places.Count;
        if (isAnywhere) bans.Add(new(rule.Name, sku, null, why));
        else bans.AddRange(banned.Select(l => new PurchaseBan(rule.Name, sku, l, why)));
    }

    private static PolicyDocument<PurchaseRestrictions> LoadDefault()
    {
        using var stream = typeof(PurchaseRestrictions).Assembly.GetManifestResourceStream("Documents/purchase-restrictions.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Load(copy.ToArray()).OrUnreachable("Embedded documents load");
    }
}
