using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>A two-phase hold on stock units: taken all or not at all, then each unit leaves, is given back, or expires, once.</summary>
/// <param name="Id">The reservation's id.</param>
/// <param name="OrderKey">The key of the order's stream; null for a hold without an order.</param>
/// <param name="Lines">The units, one entry a cell, in the order of the cells.</param>
/// <param name="ExpiresAt">From when it may expire; null when something else ends it.</param>
/// <param name="Endings">What ended units so far, in order.</param>
public sealed record Reservation(
    ReservationId Id, string? OrderKey, ValueList<ReservedUnits> Lines, Instant? ExpiresAt, ValueList<ReservationEnding> Endings)
{
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
    public ValueList<StockUnits> OpenUnits => StockUnits.Sum(Lines.Items.Select(l => new StockUnits(l.Cell, l.Open)));

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
