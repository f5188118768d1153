using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>The stable names of approval events and their canonical bytes.</summary>
public static class ApprovalEvents
{
    internal static ApprovalJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<Role>(), CanonicalJson.ListOf<EvidenceReference>()));

    /// <summary>The codec of approvals.</summary>
    public static EventCodec<ApprovalEvent> Codec { get; } = MakeCodec();

    /// <summary>A new codec of approvals, to which a package adds the events of the things that it has approved.</summary>
    public static EventCodec<ApprovalEvent> MakeCodec() => new EventCodec<ApprovalEvent>()
        .With("approvals.requested", () => Json.ApprovalRequested)
        .With("approvals.level-approved", () => Json.LevelApproved)
        .With("approvals.moved", () => Json.ApprovalMoved)
        .With("approvals.reminded", () => Json.ApprovalReminded)
        .With("approvals.deadline-refused", () => Json.ApprovalDeadlineRefused)
        .With("approvals.deadline-due-again", () => Json.ApprovalDeadlineDueAgain)
        .With("approvals.granted", () => Json.ApprovalGranted)
        .With("approvals.rejected", () => Json.ApprovalRejected)
        .With("approvals.withdrawn", () => Json.ApprovalWithdrawn);
}

/// <summary>Source-generated metadata of the events and of the elements of their lists.</summary>
[JsonSerializable(typeof(RequestApproval))]
[JsonSerializable(typeof(Approve))]
[JsonSerializable(typeof(Reject))]
[JsonSerializable(typeof(Withdraw))]
[JsonSerializable(typeof(MoveApproval))]
[JsonSerializable(typeof(FireApprovalDeadline))]
[JsonSerializable(typeof(ApprovalRequested))]
[JsonSerializable(typeof(LevelApproved))]
[JsonSerializable(typeof(ApprovalMoved))]
[JsonSerializable(typeof(ApprovalReminded))]
[JsonSerializable(typeof(ApprovalDeadlineRefused))]
[JsonSerializable(typeof(ApprovalDeadlineDueAgain))]
[JsonSerializable(typeof(ApprovalGranted))]
[JsonSerializable(typeof(ApprovalRejected))]
[JsonSerializable(typeof(ApprovalWithdrawn))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(EvidenceReference))]
internal sealed partial class ApprovalJsonContext : JsonSerializerContext;
