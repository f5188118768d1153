using NodaTime;
using OrderKernel.Logistics;
using OrderKernel.Tracks;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Tracks of parcels; the parcels themselves belong to their orders.</content>
public sealed partial class Kernel
{
    /// <summary>Takes reports into a parcel's track and tells every order that travels under its waybill what they mean.</summary>
    /// <param name="track">The track.</param>
    /// <param name="command">The reports.</param>
    /// <param name="context">Who says so, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The track after it, or the refusal; a refusal changes nothing. A track
    /// that comes before its parcel is kept until an order names the waybill.</returns>
    /// <remarks>
    /// Refuses with: <see cref="OrderKernelCodes.KeyMismatch"/> where a report is of another waybill or carrier, or there is none;
    /// <see cref="KernelCodes.ContentDropped"/>, and those of every verb.
    /// </remarks>
    public ValueTask<Result<ParcelTrack>> TellAsync(TrackKey track, ReportTrack command, DecisionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(track, TrackProcess.Decider, TrackCommands.Codec, command, context, async unit =>
        {
            foreach (var report in command.Reports)
            {
                if (report.Waybill != track.Waybill || report.Carrier != track.Carrier)
                    return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", $"{report.Carrier} {report.Waybill}"),
                        ("told", $"{track.Carrier} {track.Waybill}"));
            }

            if (command.Reports.IsEmpty) return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", "-"), ("told", $"{track.Carrier} {track.Waybill}"));
            var orders = await _workspace.FindAsync(track.Tenant, Clues.Waybill(track.Waybill), cancellationToken).ConfigureAwait(false);
            var told = await new TrackWork(_workspace, _policies, unit).ReportAsync(command.Reports, orders, context, cancellationToken).ConfigureAwait(false);
            return told.Then(t => Result.Ok(t.Track));
        }, cancellationToken);
    }

    /// <summary>The same under a message id of its own, in the role carrier; see the verb of orders.</summary>
    /// <param name="track">The track.</param>
    /// <param name="command">The reports.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The track after it, or the refusal.</returns>
    public ValueTask<Result<ParcelTrack>> TellAsync(TrackKey track, ReportTrack command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(track, command, Saying(track, TrackCommands.Codec, command, role, at), cancellationToken);

    /// <summary>The track as its events left it; null when nothing was ever reported, and when retention dropped it.</summary>
    /// <param name="track">The track.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<ParcelTrack?> FindAsync(TrackKey track, CancellationToken cancellationToken = default) =>
        await StateAsync(track, TrackProcess.Decider, cancellationToken).ConfigureAwait(false);
}
