using OrderKernel.Workflow;

namespace OrderKernel.Orders;

public sealed partial class OrderPolicies
{
    private ValueList<WorkflowMachine> _orders;
    private PolicyDocument<WorkflowChoices>? _choices;

    /// <summary>What chooses the workflow of new orders with goods; null when all start under <see cref="Standard"/>.</summary>
    public PolicyDocument<WorkflowChoices>? Choices => _choices;

    /// <summary>The same policies with more workflows of orders, beside the presets (see <see cref="OrderPresets"/>).</summary>
    /// <param name="documents">The workflows, loaded with <see cref="OrderDomain.Standard"/>; also those under which orders in flight started.</param>
    public OrderPolicies WithOrders(params PolicyDocument<WorkflowDefinition>[] documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return With(p => p._orders = p._orders.AddRange(documents.Select(WorkflowMachine.Of)));
    }

    /// <summary>The same policies, where a document chooses the workflow of new orders with goods.</summary>
    /// <param name="choices">The choices.</param>
    /// <exception cref="ArgumentException">A workflow is not among these policies or the presets.</exception>
    public OrderPolicies WithChoices(PolicyDocument<WorkflowChoices> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        foreach (var choice in choices.Policy.Choices)
        {
            if (OrderWorkflow(choice.Workflow) is null) throw new ArgumentException($"There is no workflow '{choice.Workflow}' of orders.", nameof(choices));
        }

        return With(p => p._choices = choices);
    }

    internal WorkflowMachine? OrderWorkflow(WorkflowSelector selector) => Newest(_orders, selector) ?? Newest(_all, selector) ?? Newest(OrderPresets.All, selector);

    /// <summary>The workflow under which a new order with goods starts.</summary>
    internal Result<WorkflowMachine> StartOf(OrderFacts order)
    {
        if (_choices is null) return Standard;
        foreach (var choice in _choices.Policy.Choices)
        {
            var holds = choice.When?.Holds(order) ?? true;
            if (!holds.TryGet(out var isOpen, out var error)) return error;
            if (isOpen) return OrderWorkflow(choice.Workflow)!;
        }

        return Standard;
    }

    private WorkflowMachine? Added(PolicyReference policy)
    {
        foreach (var machine in _orders)
        {
            if (machine.Policy == policy) return machine;
        }

        foreach (var machine in OrderPresets.All)
        {
            if (machine.Policy == policy) return machine;
        }

        return null;
    }
}
