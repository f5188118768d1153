namespace OrderKernel.Inventory;

/// <summary>Of what a part of a formula document speaks: one SKU, one location, or one SKU at one location, for all channels or for one.</summary>
/// <param name="Path">Where the part stands in the document, such as <c>$.channels[0]</c>.</param>
/// <param name="Location">The location; null for all.</param>
/// <param name="Sku">The SKU; null for all.</param>
/// <param name="Channel">The channel; null for all.</param>
public readonly record struct FormulaScope(string Path, LocationId? Location, SkuId? Sku, ChannelId? Channel);

internal abstract record FormulaPart(string Path, LocationId? Location, SkuId? Sku)
{
    public bool Fits(StockCell cell) => (Location is not { } location || location == cell.Location) && (Sku is not { } sku || sku == cell.Sku);
}

/// <summary>What is another in some cells; null where the formula's own holds, for pre-sale none.</summary>
internal sealed record FormulaException(
    string Path, LocationId? Location, SkuId? Sku, Quantity? SafetyStock, Quantity? PreSale, int? NearExpiryMonths, ValueList<StockTerm>? Terms)
    : FormulaPart(Path, Location, Sku);

/// <summary>What one channel may be promised: units kept back from it, and the most that it sees; null for no bound.</summary>
internal sealed record ChannelRule(string Path, ChannelId Channel, LocationId? Location, SkuId? Sku, Quantity Buffer, Quantity? Quota)
    : FormulaPart(Path, Location, Sku);
