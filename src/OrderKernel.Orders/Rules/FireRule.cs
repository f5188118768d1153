using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>A rule of a chain fired for the order. Only the kernel says so, once for an order and a rule.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Does">What it pulls, in its order.</param>
public sealed record FireRule(PolicyReference Chain, string Rule, ValueList<WorkflowAction> Does) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("chain", Chain) ?? Required.Name("rule", Rule);
}

/// <summary>A rule of a chain could not be evaluated for the order. Only the kernel says so, once for an order and a rule.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Why">The code of the error.</param>
public sealed record NoteRuleError(PolicyReference Chain, string Rule, string Why) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("chain", Chain) ?? Required.Name("rule", Rule) ?? Required.Name("why", Why);
}
