using NodaTime;

namespace OrderKernel;

/// <summary>One node of a parcel's journey as somebody reported it.</summary>
/// <param name="Waybill">The waybill.</param>
/// <param name="Carrier">The carrier.</param>
/// <param name="Node">The canonical node.</param>
/// <param name="At">When it happened, by the report.</param>
public sealed record TrackReport(Waybill Waybill, CarrierId Carrier, TrackNode Node, Instant At)
{
    /// <summary>Why the node is an exception; null unless it is one.</summary>
    public TrackExceptionReason? Exception { get; init; }

    /// <summary>Who took a delivered parcel, where the report tells.</summary>
    public DeliveryKind? DeliveredTo { get; init; }

    /// <summary>The raw code of the aggregator or carrier.</summary>
    public string? RawCode { get; init; }

    /// <summary>The report's text; may name persons, so it is shown masked and not stored in events.</summary>
    public string? Text { get; init; }

    /// <summary>Where it happened, as written.</summary>
    public string? Place { get; init; }

    /// <summary>What proves a sign-off: the carrier's own signer record or photo.</summary>
    public ValueList<EvidenceReference> Evidence { get; init; }

    /// <summary>True when the carrier's own site said so, not an aggregator.</summary>
    public bool IsFromCarrier { get; init; }
}
