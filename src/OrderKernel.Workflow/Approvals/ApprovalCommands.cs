namespace OrderKernel.Workflow;

/// <summary>The stable names of approval commands and their canonical bytes.</summary>
public static class ApprovalCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<ApprovalCommand> Codec { get; } = MakeCodec();

    /// <summary>A new codec, to which a package adds the commands of the things that it has approved.</summary>
    public static CommandCodec<ApprovalCommand> MakeCodec() => new CommandCodec<ApprovalCommand>()
        .With("approvals.request-approval", () => ApprovalEvents.Json.RequestApproval)
        .With("approvals.approve", () => ApprovalEvents.Json.Approve)
        .With("approvals.reject", () => ApprovalEvents.Json.Reject)
        .With("approvals.withdraw", () => ApprovalEvents.Json.Withdraw)
        .With("approvals.move-approval", () => ApprovalEvents.Json.MoveApproval)
        .With("approvals.fire-approval-deadline", () => ApprovalEvents.Json.FireApprovalDeadline);
}
