using System.Runtime.InteropServices;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>A two-phase hold on stock units: taken all or not at all, then each unit leaves, is given back, or expires, once.</summary>
/// <remarks>It is what happened to it, and nothing else: what became of its units is added up when somebody asks, once.</remarks>
public sealed record Reservation
{
    private ReservedUnits[]? _lines;

    internal Reservation(StockReserved made, ValueList<IReservationStep> steps) => (Made, Steps) = (made, steps);

    /// <summary>What was taken, and for whom.</summary>
    public StockReserved Made { get; }

    /// <summary>What happened since, in order: by their messages repeats are known.</summary>
    public ValueList<IReservationStep> Steps { get; }

    /// <summary>The reservation's id.</summary>
    public ReservationId Id => Made.Id;

    /// <summary>The key of the order's stream; null for a hold of another document, or of none.</summary>
    public string? OrderKey => Made.OrderKey;

    /// <summary>The document that holds the units; null when nobody said which.</summary>
    public StockHolder? Holder => Made.OrderKey is { } order ? new(HolderKind.Order, order) : Made.Holder;

    /// <summary>The units, one entry a cell, in the order of the cells.</summary>
    /// <exception cref="OverflowException">More ended than was held: no decision makes such events.</exception>
    public ValueList<ReservedUnits> Lines => ImmutableCollectionsMarshal.AsImmutableArray(_lines ??= ReservationFold.Lines(Made, Steps)).ToValueList();

    /// <summary>From when it may expire; null when something else ends it.</summary>
    public Instant? ExpiresAt
    {
        get
        {
            for (var i = Steps.Count - 1; i >= 0; i--)
            {
                if (Steps[i] is ReservationExtended extended) return extended.ExpiresAt;
            }

            return Made.ExpiresAt;
        }
    }

    /// <summary>Pending while a unit is open; else committed if a unit left, expired if time ended a unit, and released otherwise.</summary>
    public ReservationStatus Status
    {
        get
        {
            if (Steps.IsEmpty && !OpenUnits.IsEmpty) return ReservationStatus.Pending;
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
            if (Steps.IsEmpty) return StockUnits.Sum(Made.Units);
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

    /// <summary>True when the same happened to the same reservation, in the same order.</summary>
    /// <param name="other">Another reservation, or null.</param>
    public bool Equals(Reservation? other) => ReferenceEquals(this, other) || (other is not null && Made == other.Made && Steps == other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Made.GetHashCode() * 31) + Steps.GetHashCode());
}
