namespace OrderKernel;

/// <summary>So many units of one of our SKUs in one unit of something sold.</summary>
/// <param name="Sku">Our SKU.</param>
/// <param name="Quantity">Units per unit sold, positive.</param>
public readonly record struct BundleComponent(SkuId Sku, Quantity Quantity);

/// <summary>Units of a SKU that something needs.</summary>
/// <param name="Line">The order line that needs them.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Quantity">The units, positive.</param>
public readonly record struct StockRequest(LineId Line, SkuId Sku, Quantity Quantity);

/// <summary>How many units of a SKU a location can still promise.</summary>
/// <param name="Location">The location.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Available">Units free to promise, safety stock and quotas already taken off.</param>
public readonly record struct AvailablePosition(LocationId Location, SkuId Sku, Quantity Available);

/// <summary>A shipment as a plan wants it: from where, by whom, with what.</summary>
/// <param name="Location">The location that ships.</param>
/// <param name="Carrier">The carrier; null where the tariff names none.</param>
/// <param name="Lines">Units per order line.</param>
public sealed record PlannedShipment(LocationId Location, CarrierId? Carrier, ValueList<StockRequest> Lines);

/// <summary>What a look at returned goods found.</summary>
/// <param name="Line">The order line.</param>
/// <param name="Units">The units looked at.</param>
/// <param name="Outcome">What was found.</param>
public sealed record Inspection(LineId Line, Quantity Units, InspectionOutcome Outcome);
