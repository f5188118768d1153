using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>How far a sign-off is believed. 0 is unset.</summary>
public enum SignOffTrust
{
    /// <summary>Not proven; the doubts say why.</summary>
    Suspect = 1,

    /// <summary>Proven (物流信息已核验).</summary>
    Verified = 2,
}

/// <summary>A sign-off as it is judged.</summary>
/// <param name="Trust">How far it is believed.</param>
/// <param name="At">When the parcel was signed for, by the earliest confirmed report, else by the earliest.</param>
/// <param name="DeliveredTo">Who took it, where that is told.</param>
/// <param name="Doubts">Codes of what speaks against it; empty when verified.</param>
public sealed record SignOff(SignOffTrust Trust, Instant At, DeliveryKind? DeliveredTo, ValueList<string> Doubts)
{
    /// <summary>Why it is believed or not: that the carrier confirms it, or each doubt.</summary>
    public ValueList<Reason> ToReasons() => (Trust == SignOffTrust.Verified ? [LogisticsCodes.SignOffVerified] : Doubts.Items)
        .Select(code => Reason.Of(code, ("at", TrackProcess.Print(At)))).ToValueList();
}

/// <summary>The state of one parcel's track: a fold over its events that does not depend on the order in which reports came.</summary>
public sealed record ParcelTrack
{
    /// <summary>The state before the first report.</summary>
    public static ParcelTrack None { get; } = new();

    /// <summary>The waybill; unset before the first report.</summary>
    public Waybill Waybill { get; init; }

    /// <summary>The carrier; unset before the first report.</summary>
    public CarrierId Carrier { get; init; }

    /// <summary>All different reports in the order of the journey.</summary>
    public ValueList<TrackPoint> Points { get; init; }

    /// <summary>When the carrier scanned the parcel first; null before.</summary>
    public Instant? FirstScannedAt { get; init; }

    /// <summary>The sign-off as judged; null while nobody reported one.</summary>
    public SignOff? SignOff { get; init; }

    /// <summary>The newest report; null before the first.</summary>
    public TrackPoint? Latest => Points.IsEmpty ? null : Points[Points.Count - 1];

    /// <summary>True when the journey is over: delivered, back or lost.</summary>
    public bool IsOver => Latest?.Node is TrackNode.Delivered or TrackNode.Returned or TrackNode.Lost;

    /// <summary>The part of the track that belongs to the use of the waybill at an instant: carriers give a number out again.</summary>
    /// <param name="at">When the waybill was in use, such as when its parcel was handed over.</param>
    /// <param name="policy">Its span without news parts two uses.</param>
    /// <returns>The track of that use, judged by itself; this one where there was only one use.</returns>
    public ParcelTrack UseAt(Instant at, TrackPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (first, end, edge) = (0, Points.Count, at);
        while (first < Points.Count && Points[first].At < at) first++;
        var (from, until) = (first, first);
        while (from > 0 && edge - Points[from - 1].At < policy.ReusedAfter) edge = Points[--from].At;
        edge = at;
        while (until < end && Points[until].At - edge < policy.ReusedAfter) edge = Points[until++].At;
        if (from == 0 && until == end) return this;
        var use = this with { Points = Points.Items.RemoveRange(until, end - until).RemoveRange(0, from).ToValueList() };
        return use with { FirstScannedAt = FirstScan.Of(use)?.At, SignOff = SignOffJudge.Judge(use, policy) };
    }

    /// <summary>The journey without repeats of a node within the policy's window, and how many those were.</summary>
    /// <param name="policy">Its window tells a repeat from a second visit.</param>
    public (ValueList<TrackPoint> Nodes, int Repeats) Journey(TrackPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var kept = new List<TrackPoint>();
        foreach (var point in Points)
        {
            var isRepeat = false;
            for (var i = kept.Count - 1; i >= 0 && !isRepeat && point.At - kept[i].At < policy.RepeatWindow; i--)
                isRepeat = kept[i].Node == point.Node && kept[i].Exception == point.Exception;
            if (!isRepeat) kept.Add(point);
        }

        return (kept.ToValueList(), Points.Count - kept.Count);
    }
}
