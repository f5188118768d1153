namespace OrderKernel.Workflow;

/// <summary>A line of steps that runs beside others while the process stands at the step that holds it.</summary>
/// <param name="Name">The region's name within its step.</param>
/// <param name="Steps">Its steps in document order; it starts at the first and is done at a final one.</param>
public sealed record WorkflowRegion(string Name, ValueList<string> Steps)
{
    /// <summary>The step at which it starts.</summary>
    public string Start => Steps[0];
}

/// <summary>Where a process goes once its regions are done.</summary>
/// <param name="To">The step, of the same status.</param>
/// <param name="Needs">How many must be done.</param>
public sealed record WorkflowJoin(string To, JoinNeeds Needs);

/// <summary>How many regions must be done before a process goes on.</summary>
public enum JoinNeeds
{
    /// <summary>All of them.</summary>
    All = 1,

    /// <summary>The first; the others are left where they stand.</summary>
    Any = 2,
}

/// <summary>The place of a step inside a region.</summary>
/// <param name="Holder">The step that holds the region.</param>
/// <param name="Name">The region's name.</param>
public sealed record StepRegion(string Holder, string Name);
