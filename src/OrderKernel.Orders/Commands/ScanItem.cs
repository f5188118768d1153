using System.Text.Json.Serialization;

namespace OrderKernel.Orders;

/// <summary>Scan an item of a planned shipment, now. An ask: what is wrong with it is refused, and nothing is kept.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Reading">What the device read.</param>
public sealed record ScanItem(ShipmentId Shipment, ScanReading Reading) : OrderCommand
{
    /// <summary>Of the units read, those that other orders of the tenant have; the kernel finds them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<HeldUnit> Held { get; init; }

    /// <inheritdoc/>
    // What is wrong with a reading is told by its own rules.
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? SerialFaults.Unset(Held);
}

/// <summary>Scans that devices made without a connection: merged by device time into those that are known; what is wrong with one is kept with it.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Readings">What the devices read, in any order, again or not.</param>
public sealed record RecordOfflineScans(ShipmentId Shipment, ValueList<ScanReading> Readings) : OrderCommand
{
    /// <summary>Of the units read, those that other orders of the tenant have; the kernel finds them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<HeldUnit> Held { get; init; }

    /// <inheritdoc/>
    // What is wrong with a reading is kept with it.
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? SerialFaults.Unset(Held);
}

/// <summary>Weigh a planned shipment.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Grams">What the scale says, positive.</param>
public sealed record WeighShipment(ShipmentId Shipment, long Grams) : OrderCommand
{
    /// <summary>What it should weigh; null to add up the goods that the warehouse rules know.</summary>
    public long? ExpectedGrams { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment);
}
