using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Logistics;

/// <summary>Decides what reports change in a parcel's track, and folds its events.</summary>
/// <remarks>Laws: the same reports in any order, split and repetition give the same track; replaying the events gives the same track.</remarks>
public static class TrackProcess
{
    internal static LogisticsJsonContext Json { get; } = new(CanonicalJson.Options(
        CanonicalJson.WordOf<SignOffTrust>(), CanonicalJson.ListOf<TrackPoint>(), CanonicalJson.ListOf<TrackReport>(),
        CanonicalJson.ListOf<EvidenceReference>(), CanonicalJson.ListOf<string>()));

    /// <summary>The stable names of the events and their canonical bytes.</summary>
    public static EventCodec<LogisticsEvent> Codec { get; } = new EventCodec<LogisticsEvent>()
        .With("logistics.reported", () => Json.TrackReported)
        .With("logistics.first-scanned", () => Json.FirstScanned)
        .With("logistics.sign-off-judged", () => Json.SignOffJudged);

    /// <summary>The track as an aggregate.</summary>
    public static Decider<ParcelTrack, ReportTrack, LogisticsEvent, PolicyDocument<TrackPolicy>> Decider { get; } =
        new(StreamKinds.Track, Codec, static (state, happened) => Evolve(state ?? ParcelTrack.None, happened), Handle);

    /// <summary>What reports add to a track.</summary>
    /// <param name="state">The track, <see cref="ParcelTrack.None"/> before the first report.</param>
    /// <param name="reports">Reports of one waybill and carrier, in any order, known ones included.</param>
    /// <param name="policy">The policy, with the reference that the events record.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <returns>The events, none when all was known; the reasons count duplicates and repeats and explain the sign-off.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.IdUnset"/>.</remarks>
    /// <exception cref="ArgumentException">A report is of another waybill or carrier than the track.</exception>
    /// <example>
    /// <code>
    /// TrackPayload payload = Kuaidi100.Parse(utf8, TrackVocabulary.Kuaidi100.Policy).ValueOrThrow();
    /// var context = new DecisionContext(Actor.Kernel, now, MessageId.Of("track-1"));
    /// var decision = TrackProcess.Decide(ParcelTrack.None, payload.Reports, TrackPolicy.Default, context).ValueOrThrow();
    /// var track = TrackProcess.Evolve(ParcelTrack.None, decision.Events);                     // points in order of time, no duplicates
    /// SignOffTrust? trust = track.SignOff?.Trust;                                             // Suspect: nothing but the aggregator says so
    /// </code>
    /// </example>
    public static Result<Decision<LogisticsEvent>> Decide(ParcelTrack state, ValueList<TrackReport> reports, PolicyDocument<TrackPolicy> policy,
        DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(context);
        if (Required.Of(new ReportTrack(reports), context) is { } missing) return missing;
        if (reports.IsEmpty) return new Decision<LogisticsEvent>([], [], [policy.Reference]);
        var (waybill, carrier) = state.Points.IsEmpty ? (reports[0].Waybill, reports[0].Carrier) : (state.Waybill, state.Carrier);
        var points = new List<TrackPoint>(state.Points.Items);
        var news = new List<TrackPoint>();
        var duplicates = 0;
        foreach (var report in reports)
        {
            if (report.Waybill != waybill || report.Carrier != carrier)
                throw new ArgumentException($"{report.Carrier} {report.Waybill} does not belong to the track of {carrier} {waybill}.", nameof(reports));
            var point = TrackPoint.Of(report);
            if (Add(points, point)) Add(news, point);
            else duplicates++;
        }

        var reasons = new List<Reason>();
        if (duplicates > 0) reasons.Add(Reason.Of(LogisticsCodes.DuplicatesDropped, ("count", duplicates)));
        if (news.Count == 0) return new Decision<LogisticsEvent>([], reasons.ToValueList(), [policy.Reference]);

        var events = new List<LogisticsEvent> { new TrackReported(waybill, carrier, news.ToValueList(), duplicates) };
        Judge(Evolve(state, events[0]), policy.Policy, events, reasons);
        return new Decision<LogisticsEvent>(events.ToValueList(), reasons.ToValueList(), [policy.Reference]);
    }

    /// <summary>The track after one more event.</summary>
    /// <param name="state">The track before it.</param>
    /// <param name="happened">The next event of the same track.</param>
    /// <exception cref="ArgumentException">The event is none of this package.</exception>
    public static ParcelTrack Evolve(ParcelTrack state, LogisticsEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        switch (happened)
        {
            case TrackReported e:
                var points = new List<TrackPoint>(state.Points.Items);
                foreach (var point in e.Points) Add(points, point);
                return state with { Waybill = e.Waybill, Carrier = e.Carrier, Points = points.ToValueList() };
            case FirstScanned e: return state with { FirstScannedAt = e.At };
            case SignOffJudged e: return state with { SignOff = e.SignOff };
            default: throw new ArgumentException($"{happened.GetType()} is no event of this package.", nameof(happened));
        }
    }

    /// <summary>The track after a list of events.</summary>
    /// <param name="state">The track before them.</param>
    /// <param name="happened">The next events of the same track, in order.</param>
    /// <exception cref="ArgumentException">An event is none of this package.</exception>
    public static ParcelTrack Evolve(ParcelTrack state, ValueList<LogisticsEvent> happened)
    {
        foreach (var one in happened) state = Evolve(state, one);
        return state;
    }

    private static Result<Handled<ParcelTrack, LogisticsEvent>> Handle(ParcelTrack? state, ReportTrack command, PolicyDocument<TrackPolicy> policy,
        DecisionContext context)
    {
        var before = state ?? ParcelTrack.None;
        return Decide(before, command.Reports, policy, context)
            .Then<Handled<ParcelTrack, LogisticsEvent>>(d => new Handled<ParcelTrack, LogisticsEvent>(d, d.Events.IsEmpty ? state : Evolve(before, d.Events)));
    }

    internal static string Print(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static void Judge(ParcelTrack track, TrackPolicy policy, List<LogisticsEvent> events, List<Reason> reasons)
    {
        var (_, repeats) = track.Journey(policy);
        if (repeats > 0)
            reasons.Add(Reason.Of(LogisticsCodes.RepeatsDropped, ("count", repeats), ("window", DurationPattern.JsonRoundtrip.Format(policy.RepeatWindow))));
        if (FirstScan.Of(track) is { } scan && scan.At != track.FirstScannedAt)
        {
            events.Add(new FirstScanned(scan.At));
            reasons.Add(Reason.Of(LogisticsCodes.FirstScanned, ("at", Print(scan.At)), ("node", scan.Node)));
        }

        if (SignOffJudge.Judge(track, policy) is not { } signOff || signOff == track.SignOff) return;
        events.Add(new SignOffJudged(signOff));
        reasons.AddRange(signOff.ToReasons().Items);
    }

    /// <summary>Puts a point in its place; false when it adds nothing to what is there.</summary>
    private static bool Add(List<TrackPoint> points, TrackPoint point)
    {
        var at = points.Count;
        // Most reports are newer than all before.
        while (at > 0 && TrackPoint.Compare(points[at - 1], point) > 0) at--;
        if (at > 0 && TrackPoint.Compare(points[at - 1], point) == 0)
        {
            var merged = TrackPoint.Merge(points[at - 1], point);
            if (merged == points[at - 1]) return false;
            points[at - 1] = merged;
            return true;
        }

        points.Insert(at, point);
        return true;
    }
}

/// <summary>Source-generated metadata of the events and of the elements of their lists.</summary>
[JsonSerializable(typeof(ReportTrack))]
[JsonSerializable(typeof(TrackReport))]
[JsonSerializable(typeof(TrackReported))]
[JsonSerializable(typeof(FirstScanned))]
[JsonSerializable(typeof(SignOffJudged))]
[JsonSerializable(typeof(TrackPoint))]
[JsonSerializable(typeof(EvidenceReference))]
[JsonSerializable(typeof(string))]
internal sealed partial class LogisticsJsonContext : JsonSerializerContext;
