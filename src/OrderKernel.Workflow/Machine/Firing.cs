namespace OrderKernel.Workflow;

/// <summary>A trigger that may be fired, and what it means: a move to a step, or a verb for the ledgers.</summary>
/// <param name="Step">Where the process stands.</param>
/// <param name="Trigger">What is fired.</param>
/// <param name="Target">The step to move to; null when <see cref="Verb"/> is to be done instead.</param>
public sealed record Firing(WorkflowStep Step, WorkflowTrigger Trigger, WorkflowStep? Target)
{
    /// <summary>The verb to do; null when the process moves to <see cref="Target"/>.</summary>
    public string? Verb => Trigger.Does;

    /// <summary>The id of <see cref="Target"/>, from where to fire on without looking up a name; unset when there is none or no machine said so.</summary>
    public StepId TargetId { get; internal init; }
}

/// <summary>Where a process stands after a status was looked at. <c>default</c> is nowhere.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsEntered">True when the step was entered now; false when the process stays where it was.</param>
public readonly record struct StepEntry(WorkflowStep Step, bool IsEntered);

/// <summary>Whether one trigger can be fired now.</summary>
/// <param name="Trigger">The trigger's name.</param>
/// <param name="Firing">What firing it means; null when it is refused.</param>
/// <param name="WhyNot">Why not: the step lacks it, a role is missing, the guard with what it saw, four eyes; null when it can be fired.</param>
public sealed record TriggerAnswer(string Trigger, Firing? Firing, Refusal? WhyNot)
{
    /// <summary>True when the actor can fire it now.</summary>
    public bool IsPermitted => WhyNot is null;
}
