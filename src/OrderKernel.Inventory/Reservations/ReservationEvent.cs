using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What happened to a reservation.</summary>
/// <param name="Id">The reservation.</param>
public abstract record ReservationEvent([property: JsonPropertyOrder(-1)] ReservationId Id);

/// <summary>Units are held.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="OrderKey">The key of the order's stream; null for a hold without an order.</param>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="ExpiresAt">From when the hold may expire; null when something else ends it.</param>
public sealed record StockReserved(ReservationId Id, string? OrderKey, ValueList<StockUnits> Units, Instant? ExpiresAt) : ReservationEvent(Id);

/// <summary>Held units left.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The message that said so.</param>
/// <param name="All">True when the message meant all that was open.</param>
/// <param name="Units">The units.</param>
public sealed record ReservationCommitted(ReservationId Id, MessageId Message, bool All, ValueList<StockUnits> Units) : ReservationEvent(Id);

/// <summary>Held units are free again.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The message that freed them.</param>
/// <param name="All">True when the message meant all that was open.</param>
/// <param name="Units">The units.</param>
public sealed record ReservationReleased(ReservationId Id, MessageId Message, bool All, ValueList<StockUnits> Units) : ReservationEvent(Id);

/// <summary>Held units are free again because time ran out.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The timer's message.</param>
/// <param name="Units">The units.</param>
public sealed record ReservationExpired(ReservationId Id, MessageId Message, ValueList<StockUnits> Units) : ReservationEvent(Id);
