using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>The stable names of approval events and their canonical bytes.</summary>
public static class ApprovalEvents
{
    /// <summary>The codec of approvals.</summary>
    public static EventCodec<ApprovalEvent> Codec { get; } = MakeCodec();

    /// <summary>A new codec of approvals, to which a package adds the events of the things that it has approved.</summary>
    public static EventCodec<ApprovalEvent> MakeCodec()
    {
        var json = new ApprovalJsonContext(CanonicalJson.Options(
            CanonicalJson.TextOf(ApprovalId.Of, i => i.Value), CanonicalJson.ListOf<Role>(), CanonicalJson.ListOf<EvidenceReference>()));
        return new EventCodec<ApprovalEvent>()
            .With("approvals.requested", json.ApprovalRequested)
            .With("approvals.level-approved", json.LevelApproved)
            .With("approvals.moved", json.ApprovalMoved)
            .With("approvals.reminded", json.ApprovalReminded)
            .With("approvals.granted", json.ApprovalGranted)
            .With("approvals.rejected", json.ApprovalRejected)
            .With("approvals.withdrawn", json.ApprovalWithdrawn);
    }
}

/// <summary>Source-generated metadata of the events and of the elements of their lists.</summary>
[JsonSerializable(typeof(ApprovalRequested))]
[JsonSerializable(typeof(LevelApproved))]
[JsonSerializable(typeof(ApprovalMoved))]
[JsonSerializable(typeof(ApprovalReminded))]
[JsonSerializable(typeof(ApprovalGranted))]
[JsonSerializable(typeof(ApprovalRejected))]
[JsonSerializable(typeof(ApprovalWithdrawn))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(EvidenceReference))]
internal sealed partial class ApprovalJsonContext : JsonSerializerContext;
