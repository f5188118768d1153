namespace OrderKernel.Workflow;

/// <summary>The deadlines of an approval as data; they fire as <see cref="FireApprovalDeadline"/>.</summary>
public static class ApprovalTimers
{
    /// <summary>
    /// The timers that ought to stand: deadlines of the present step that have not fired
    /// and are not refused. <see cref="Deadlines.Changes"/> tells what to set and clear.
    /// </summary>
    /// <param name="approval">The approval; null has none.</param>
    /// <param name="policies">The workflows.</param>
    public static ValueList<DeadlineDue> Of(Approval? approval, ApprovalPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        if (approval is not { IsOpen: true } || policies.Workflow(approval.Workflow) is not { } machine || !machine.TryStep(approval.Step, out var step))
            return [];
        return Deadlines.Standing(machine.Step(step), approval.Since, approval.Fired, approval.Spent, approval.InstantOf);
    }
}
