using System.Text;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>The stored form of each event, byte for byte, and the tally of carriers.</summary>
/// <remarks>Fails when a name, a property, its order or a value's form changes: stored streams would no longer verify.</remarks>
public class EventBytesTests
{
    private static readonly (LogisticsEvent Event, string Name, string Data)[] Golden =
    [
        (new TrackReported(Parcel, Carrier,
            [new(TrackNode.Exception, Noon, true) { Exception = TrackExceptionReason.Damaged, Code = "209", Place = "上海", TextHash = "ab",
                Evidence = [EvidenceReference.Of("e")] }, new(TrackNode.Delivered, Noon, false) { DeliveredTo = DeliveryKind.Proxy }],
            2), "logistics.reported",
            """{"waybill":"YT1","carrier":"YTO","points":[{"node":"Exception","at":"2026-02-09T04:00:00Z","isFromCarrier":true,"exception":"Damaged","code":"209","place":"上海","textHash":"ab","evidence":["e"]},{"node":"Delivered","at":"2026-02-09T04:00:00Z","isFromCarrier":false,"deliveredTo":"Proxy","evidence":[]}],"duplicates":2}"""),
        (new FirstScanned(Noon), "logistics.first-scanned", """{"at":"2026-02-09T04:00:00Z"}"""),
        (new SignOffJudged(new(SignOffTrust.Suspect, Noon, DeliveryKind.Self, ["logistics.x"])), "logistics.sign-off-judged",
            """{"signOff":{"trust":"Suspect","at":"2026-02-09T04:00:00Z","deliveredTo":"Self","doubts":["logistics.x"]}}"""),
    ];

    [Fact]
    public void Each_event_has_its_golden_bytes_and_comes_back_equal()
    {
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Track, "c");
        foreach (var (one, name, data) in Golden)
        {
            var sealedEvent = TrackProcess.Codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), one, header);
            Assert.Equal($$"""{"type":"{{name}}","at":"2026-02-09T04:00:00Z","actor":"a","message":"m","policies":[],"reasons":[],"data":{{data}}}""",
                Encoding.UTF8.GetString(sealedEvent.Bytes.Span));
            Assert.Equal(one, TrackProcess.Codec.Decode(sealedEvent));
        }

        Assert.Equal(Golden.Select(g => g.Name).Order(StringComparer.Ordinal), TrackProcess.Codec.Names);
    }

    [Fact]
    public void Carriers_are_tallied_in_parts_as_in_one()
    {
        var (one, other, whole) = (new CarrierTally(), new CarrierTally(), new CarrierTally());
        for (var i = 0; i < 100; i++)
        {
            var carrier = CarrierId.Of("C" + (i % 3));
            (i % 7 < 4 ? one : other).Add(carrier, i % 19 == 0);
            whole.Add(carrier, i % 19 == 0);
        }

        one.Merge(other);
        Assert.Equal(whole.Standings, one.Standings);
        Assert.Equal((100, 6), (whole.Standings.Items.Sum(s => s.SignOffs), whole.Standings.Items.Sum(s => s.FalseSignOffs)));
    }
}
