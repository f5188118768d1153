namespace OrderKernel.Workflow;

/// <summary>From which earlier version processes may be moved to a workflow, and where its steps went.</summary>
/// <param name="From">The earlier version.</param>
/// <param name="Steps">Steps that have another name now, in document order; all others keep theirs.</param>
public sealed record WorkflowMigration(WorkflowSelector From, ValueList<StepRename> Steps)
{
    /// <summary>The name that a step of the earlier version has now, whether or not this workflow has it.</summary>
    /// <param name="earlier">The step's name in the earlier version; one that is not renamed keeps it.</param>
    public string StepNow(string earlier)
    {
        foreach (var step in Steps)
        {
            if (step.From == earlier) return step.To;
        }

        return earlier;
    }
}

/// <summary>A step that has another name than in an earlier version.</summary>
/// <param name="From">Its name there.</param>
/// <param name="To">Its name here.</param>
public sealed record StepRename(string From, string To);
