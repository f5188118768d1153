using NodaTime;
using OrderKernel.Logistics;
using OrderKernel.Orders;

namespace OrderKernel.Tracks;

/// <summary>What the tracks of a shipment's pieces say together: it has arrived, is back or is lost only once its last piece is.</summary>
/// <param name="pieces">One track a waybill, those without a report among them.</param>
internal sealed class PieceTracks(IReadOnlyList<ParcelTrack> pieces)
{
    /// <summary>What the tracks mean for the shipment now, and why where they were judged.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="at">When it is told.</param>
    public IEnumerable<(OrderCommand Command, ValueList<Reason> Why)> CommandsOf(Shipment shipment, Instant at)
    {
        if (shipment.FirstScanAt is null && pieces.Min(p => p.FirstScannedAt) is { } scannedAt) yield return (new RecordFirstScan(shipment.Id, scannedAt), []);
        if (shipment.Status != ShipmentStatus.HandedOver) yield break;
        if (pieces.All(p => p.Latest?.Node == TrackNode.Returned)) yield return (new GiveBackUndelivered(shipment.Id, []), []);
        else if (pieces.All(p => p.Latest?.Node == TrackNode.Lost)) yield return (new RecordLoss(shipment.Id, []), []);
        else if (pieces.All(IsSigned))
        {
            if (pieces.All(p => p.SignOff!.Trust == SignOffTrust.Verified))
                yield return (new RecordDelivery(pieces.Max(p => p.SignOff!.At), shipment.Id, []), Why(SignOffTrust.Verified));
            else if (!shipment.IsSignOffSuspect) yield return (new SuspectSignOff(shipment.Id, at), Why(SignOffTrust.Suspect));
        }
    }

    private ValueList<Reason> Why(SignOffTrust trust) =>
        pieces.Where(p => p.SignOff!.Trust == trust).SelectMany(p => p.SignOff!.ToReasons().Items).Distinct().ToValueList();

    /// <summary>Why a person has to look: pieces that ended differently, or a track that goes on after the end; null where none has.</summary>
    /// <param name="shipment">The shipment as it was before the tracks were told.</param>
    public Refusal? Contradiction(Shipment shipment)
    {
        var latest = pieces.Where(p => p.Latest is not null).Select(p => p.Latest!).OrderBy(p => p.At).LastOrDefault();
        var isContradicted = shipment.Status switch
        {
            ShipmentStatus.HandedOver => pieces.Count > 1 && pieces.All(p => p.IsOver) && pieces.Select(p => p.Latest!.Node).Distinct().Count() > 1,
            ShipmentStatus.Delivered => latest is { Node: TrackNode.Returned or TrackNode.Lost },
            ShipmentStatus.Lost or ShipmentStatus.Returned => latest is { Node: TrackNode.Delivered },
            _ => false,
        };
        if (!isContradicted) return null;
        var nodes = string.Join(", ", pieces.Select(p => $"{p.Waybill} {p.Latest?.Node}"));
        return Refusal.Of(OrderKernelCodes.TrackContradicts, ("shipment", shipment.Id), ("status", shipment.Status), ("nodes", nodes));
    }

    private static bool IsSigned(ParcelTrack track) =>
        track.Latest?.Node is not (TrackNode.Returned or TrackNode.Lost) && track.SignOff is not null;
}
