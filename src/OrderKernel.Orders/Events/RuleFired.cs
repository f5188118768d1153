using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>A rule of a chain fired for the order: what the kernel does of it has events of its own, the rest is asked of the host.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Does">What it pulled, in its order; nothing when the rule had fired for an order from which units came.</param>
public sealed record RuleFired(string Chain, string Rule, ValueList<WorkflowAction> Does) : OrderEvent;

/// <summary>A rule of a chain could not be evaluated: nobody knows whether it should have fired.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Code">The code of the error.</param>
public sealed record RuleErred(string Chain, string Rule, string Code) : OrderEvent;
