namespace OrderKernel.Workflow;

/// <summary>
/// Somebody fired a trigger with four eyes at a step. Work that comes back to the step may be
/// approved there by the same person again, at any other step by somebody else only.
/// </summary>
/// <param name="Step">The step.</param>
/// <param name="By">Who.</param>
public sealed record StepApproval(string Step, ActorId By)
{
    /// <summary>Who approved at other steps than this one.</summary>
    /// <param name="approvals">All approvals of the process so far.</param>
    /// <param name="step">The step at which somebody wants to approve now.</param>
    public static ValueList<ActorId> Elsewhere(ValueList<StepApproval> approvals, string step)
    {
        ValueList<ActorId> actors = [];
        foreach (var approval in approvals)
        {
            if (approval.Step != step) actors = actors.Add(approval.By);
        }

        return actors;
    }

    /// <summary>The approvals with one more; the same when it stands there already.</summary>
    /// <param name="approvals">All approvals of the process so far.</param>
    /// <param name="approval">The one more.</param>
    public static ValueList<StepApproval> With(ValueList<StepApproval> approvals, StepApproval approval) =>
        approvals.Items.Contains(approval) ? approvals : approvals.Add(approval);
}
