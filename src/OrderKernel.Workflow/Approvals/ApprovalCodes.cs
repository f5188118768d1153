namespace OrderKernel.Workflow;

/// <summary>The codes that approvals give, beside those of the workflow that they run on.</summary>
public static class ApprovalCodes
{
    /// <summary>Refusal: there is no such approval.</summary>
    public const string Unknown = "approvals.unknown";

    /// <summary>Refusal: the approval is there with other content.</summary>
    public const string Exists = "approvals.exists-with-different-content";

    /// <summary>Refusal: the amount is below zero.</summary>
    public const string AmountNegative = "approvals.amount-negative";

    /// <summary>Refusal: it was granted, refused or taken back.</summary>
    public const string Ended = "approvals.ended";

    /// <summary>Refusal: the workflow that the approval keeps was not given.</summary>
    public const string WorkflowUnknown = "approvals.workflow-unknown";

    /// <summary>Refusal: the trigger has a command of its own.</summary>
    public const string TriggerNeedsCommand = "approvals.trigger-needs-command";

    /// <summary>Reason: who has to agree now.</summary>
    public const string Awaited = "approvals.awaited";

    /// <summary>Reason: a step waits longer than it should.</summary>
    public const string Overdue = "approvals.overdue";

    /// <summary>Reason: the deadline is not due, has fired, or the step was left; nothing changes.</summary>
    public const string DeadlineMoot = "approvals.deadline-moot";
}
