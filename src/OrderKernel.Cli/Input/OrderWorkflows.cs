using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Input;

/// <summary>The workflows that orders of a store may run under: the defaults and those of files.</summary>
internal static class OrderWorkflows
{
    /// <summary>The default policies, knowing the workflows of orders and shipments in some files too; or why one cannot be used.</summary>
    public static async Task<Result<KernelPolicies>> WithAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var known = KernelPolicies.Default.Orders;
        var (more, shipments) = (new List<PolicyDocument<WorkflowDefinition>>(), new List<PolicyDocument<WorkflowDefinition>>());
        foreach (var file in files)
        {
            if (!(await LoadAsync(file, cancellationToken)).TryGet(out var document, out var refusal)) return refusal;
            (document.Policy.Domain.Axis == ShipmentDomain.Standard.Axis ? shipments : more).Add(document);
        }

        var orders = OrderPolicies.Of(Document(known.Standard), Document(known.TotalsOnly), known.Screening, [.. more]).WithShipments([.. shipments]);
        var missing = orders.MissingShipments().Items.Select(f => f.ToReason()).ToValueList();
        return missing.IsEmpty
            ? KernelPolicies.Default with { Orders = orders }
            : Refusal.Of(CliCodes.PolicyInvalid, ("path", string.Join(", ", files)), ("kind", "workflow")) with { Reasons = missing };
    }

    /// <summary>The workflow of a file, sound and of orders; or all its findings.</summary>
    public static async Task<Result<PolicyDocument<WorkflowDefinition>>> LoadAsync(string file, CancellationToken cancellationToken)
    {
        if (!(await WorkflowFile.ReadAsync(file, cancellationToken)).TryGet(out var utf8, out var unreadable)) return unreadable;
        var check = WorkflowFile.Check(file, utf8);
        return check.Loaded.Refusal is { } refusal
            ? Refusal.Of(CliCodes.PolicyInvalid, ("path", file), ("kind", "workflow")) with { Reasons = refusal.Reasons }
            : check.Loaded;
    }

    /// <summary>The workflow of orders that comes with the packages under a name; null when none does.</summary>
    public static PolicyDocument<WorkflowDefinition>? Embedded(string name) => name switch
    {
        "standard" => Document(OrderPolicies.Default.Standard),
        "totals-only" => Document(OrderPolicies.Default.TotalsOnly),
        _ => OrderPresets.Names.Items.Contains(name) ? OrderPresets.Load(name) : null,
    };

    public static PolicyDocument<WorkflowDefinition> Document(WorkflowMachine machine) => new(machine.Policy, machine.Definition);
}
