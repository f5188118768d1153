using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What can be asked of a reservation.</summary>
/// <param name="Id">The reservation.</param>
public abstract record ReservationCommand(ReservationId Id) : ICommand
{
    /// <inheritdoc/>
    public virtual Refusal? Missing() => Required.Id("id", Id);
}

/// <summary>Hold units in every cell named, or in none: of a cell without a batch, in whatever batches expire first.</summary>
/// <param name="Id">The reservation's id; a repeat with the same content changes nothing.</param>
/// <param name="OrderKey">The key of the order's stream; null for a hold of another document, or of none.</param>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="ExpiresAt">From when it may expire; null when something else ends it.</param>
public sealed record Reserve(ReservationId Id, string? OrderKey, ValueList<StockUnits> Units, Instant? ExpiresAt) : ReservationCommand(Id)
{
    /// <summary>The document that holds the units where it is no order; null for an order, or for none.</summary>
    public StockHolder? Holder { get; init; }

    /// <summary>The channel for which they are held: its buffer and quota bound the hold, as the formula has them; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChannelId? Channel { get; init; }

    /// <summary>
    /// The pools from which units come that name none, in this order, <see cref="PoolRules.Common"/> for stock of none; empty for that alone.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<PoolId> Pools { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? StockUnits.Missing("units", Units)
        ?? Required.Id("channel", Channel)
        ?? Required.Ids("pools", Pools)
        ?? (Holder is { } holder ? Required.Word("holder.kind", holder.Kind) ?? Required.Name("holder.key", holder.Key) : null);
}

/// <summary>Hold the same units longer.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="ExpiresAt">From when it may expire now: later than before.</param>
public sealed record Extend(ReservationId Id, Instant ExpiresAt) : ReservationCommand(Id);

/// <summary>Hold units elsewhere instead: all that are named, or none.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Moves">From where to where; a pair of cells named twice is summed.</param>
public sealed record MoveHold(ReservationId Id, ValueList<HoldMove> Moves) : ReservationCommand(Id)
{
    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing()
        ?? Required.Each("moves", Moves, static m => StockUnits.Missing("from", m.From) ?? StockUnits.Missing("to", m.To));
}

/// <summary>Held units left the building.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Units">The units; empty for all that are open.</param>
public sealed record Commit(ReservationId Id, ValueList<StockUnits> Units = default) : ReservationCommand(Id)
{
    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? StockUnits.Missing("units", Units);
}

/// <summary>Held units are wanted no more.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Units">The units; empty for all that are open.</param>
public sealed record Release(ReservationId Id, ValueList<StockUnits> Units = default) : ReservationCommand(Id)
{
    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? StockUnits.Missing("units", Units);
}

/// <summary>The reservation's time ran out.</summary>
/// <param name="Id">The reservation.</param>
public sealed record Expire(ReservationId Id) : ReservationCommand(Id);
