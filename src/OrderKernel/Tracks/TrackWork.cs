using NodaTime;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Tracks;

/// <summary>Takes reports of a parcel into its track and tells the order what it means for its units.</summary>
internal sealed class TrackWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    /// <summary>The trigger of the first-scan clock of a shipment.</summary>
    public const string FirstScanTrigger = "first-scan";

    public static Actor Carrier { get; } = new(ActorId.Of("carrier"), [Role.Carrier]);

    public static StreamId StreamOf(TenantId tenant, CarrierId carrier, Waybill waybill) => StreamId.Of(tenant, StreamKinds.Track, $"{carrier}.{waybill}");

    /// <summary>Takes reports in.</summary>
    /// <returns>True when something was new.</returns>
    public async ValueTask<bool> ReportAsync(ValueList<TrackReport> reports, StreamId? orderStream, DecisionContext context, CancellationToken cancellationToken)
    {
        var (head, before) = await LoadAsync(StreamOf(unit.Tenant, reports[0].Carrier, reports[0].Waybill), cancellationToken).ConfigureAwait(false);
        var decision = TrackProcess.Decide(before, reports, policies.Tracks, context).ValueOrThrow();
        if (decision.Events.IsEmpty) return false;
        unit.Append(head, TrackProcess.Codec, decision.Events, new EventHeader(context.At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies));
        var track = TrackProcess.Evolve(before, decision.Events);
        // A track that comes before its parcel is found again by the waybill.
        if (before.Points.IsEmpty) unit.File(Clues.Track(track.Waybill), head.Stream);
        if (orderStream is { } stream) await FollowAsync(track, stream, context, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Lets parcels that an order named in this unit take up what was reported of their waybills before.</summary>
    public async ValueTask CatchUpAsync(OrderWork work, Instant at, CancellationToken cancellationToken)
    {
        foreach (var waybill in work.NewWaybills.ToArray())
        {
            foreach (var stream in await workspace.FindAsync(unit.Tenant, Clues.Track(waybill), cancellationToken).ConfigureAwait(false))
            {
                var (_, track) = await LoadAsync(stream, cancellationToken).ConfigureAwait(false);
                await TellAsync(work, track, new DecisionContext(Carrier, at, unit.Message), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask FollowAsync(ParcelTrack track, StreamId stream, DecisionContext context, CancellationToken cancellationToken)
    {
        var work = await OrderWork.LoadAsync(workspace, policies, unit, stream, cancellationToken).ConfigureAwait(false);
        await TellAsync(work, track, context, cancellationToken).ConfigureAwait(false);
        work.SetTimers();
    }

    private static async ValueTask TellAsync(OrderWork work, ParcelTrack track, DecisionContext context, CancellationToken cancellationToken)
    {
        if (work.Order?.Shipments.Items.LastOrDefault(s => s.Waybills.Items.Contains(track.Waybill)) is not { } shipment) return;
        foreach (var command in CommandsOf(track, shipment, context.At)) await work.TellAsync(command, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the track means for the shipment now. A refusal only says that the ledger knows better.</summary>
    private static IEnumerable<OrderCommand> CommandsOf(ParcelTrack track, Shipment shipment, Instant at)
    {
        if (track.FirstScannedAt is { } scannedAt && shipment.FirstScanAt is null) yield return new RecordFirstScan(shipment.Id, scannedAt);
        if (shipment.Status != ShipmentStatus.HandedOver) yield break;
        switch (track.Latest?.Node)
        {
            case TrackNode.Returned: yield return new GiveBackUndelivered(shipment.Id, []); break;
            case TrackNode.Lost: yield return new RecordLoss(shipment.Id, []); break;
            default:
                if (track.SignOff is not { } signOff) break;
                if (signOff.Trust == SignOffTrust.Verified) yield return new RecordDelivery(signOff.At, shipment.Id, []);
                else if (!shipment.IsSignOffSuspect) yield return new SuspectSignOff(shipment.Id, at);
                break;
        }
    }

    private async ValueTask<(StreamHead Head, ParcelTrack Track)> LoadAsync(StreamId stream, CancellationToken cancellationToken)
    {
        var (head, events) = await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var track = ParcelTrack.None;
        foreach (var envelope in events) track = TrackProcess.Evolve(track, TrackProcess.Codec.Decode(envelope));
        return (head, track);
    }
}
