using System.Text.Json.Serialization;

namespace OrderKernel.Orders;

/// <summary>The serial numbers of the units in a shipment, before it leaves or after. Of a person it is an ask: what is wrong is refused.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Units">The units, those that are known already among them or not.</param>
public sealed record RecordSerials(ShipmentId Shipment, ValueList<SerialUnit> Units) : OrderCommand
{
    /// <summary>True when no other unit of these goods goes: numbers of them that were known before and are not named are none of the parcel's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAll { get; init; }

    /// <summary>Of these units, those that other orders of the tenant have; the kernel finds them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<HeldUnit> Held { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? SerialFaults.Unset(Units) ?? SerialFaults.Unset(Held);
}

/// <summary>Units came back, known by their serial numbers. Of a person it is an ask: one that was not sent with the order is refused.</summary>
/// <param name="Units">The units; each is compared with what was sent.</param>
public sealed record ReturnSerials(ValueList<SerialUnit> Units) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => SerialFaults.Unset(Units);
}
