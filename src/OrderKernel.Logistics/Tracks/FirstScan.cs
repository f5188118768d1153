using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>Watches that the carrier scans a shipped parcel in time (物流揽收超时预警). The clock itself runs elsewhere.</summary>
public static class FirstScan
{
    /// <summary>The instant from which a parcel without a scan is overdue.</summary>
    /// <param name="shippedAt">When it left.</param>
    /// <param name="policy">The policy.</param>
    public static Instant OverdueAt(Instant shippedAt, TrackPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return shippedAt + policy.FirstScanWithin;
    }

    /// <summary>The first report that shows that the carrier has the parcel; null while there is none. A waybill alone does not.</summary>
    /// <param name="track">The reports so far.</param>
    public static TrackPoint? Of(ParcelTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        foreach (var point in track.Points)
        {
            // An exception or a loss alone may be the source's own conclusion from silence.
            if (point.Node is not (TrackNode.Registered or TrackNode.Exception or TrackNode.Lost)) return point;
        }

        return null;
    }

    /// <summary>The finding when no scan before the due instant is known at an instant; null when all is well or not due.</summary>
    /// <param name="track">The track, or <see cref="ParcelTrack.None"/> when nothing was heard of the parcel.</param>
    /// <param name="waybill">The waybill.</param>
    /// <param name="shippedAt">When it left.</param>
    /// <param name="asOf">The business instant.</param>
    /// <param name="policy">The policy.</param>
    public static Finding? Check(ParcelTrack track, Waybill waybill, Instant shippedAt, Instant asOf, TrackPolicy policy)
    {
        var dueAt = OverdueAt(shippedAt, policy);
        if (asOf < dueAt || (Of(track) is { } scan && scan.At < dueAt)) return null;
        return Finding.Of(waybill.ToString(), LogisticsCodes.FirstScanOverdue, ("waybill", waybill), ("shippedAt", TrackProcess.Print(shippedAt)),
            ("dueAt", TrackProcess.Print(dueAt)));
    }
}
