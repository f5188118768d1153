using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The key of what outside masters said of a location.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Location">The location.</param>
public readonly record struct OutsideStockKey(TenantId Tenant, LocationId Location) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Snapshot, Location.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("location", Location);
}

/// <summary>What outside masters said of a location: a fold over its events.</summary>
/// <param name="Seen">What was told last of each cell, in the order of the cells.</param>
/// <param name="Open">The differences that wait for a person, in the order of the cells.</param>
public sealed record OutsideStock(ValueList<SeenUnits> Seen, ValueList<OpenDifference> Open);

/// <summary>What was told last of a cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Told">The number.</param>
/// <param name="TakenAt">The snapshot's instant.</param>
public readonly record struct SeenUnits(StockCell Cell, Quantity Told, Instant TakenAt);

/// <summary>A difference that waits for a person.</summary>
/// <param name="Line">The difference.</param>
/// <param name="Source">Who told it.</param>
/// <param name="TakenAt">The snapshot's instant.</param>
/// <param name="By">Who brought the snapshot, and may not take the difference over.</param>
public sealed record OpenDifference(SnapshotLine Line, ActorId Source, Instant TakenAt, ActorId By);
