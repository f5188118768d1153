using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Plan a shipment of open units, reserving them when a reservation is named.</summary>
/// <param name="Shipment">The new shipment's id.</param>
/// <param name="Location">The location that ships.</param>
/// <param name="Carrier">The carrier, if chosen.</param>
/// <param name="Reservation">The reservation that holds the units; null when nothing is held.</param>
/// <param name="Lines">The units per line.</param>
public sealed record PlanShipment(ShipmentId Shipment, LocationId Location, CarrierId? Carrier, ReservationId? Reservation, ValueList<LineUnits> Lines)
    : OrderCommand
{
    /// <summary>How it is to travel, such as <c>instant</c> or <c>pickup</c>: guards that choose its workflow read it. Null for the standard service.</summary>
    public string? Service { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment)
        ?? Required.Id("location", Location)
        ?? Required.Id("carrier", Carrier)
        ?? Required.Id("reservation", Reservation)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>Reserve the units of a shipment that was planned without a reservation.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Reservation">The reservation.</param>
public sealed record ReserveShipment(ShipmentId Shipment, ReservationId Reservation) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Id("reservation", Reservation);
}

/// <summary>Give up a planned shipment: its units are open again.</summary>
/// <param name="Shipment">The shipment.</param>
public sealed record ReleaseShipment(ShipmentId Shipment) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment);
}

/// <summary>Hand a planned shipment over.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="HandedOverAt">When.</param>
/// <param name="Waybills">Its waybills; empty to keep those assigned.</param>
/// <param name="Lines">The units that go; empty for all. What is left out is open again.</param>
public sealed record ShipShipment(ShipmentId Shipment, Instant HandedOverAt, ValueList<Waybill> Waybills, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <summary>The partner's own record that tells of it, by the partner's id; null where nobody's does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Record { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment)
        ?? Required.Ids("waybills", Waybills)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>Units left without us (a fact): planned shipments go first, the rest leaves from what is open; cancelled units are reinstated.</summary>
/// <param name="Shipment">The id of the shipment that takes the units of no plan.</param>
/// <param name="HandedOverAt">When.</param>
/// <param name="Lines">The units; empty for everything not sent.</param>
public sealed record ShipElsewhere(ShipmentId Shipment, Instant HandedOverAt, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <summary>The location, where told.</summary>
    public LocationId? Location { get; init; }

    /// <summary>The carrier, where told.</summary>
    public CarrierId? Carrier { get; init; }

    /// <summary>The waybills, where told.</summary>
    public ValueList<Waybill> Waybills { get; init; }

    /// <summary>The partner's own record that tells of it, by the partner's id; null where nobody's does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Record { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line))
        ?? Required.Id("location", Location)
        ?? Required.Id("carrier", Carrier)
        ?? Required.Ids("waybills", Waybills);
}

/// <summary>A partner's own record tells of units that have left before (a fact): each unit is confirmed once.</summary>
/// <param name="Shipment">The shipment that they left in.</param>
/// <param name="Record">The partner's id of the record.</param>
/// <param name="Lines">The units; empty for all that no record has confirmed.</param>
/// <remarks>
/// Units that it tells the place or the number of, where nobody told them for the parcel, go their own way when they are not all of it: what the record
/// does not name may have left from another place and under another number.
/// </remarks>
public sealed record ConfirmShipment(ShipmentId Shipment, string Record, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <summary>Where they left, where told.</summary>
    public LocationId? Location { get; init; }

    /// <summary>The carrier, where told.</summary>
    public CarrierId? Carrier { get; init; }

    /// <summary>The waybills, where told; a parcel that has some keeps them.</summary>
    public ValueList<Waybill> Waybills { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment)
        ?? Required.Name("record", Record)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line))
        ?? Required.Id("location", Location)
        ?? Required.Id("carrier", Carrier)
        ?? Required.Ids("waybills", Waybills);
}

/// <summary>Set or replace a shipment's waybills (a fact).</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Carrier">The carrier; null to leave it.</param>
/// <param name="Waybills">All its waybills.</param>
public sealed record AssignWaybills(ShipmentId Shipment, CarrierId? Carrier, ValueList<Waybill> Waybills) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Id("carrier", Carrier) ?? Required.Ids("waybills", Waybills);
}

/// <summary>The carrier scanned a shipment first (a fact).</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="ScannedAt">When.</param>
public sealed record RecordFirstScan(ShipmentId Shipment, Instant ScannedAt) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment);
}

/// <summary>Units were received (a fact).</summary>
/// <param name="DeliveredAt">When.</param>
/// <param name="Shipment">The shipment; null for everything on its way.</param>
/// <param name="Lines">The units of that shipment; empty for all of it.</param>
public sealed record RecordDelivery(Instant DeliveredAt, ShipmentId? Shipment, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>A sign-off was reported that nothing proves (a fact); no unit moves.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="ReportedAt">When.</param>
public sealed record SuspectSignOff(ShipmentId Shipment, Instant ReportedAt) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment);
}

/// <summary>Units on their way were lost, damaged or scrapped (a fact).</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units; empty for all of it.</param>
public sealed record RecordLoss(ShipmentId Shipment, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>Units came back undelivered (a fact).</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units; empty for all of it.</param>
public sealed record GiveBackUndelivered(ShipmentId Shipment, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>Delivered units arrived at a location of ours (a fact).</summary>
/// <param name="Location">Where; null when nobody told.</param>
/// <param name="Lines">The units.</param>
/// <remarks>
/// A receipt has no id of its own: what makes it the same one is the message that brought
/// it, which the inbox answers once. Two receipts of equal goods are two returns.
/// </remarks>
public sealed record RecordReturn(LocationId? Location, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("location", Location) ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>Returned units went to the buyer again (a fact).</summary>
/// <param name="Shipment">The new shipment's id.</param>
/// <param name="HandedOverAt">When.</param>
/// <param name="Lines">The units.</param>
public sealed record SendBack(ShipmentId Shipment, Instant HandedOverAt, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <summary>From where.</summary>
    public LocationId? Location { get; init; }

    /// <summary>By whom.</summary>
    public CarrierId? Carrier { get; init; }

    /// <summary>The waybills.</summary>
    public ValueList<Waybill> Waybills { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line))
        ?? Required.Id("location", Location)
        ?? Required.Id("carrier", Carrier)
        ?? Required.Ids("waybills", Waybills);
}

/// <summary>Take back a move of a shipment's units that was recorded wrongly (a fact); a wrong cancellation is <see cref="ReinstateOrder"/>.</summary>
/// <param name="Kind">Which move; not <see cref="StepBackKind.Cancel"/>.</param>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units; empty for all that made the move. Shipping steps back whole.</param>
/// <param name="Corrects">The message under which the wrong event was recorded.</param>
public sealed record StepBack(StepBackKind Kind, ShipmentId Shipment, ValueList<LineUnits> Lines, MessageId Corrects) : OrderCommand
{
    /// <summary>The reservation that holds the units again, for a step back to reserved.</summary>
    public ReservationId? Reservation { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line))
        ?? Required.Id("corrects", Corrects)
        ?? Required.Id("reservation", Reservation);
}
