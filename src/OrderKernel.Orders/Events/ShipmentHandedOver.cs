using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Which move an event takes back. 0 is unset.</summary>
public enum StepBackKind
{
    /// <summary>delivered → shipped: a false sign-off.</summary>
    Delivery = 1,

    /// <summary>lost → shipped: found again.</summary>
    Loss = 2,

    /// <summary>shipped → reserved: not handed over after all, the stock is still held.</summary>
    ShippingToReserved = 3,

    /// <summary>shipped → open: not handed over after all, nothing is held.</summary>
    ShippingToOpen = 4,

    /// <summary>cancelled → open: the cancellation was wrong.</summary>
    Cancel = 5,
}

/// <summary>A shipment was planned; with a reservation its units are reserved.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Location">The location that ships.</param>
/// <param name="Carrier">The carrier, if chosen.</param>
/// <param name="Reservation">The reservation; null when nothing is held.</param>
/// <param name="Lines">The units per line.</param>
/// <param name="PlannedAt">When.</param>
public sealed record ShipmentPlanned(ShipmentId Shipment, LocationId Location, CarrierId? Carrier, ReservationId? Reservation, ValueList<LineUnits> Lines,
    Instant PlannedAt) : OrderEvent
{
    /// <summary>How it is to travel; null for the standard service.</summary>
    public string? Service { get; init; }
}

/// <summary>A planned shipment holds stock from now on.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Reservation">The reservation.</param>
public sealed record ShipmentReserved(ShipmentId Shipment, ReservationId Reservation) : OrderEvent;

/// <summary>A planned shipment was given up; its units are open again.</summary>
/// <param name="Shipment">The shipment.</param>
public sealed record ShipmentReleased(ShipmentId Shipment) : OrderEvent;

/// <summary>Some units of a shipment go their own way, from the same place and under the same reservation.</summary>
/// <param name="Shipment">The shipment: planned, or one that has left and turns out to have been two parcels.</param>
/// <param name="Into">The new shipment that they are in now.</param>
/// <param name="Lines">Which units.</param>
public sealed record ShipmentSplit(ShipmentId Shipment, ShipmentId Into, ValueList<LineUnits> Lines) : OrderEvent;

/// <summary>A parcel left.</summary>
/// <param name="Shipment">The shipment; new when it was shipped elsewhere.</param>
/// <param name="Location">The location; null when nobody told.</param>
/// <param name="Carrier">The carrier; null when nobody told.</param>
/// <param name="Waybills">The waybill numbers.</param>
/// <param name="Lines">The units in it.</param>
/// <param name="LeftOut">Planned units that did not go with it; they are open again.</param>
/// <param name="IsElsewhere">True when it was done without us, from open units.</param>
/// <param name="HandedOverAt">When.</param>
public sealed record ShipmentHandedOver(
    ShipmentId Shipment, LocationId? Location, CarrierId? Carrier, ValueList<Waybill> Waybills, ValueList<LineUnits> Lines, ValueList<LineUnits> LeftOut,
    bool IsElsewhere, Instant HandedOverAt) : OrderEvent
{
    /// <summary>True when only the channel's word says so: nobody here or at a partner handed it over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTold { get; init; }

    /// <summary>The partner's own record that told of it, by the partner's id; null when nobody's did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Record { get; init; }
}

/// <summary>A partner's own record told of units that had left before: they are more than a word from now on.</summary>
/// <param name="Shipment">The shipment that they left in.</param>
/// <param name="Record">The partner's id of the record.</param>
/// <param name="Lines">The units; each is confirmed once.</param>
/// <param name="Location">Where they left; null when that was known before, or is not known now.</param>
/// <param name="Carrier">Who carries them; null when that was known before, or is not known now.</param>
/// <param name="Waybills">The waybill numbers, where there were none before.</param>
public sealed record ShipmentConfirmed(
    ShipmentId Shipment, string Record, ValueList<LineUnits> Lines, LocationId? Location, CarrierId? Carrier, ValueList<Waybill> Waybills) : OrderEvent;

/// <summary>A shipment's waybills were set or replaced.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Carrier">The carrier; null to leave it.</param>
/// <param name="Waybills">All its waybill numbers.</param>
public sealed record WaybillsAssigned(ShipmentId Shipment, CarrierId? Carrier, ValueList<Waybill> Waybills) : OrderEvent;

/// <summary>The carrier scanned a shipment first.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="ScannedAt">When.</param>
public sealed record FirstScanSeen(ShipmentId Shipment, Instant ScannedAt) : OrderEvent;

/// <summary>Units of a shipment were received.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units.</param>
/// <param name="DeliveredAt">When.</param>
public sealed record ShipmentDelivered(ShipmentId Shipment, ValueList<LineUnits> Lines, Instant DeliveredAt) : OrderEvent;

/// <summary>A sign-off was reported that nothing proves; no unit moves.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="ReportedAt">When.</param>
public sealed record SignOffSuspected(ShipmentId Shipment, Instant ReportedAt) : OrderEvent;

/// <summary>Units of a shipment were lost, damaged or scrapped on the way.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units.</param>
/// <param name="WrittenOff">What is no longer due for them (cash on delivery).</param>
/// <param name="Parts">Order money that is no longer due with them.</param>
public sealed record ShipmentLost(ShipmentId Shipment, ValueList<LineUnits> Lines, ValueList<LineShare> WrittenOff, OrderParts Parts) : OrderEvent;

/// <summary>Units came back without being delivered: refused, intercepted, undeliverable, not fetched.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units.</param>
/// <param name="WrittenOff">What is no longer due for them (cash on delivery).</param>
/// <param name="Parts">Order money that is no longer due with them.</param>
public sealed record UnitsGivenBack(ShipmentId Shipment, ValueList<LineUnits> Lines, ValueList<LineShare> WrittenOff, OrderParts Parts) : OrderEvent;

/// <summary>Delivered units are back at a location.</summary>
/// <param name="Location">Where; null when nobody told.</param>
/// <param name="Lines">The units.</param>
public sealed record UnitsReturned(LocationId? Location, ValueList<LineUnits> Lines) : OrderEvent;

/// <summary>Returned units go to the buyer again: repaired, or refused at receipt.</summary>
/// <param name="Shipment">The new shipment.</param>
/// <param name="Location">From where.</param>
/// <param name="Carrier">By whom.</param>
/// <param name="Waybills">The waybill numbers.</param>
/// <param name="Lines">The units.</param>
/// <param name="HandedOverAt">When.</param>
public sealed record UnitsSentBack(
    ShipmentId Shipment, LocationId? Location, CarrierId? Carrier, ValueList<Waybill> Waybills, ValueList<LineUnits> Lines, Instant HandedOverAt) : OrderEvent;

/// <summary>A move was wrong and is taken back.</summary>
/// <param name="Kind">Which move.</param>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">The units.</param>
/// <param name="Restored">Written-off money that is due again.</param>
/// <param name="Parts">Order money that is due again.</param>
/// <param name="Corrects">The message whose event it corrects.</param>
/// <param name="Reservation">The reservation that holds the units again; null but for a step back to reserved.</param>
public sealed record UnitsSteppedBack(
    StepBackKind Kind, ShipmentId Shipment, ValueList<LineUnits> Lines, ValueList<LineShare> Restored, OrderParts Parts, MessageId Corrects,
    ReservationId? Reservation) : OrderEvent;
