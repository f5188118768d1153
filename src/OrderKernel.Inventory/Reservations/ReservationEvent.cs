using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What happened to a reservation.</summary>
/// <param name="Id">The reservation.</param>
public abstract record ReservationEvent([property: JsonPropertyOrder(-1)] ReservationId Id);

/// <summary>Units are held.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="OrderKey">The key of the order's stream; null for a hold of another document, or of none.</param>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="ExpiresAt">From when the hold may expire; null when something else ends it.</param>
public sealed record StockReserved(ReservationId Id, string? OrderKey, ValueList<StockUnits> Units, Instant? ExpiresAt) : ReservationEvent(Id)
{
    /// <summary>The document that holds the units where it is no order; null for an order, or for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StockHolder? Holder { get; init; }

    /// <summary>The channel whose buffer and quota bound the hold; null where the formula has no rule for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChannelId? Channel { get; init; }

    /// <summary>What was asked where it is another than the units: of shelves, which hold batches or have several pools.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Asked { get; init; }

    /// <summary>The same units in the order in which they were picked, the batch that expires first before others; empty without batches.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<PickedUnits> Picked { get; init; }
}

/// <summary>What happened to a reservation after it was made.</summary>
public interface IReservationStep
{
    /// <summary>The message that said so, by which its repeat is known.</summary>
    MessageId Message { get; }

    /// <summary>Which kind of document holds the units, where it is no order; null for an order, or for none.</summary>
    HolderKind? Holder { get; }
}

/// <summary>Units are held longer.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The message that said so.</param>
/// <param name="ExpiresAt">From when the hold may expire now.</param>
public sealed record ReservationExtended(ReservationId Id, MessageId Message, Instant ExpiresAt) : ReservationEvent(Id), IReservationStep
{
    /// <inheritdoc/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HolderKind? Holder { get; init; }
}

/// <summary>Units are held in other cells.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The message that said so.</param>
/// <param name="Moves">From where to where, one entry for each pair of cells, in their order.</param>
public sealed record ReservationMoved(ReservationId Id, MessageId Message, ValueList<HoldMove> Moves) : ReservationEvent(Id), IReservationStep
{
    /// <inheritdoc/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HolderKind? Holder { get; init; }
}

/// <summary>Held units left.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The message that said so.</param>
/// <param name="All">True when the message meant all that was open.</param>
/// <param name="Units">The units.</param>
public sealed record ReservationCommitted(ReservationId Id, MessageId Message, bool All, ValueList<StockUnits> Units) : ReservationEvent(Id), IReservationStep
{
    /// <inheritdoc/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HolderKind? Holder { get; init; }

    /// <summary>What was asked where it is another than the units: of shelves, whose batches the reservation holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Asked { get; init; }
}

/// <summary>Held units are free again.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The message that freed them.</param>
/// <param name="All">True when the message meant all that was open.</param>
/// <param name="Units">The units.</param>
public sealed record ReservationReleased(ReservationId Id, MessageId Message, bool All, ValueList<StockUnits> Units) : ReservationEvent(Id), IReservationStep
{
    /// <inheritdoc/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HolderKind? Holder { get; init; }

    /// <summary>What was asked where it is another than the units: of shelves, whose batches the reservation holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Asked { get; init; }
}

/// <summary>Held units are free again because time ran out.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Message">The timer's message.</param>
/// <param name="Units">The units.</param>
public sealed record ReservationExpired(ReservationId Id, MessageId Message, ValueList<StockUnits> Units) : ReservationEvent(Id), IReservationStep
{
    /// <inheritdoc/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HolderKind? Holder { get; init; }
}
