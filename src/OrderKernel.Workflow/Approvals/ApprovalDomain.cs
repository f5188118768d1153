using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>What a workflow of approvals may speak of.</summary>
public static class ApprovalDomain
{
    private const string Pending = nameof(ApprovalStatus.Pending);

    /// <summary>The role that whoever asked has for this one approval, and nobody else.</summary>
    public static Role Requester { get; } = Role.Of("requester");

    /// <summary>The domain: statuses, verbs, facts and instants.</summary>
    public static WorkflowDomain Standard { get; } = WorkflowDomain.Of(
        nameof(ApprovalStatus),
        [
            DomainStatus.Initial(Pending),
            DomainStatus.Final(nameof(ApprovalStatus.Approved)),
            DomainStatus.Final(nameof(ApprovalStatus.Rejected)),
            DomainStatus.Final(nameof(ApprovalStatus.Withdrawn)),
        ],
        [
            DomainVerb.Of(ApprovalVerbs.Approve, (Pending, nameof(ApprovalStatus.Approved))),
            DomainVerb.Of(ApprovalVerbs.Reject, (Pending, nameof(ApprovalStatus.Rejected))),
            DomainVerb.Of(ApprovalVerbs.Withdraw, (Pending, nameof(ApprovalStatus.Withdrawn))),
            DomainVerb.Notice(ApprovalVerbs.Remind),
            DomainVerb.Notice(ApprovalVerbs.CopySuperior),
        ],
        ApprovalFacts.Schema,
        ApprovalFacts.Instants,
        carries: ProcessParts.Step);
}

/// <summary>The verbs that triggers of approvals can do, and the names of the triggers that commands fire.</summary>
public static class ApprovalVerbs
{
    /// <summary>Grant it. A trigger of this name, or <see cref="Pass"/>, is what <see cref="OrderKernel.Workflow.Approve"/> fires.</summary>
    public const string Approve = "approve";

    /// <summary>The name of the trigger by which a level agrees and passes it on to the next.</summary>
    public const string Pass = "pass";

    /// <summary>Refuse it.</summary>
    public const string Reject = "reject";

    /// <summary>Take it back.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Remind the handlers of the step.</summary>
    public const string Remind = "remind";

    /// <summary>Send a copy to those to whom the step would escalate.</summary>
    public const string CopySuperior = "copy-superior";
}
