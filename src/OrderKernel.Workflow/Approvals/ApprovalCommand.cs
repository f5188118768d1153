namespace OrderKernel.Workflow;

/// <summary>What can be asked of an approval process.</summary>
public abstract record ApprovalCommand : ICommand
{
    /// <inheritdoc/>
    public virtual Refusal? Missing() => null;
}

/// <summary>Asks for approval.</summary>
/// <param name="Request">Of what.</param>
public sealed record RequestApproval(ApprovalRequest Request) : ApprovalCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Request.Missing();
}

/// <summary>Agrees at the present level: fires the step's <c>approve</c> or <c>pass</c>, whichever its guards permit.</summary>
public sealed record Approve : ApprovalCommand;

/// <summary>Refuses at the present level, for all: fires <c>reject</c>.</summary>
/// <param name="Why">A stable word for the reason; never blank and never personal data.</param>
public sealed record Reject(string Why) : ApprovalCommand
{
    /// <summary>The reason, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}

/// <summary>Takes the request back: fires <c>withdraw</c>, in the role <see cref="ApprovalDomain.Requester"/>.</summary>
public sealed record Withdraw : ApprovalCommand;

/// <summary>Fires any other trigger that moves to a step, such as handing it back.</summary>
/// <param name="Trigger">The trigger's name.</param>
public sealed record MoveApproval(string Trigger) : ApprovalCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Name("trigger", Trigger);
}

/// <summary>The clock says that a deadline of the step has passed; of the kernel alone.</summary>
/// <param name="Trigger">The trigger that the deadline fires.</param>
public sealed record FireApprovalDeadline(string Trigger) : ApprovalCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Name("trigger", Trigger);
}
