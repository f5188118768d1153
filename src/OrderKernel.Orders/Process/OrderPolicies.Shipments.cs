using OrderKernel.Workflow;

namespace OrderKernel.Orders;

public sealed partial class OrderPolicies
{
    private ValueList<WorkflowMachine> _shipments;
    private ValueList<ShipmentRoute> _default;
    private PolicyDocument<WarehouseRules>? _warehouse;
    private PolicyDocument<Barcodes>? _barcodes;

    /// <summary>What the warehouse knows of goods, and how exactly it weighs.</summary>
    public PolicyDocument<WarehouseRules> Warehouse => _warehouse ?? WarehouseDocument.Default;

    /// <summary>Which goods a barcode means.</summary>
    public PolicyDocument<Barcodes> Barcodes => _barcodes ?? BarcodesDocument.Default;

    /// <summary>The same policies with workflows of shipments, beside the presets (see <see cref="ShipmentPresets"/>).</summary>
    /// <param name="documents">The workflows, loaded with <see cref="ShipmentDomain.Standard"/>; also those under which shipments in flight started.</param>
    public OrderPolicies WithShipments(params PolicyDocument<WorkflowDefinition>[] documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return With(p => p._shipments = p._shipments.AddRange(documents.Select(WorkflowMachine.Of)));
    }

    /// <summary>The same policies, where shipments of orders whose workflow names none run this one. Without it they run none.</summary>
    /// <param name="workflow">The workflow as <c>name@major</c> or <c>name@version</c>, such as <c>shipment-parcel@1</c>.</param>
    /// <exception cref="ArgumentException">There is no such workflow.</exception>
    public OrderPolicies WithDefaultShipments(string workflow)
    {
        if (ShipmentWorkflow(workflow) is null) throw new ArgumentException($"There is no workflow '{workflow}' of shipments.", nameof(workflow));
        return With(p => p._default = [new(workflow, null)]);
    }

    /// <summary>The same policies with another knowledge of goods.</summary>
    public OrderPolicies WithWarehouse(PolicyDocument<WarehouseRules> warehouse)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        return With(p => p._warehouse = warehouse);
    }

    /// <summary>The same policies with another table of barcodes.</summary>
    public OrderPolicies WithBarcodes(PolicyDocument<Barcodes> barcodes)
    {
        ArgumentNullException.ThrowIfNull(barcodes);
        return With(p => p._barcodes = barcodes);
    }

    /// <summary>The workflow of shipments of a reference, or null when there is none.</summary>
    public WorkflowMachine? ShipmentWorkflow(PolicyReference policy)
    {
        foreach (var machine in _shipments)
        {
            if (machine.Policy == policy) return machine;
        }

        return ShipmentPresets.Find(policy.Name) is { } preset && preset.Policy == policy ? preset : null;
    }

    internal WorkflowMachine? ShipmentWorkflow(string reference) => WorkflowNames.Newest(_shipments, reference) ?? ShipmentPresets.Named(reference);

    /// <summary>The choices of an order's workflow.</summary>
    internal ValueList<ShipmentRoute> Routes(PolicyReference order) => _default;

    private OrderPolicies With(Action<OrderPolicies> change)
    {
        var copy = (OrderPolicies)MemberwiseClone();
        change(copy);
        return copy;
    }
}
