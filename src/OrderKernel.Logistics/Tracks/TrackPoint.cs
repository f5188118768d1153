using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>One report as a track keeps it: without any text that may name a person.</summary>
/// <param name="Node">The canonical node.</param>
/// <param name="At">When it happened, by the report.</param>
/// <param name="IsFromCarrier">True when the carrier's own site said so.</param>
public sealed record TrackPoint(TrackNode Node, Instant At, bool IsFromCarrier)
{
    /// <summary>Why the node is an exception; null unless it is one.</summary>
    public TrackExceptionReason? Exception { get; init; }

    /// <summary>Who took a delivered parcel, where the report tells.</summary>
    public DeliveryKind? DeliveredTo { get; init; }

    /// <summary>The raw code of the source.</summary>
    public string? Code { get; init; }

    /// <summary>Where it happened: of what is written the regions and the carrier's own sites (see <see cref="TrackText.PlaceOf"/>).</summary>
    public string? Place { get; init; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over the report's text.</summary>
    public string? TextHash { get; init; }

    /// <summary>What proves a sign-off, in ordinal order.</summary>
    public ValueList<EvidenceReference> Evidence { get; init; }

    /// <summary>The order of a track: time, then node, then the rest of what makes two reports the same.</summary>
    internal static int Compare(TrackPoint a, TrackPoint b)
    {
        var order = a.At.CompareTo(b.At);
        if (order == 0) order = a.Node.CompareTo(b.Node);
        if (order == 0) order = Nullable.Compare(a.Exception, b.Exception);
        return order != 0 ? order : a.IsFromCarrier.CompareTo(b.IsFromCarrier);
    }

    /// <summary>Two reports of the same node, time and source as one. Commutative, associative, idempotent, so that arrival order does not matter.</summary>
    internal static TrackPoint Merge(TrackPoint a, TrackPoint b) => a == b ? a : a with
    {
        DeliveredTo = a.DeliveredTo is { } x && b.DeliveredTo is { } y ? (x <= y ? x : y) : a.DeliveredTo ?? b.DeliveredTo,
        Code = First(a.Code, b.Code),
        Place = First(a.Place, b.Place),
        TextHash = First(a.TextHash, b.TextHash),
        Evidence = Union(a.Evidence, b.Evidence),
    };

    internal static TrackPoint Of(TrackReport report) => new(report.Node, report.At, report.IsFromCarrier)
    {
        Exception = report.Exception,
        DeliveredTo = report.DeliveredTo,
        Code = report.RawCode,
        Place = report.Place is { Length: > 0 } place ? TrackText.PlaceOf(place) : null,
        TextHash = report.Text is { Length: > 0 } text ? TrackText.HashOf(text) : null,
        Evidence = Union(report.Evidence, []),
    };

    private static string? First(string? a, string? b) => a is null ? b : b is null || string.CompareOrdinal(a, b) <= 0 ? a : b;

    private static ValueList<EvidenceReference> Union(ValueList<EvidenceReference> a, ValueList<EvidenceReference> b) =>
        a.Count + b.Count == 0 ? [] : new SortedSet<EvidenceReference>(a.Items.Concat(b.Items)).ToValueList();
}
