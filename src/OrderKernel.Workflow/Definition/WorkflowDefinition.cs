using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>A checked workflow: its steps in document order and the entries of each status. Made by <see cref="WorkflowDocument"/> only.</summary>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition(WorkflowDomain domain, ValueList<StatusEntries> entries, ValueList<WorkflowStep> steps) =>
        (Domain, Entries, Steps) = (domain, entries, steps);

    /// <summary>The words that the workflow speaks.</summary>
    public WorkflowDomain Domain { get; }

    /// <summary>Which steps a status is entered by, in document order.</summary>
    public ValueList<StatusEntries> Entries { get; }

    /// <summary>The calendars that deadlines name, in document order.</summary>
    public ValueList<BusinessCalendar> Calendars { get; internal init; }

    /// <summary>The steps in document order.</summary>
    public ValueList<WorkflowStep> Steps { get; }
}

/// <summary>The steps by which a status is entered: the first whose guard holds.</summary>
public sealed class StatusEntries
{
    internal StatusEntries(string status, ValueList<EntryStep> steps) => (Status, Steps) = (status, steps);

    /// <summary>The status entered.</summary>
    public string Status { get; }

    /// <summary>The candidates in order; the last has no guard.</summary>
    public ValueList<EntryStep> Steps { get; }
}

/// <summary>One candidate of a status's entries.</summary>
public sealed class EntryStep
{
    internal EntryStep(string step, Expression? when, string path) => (Step, When, Path) = (step, when, path);

    /// <summary>The step's name.</summary>
    public string Step { get; }

    /// <summary>The condition under which it is entered; null when always.</summary>
    public Expression? When { get; }

    internal string Path { get; }
}
