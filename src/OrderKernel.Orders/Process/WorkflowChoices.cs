using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Under which workflow a new order with goods starts: the first whose guard holds.</summary>
/// <param name="Choices">The choices in order; the last has no guard.</param>
public sealed record WorkflowChoices(ValueList<WorkflowChoice> Choices);

/// <summary>One workflow under which orders may start.</summary>
public sealed class WorkflowChoice
{
    internal WorkflowChoice(WorkflowSelector workflow, Expression? when) => (Workflow, When) = (workflow, when);

    /// <summary>The workflow.</summary>
    public WorkflowSelector Workflow { get; }

    /// <summary>The condition over the facts of the order; null when always.</summary>
    public Expression? When { get; }
}
