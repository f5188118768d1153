using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>A process that may move to another version of its workflow: where it stands and what guards read of it.</summary>
/// <param name="Process">Its id, unique in the population.</param>
/// <param name="Workflow">The version under which it runs.</param>
/// <param name="Step">The step at which it stands.</param>
/// <param name="Status">The status that it is in.</param>
/// <param name="Facts">The facts that guards read.</param>
public sealed record MigrationCandidate(string Process, PolicyReference Workflow, string Step, string Status, IFacts Facts)
{
    /// <summary>Deadline triggers that have fired at the step.</summary>
    public ValueList<string> Fired { get; init; }

    /// <summary>True while the hold that the step placed stands.</summary>
    public bool IsHeld { get; init; }

    /// <summary>True while regions of the step are in progress.</summary>
    public bool IsInRegions { get; init; }
}
