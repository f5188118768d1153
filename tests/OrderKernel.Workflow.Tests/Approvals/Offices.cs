using System.Text;
using NodaTime;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>The people, requests and small moves of these tests.</summary>
internal static class Offices
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 11, 4, 0);
    public static readonly ApprovalPolicies Rulings = ApprovalPolicies.Default;

    public static readonly Actor Wang = By("wang", "agent");
    public static readonly Actor Li = By("li", "supervisor");
    public static readonly Actor Zhao = By("zhao", "finance");
    public static readonly Actor Chief = By("chief", "agent", "supervisor", "finance");
    public static readonly Actor Asker = By("asker", "agent", "supervisor", "finance", "requester");

    public static Actor By(string id, params string[] roles) => new(ActorId.Of(id), roles.Select(Role.Of).ToValueList());

    public static ApprovalRequest Request(long? fen = 10_000, string reason = "gift") => new(ApprovalId.Of("a-1"), "goodwill", "order-7", reason)
    {
        Amount = fen is { } amount ? Money.Fen(amount) : null,
        Units = Quantity.Of(2),
        Evidence = [EvidenceReference.Of("sha256:ab")],
    };

    public static Result<Decision<ApprovalEvent>> Try(Approval? state, ApprovalCommand command, Actor actor, double hours = 0,
        ApprovalPolicies? policies = null) =>
        ApprovalDecider.Decide(state, command, policies ?? Rulings, new(actor, Noon + Duration.FromHours(hours), MessageId.Of("m")));

    public static Approval Do(this Approval? state, ApprovalCommand command, Actor actor, double hours = 0, ApprovalPolicies? policies = null) =>
        ApprovalDecider.Evolve(state, Try(state, command, actor, hours, policies).ValueOrThrow().Events)!;

    public static string? Refused(this Approval? state, ApprovalCommand command, Actor actor, double hours = 0, ApprovalPolicies? policies = null) =>
        Try(state, command, actor, hours, policies).Refusal?.Code;

    public static Approval Asked(long? fen = 10_000) => default(Approval).Do(new RequestApproval(Request(fen)), Asker);

    public static string DefaultText()
    {
        using var stream = typeof(ApprovalPolicies).Assembly.GetManifestResourceStream("Documents/approval.workflow.json")!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    public static ApprovalPolicies With(string json) => ApprovalPolicies.Of(Documents.Load(json, ApprovalDomain.Standard).ValueOrThrow());
}
