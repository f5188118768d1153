using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What a snapshot is compared with.</summary>
/// <param name="Location">The location that it is of.</param>
/// <param name="Positions">The balances of the cells that it names, and of all cells of the location where it is complete.</param>
/// <param name="Moves">What moved on hand in those cells, counts apart, since the earliest instant that any of them asks for.</param>
/// <param name="Holds">What became of all holds of those cells.</param>
/// <param name="Rules">Who is the master.</param>
public sealed record SnapshotView(LocationId Location, ValueList<StockBalance> Positions, ValueList<CellMove> Moves, ValueList<HoldStep> Holds,
    PolicyDocument<StockMasterRules> Rules);

/// <summary>Something that moved on hand.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="At">When.</param>
/// <param name="OnHand">What came or left.</param>
/// <param name="Stream">The stream that says so, as kind and key.</param>
public readonly record struct CellMove(StockCell Cell, Instant At, QuantityDelta OnHand, string Stream);

/// <summary>What happened to held units. 0 is unset.</summary>
public enum HoldStepKind
{
    /// <summary>They came to be held.</summary>
    Held = 1,

    /// <summary>They left.</summary>
    Sent = 2,

    /// <summary>They are held no more.</summary>
    Freed = 3,
}

/// <summary>One step of a hold in one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Stream">The reservation's stream, as kind and key.</param>
/// <param name="Holder">Which kind of document holds the units; null for an order, or for none.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Units">The units.</param>
public readonly record struct HoldStep(StockCell Cell, string Stream, HolderKind? Holder, Instant At, HoldStepKind Kind, Quantity Units)
{
    /// <summary>The steps that an event of a reservation makes, one a cell; none for a longer hold.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="stream">The reservation's stream, as kind and key.</param>
    /// <param name="at">When.</param>
    public static IEnumerable<HoldStep> Of(ReservationEvent happened, string stream, Instant at) => happened switch
    {
        StockReserved e => e.Units.Select(u => new HoldStep(u.Cell, stream, e.Holder?.Kind, at, HoldStepKind.Held, u.Quantity)),
        ReservationCommitted e => e.Units.Select(u => new HoldStep(u.Cell, stream, e.Holder, at, HoldStepKind.Sent, u.Quantity)),
        ReservationReleased e => e.Units.Select(u => new HoldStep(u.Cell, stream, e.Holder, at, HoldStepKind.Freed, u.Quantity)),
        ReservationExpired e => e.Units.Select(u => new HoldStep(u.Cell, stream, e.Holder, at, HoldStepKind.Freed, u.Quantity)),
        ReservationMoved e => HoldMove.Out(e.Moves).Items.Select(u => new HoldStep(u.Cell, stream, e.Holder, at, HoldStepKind.Freed, u.Quantity))
            .Concat(HoldMove.In(e.Moves).Items.Select(u => new HoldStep(u.Cell, stream, e.Holder, at, HoldStepKind.Held, u.Quantity))),
        _ => [],
    };
}
