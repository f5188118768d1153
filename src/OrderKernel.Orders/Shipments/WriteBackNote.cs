using NodaTime;

namespace OrderKernel.Orders;

/// <summary>A channel was told of a parcel, or could not be.</summary>
/// <param name="Shipment">The parcel.</param>
/// <param name="Platform">The channel's order.</param>
/// <param name="Lines">The channel's lines; none for the whole order.</param>
/// <param name="Waybills">The waybills.</param>
/// <param name="Refused">Why not; null for taken.</param>
/// <param name="At">When.</param>
public sealed record WriteBackAnswered(
    ShipmentId Shipment, OrderKey Platform, ValueList<LineId> Lines, ValueList<Waybill> Waybills, string? Refused, Instant At) : OrderEvent;

/// <summary>What a channel was told of a parcel.</summary>
/// <param name="Shipment">The parcel.</param>
/// <param name="Platform">The channel's order.</param>
/// <param name="Lines">The channel's lines; none for the whole order.</param>
/// <param name="Waybills">The waybills.</param>
/// <param name="Refused">Why it was not taken or could not be said; null for taken.</param>
/// <param name="At">When.</param>
public sealed record WriteBackNote(
    ShipmentId Shipment, OrderKey Platform, ValueList<LineId> Lines, ValueList<Waybill> Waybills, string? Refused, Instant At);
