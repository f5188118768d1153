using OrderKernel.Workflow;

namespace OrderKernel.Orders;

public sealed partial class OrderPolicies
{
    private RoleMatrix? _roles;
    private Lazy<ValueList<WorkflowMachine>>? _orderPresets;
    private Lazy<ValueList<WorkflowMachine>>? _shipmentPresets;

    private ValueList<WorkflowMachine> OrderMachines => _orderPresets?.Value ?? OrderPresets.All;

    private ValueList<WorkflowMachine> ShipmentMachines => _shipmentPresets?.Value ?? ShipmentPresets.All;

    /// <summary>The same policies under a role matrix: all their workflows ask it, those of the presets and those that are given later too.</summary>
    /// <param name="roles">The matrix.</param>
    public OrderPolicies WithRoles(RoleMatrix roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (ReferenceEquals(roles, _roles)) return this;
        return With(p =>
        {
            p._roles = roles;
            (p._standard, p._totalsOnly) = (new(() => Standard.WithRoles(roles)), new(() => TotalsOnly.WithRoles(roles)));
            (p._earlier, p._orders, p._shipments) = (Under(_earlier, roles), Under(_orders, roles), Under(_shipments, roles));
            // Most sets of policies never meet a preset.
            (p._orderPresets, p._shipmentPresets) = (new(() => Under(OrderPresets.All, roles)), new(() => Under(ShipmentPresets.All, roles)));
        });
    }

    private static ValueList<WorkflowMachine> Under(ValueList<WorkflowMachine> machines, RoleMatrix roles) =>
        machines.Items.Select(m => m.WithRoles(roles)).ToValueList();

    private WorkflowMachine Machine(PolicyDocument<WorkflowDefinition> document) =>
        _roles is null ? WorkflowMachine.Of(document) : WorkflowMachine.Of(document).WithRoles(_roles);
}
