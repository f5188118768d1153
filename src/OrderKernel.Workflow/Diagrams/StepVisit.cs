using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>One entry of a process into a step, as its history tells it. <c>default</c> is none.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Trigger">The trigger that moved it there; null when a status did.</param>
public readonly record struct StepVisit(string Step, Instant At, string? Trigger = null)
{
    /// <summary>The region of the holding step in which it was entered; null outside of regions. An entry outside ends all regions.</summary>
    public string? Region { get; init; }
}
