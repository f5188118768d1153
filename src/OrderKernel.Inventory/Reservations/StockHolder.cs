namespace OrderKernel.Inventory;

/// <summary>Which kind of document holds units. 0 is unset.</summary>
public enum HolderKind
{
    /// <summary>An order 订单.</summary>
    Order = 1,

    /// <summary>Goods that go to another location of ours 调拨.</summary>
    Transfer = 2,

    /// <summary>An adjustment that waits for its approval 库存调整.</summary>
    Adjustment = 3,

    /// <summary>A stock-take of what is not to move meanwhile 盘点.</summary>
    StockTake = 4,

    /// <summary>A replacement that goes to a buyer 售后换货.</summary>
    AfterSales = 5,

    /// <summary>An offer that a buyer may still take up 报价.</summary>
    Offer = 6,
}

/// <summary>The document that holds units.</summary>
/// <param name="Kind">Which kind of document.</param>
/// <param name="Key">Its key; of an order that of its stream.</param>
public readonly record struct StockHolder(HolderKind Kind, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Key}";
}
