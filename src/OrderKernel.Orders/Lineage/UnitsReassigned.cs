using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Units, their money and their planned parcels went to another order of the lineage; that order's stream says the same from its side.</summary>
/// <param name="To">The other order.</param>
/// <param name="ToId">Its id.</param>
/// <param name="Lines">What left each line.</param>
/// <param name="Parts">Order money that went along: all of it when nothing else is left.</param>
/// <param name="Paid">Of the money that was paid, what went along.</param>
/// <param name="Shipments">Planned parcels that went along, with their reservations.</param>
/// <param name="At">When.</param>
public sealed record UnitsReassigned(
    OrderKey To, OrderId ToId, ValueList<HandedUnits> Lines, OrderParts Parts, ValueList<TenderAmount> Paid, ValueList<ShipmentId> Shipments, Instant At)
        : OrderEvent;

/// <summary>Units, their money and their planned parcels came from another order of the lineage.</summary>
/// <param name="From">The other order.</param>
/// <param name="FromId">Its id.</param>
/// <param name="Root">The order that the lineage began with.</param>
/// <param name="Lines">Lines that came; none when the order was placed with them in the same decision.</param>
/// <param name="Parts">Order money that came along; none when the order was placed with it.</param>
/// <param name="Paid">Money that had been paid for them.</param>
/// <param name="PaidAt">When it was first paid; null when it was not.</param>
/// <param name="Shipments">Planned parcels that came along.</param>
/// <param name="At">When.</param>
public sealed record UnitsTakenOver(
    OrderKey From, OrderId FromId, OrderKey Root, ValueList<PlacedLine> Lines, OrderParts Parts, ValueList<TenderAmount> Paid, Instant? PaidAt,
    ValueList<TakenShipment> Shipments, Instant At) : OrderEvent;

/// <summary>Units of a line that go to another order, by the place where they are.</summary>
/// <param name="Line">The line.</param>
/// <param name="Open">Units that are open.</param>
/// <param name="Reserved">Units that are reserved.</param>
/// <param name="Money">What is due for them.</param>
public readonly record struct HandedUnits(LineId Line, Quantity Open, Quantity Reserved, Money Money);

/// <summary>A planned parcel that came from another order.</summary>
/// <param name="Shipment">Its id here.</param>
/// <param name="Location">The location that ships.</param>
/// <param name="Carrier">The carrier, if chosen.</param>
/// <param name="Reservation">The reservation that holds its units; null when nothing is held.</param>
/// <param name="Waybills">Its waybills.</param>
/// <param name="Lines">The units per line, by the lines' ids here.</param>
/// <param name="PlannedAt">When it was planned.</param>
public sealed record TakenShipment(
    ShipmentId Shipment, LocationId? Location, CarrierId? Carrier, ReservationId? Reservation, ValueList<Waybill> Waybills, ValueList<LineUnits> Lines,
    Instant? PlannedAt)
{
    /// <summary>How it travels, as its plan said; null for <see cref="Shipment.StandardService"/>.</summary>
    public string? Service { get; init; }
}
