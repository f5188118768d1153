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
        return With(p => p._orders = p._orders.AddRange(documents.Select(Machine)));
    }

    /// <summary>The same policies, where a document chooses the workflow of new orders with goods.</summary>
    /// <param name="choices">The choices.</param>
    /// <returns>The policies, or a refusal whose reasons name every workflow that is neither among these policies nor a preset.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons are <see cref="OrdersCodes.ChoiceMissing"/>.</remarks>
    public Result<OrderPolicies> WithChoices(PolicyDocument<WorkflowChoices> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var missing = choices.Policy.Choices.Items.Select((choice, i) => (choice.Workflow, Path: $"$.choose[{i}].workflow"))
            .Where(c => OrderWorkflow(c.Workflow) is null)
            .Select(c => Finding.Of(c.Path, OrdersCodes.ChoiceMissing, ("workflow", c.Workflow)).ToReason()).ToValueList();
        return missing.IsEmpty
            ? With(p => p._choices = choices)
            : Refusal.Of(KernelCodes.DocumentInvalid, ("name", choices.Reference.Name), ("count", missing.Count)) with { Reasons = missing };
    }

    internal WorkflowMachine? OrderWorkflow(WorkflowSelector selector) =>
        Newest(_orders, selector) ?? Newest(All, selector) ?? Newest(OrderMachines, selector);

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

        foreach (var machine in OrderMachines)
        {
            if (machine.Policy == policy) return machine;
        }

        return null;
    }

    /// <summary>
    /// True when stock may be held for an order: always, but where only a deposit is paid. Then its step must have a trigger that does
    /// <see cref="OrderVerbs.Reserve"/>.
    /// </summary>
    /// <param name="order">The order.</param>
    public bool MayReserve(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Terms != PaymentTerms.Deposit || order.Money.IsCovered) return true;
        return order.Process is { } process && Workflow(process.Policy) is { } machine && machine.TryStep(process.Step, out var id)
            && machine.Step(id).Triggers.Items.Any(static t => t.Does == OrderVerbs.Reserve);
    }
}
