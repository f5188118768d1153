using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>One of the workflows that the shipments of an order may follow.</summary>
public sealed class ShipmentChoice
{
    internal ShipmentChoice(WorkflowSelector workflow, Expression? when, string path) => (Workflow, When, Path) = (workflow, when, path);

    /// <summary>The shipment's workflow.</summary>
    public WorkflowSelector Workflow { get; }

    /// <summary>The condition over the facts of the shipment under which it is taken; null when always.</summary>
    public Expression? When { get; }

    /// <summary>Its JSON path in the document that brought it.</summary>
    public string Path { get; }
}
