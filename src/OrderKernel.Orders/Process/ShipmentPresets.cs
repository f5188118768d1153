using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The workflows of shipments that come with the package; every set of policies knows them.</summary>
public static class ShipmentPresets
{
    private static readonly string[] Known = ["shipment-standard", "shipment-parcel", "shipment-instant", "shipment-bulky", "shipment-pickup",
        "shipment-virtual"];

    private static readonly Lazy<ValueList<WorkflowMachine>> Machines = new(() => Known.Select(n => WorkflowMachine.Of(Load(n))).ToValueList());

    /// <summary>Their names, such as <c>shipment-parcel</c>.</summary>
    public static ValueList<string> Names { get; } = Known.ToValueList();

    internal static ValueList<WorkflowMachine> All => Machines.Value;

    /// <summary>The document of a preset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static PolicyDocument<WorkflowDefinition> Load(string name) =>
        EmbeddedDocument.Workflow(name, ShipmentDomain.Standard);
}
