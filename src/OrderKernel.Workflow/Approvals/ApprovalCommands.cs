namespace OrderKernel.Workflow;

/// <summary>The stable names of approval commands and their canonical bytes.</summary>
public static class ApprovalCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<ApprovalCommand> Codec { get; } = MakeCodec();

    /// <summary>A new codec, to which a package adds the commands of the things that it has approved.</summary>
    public static CommandCodec<ApprovalCommand> MakeCodec() => new CommandCodec<ApprovalCommand>()
        .With("request-approval", ApprovalEvents.Json.RequestApproval)
        .With("approve", ApprovalEvents.Json.Approve)
        .With("reject", ApprovalEvents.Json.Reject)
        .With("withdraw", ApprovalEvents.Json.Withdraw)
        .With("move-approval", ApprovalEvents.Json.MoveApproval)
        .With("fire-approval-deadline", ApprovalEvents.Json.FireApprovalDeadline);
}
