namespace OrderKernel.Logistics;

/// <summary>Judges whether a parcel was really signed for.</summary>
internal static class SignOffJudge
{
    public static SignOff? Judge(ParcelTrack track, TrackPolicy policy)
    {
        TrackPoint? first = null, confirmed = null;
        foreach (var point in track.Points)
        {
            if (point.Node != TrackNode.Delivered) continue;
            first ??= point;
            if (confirmed is null && IsConfirmed(point, policy)) confirmed = point;
        }

        if ((confirmed ?? first) is not { } signed) return null;
        var doubts = new List<string>();
        if (confirmed is null)
        {
            doubts.Add(LogisticsCodes.SignOffUnconfirmed);
            if (FirstScan.Of(track) is not { } scan || scan.At >= signed.At) doubts.Add(LogisticsCodes.SignOffWithoutScan);
        }

        if (MovedOn(track, signed)) doubts.Add(LogisticsCodes.SignOffContradicted);
        return new(doubts.Count == 0 ? SignOffTrust.Verified : SignOffTrust.Suspect, signed.At, signed.DeliveredTo, doubts.ToValueList());
    }

    private static bool IsConfirmed(TrackPoint point, TrackPolicy policy)
    {
        foreach (var proof in policy.SignOffConfirmedBy)
        {
            if (proof == SignOffProof.Carrier ? point.IsFromCarrier : !point.Evidence.IsEmpty) return true;
        }

        return false;
    }

    private static bool MovedOn(ParcelTrack track, TrackPoint signed)
    {
        foreach (var point in track.Points)
        {
            if (point.At > signed.At && point.Node is (TrackNode.Accepted or TrackNode.InTransit or TrackNode.AtLocker or TrackNode.OutForDelivery))
                return true;
        }

        return false;
    }
}
