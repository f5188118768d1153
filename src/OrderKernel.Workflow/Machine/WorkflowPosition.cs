namespace OrderKernel.Workflow;

/// <summary>A step at which a process stands, or one of its regions.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="By">Who brought it there; <c>default</c> when nobody knows.</param>
public sealed record ActiveStep(string Step, ActorId By);

/// <summary>Where a process stands as a whole: its step, and one step of each region that runs beside the others.</summary>
/// <param name="Main">The step of the process.</param>
/// <param name="Regions">One step a region, in the order of the regions; empty where the step has none.</param>
/// <param name="Approvals">Who fired a trigger with four eyes where so far; none of them may fire one of another step.</param>
public sealed record WorkflowPosition(ActiveStep Main, ValueList<ActiveStep> Regions, ValueList<StepApproval> Approvals)
{
    /// <summary>The position after a step was entered: each of its regions stands at its start.</summary>
    /// <param name="step">The step; none of a region.</param>
    /// <param name="by">Who entered it.</param>
    /// <param name="approvals">Who approved so far.</param>
    public static WorkflowPosition Of(WorkflowStep step, ActorId by, ValueList<StepApproval> approvals = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new(new(step.Name, by), step.Regions.IsEmpty ? [] : step.Regions.Items.Select(r => new ActiveStep(r.Start, by)).ToValueList(), approvals);
    }

    /// <summary>All steps that are active: the process's own, then its regions'.</summary>
    public IEnumerable<ActiveStep> Active => Regions.Items.Prepend(Main);

    /// <inheritdoc/>
    public override string ToString() => Regions.IsEmpty ? Main.Step : $"{Main.Step}[{string.Join(", ", Regions.Items.Select(r => r.Step))}]";
}

/// <summary>What a trigger did to a position.</summary>
/// <param name="Firing">The trigger, where it stands, and what it means.</param>
/// <param name="Position">Where the process stands then; a verb leaves it until the status follows.</param>
/// <param name="Joined">The step that was entered because enough regions were done; null when none was.</param>
public sealed record Passage(Firing Firing, WorkflowPosition Position, WorkflowStep? Joined);

/// <summary>Whether one trigger of an active step can be fired now.</summary>
/// <param name="Step">The active step that has it.</param>
/// <param name="Trigger">The trigger's name.</param>
/// <param name="Passage">What firing it does; null when it is refused.</param>
/// <param name="WhyNot">Why not: a role is missing, the guard with what it saw, four eyes; null when it can be fired.</param>
public sealed record StepAnswer(string Step, string Trigger, Passage? Passage, Refusal? WhyNot)
{
    /// <summary>True when the actor can fire it now.</summary>
    public bool IsPermitted => WhyNot is null;
}
