using System.Reflection;
using System.Text;
using NodaTime;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>The stored form of each event, byte for byte.</summary>
/// <remarks>Fails when a name, a property, its order or a value's form changes: stored streams would no longer verify.</remarks>
public class EventBytesTests
{
    private static readonly MessageId Refund = MessageId.Of("r-1");

    private static readonly JudgedRequest Full = new(CaseId.Of("case-1"), Order, CaseKind.ReturnRefund, Money.Fen(1_000), "quality", Noon,
        new(CustomerLevel.Ordinary, CustomerHistory.Good))
    {
        Units = [Units("1", 2, 900)],
        IsNoReason = true,
        IsDisputed = true,
        DeliveredAt = Noon,
        Earlier = Money.Fen(5),
        Evidence = [EvidenceReference.Of("sha256:ab")],
        EarlierRequests = 4,
    };

    private static readonly (AfterSalesEvent Event, string Name, string Data)[] Golden =
    [
        (new CaseOpened(Full, ActorId.Of("buyer-1")), "aftersales.opened",
            """{"request":{"case":"case-1","order":"DY_20260209_0000000000000000","kind":"ReturnRefund","asked":"CNY 10.00","reason":"quality","requestedAt":"2026-02-09T04:00:00Z","standing":{"level":"Ordinary","history":"Good"},"units":[{"line":"1","units":2,"worth":"CNY 9.00"}],"isNoReason":true,"isDisputed":true,"deliveredAt":"2026-02-09T04:00:00Z","earlier":"CNY 0.05","evidence":["sha256:ab"],"earlierRequests":4},"by":"buyer-1"}"""),
        (new CaseJudged(new(VerdictKind.Approval, "agent", [Role.Agent], null), Noon), "aftersales.judged",
            """{"verdict":{"kind":"Approval","tier":"agent","approvers":["agent"]},"at":"2026-02-09T04:00:00Z"}"""),
        (new StepApproved(Role.Agent, ActorId.Of("a"), Noon), "aftersales.step-approved", """{"step":"agent","by":"a","at":"2026-02-09T04:00:00Z"}"""),
        (new CaseApproved(Money.Fen(1)), "aftersales.approved", """{"granted":"CNY 0.01"}"""),
        (new CaseApproved(Money.Fen(1)) { At = Noon }, "aftersales.approved", """{"granted":"CNY 0.01","at":"2026-02-09T04:00:00Z"}"""),
        (new CaseRejected(RejectionPlace.AtReceipt, Party.Seller, "no"), "aftersales.rejected", """{"where":"AtReceipt","by":"Seller","why":"no"}"""),
        (new CaseDisputed(Party.Buyer, Noon), "aftersales.disputed", """{"by":"Buyer","at":"2026-02-09T04:00:00Z"}"""),
        (new CaseClosed(Party.Timeout, Noon), "aftersales.closed", """{"by":"Timeout","at":"2026-02-09T04:00:00Z"}"""),
        (new ReturnSent(Waybill.Of("W"), CarrierId.Of("SF")), "aftersales.return-sent", """{"waybill":"W","carrier":"SF"}"""),
        (new GoodsReceived([Found("1", 2, InspectionOutcome.Restock), Found(null, 1, InspectionOutcome.Missing)], true, Money.Fen(1)),
            "aftersales.goods-received",
            """{"units":[{"line":"1","units":2,"outcome":"Restock"},{"units":1,"outcome":"Missing"}],"isFinal":true,"granted":"CNY 0.01"}"""),
        (new RefundOrdered(Refund, Money.Fen(1)), "aftersales.refund-ordered", """{"refund":"r-1","amount":"CNY 0.01"}"""),
        (new CaseRefundWithdrawn(Refund), "aftersales.refund-withdrawn", """{"refund":"r-1"}"""),
        (new RefundSettled(Refund, Money.Fen(1), true, Noon), "aftersales.refund-settled",
            """{"refund":"r-1","amount":"CNY 0.01","isAboveTier":true,"at":"2026-02-09T04:00:00Z"}"""),
        (new ReplacementSent(Waybill.Of("W")), "aftersales.replacement-shipped", """{"waybill":"W"}"""),
        (new CaseCompleted(Noon), "aftersales.completed", """{"at":"2026-02-09T04:00:00Z"}"""),
        (new CaseStepReminded(Role.Agent, null), "aftersales.step-reminded", """{"step":"agent"}"""),
        (new StepEscalated(Role.Agent, Role.Supervisor, Noon), "aftersales.step-escalated",
            """{"from":"agent","to":"supervisor","at":"2026-02-09T04:00:00Z"}"""),
    ];

    [Fact]
    public void Each_event_has_its_golden_bytes_and_comes_back_equal()
    {
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Case, "c");
        foreach (var (one, name, data) in Golden)
        {
            var sealedEvent = CaseProcess.Codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), one, header);
            var text = Encoding.UTF8.GetString(sealedEvent.Bytes.Span);
            Assert.Equal($$"""{"type":"{{name}}","at":"2026-02-09T04:00:00Z","actor":"a","message":"m","policies":[],"reasons":[],"data":{{data}}}""", text);
            Assert.Equal(one, CaseProcess.Codec.Decode(sealedEvent));
        }
    }

    [Fact]
    public void A_request_of_the_first_version_reads_and_writes_as_it_was()
    {
        const string data =
            """{"request":{"case":"case-1","order":"DY_20260209_0000000000000000","kind":"RefundOnly","asked":"CNY 10.00","reason":"quality","requestedAt":"2026-02-09T04:00:00Z","standing":{"level":"Unknown","history":"Unknown"},"units":[],"isNoReason":false,"isDisputed":false,"evidence":[]},"by":"buyer-1"}""";
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Case, "c");
        var head = new StreamHead(stream, 0, ChainHash.Genesis(stream));
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var request = new JudgedRequest(CaseId.Of("case-1"), Order, CaseKind.RefundOnly, Money.Fen(1_000), "quality", Noon, CustomerStanding.Unknown);
        var stored = CaseProcess.Codec.Seal(head, new CaseOpened(request, ActorId.Of("buyer-1")), header);
        Assert.Contains(data, Encoding.UTF8.GetString(stored.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal(new CaseOpened(request, ActorId.Of("buyer-1")), CaseProcess.Codec.Decode(stored));
    }

    [Fact]
    public void Every_event_type_and_name_is_there() => Assert.Equal(
        typeof(AfterSalesEvent).Assembly.GetTypes().Count(t => t.IsSealed && t.IsSubclassOf(typeof(AfterSalesEvent))),
        Golden.Select(g => g.Name).Intersect(CaseProcess.Codec.Names).Count());

    [Fact]
    public void Every_code_has_both_texts_and_every_text_a_code()
    {
        var codes = typeof(AfterSalesCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal);
        var texts = TextCatalog.Of(typeof(AfterSalesCodes).Assembly);
        Assert.Equal(codes, texts.Codes);
        Assert.All(texts.Codes, c => Assert.True(texts.Template(c, Language.English)!.Length > 0 && texts.Template(c, Language.Chinese)!.Any(x => x > 0x4E00)));
    }
}
