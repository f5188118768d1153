using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The workflows of orders that come with the package beside <c>standard</c> and <c>totals-only</c>; every set of policies knows them.</summary>
public static class OrderPresets
{
    private static readonly string[] Known = ["mixed-fulfilment", "pre-sale", "cash-on-delivery", "cross-border", "made-to-order"];

    private static readonly Lazy<ValueList<WorkflowMachine>> Machines = new(() => Known.Select(n => WorkflowMachine.Of(Load(n))).ToValueList());

    /// <summary>Their names, such as <c>pre-sale</c>.</summary>
    public static ValueList<string> Names { get; } = Known.ToValueList();

    internal static ValueList<WorkflowMachine> All => Machines.Value;

    /// <summary>The document of a preset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static PolicyDocument<WorkflowDefinition> Load(string name) =>
        EmbeddedDocument.Workflow(name, OrderDomain.Standard, OrderPolicies.Library);
}
