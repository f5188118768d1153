namespace OrderKernel.Workflow;

/// <summary>What the processes of a domain carry beside their status. 0 is nothing: the status alone says the step.</summary>
[Flags]
public enum ProcessParts
{
    /// <summary>The step at which they stand: moves within a status and deadlines need it.</summary>
    Step = 1,

    /// <summary>Regions that run side by side.</summary>
    Regions = 2,

    /// <summary>Holds while they stand at a step.</summary>
    Holds = 4,

    /// <summary>All of these, as orders and shipments do.</summary>
    All = Step | Regions | Holds,
}
