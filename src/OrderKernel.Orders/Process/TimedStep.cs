using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>An active step with deadlines: of the order's process, of a shipment's, or of a region of either.</summary>
/// <param name="Shipment">The shipment whose process it is; null for the order's.</param>
/// <param name="Prefix">What the names of its timers begin with. The clocks of a region are told apart by its step: two regions may run the same one.</param>
/// <param name="Step">The step.</param>
/// <param name="Since">When it was entered.</param>
/// <param name="Fired">Deadline triggers that have fired there.</param>
/// <param name="Spent">Deadlines that were refused there.</param>
/// <param name="InstantOf">The known instants.</param>
internal readonly record struct TimedStep(
    ShipmentId? Shipment, string Prefix, WorkflowStep Step, Instant Since, ValueList<string> Fired, ValueList<SpentDeadline> Spent, Func<string, Instant?> InstantOf)
{
    /// <summary>All of an order; those under a workflow that is not among the policies have no clock until it is.</summary>
    public static List<TimedStep> Of(Order order, OrderPolicies policies)
    {
        var steps = new List<TimedStep>();
        if (order.Process is { } process && policies.Workflow(process.Policy) is { } machine)
        {
            Func<string, Instant?> instantOf = new OrderFacts(order).InstantOf;
            Add(steps, machine, null, "", process.Step, process.Since, process.Fired, process.Spent, instantOf);
            foreach (var region in process.Regions) Add(steps, machine, null, PrefixOf(region), region.Step, region.Since, region.Fired, region.Spent, instantOf);
        }

        foreach (var shipment in order.Shipments) Add(steps, order, shipment, policies);
        return steps;
    }

    /// <summary>The deadlines that still have to fire.</summary>
    public ValueList<DeadlineDue> Standing() => Deadlines.Standing(Step, Since, Fired, Spent, InstantOf);

    private static void Add(List<TimedStep> steps, Order order, Shipment shipment, OrderPolicies policies)
    {
        if (shipment.Process is not { } process || policies.ShipmentWorkflow(process.Policy) is not { } machine) return;
        Func<string, Instant?> instantOf = new ShipmentFacts(order, shipment, policies).InstantOf;
        var prefix = ShipmentTimers.PrefixOf(shipment.Id);
        Add(steps, machine, shipment.Id, prefix, process.Step, process.Since, process.Fired, process.Spent, instantOf);
        foreach (var region in process.Regions) Add(steps, machine, shipment.Id, prefix + PrefixOf(region), region.Step, region.Since, region.Fired, region.Spent, instantOf);
    }

    private static void Add(
        List<TimedStep> steps, WorkflowMachine machine, ShipmentId? shipment, string prefix, string step, Instant since, ValueList<string> fired, ValueList<SpentDeadline> spent,
        Func<string, Instant?> instantOf)
    {
        if (machine.TryStep(step, out var id) && machine.Step(id) is { Deadlines.IsEmpty: false } active)
            steps.Add(new(shipment, prefix, active, since, fired, spent, instantOf));
    }

    private static string PrefixOf(RegionPosition region) => $"{region.Step}{WorkflowMachine.StepSeparator}";
}
