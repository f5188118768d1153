using System.Text;
using static OrderKernel.Workflow.Tests.Approvals.Offices;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>
/// The stored form of each event, byte for byte. Fails when a name, a property, its order or a value's form changes: stored streams would no longer verify.
/// </summary>
public class ApprovalEventBytesTests
{
    private static readonly (ApprovalEvent Event, string Name, string Data)[] Golden =
    [
        (new ApprovalRequested(Request(), ActorId.Of("a"), PolicyReference.Of("approval", "1.0.0", "00ff"), "agent", Noon), "approvals.requested",
            """{"request":{"id":"a-1","kind":"goodwill","subject":"order-7","reason":"gift","amount":"CNY 100.00","units":2,"evidence":["sha256:ab"]},"by":"a","workflow":"approval@1.0.0#00ff","step":"agent","at":"2026-11-11T04:00:00Z"}"""),
        (new LevelApproved("agent", ActorId.Of("a"), Noon), "approvals.level-approved", """{"step":"agent","by":"a","at":"2026-11-11T04:00:00Z"}"""),
        (new ApprovalMoved("agent", "supervisor", "escalate", Noon), "approvals.moved",
            """{"from":"agent","to":"supervisor","trigger":"escalate","at":"2026-11-11T04:00:00Z"}"""),
        (new ApprovalReminded("agent", "remind", [Role.Agent]), "approvals.reminded", """{"step":"agent","trigger":"remind","told":["agent"]}"""),
        (new ApprovalDeadlineRefused("agent", "escalate", "workflow.guard-refused"), "approvals.deadline-refused",
            """{"step":"agent","trigger":"escalate","code":"workflow.guard-refused"}"""),
        (new ApprovalDeadlineDueAgain("agent", "escalate", Noon), "approvals.deadline-due-again",
            """{"step":"agent","trigger":"escalate","dueAt":"2026-11-11T04:00:00Z"}"""),
        (new ApprovalGranted("approved", Noon), "approvals.granted", """{"step":"approved","at":"2026-11-11T04:00:00Z"}"""),
        (new ApprovalRejected("rejected", ActorId.Of("a"), "no", Noon), "approvals.rejected",
            """{"step":"rejected","by":"a","why":"no","at":"2026-11-11T04:00:00Z"}"""),
        (new ApprovalWithdrawn("withdrawn", Noon), "approvals.withdrawn", """{"step":"withdrawn","at":"2026-11-11T04:00:00Z"}"""),
    ];

    [Fact]
    public void Each_event_has_its_golden_bytes_and_comes_back_equal()
    {
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var stream = StreamId.Of(TenantId.Of("t"), "approval", "a");
        foreach (var (one, name, data) in Golden)
        {
            var stored = ApprovalEvents.Codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), one, header);
            Assert.Equal($$"""{"type":"{{name}}","at":"2026-11-11T04:00:00Z","actor":"a","message":"m","policies":[],"reasons":[],"data":{{data}}}""",
                Encoding.UTF8.GetString(stored.Bytes.ToArray()));
            Assert.Equal(one, ApprovalEvents.Codec.Decode(stored));
        }

        Assert.Equal(ApprovalEvents.Codec.Names, Golden.Select(g => g.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_event_before_its_request_moves_nothing() => Assert.Null(ApprovalDecider.Evolve(null, new LevelApproved("agent", ActorId.Of("a"), Noon)));
}
