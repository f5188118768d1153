using OrderKernel.Workflow;

namespace OrderKernel.Orders;

public sealed partial class OrderPolicies
{
    private ValueList<WorkflowMachine> _shipments;
    private DefaultShipments? _default = DefaultShipments.Sent;
    private PolicyDocument<WarehouseRules>? _warehouse;
    private PolicyDocument<Barcodes>? _barcodes;
    private PolicyDocument<SerialRules>? _serials;

    /// <summary>What the warehouse knows of goods, and how exactly it weighs.</summary>
    public PolicyDocument<WarehouseRules> Warehouse => _warehouse ?? WarehouseDocument.Default;

    /// <summary>Which goods a barcode means.</summary>
    public PolicyDocument<Barcodes> Barcodes => _barcodes ?? BarcodesDocument.Default;

    /// <summary>Which goods are sent with a serial number a unit.</summary>
    public PolicyDocument<SerialRules> Serials => _serials ?? SerialRules.Default;

    /// <summary>The same policies with workflows of shipments, beside the presets (see <see cref="ShipmentPresets"/>).</summary>
    /// <param name="documents">The workflows, loaded with <see cref="ShipmentDomain.Standard"/>; also those under which shipments in flight started.</param>
    public OrderPolicies WithShipments(params PolicyDocument<WorkflowDefinition>[] documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return With(p => p._shipments = p._shipments.AddRange(documents.Select(Machine)));
    }

    /// <summary>
    /// The same policies, where shipments of orders whose workflow names none run this one from the moment they come up, instead of
    /// <c>shipment-standard</c> from the moment they leave us.
    /// </summary>
    /// <param name="workflow">The workflow as <c>name@major</c> or <c>name@version</c>, such as <c>shipment-parcel@1</c>.</param>
    /// <returns>The policies, or <see cref="OrdersCodes.ShipmentsMissing"/>.</returns>
    public Result<OrderPolicies> WithDefaultShipments(string workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return WorkflowSelector.TryParse(workflow, out var selector) && ShipmentWorkflow(selector) is not null
            ? With(p => p._default = new(selector, false))
            : Finding.Of("$.defaultShipments", OrdersCodes.ShipmentsMissing, ("workflow", workflow)).ToRefusal();
    }

    /// <summary>
    /// The same policies, where shipments of orders whose workflow names none run none: nobody is told when a parcel has no waybill or is not scanned.
    /// </summary>
    public OrderPolicies WithoutDefaultShipments() => With(p => p._default = null);

    /// <summary>
    /// The workflows of shipments that a workflow of orders names and that are neither among these policies nor a preset, with their paths:
    /// <see cref="OrdersCodes.ShipmentsMissing"/>.
    /// </summary>
    /// <param name="order">A workflow of orders.</param>
    public ValueList<Finding> MissingShipments(WorkflowDefinition order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Shipments.Items.Where(s => ShipmentWorkflow(s.Workflow) is null)
            .Select(s => Finding.Of($"{s.Path}.workflow", OrdersCodes.ShipmentsMissing, ("workflow", s.Workflow))).ToValueList();
    }

    /// <summary>The same policies with another knowledge of goods.</summary>
    /// <param name="warehouse">The document.</param>
    public OrderPolicies WithWarehouse(PolicyDocument<WarehouseRules> warehouse)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        return With(p => p._warehouse = warehouse);
    }

    /// <summary>The same policies with other rules of serial numbers.</summary>
    /// <param name="serials">The document.</param>
    public OrderPolicies WithSerials(PolicyDocument<SerialRules> serials)
    {
        ArgumentNullException.ThrowIfNull(serials);
        return With(p => p._serials = serials);
    }

    /// <summary>The same policies with another table of barcodes.</summary>
    /// <param name="barcodes">The document.</param>
    public OrderPolicies WithBarcodes(PolicyDocument<Barcodes> barcodes)
    {
        ArgumentNullException.ThrowIfNull(barcodes);
        return With(p => p._barcodes = barcodes);
    }

    /// <summary>The same for every workflow of orders among these policies.</summary>
    public ValueList<Finding> MissingShipments() => Given().SelectMany(m => MissingShipments(m.Definition).Items).ToValueList();

    // The embedded workflows name presets only: to look at them would mean to read them all.
    private IEnumerable<WorkflowMachine> Given()
    {
        if (_standard != Default._standard) yield return Standard;
        if (_totalsOnly != Default._totalsOnly) yield return TotalsOnly;
        foreach (var machine in _earlier.Items.Concat(_orders.Items)) yield return machine;
    }

    /// <summary>The workflow of shipments of a reference, or null when there is none.</summary>
    /// <param name="policy">Name, version and hash, as an event recorded them.</param>
    public WorkflowMachine? ShipmentWorkflow(PolicyReference policy)
    {
        foreach (var machine in _shipments)
        {
            if (machine.Policy == policy) return machine;
        }

        foreach (var machine in ShipmentMachines)
        {
            if (machine.Policy == policy) return machine;
        }

        return null;
    }

    /// <summary>The newest workflow of shipments that is meant, a host's before a preset; null when there is none.</summary>
    internal WorkflowMachine? ShipmentWorkflow(WorkflowSelector selector) => Newest(_shipments, selector) ?? Newest(ShipmentMachines, selector);

    /// <summary>True when a shipment that runs no workflow is to start one.</summary>
    /// <param name="order">The workflow of its order.</param>
    /// <param name="isLeaving">True when it leaves us in this very decision.</param>
    internal bool Starts(WorkflowDefinition order, bool isLeaving) => !order.Shipments.IsEmpty || (_default is { } given && (isLeaving || !given.IsForSent));

    /// <summary>Which workflow a shipment starts; only where <see cref="Starts"/>.</summary>
    internal Result<WorkflowSelector> ShipmentsOf(WorkflowDefinition order, ShipmentFacts facts) =>
        order.Shipments.IsEmpty ? _default!.Workflow : order.ShipmentWorkflow(facts);

    private static WorkflowMachine? Newest(ValueList<WorkflowMachine> machines, WorkflowSelector selector) =>
        selector.Newest(machines.Items.Select(m => m.Policy)) is { } policy ? machines.Items.First(m => m.Policy == policy) : null;

    private OrderPolicies With(Action<OrderPolicies> change)
    {
        var copy = (OrderPolicies)MemberwiseClone();
        change(copy);
        return copy;
    }

    /// <summary>What shipments of orders whose workflow names none run.</summary>
    /// <param name="Workflow">The workflow.</param>
    /// <param name="IsForSent">True when only what leaves us runs it, from then on.</param>
    private sealed record DefaultShipments(WorkflowSelector Workflow, bool IsForSent)
    {
        public static DefaultShipments Sent { get; } = WorkflowSelector.TryParse("shipment-standard@1", out var standard)
            ? new(standard, true)
            : throw new System.Diagnostics.UnreachableException("The selector of the standard workflow of shipments is none.");
    }
}
