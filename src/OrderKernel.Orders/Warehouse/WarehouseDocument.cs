namespace OrderKernel.Orders;

/// <summary>Loads documents of warehouse rules.</summary>
public static class WarehouseDocument
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "warehouse-1.json";

    /// <summary>The most grams of anything: one hundred tonnes.</summary>
    public const long GramsMax = 100_000_000;

    /// <summary>The embedded rules: no goods known, off by 30 per mille or 20 grams.</summary>
    public static PolicyDocument<WarehouseRules> Default { get; } = Load(OrderPolicies.Embedded("warehouse.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<WarehouseRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static WarehouseRules Read(DocumentReader root)
    {
        var weighing = root.Child("weighing");
        var packaging = weighing?.Whole("packagingGrams", 0, GramsMax);
        var perMille = weighing?.Whole("tolerancePerMille", 0, 1000);
        var grams = weighing?.Whole("toleranceGrams", 0, GramsMax);
        var weighers = weighing is null ? [] : weighing.Roles("roles");
        weighing?.Close();
        var scanning = root.Child("scanning");
        var scanners = scanning is null ? [] : scanning.Roles("roles");
        scanning?.Close();
        var booksMisfits = root.Flag("bookMisfits", false);
        return new(Goods(root))
        {
            BookMisfits = booksMisfits,
            PackagingGrams = packaging ?? 0,
            TolerancePerMille = perMille ?? 0,
            ToleranceGrams = grams ?? 0,
            ScanRoles = scanners,
            WeighRoles = weighers,
        };
    }

    private static List<KeyValuePair<SkuId, WarehouseGoods>> Goods(DocumentReader root)
    {
        var goods = new List<KeyValuePair<SkuId, WarehouseGoods>>();
        if (root.ChildOrNull("goods") is not { } map) return goods;
        foreach (var key in map.Keys())
        {
            if (map.Child(key) is not { } child) continue;
            if (!SkuId.TryParse(key, out var sku))
                child.ReportAt(child.Path, KernelCodes.DocumentValueInvalid, ("value", key), ("expected", "1-128 characters"));
            else goods.Add(new(sku, new(child.WholeOrNull("grams", 1, GramsMax), child.Flag("bulky", false))));
            child.Close();
        }

        return goods;
    }
}
