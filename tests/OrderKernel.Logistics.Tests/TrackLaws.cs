using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>A track does not depend on how its reports came.</summary>
/// <remarks>Fails when order, grouping or repetition of reports changes the track, when a known report is not counted, or when a locker delivers.</remarks>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class TrackLaws
{
    [Law(500, 50_000)]
    public bool Any_order_grouping_and_repetition_gives_the_same_track(TrackReport[] reports, Seed seed) => Shuffled(reports, seed) == Track(reports);

    [Fact]
    public void The_law_sees_a_track_that_takes_reports_as_they_come() => Assert.ThrowsAny<Exception>(() =>
        Prop.ForAll(Arbitraries.Reports(), Seed.Any(), (reports, seed) =>
    {
        // A fold that keeps the first sign-off heard of, as a careless reader would.
        static Instant? FirstHeard(IEnumerable<TrackReport> reports) => reports.FirstOrDefault(r => r.Node == TrackNode.Delivered)?.At;
        var chance = new System.Random(seed);
        return FirstHeard(reports) == FirstHeard(reports.OrderBy(_ => chance.Next()).ToArray());
    }).Check(Sizes.Config(50_000)));

    [Law(500, 50_000)]
    public bool Every_report_is_new_proves_more_or_is_counted(TrackReport[] reports)
    {
        var track = Track(reports);
        var again = Decide(track, reports);
        var first = Decide(ParcelTrack.None, reports).Events.Items.OfType<TrackReported>().Single();
        return again.Events.IsEmpty && again.Reasons[0] == Reason.Of(LogisticsCodes.DuplicatesDropped, ("count", reports.Length))
            && first.Duplicates <= reports.Length - track.Points.Count;
    }

    [Law(500, 50_000)]
    public bool The_journey_has_no_repeat_left_and_loses_nothing_else(TrackReport[] reports)
    {
        var track = Track(reports);
        var (nodes, repeats) = track.Journey(Policy.Policy);
        var clash = nodes.Items
            .Any(a => nodes.Items.Any(b =>
                !ReferenceEquals(a, b) && a.Node == b.Node && a.Exception == b.Exception && a.At <= b.At && b.At - a.At < Policy.Policy.RepeatWindow));
        return !clash && nodes.Count + repeats == track.Points.Count;
    }

    [Law(500, 50_000)]
    public bool Without_a_delivered_report_nothing_is_signed_for(TrackReport[] reports) =>
        Track(reports).SignOff is null == reports.All(r => r.Node != TrackNode.Delivered);

    [Law(500, 50_000)]
    public bool Only_the_carrier_or_a_proof_verifies(TrackReport[] reports) =>
        Track(reports).SignOff is not { Trust: SignOffTrust.Verified }
            || reports.Any(r => r.Node == TrackNode.Delivered && (r.IsFromCarrier || !r.Evidence.IsEmpty));

    [Law(100)]
    public bool Stored_events_come_back_equal_and_replay_to_the_same_track(TrackReport[] reports)
    {
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Track, "c");
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var head = new StreamHead(stream, 0, ChainHash.Genesis(stream));
        var track = ParcelTrack.None;
        foreach (var one in Decide(track, reports).Events)
            track = TrackProcess.Evolve(track, TrackProcess.Codec.Decode(TrackProcess.Codec.Seal(head, one, header)));
        return track == Track(reports);
    }

    private static ParcelTrack Shuffled(TrackReport[] reports, int seed)
    {
        var chance = new System.Random(seed);
        var track = ParcelTrack.None;
        var rest = reports.Concat(reports.Where(_ => chance.Next(3) == 0)).OrderBy(_ => chance.Next()).ToList();
        while (rest.Count > 0)
        {
            var some = rest.Take(chance.Next(1, 4)).ToArray();
            rest.RemoveRange(0, some.Length);
            track = TrackProcess.Evolve(track, Decide(track, some).Events);
        }

        return track;
    }
}
