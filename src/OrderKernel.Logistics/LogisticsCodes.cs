namespace OrderKernel.Logistics;

/// <summary>The codes of refusals, reasons and findings that this package gives.</summary>
public static class LogisticsCodes
{
    /// <summary>Park: a payload is not the JSON that it should be.</summary>
    public const string PayloadMalformed = "logistics.payload-malformed";

    /// <summary>Park: a payload lacks what a track needs.</summary>
    public const string PayloadIncomplete = "logistics.payload-incomplete";

    /// <summary>Park: the source answers that it has no track.</summary>
    public const string NoTrack = "logistics.no-track";

    /// <summary>Park: a state or status code that the vocabulary does not have.</summary>
    public const string StateUnknown = "logistics.state-unknown";

    /// <summary>Park: a carrier code that the vocabulary does not have.</summary>
    public const string CarrierUnknown = "logistics.carrier-unknown";

    /// <summary>Park: a time that cannot be read.</summary>
    public const string TimeUnreadable = "logistics.time-unreadable";

    /// <summary>Finding: an entry without a code whose text no rule knows; left out, not guessed.</summary>
    public const string TextUnknown = "logistics.text-unknown";

    /// <summary>Finding: the track's state says one thing, its newest entry another.</summary>
    public const string StateContradictsTrack = "logistics.state-contradicts-track";

    /// <summary>Reason: reports that were known already.</summary>
    public const string DuplicatesDropped = "logistics.duplicates-dropped";

    /// <summary>Reason: reports that repeat a node within the window.</summary>
    public const string RepeatsDropped = "logistics.repeats-dropped";

    /// <summary>Reason: the carrier has the parcel.</summary>
    public const string FirstScanned = "logistics.first-scanned";

    /// <summary>Reason: the sign-off is proven.</summary>
    public const string SignOffVerified = "logistics.sign-off-verified";

    /// <summary>Doubt: nobody but an aggregator says that the parcel was signed for.</summary>
    public const string SignOffUnconfirmed = "logistics.sign-off-unconfirmed";

    /// <summary>Doubt: signed for without any scan before.</summary>
    public const string SignOffWithoutScan = "logistics.sign-off-without-scan";

    /// <summary>Doubt: the parcel moved on after it was signed for.</summary>
    public const string SignOffContradicted = "logistics.sign-off-contradicted";

    /// <summary>Finding: shipped, and the carrier did not scan the parcel in time.</summary>
    public const string FirstScanOverdue = "logistics.first-scan-overdue";

    /// <summary>Finding: no news of a parcel on its way for too long.</summary>
    public const string TrackStalled = "logistics.track-stalled";
}
