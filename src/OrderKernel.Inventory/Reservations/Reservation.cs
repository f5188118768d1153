using System.Runtime.InteropServices;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>A two-phase hold on stock units: taken all or not at all, then each unit leaves, is given back, or expires, once.</summary>
/// <param name="Made">What was taken, and for whom.</param>
/// <param name="Lines">The units, one entry a cell, in the order of the cells.</param>
/// <param name="ExpiresAt">From when it may expire; null when something else ends it.</param>
/// <param name="Steps">What happened since, in order: by their messages repeats are known.</param>
public sealed record Reservation(StockReserved Made, ValueList<ReservedUnits> Lines, Instant? ExpiresAt, ValueList<IReservationStep> Steps)
{
    /// <summary>The reservation's id.</summary>
    public ReservationId Id => Made.Id;

    /// <summary>The key of the order's stream; null for a hold of another document, or of none.</summary>
    public string? OrderKey => Made.OrderKey;

    /// <summary>The document that holds the units; null when nobody said which.</summary>
    public StockHolder? Holder => Made.OrderKey is { } order ? new(HolderKind.Order, order) : Made.Holder;

    /// <summary>Pending while a unit is open; else committed if a unit left, expired if time ended a unit, and released otherwise.</summary>
    public ReservationStatus Status
    {
        get
        {
            var (committed, expired) = (false, false);
            foreach (var line in Lines)
            {
                if (!line.Open.IsZero) return ReservationStatus.Pending;
                committed |= !line.Committed.IsZero;
                expired |= !line.Expired.IsZero;
            }

            return committed ? ReservationStatus.Committed : expired ? ReservationStatus.Expired : ReservationStatus.Released;
        }
    }

    /// <summary>The units still held, one entry a cell that holds any.</summary>
    public ValueList<StockUnits> OpenUnits
    {
        get
        {
            var open = 0;
            foreach (var line in Lines) open += line.Open.IsZero ? 0 : 1;
            var (units, next) = (new StockUnits[open], 0);
            foreach (var line in Lines)
            {
                if (!line.Open.IsZero) units[next++] = new(line.Cell, line.Open);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(units).ToValueList();
        }
    }

    /// <summary>The units still held in one cell.</summary>
    /// <param name="cell">One SKU at one location; one that is not reserved holds zero.</param>
    public Quantity OpenOf(StockCell cell)
    {
        foreach (var line in Lines)
        {
            if (line.Cell == cell) return line.Open;
        }

        return Quantity.Zero;
    }
}
