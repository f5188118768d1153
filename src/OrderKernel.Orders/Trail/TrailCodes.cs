namespace OrderKernel.Orders;

/// <summary>The codes that the audit trail, its retention and its verifier give.</summary>
public static class TrailCodes
{
    /// <summary>The evidence's hash is no SHA-256 in 64 lower-case hexadecimal digits.</summary>
    public const string EvidenceHashInvalid = "trail.evidence-hash-invalid";

    /// <summary>The evidence is attached with other content.</summary>
    public const string EvidenceExists = "trail.evidence-exists-with-different-content";

    /// <summary>Evidence was attached.</summary>
    public const string EvidenceAttachedNow = "trail.evidence-attached";

    /// <summary>None of the actor's roles may set or release a legal hold.</summary>
    public const string LegalHoldRoleMissing = "trail.legal-hold-role-missing";

    /// <summary>The legal hold stands with other content.</summary>
    public const string LegalHoldExists = "trail.legal-hold-exists-with-different-content";

    /// <summary>No such legal hold stands.</summary>
    public const string LegalHoldUnknown = "trail.legal-hold-unknown";

    /// <summary>An event's bytes are not what its type says, or do not follow from the events before.</summary>
    public const string Unreadable = "trail.unreadable";

    /// <summary>The order's last event is too young: everything is kept.</summary>
    public const string KeptYoung = "trail.kept-young";

    /// <summary>A legal hold stands: everything is kept.</summary>
    public const string KeptByLaw = "trail.kept-by-law";

    /// <summary>The order has not ended or owes money: everything is kept.</summary>
    public const string KeptOpen = "trail.kept-open";

    /// <summary>Detail is old enough to go.</summary>
    public const string DetailDue = "trail.detail-due";

    /// <summary>All content is old enough to go.</summary>
    public const string RecordsDue = "trail.records-due";

    /// <summary>A line of an exported trail is none.</summary>
    public const string LineMalformed = "trail.line-malformed";

    /// <summary>A field beside an event's content was changed.</summary>
    public const string MetadataEdited = "trail.metadata-edited";

    /// <summary>An event's content was changed.</summary>
    public const string PayloadEdited = "trail.payload-edited";

    /// <summary>The link to the event before was changed.</summary>
    public const string PreviousHashEdited = "trail.previous-hash-edited";

    /// <summary>The link after an event was changed.</summary>
    public const string LinkHashEdited = "trail.link-hash-edited";

    /// <summary>Events stand in another order.</summary>
    public const string OutOfOrder = "trail.out-of-order";

    /// <summary>An event is missing.</summary>
    public const string Gap = "trail.gap";

    /// <summary>An event stands there twice.</summary>
    public const string Twice = "trail.twice";

    /// <summary>Events at the end are missing.</summary>
    public const string TailCut = "trail.tail-cut";

    /// <summary>Two different events stand at one version.</summary>
    public const string Forked = "trail.forked";

    /// <summary>The head is not that of the events.</summary>
    public const string HeadMismatch = "trail.head-mismatch";

    /// <summary>The anchored head is not that of the events.</summary>
    public const string AnchorMismatch = "trail.anchor-mismatch";

    internal static string Of(TrailBreakKind kind) => kind switch
    {
        TrailBreakKind.Metadata => MetadataEdited,
        TrailBreakKind.Payload => PayloadEdited,
        TrailBreakKind.PreviousHash => PreviousHashEdited,
        TrailBreakKind.LinkHash => LinkHashEdited,
        TrailBreakKind.Order => OutOfOrder,
        TrailBreakKind.Gap => Gap,
        TrailBreakKind.Duplicate => Twice,
        TrailBreakKind.TailCut => TailCut,
        TrailBreakKind.Fork => Forked,
        TrailBreakKind.Head => HeadMismatch,
        TrailBreakKind.Anchor => AnchorMismatch,
        _ => LineMalformed,
    };
}
