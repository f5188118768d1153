namespace OrderKernel.Orders;

/// <summary>Loads tables of barcodes.</summary>
public static class BarcodesDocument
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "barcodes-1.json";

    /// <summary>The most units that one scan stands for.</summary>
    public const long UnitsMax = 1_000_000;

    /// <summary>The embedded table: empty, so that only SKUs' own codes are known.</summary>
    public static PolicyDocument<Barcodes> Default { get; } = Load(OrderPolicies.Embedded("barcodes.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The table, or a refusal whose reasons list all problems with their JSON paths.</returns>
    /// <remarks>Findings: <see cref="OrdersCodes.BarcodeMisread"/> for trade item numbers whose check digit is wrong, and the codes of documents.</remarks>
    public static Result<PolicyDocument<Barcodes>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static Barcodes Read(DocumentReader root)
    {
        var codes = new Dictionary<string, BarcodeMeaning>(StringComparer.Ordinal);
        if (root.Child("codes") is not { } map) return new(codes);
        foreach (var code in map.Keys())
        {
            if (map.Child(code) is not { } child) continue;
            var text = child.Text("sku");
            var units = child.WholeOrNull("units", 1, UnitsMax) ?? 1;
            if (text is not null && !SkuId.TryParse(text, out _))
                child.Report("sku", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "1-128 characters"));
            if (!ScanRules.IsText(code)) child.ReportAt(child.Path, KernelCodes.DocumentValueInvalid, ("value", code.Length), ("expected", "1-128 characters"));
            else if (Gtin.MissingDigit(code) is { } digit) child.ReportAt(child.Path, OrdersCodes.BarcodeMisread, ("barcode", code), ("digit", digit));
            else if (codes.ContainsKey(Gtin.Normal(code))) child.ReportAt(child.Path, KernelCodes.DocumentPropertyDuplicate, ("property", code));
            else if (SkuId.TryParse(text, out var sku)) codes.Add(Gtin.Normal(code), new(sku, Quantity.Of(units)));
            child.Close();
        }

        return new(codes);
    }
}
