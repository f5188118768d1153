namespace OrderKernel.Workflow;

/// <summary>Finds deadlines that lead nowhere: back to where they started, or never running at all.</summary>
internal static class DeadlineCheck
{
    public static void Run(WorkflowDefinition definition, FindingSink sink)
    {
        foreach (var step in definition.Steps)
        {
            var status = definition.Domain.Status(step.Status);
            foreach (var deadline in step.Deadlines)
            {
                if (step.Trigger(deadline.Fires) is { To: { } to } && to == step.Name)
                    sink.Report($"{deadline.Path}.fires", WorkflowCodes.DeadlineLeadsNowhere, ("trigger", deadline.Fires), ("step", step.Name));
                if (NeverStarts(deadline, status))
                    sink.Report($"{deadline.Path}.since", WorkflowCodes.DeadlineNeverRuns, ("trigger", deadline.Fires), ("instant", deadline.Since));
                else if (IsDead(deadline, status))
                    sink.Report($"{deadline.Path}.unless", WorkflowCodes.DeadlineNeverRuns, ("trigger", deadline.Fires), ("instant", deadline.Unless));
            }
        }
    }

    /// <summary>True when a deadline of a step with a status never runs.</summary>
    public static bool IsDead(WorkflowDeadline deadline, DomainStatus? status) =>
        NeverStarts(deadline, status) || (deadline.Unless is { } unless && status?.AlwaysKnown.Items.Contains(unless) == true);

    private static bool NeverStarts(WorkflowDeadline deadline, DomainStatus? status) =>
        deadline.Since == deadline.Unless || status?.NeverKnown.Items.Contains(deadline.Since) == true;
}
