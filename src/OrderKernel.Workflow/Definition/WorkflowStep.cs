namespace OrderKernel.Workflow;

/// <summary>A step of a process: it stands for a status and carries what may be done there.</summary>
public sealed class WorkflowStep
{
    internal WorkflowStep(string name, string status, string path) => (Name, Status, Path) = (name, status, path);

    /// <summary>The step's name within its workflow.</summary>
    public string Name { get; }

    /// <summary>The status that the step stands for.</summary>
    public string Status { get; }

    /// <summary>How people call the step; null when the document does not say.</summary>
    public StepLabel? Label { get; internal init; }

    /// <summary>What is held while the process stands here; null when nothing.</summary>
    public StepHold? Hold { get; internal init; }

    /// <summary>True when the process may rest here for good; within a region, that the region is done.</summary>
    public bool IsFinal { get; internal init; }

    /// <summary>The clocks that run while the process stands here.</summary>
    public ValueList<WorkflowDeadline> Deadlines { get; internal set; }

    /// <summary>What can be fired here, in document order; a verb that only a deadline fires comes last, for the kernel alone.</summary>
    public ValueList<WorkflowTrigger> Triggers { get; internal init; }

    /// <summary>What runs side by side while the process stands here; empty for most steps.</summary>
    public ValueList<WorkflowRegion> Regions { get; internal init; }

    /// <summary>Where the process goes once its regions are done; null when there are none.</summary>
    public WorkflowJoin? Join { get; internal init; }

    /// <summary>The region in which the step itself stands; null for a step of the process.</summary>
    public StepRegion? Region { get; internal init; }

    internal string Path { get; }

    /// <summary>The step's name in a language; its technical name when the document gives none.</summary>
    /// <param name="language">The language of the name.</param>
    public string NameIn(Language language) => Label is null ? Name : language == Language.Chinese ? Label.Chinese : Label.English;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Status})";

    internal WorkflowStep With(ValueList<WorkflowDeadline> deadlines)
    {
        var copy = (WorkflowStep)MemberwiseClone();
        copy.Deadlines = deadlines;
        return copy;
    }

    internal WorkflowTrigger? Trigger(string name)
    {
        foreach (var trigger in Triggers)
        {
            if (trigger.Name == name) return trigger;
        }

        return null;
    }
}

/// <summary>A name for people in both languages.</summary>
/// <param name="Chinese">In simplified Chinese.</param>
/// <param name="English">In English.</param>
public sealed record StepLabel(string Chinese, string English);

/// <summary>What a step holds while the process stands there.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Scopes">What must not happen meanwhile; at least one.</param>
public sealed record StepHold(HoldKind Kind, HoldScopes Scopes);
