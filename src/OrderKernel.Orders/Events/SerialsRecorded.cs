using System.Text.Json.Serialization;

namespace OrderKernel.Orders;

/// <summary>The serial numbers of units in a shipment became known without a scan of ours.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Units">The units that are new.</param>
public sealed record SerialsRecorded(ShipmentId Shipment, ValueList<SerialUnit> Units) : OrderEvent
{
    /// <summary>Units that were taken for the shipment's and do not go with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<SerialUnit> LeftOut { get; init; }
}

/// <summary>Units that were sent with the order came back, known by their serial numbers.</summary>
/// <param name="Shipment">The shipment in which they were sent.</param>
/// <param name="Units">The units.</param>
public sealed record SerialsReturned(ShipmentId Shipment, ValueList<SerialUnit> Units) : OrderEvent;
