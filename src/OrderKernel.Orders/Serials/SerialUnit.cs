namespace OrderKernel.Orders;

/// <summary>One unit of goods, known by its serial number. <c>default</c> is none.</summary>
/// <param name="Sku">The goods: two makers may use the same number.</param>
/// <param name="Serial">The number.</param>
public readonly record struct SerialUnit(SkuId Sku, SerialNumber Serial);

/// <summary>A unit that another order has: it was sent with it and has not come back. <c>default</c> is none.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Order">The other order.</param>
public readonly record struct HeldUnit(SerialUnit Unit, OrderId Order);
