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
                if (deadline.Since == deadline.Unless || status?.NeverKnown.Items.Contains(deadline.Since) == true)
                    sink.Report($"{deadline.Path}.since", WorkflowCodes.DeadlineNeverRuns, ("trigger", deadline.Fires), ("instant", deadline.Since));
                else if (deadline.Unless is { } unless && status?.AlwaysKnown.Items.Contains(unless) == true)
                    sink.Report($"{deadline.Path}.unless", WorkflowCodes.DeadlineNeverRuns, ("trigger", deadline.Fires), ("instant", unless));
            }
        }
    }
}
