using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>A track does not depend on how its reports came.</summary>
/// <remarks>Fails when order, grouping or repetition of reports changes the track, when a known report is not counted, or when a locker delivers.</remarks>
public class TrackLaws
{
    private static readonly int Size = Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") == "1" ? 50_000 : 500;

    private static readonly Gen<TrackReport> One =
        from node in Gen.Choose(1, 11)
        from minute in Gen.Choose(0, 40)
        from what in Gen.Choose(0, 31)
        select Report((TrackNode)node, 0) with
        {
            At = Noon + Duration.FromMinutes(minute * 7),
            Exception = node == 11 ? (TrackExceptionReason)((what % 3) + 1) : null,
            IsFromCarrier = what % 4 == 0,
            DeliveredTo = node == 6 && what % 3 > 0 ? (DeliveryKind)(what % 3) : null,
            Evidence = what % 5 == 0 ? [EvidenceReference.Of("photo-" + (what % 2))] : [],
            RawCode = what % 2 == 0 ? "c" + (what % 7) : null,
            Text = what % 3 == 0 ? "t" + (what % 8) : null,
            Place = what % 4 == 1 ? "p" + (what % 5) : null,
        };

    private static readonly Arbitrary<(TrackReport[] Reports, int Seed)> Reports = (
        from reports in One.ArrayOf().Where(r => r.Length > 0)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (reports, seed)).ToArbitrary();

    private static Config Quick => Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Size);

    [Fact]
    public void Any_order_grouping_and_repetition_gives_the_same_track() => Prop.ForAll(Reports, x => Shuffled(x.Reports, x.Seed) == Track(x.Reports)).Check(Quick);

    [Fact]
    public void The_law_sees_a_track_that_takes_reports_as_they_come() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(Reports, x =>
    {
        // A fold that keeps the first sign-off heard of, as a careless reader would.
        static Instant? FirstHeard(IEnumerable<TrackReport> reports) => reports.FirstOrDefault(r => r.Node == TrackNode.Delivered)?.At;
        var chance = new System.Random(x.Seed);
        return FirstHeard(x.Reports) == FirstHeard(x.Reports.OrderBy(_ => chance.Next()).ToArray());
    }).Check(Quick));

    [Fact]
    public void Every_report_is_new_proves_more_or_is_counted() => Prop.ForAll(Reports, x =>
    {
        var track = Track(x.Reports);
        var again = Decide(track, x.Reports);
        var first = Decide(ParcelTrack.None, x.Reports).Events.Items.OfType<TrackReported>().Single();
        return again.Events.IsEmpty && again.Reasons[0] == Reason.Of(LogisticsCodes.DuplicatesDropped, ("count", x.Reports.Length))
            && first.Duplicates <= x.Reports.Length - track.Points.Count;
    }).Check(Quick);

    [Fact]
    public void The_journey_has_no_repeat_left_and_loses_nothing_else() => Prop.ForAll(Reports, x =>
    {
        var track = Track(x.Reports);
        var (nodes, repeats) = track.Journey(Policy.Policy);
        var clash = nodes.Items.Any(a => nodes.Items.Any(b => !ReferenceEquals(a, b) && a.Node == b.Node && a.Exception == b.Exception && a.At <= b.At && b.At - a.At < Policy.Policy.RepeatWindow));
        return !clash && nodes.Count + repeats == track.Points.Count;
    }).Check(Quick);

    [Fact]
    public void Without_a_delivered_report_nothing_is_signed_for() => Prop.ForAll(Reports, x =>
        Track(x.Reports).SignOff is null == x.Reports.All(r => r.Node != TrackNode.Delivered)).Check(Quick);

    [Fact]
    public void Only_the_carrier_or_a_proof_verifies() => Prop.ForAll(Reports, x =>
        Track(x.Reports).SignOff is not { Trust: SignOffTrust.Verified } || x.Reports.Any(r => r.Node == TrackNode.Delivered && (r.IsFromCarrier || !r.Evidence.IsEmpty))).Check(Quick);

    [Fact]
    public void Stored_events_come_back_equal_and_replay_to_the_same_track() => Prop.ForAll(Reports, x =>
    {
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Track, "c");
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var head = new StreamHead(stream, 0, ChainHash.Genesis(stream));
        var track = ParcelTrack.None;
        foreach (var one in Decide(track, x.Reports).Events) track = TrackProcess.Evolve(track, TrackProcess.Codec.Decode(TrackProcess.Codec.Seal(head, one, header)));
        return track == Track(x.Reports);
    }).Check(Quick.WithMaxTest(100));

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
