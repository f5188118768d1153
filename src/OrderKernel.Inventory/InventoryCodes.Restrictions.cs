namespace OrderKernel.Inventory;

/// <content>Codes of purchase restrictions.</content>
public static partial class InventoryCodes
{
    /// <summary>Goods may not be bought in this way, there, or from there.</summary>
    public const string PurchaseRestricted = "inventory.purchase-restricted";

    /// <summary>More units of goods in one order than a restriction allows.</summary>
    public const string PurchaseUnitsOver = "inventory.purchase-units-over";

    /// <summary>A document of restrictions names one twice.</summary>
    public const string RestrictionRepeated = "inventory.restriction-repeated";

    /// <summary>A restriction forbids nothing, or a way of buying fits everything.</summary>
    public const string RestrictionForNothing = "inventory.restriction-for-nothing";

    /// <summary>The last day of a restriction is before its first.</summary>
    public const string RestrictionNeverHolds = "inventory.restriction-never-holds";

    /// <summary>A restriction allows nobody: each way of buying that it lets pass is one that it forbids.</summary>
    public const string RestrictionAllowsNobody = "inventory.restriction-allows-nobody";

    /// <summary>A restriction names a region that nobody knows: no order would ever go there.</summary>
    public const string RestrictionRegionUnknown = "inventory.restriction-region-unknown";
}
