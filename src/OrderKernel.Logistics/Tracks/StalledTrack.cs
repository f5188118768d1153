using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>Watches that news of a parcel on its way keeps coming.</summary>
public static class StalledTrack
{
    /// <summary>The instant from which the parcel counts as stalled; null before the first report and after the journey.</summary>
    /// <param name="track">The reports so far.</param>
    /// <param name="policy">How long a parcel may be silent.</param>
    public static Instant? OverdueAt(ParcelTrack track, TrackPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(policy);
        return track.Latest is { } latest && !track.IsOver ? latest.At + policy.StalledAfter : null;
    }

    /// <summary>The finding when a parcel is stalled at an instant, else null.</summary>
    /// <param name="track">The reports so far.</param>
    /// <param name="asOf">The business instant; the very instant from which it counts is stalled too.</param>
    /// <param name="policy">How long a parcel may be silent.</param>
    public static Finding? Check(ParcelTrack track, Instant asOf, TrackPolicy policy) => OverdueAt(track, policy) is { } dueAt && asOf >= dueAt
        ? Finding.Of(track.Waybill.ToString(), LogisticsCodes.TrackStalled, ("waybill", track.Waybill), ("since", TrackProcess.Print(track.Latest!.At)),
            ("dueAt", TrackProcess.Print(dueAt)))
        : null;
}
