using System.Collections.Frozen;

namespace OrderKernel.Orders;

/// <summary>Which goods a barcode means, and how many units one scan of it stands for.</summary>
public sealed class Barcodes
{
    private readonly FrozenDictionary<string, BarcodeMeaning> _codes;

    internal Barcodes(IEnumerable<KeyValuePair<string, BarcodeMeaning>> codes) =>
        _codes = codes.ToFrozenDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

    /// <summary>How many barcodes are known.</summary>
    public int Count => _codes.Count;

    /// <summary>What a barcode means, or null when the table does not say. A SKU's own code needs no entry.</summary>
    /// <param name="barcode">What was scanned, as printed.</param>
    /// <remarks>The same trade item number is found whether it was printed with 8, 12, 13 or 14 digits.</remarks>
    public BarcodeMeaning? Find(string barcode)
    {
        ArgumentNullException.ThrowIfNull(barcode);
        return _codes.TryGetValue(Gtin.Normal(barcode), out var meaning) ? meaning : null;
    }
}

/// <summary>What one scan of a barcode stands for. <c>default</c> is nothing.</summary>
/// <param name="Sku">The goods.</param>
/// <param name="Units">The units: one, or a carton's.</param>
public readonly record struct BarcodeMeaning(SkuId Sku, Quantity Units);
