using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>A checked workflow: its steps in document order and the entries of each status. Made by <see cref="WorkflowDocument"/> only.</summary>
public sealed class WorkflowDefinition
{
    internal const string DefaultZone = "Asia/Shanghai";

    internal WorkflowDefinition(WorkflowDomain domain, ValueList<StatusEntries> entries, ValueList<WorkflowStep> steps) =>
        (Domain, Entries, Steps) = (domain, entries, steps);

    /// <summary>The words that the workflow speaks.</summary>
    public WorkflowDomain Domain { get; }

    /// <summary>Which steps a status is entered by, in document order.</summary>
    public ValueList<StatusEntries> Entries { get; }

    /// <summary>The steps in document order; those of regions follow the step that holds them.</summary>
    public ValueList<WorkflowStep> Steps { get; }

    /// <summary>The calendars that deadlines name, in document order.</summary>
    public ValueList<BusinessCalendar> Calendars { get; internal init; }

    /// <summary>The workflow that this one extends, whose parts it holds; null when it stands alone.</summary>
    public PolicyReference? Base { get; internal init; }

    /// <summary>The workflows that shipments may follow: the first whose guard holds; empty when the document does not say.</summary>
    public ValueList<ShipmentChoice> Shipments { get; internal init; }

    /// <summary>How processes of an earlier version move here; null when the document does not say.</summary>
    public WorkflowMigration? Migrates { get; internal init; }

    /// <summary>Which workflow a shipment follows: the first whose guard holds.</summary>
    /// <param name="shipment">The shipment's facts, by the slots of <see cref="WorkflowDomain.ShipmentFacts"/>.</param>
    /// <remarks>
    /// Refuses with: <see cref="WorkflowCodes.ShipmentsUndeclared"/>; <c>rules.evaluation-failed</c>
    /// when a guard errs. Law: where shipments are declared and no guard errs, one is always found.
    /// </remarks>
    public Result<WorkflowSelector> ShipmentWorkflow(IFacts shipment)
    {
        ArgumentNullException.ThrowIfNull(shipment);
        foreach (var choice in Shipments)
        {
            if (choice.When is not { } guard) return choice.Workflow;
            if (!guard.Holds(shipment).TryGet(out var isOpen, out var error)) return error;
            if (isOpen) return choice.Workflow;
        }

        return Refusal.Of(WorkflowCodes.ShipmentsUndeclared, ("axis", Domain.Axis));
    }
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
