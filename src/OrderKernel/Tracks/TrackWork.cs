using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Chains;
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

    /// <summary>Takes reports in and tells the orders that travel under the waybill.</summary>
    /// <returns>The track, and whether something was new; refused when earlier reports of the parcel are gone.</returns>
    public async ValueTask<Result<(ParcelTrack Track, bool IsNews)>> ReportAsync(ValueList<TrackReport> reports, ImmutableArray<StreamId> orders,
        DecisionContext context, CancellationToken cancellationToken)
    {
        var track = await workspace.LoadAsync(unit, TrackProcess.Decider, new TrackKey(unit.Tenant, reports[0].Carrier, reports[0].Waybill).Stream(),
            cancellationToken).ConfigureAwait(false);
        if (!track.Decide(new ReportTrack(reports), policies.Tracks, context).TryGet(out var handled, out var refusal)) return refusal;
        if (handled.Decision.Events.IsEmpty) return (track.State!, false);
        // A track that comes before its parcel is found again by the waybill.
        if (track.IsNew) unit.File(Clues.Track(reports[0].Waybill), track.Stream);
        track.Take(handled, context);
        foreach (var order in orders) await FollowAsync(track.State!, order, context, cancellationToken).ConfigureAwait(false);
        return (track.State!, true);
    }

    /// <summary>Lets parcels that an order named in this unit take up what was reported of their waybills before.</summary>
    public async ValueTask CatchUpAsync(OrderWork work, Instant at, CancellationToken cancellationToken)
    {
        foreach (var waybill in work.NewWaybills.ToArray())
        {
            foreach (var stream in await workspace.FindAsync(unit.Tenant, Clues.Track(waybill), cancellationToken).ConfigureAwait(false))
            {
                var stored = await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
                if (stored.Fold(TrackProcess.Decider).State is { } track)
                    await TellAsync(work, track, new DecisionContext(Carrier, at, unit.Message), cancellationToken).ConfigureAwait(false);
                // What was reported before waits for its order no more.
                foreach (var told in stored.Events.Where(e => !e.IsDropped).Select(e => EventBytes.ReadHeader(e.Bytes).Message).Distinct())
                    unit.Settle(new(told.Value, SettledAs.Arrived, Carrier.Id, at, unit.Message.Value));
            }
        }
    }

    private async ValueTask FollowAsync(ParcelTrack track, StreamId stream, DecisionContext context, CancellationToken cancellationToken)
    {
        var work = await OrderWork.LoadAsync(workspace, policies, unit, stream, cancellationToken).ConfigureAwait(false);
        await TellAsync(work, track, context, cancellationToken).ConfigureAwait(false);
        await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
        await work.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TellAsync(OrderWork work, ParcelTrack track, DecisionContext context, CancellationToken cancellationToken)
    {
        // One waybill may carry several shipments of an order, and a shipment may travel under several.
        foreach (var shipment in work.Order?.Shipments.Where(s => s.Waybills.Items.Contains(track.Waybill)) ?? [])
        {
            if (shipment.HandedOverAt is not { } leftAt) continue;
            var pieces = new List<ParcelTrack> { track.UseAt(leftAt, policies.Tracks.Policy) };
            foreach (var other in shipment.Waybills.Items.Where(w => w != track.Waybill))
                pieces.Add((await FindAsync(other, track.Carrier, cancellationToken).ConfigureAwait(false)).UseAt(leftAt, policies.Tracks.Policy));
            var told = new PieceTracks(pieces);
            foreach (var (command, why) in told.CommandsOf(shipment, context.At))
            {
                Decision<OrderEvent>? because = why.IsEmpty ? null : new([], why, [policies.Tracks.Reference]);
                // Goods and words disagree, and the ledger cannot tell which of them is right: a person can.
                if (await work.TellAsync(command, context, cancellationToken, because).ConfigureAwait(false) is { } refusal)
                    work.Notify(work.Policies.Notices.Policy.Tracks, refusal, context);
            }

            if (told.Contradiction(shipment) is { } contradiction) work.Notify(work.Policies.Notices.Policy.Tracks, contradiction, context);
        }
    }

    /// <summary>What a carrier reported of a waybill before this unit; nothing where it did not.</summary>
    private async ValueTask<ParcelTrack> FindAsync(Waybill waybill, CarrierId carrier, CancellationToken cancellationToken)
    {
        foreach (var stream in await workspace.FindAsync(unit.Tenant, Clues.Track(waybill), cancellationToken).ConfigureAwait(false))
        {
            var track = (await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(TrackProcess.Decider).State;
            if (track is not null && track.Carrier == carrier) return track;
        }

        return ParcelTrack.None;
    }
}
