namespace OrderKernel.Orders;

/// <summary>Scans of a shipment became known.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Scans">The scans that are new, those that do not count among them.</param>
public sealed record ItemsScanned(ShipmentId Shipment, ValueList<Scan> Scans) : OrderEvent;

/// <summary>A shipment was weighed.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Weighing">What the scale said, and what it should have said.</param>
public sealed record ShipmentWeighed(ShipmentId Shipment, ShipmentWeighing Weighing) : OrderEvent;
