namespace OrderKernel.Inventory;

/// <summary>The cells that a part of a formula speaks of: one SKU, one location, or one SKU at one location; all where neither is said.</summary>
internal abstract record FormulaScope(LocationId? Location, SkuId? Sku)
{
    public bool Fits(StockCell cell) => (Location is not { } location || location == cell.Location) && (Sku is not { } sku || sku == cell.Sku);
}

/// <summary>What is another in some cells; null where the formula's own holds, for pre-sale none.</summary>
internal sealed record FormulaException(LocationId? Location, SkuId? Sku, Quantity? SafetyStock, Quantity? PreSale, ValueList<StockTerm>? Terms)
    : FormulaScope(Location, Sku);

/// <summary>What one channel may be promised: units kept back from it, and the most that it sees; null for no bound.</summary>
internal sealed record ChannelRule(ChannelId Channel, LocationId? Location, SkuId? Sku, Quantity Buffer, Quantity? Quota) : FormulaScope(Location, Sku);
