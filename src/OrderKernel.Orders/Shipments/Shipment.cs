using NodaTime;

namespace OrderKernel.Orders;

/// <summary>One parcel of an order: what is in it, from where, by whom, how far it has come.</summary>
public sealed record Shipment
{
    // Ids whose default means "none" take half the room of optional ones.
    private readonly LocationId _location;
    private readonly CarrierId _carrier;
    private readonly ReservationId _reservation;

    /// <summary>What guards read as the service of a shipment whose plan named none.</summary>
    public const string StandardService = "standard";

    /// <summary>The shipment's id, unique in the order.</summary>
    public required ShipmentId Id { get; init; }

    /// <summary>The location that ships; null when it was shipped elsewhere and nobody told.</summary>
    public LocationId? Location { get => _location.Value is null ? null : _location; init => _location = value ?? default; }

    /// <summary>The carrier, once known.</summary>
    public CarrierId? Carrier { get => _carrier.Value is null ? null : _carrier; init => _carrier = value ?? default; }

    /// <summary>The waybill numbers.</summary>
    public ValueList<Waybill> Waybills { get; init; }

    /// <summary>The reservation that holds its units while it is planned; null when nothing is held.</summary>
    public ReservationId? Reservation { get => _reservation.Value is null ? null : _reservation; init => _reservation = value ?? default; }

    /// <summary>The units per line.</summary>
    public required ValueList<ShipmentLine> Lines { get; init; }

    /// <summary>How far it has come.</summary>
    public required ShipmentStatus Status { get; init; }

    /// <summary>True when the channel or the warehouse shipped it without us.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>True when only the channel's word says that it left.</summary>
    public bool IsTold { get; init; }

    /// <summary>Of the units in it, those that a partner's own record says have left; each unit is confirmed once.</summary>
    public ValueList<LineUnits> Confirmed { get; init; }

    /// <summary>When it was planned; null for one shipped elsewhere.</summary>
    public Instant? PlannedAt { get; init; }

    /// <summary>When it was handed over.</summary>
    public Instant? HandedOverAt { get; init; }

    /// <summary>When the carrier scanned it first.</summary>
    public Instant? FirstScanAt { get; init; }

    /// <summary>When the last of it was delivered.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>How it travels, such as <c>instant</c>, as the plan said; null for <see cref="StandardService"/>.</summary>
    public string? Service { get; init; }

    /// <summary>The place in its own process; null when it runs none.</summary>
    public ShipmentPosition? Process { get; init; }

    /// <summary>Its scans in the order in which they are judged (see <see cref="ScanSheet"/>), those that do not count among them.</summary>
    public ValueList<Scan> Scans { get; init; }

    /// <summary>Units that a record told by their serial numbers; <see cref="ShipmentSerials"/> adds those that were scanned.</summary>
    public ValueList<SerialUnit> Serials { get; init; }

    /// <summary>Units that were scanned or told and do not go with the shipment after all.</summary>
    public ValueList<SerialUnit> SerialsLeftOut { get; init; }

    /// <summary>Of the units with a serial number, those that came back.</summary>
    public ValueList<SerialUnit> SerialsBack { get; init; }

    /// <summary>The latest weighing; null before.</summary>
    public ShipmentWeighing? Weighing { get; init; }

    /// <summary>True when a sign-off was reported that nothing proves.</summary>
    public bool IsSignOffSuspect { get; init; }

    /// <summary>The units of one line in it; zero when it holds none.</summary>
    /// <param name="line">Our id of the order's line.</param>
    public ShipmentLine Of(LineId line)
    {
        foreach (var l in Lines)
        {
            if (l.Line == line) return l;
        }

        return new(line, default, default, default, default);
    }

    /// <summary>The units of one line in it that no partner's record has confirmed.</summary>
    /// <param name="line">Our id of the order's line.</param>
    public Quantity Unconfirmed(LineId line)
    {
        var units = Of(line).Units;
        foreach (var confirmed in Confirmed)
        {
            if (confirmed.Line == line) units -= confirmed.Units;
        }

        return units;
    }
}

/// <summary>The units of one order line in a shipment, and what became of them on the way.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">All units.</param>
/// <param name="Delivered">Of these, delivered.</param>
/// <param name="GivenBack">Of these, come back undelivered.</param>
/// <param name="Lost">Of these, lost.</param>
public readonly record struct ShipmentLine(LineId Line, Quantity Units, Quantity Delivered, Quantity GivenBack, Quantity Lost)
{
    /// <summary>Units that are still on their way, once the shipment is handed over.</summary>
    public Quantity Out => Units - Delivered - GivenBack - Lost;
}
