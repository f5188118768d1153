using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What can be asked of a reservation.</summary>
/// <param name="Id">The reservation.</param>
public abstract record ReservationCommand(ReservationId Id) : ICommand
{
    /// <inheritdoc/>
    public virtual Refusal? Missing() => Required.Id("id", Id);
}

/// <summary>Hold units in every cell named, or in none.</summary>
/// <param name="Id">The reservation's id; a repeat with the same content changes nothing.</param>
/// <param name="OrderKey">The key of the order's stream; null for a hold without an order.</param>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="ExpiresAt">From when it may expire; null when something else ends it.</param>
public sealed record Reserve(ReservationId Id, string? OrderKey, ValueList<StockUnits> Units, Instant? ExpiresAt) : ReservationCommand(Id)
{
    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? StockUnits.Missing("units", Units);
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
