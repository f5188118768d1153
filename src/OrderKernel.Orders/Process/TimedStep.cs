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
    ShipmentId? Shipment, string Prefix, WorkflowStep Step, Instant Since, ValueList<string> Fired, ValueList<SpentDeadline> Spent,
    Func<string, Instant?> InstantOf)
{
    /// <summary>All of an order; those under a workflow that is not among the policies have no clock until it is.</summary>
    public static List<TimedStep> Of(Order order, OrderPolicies policies)
    {
        var steps = new List<TimedStep>();
        if (order.Process is { } process && policies.Workflow(process.Policy) is { } machine)
        {
            if (Clock(machine, process.Step) is { } step)
                steps.Add(new(null, "", step, process.Since, process.Fired, process.Spent, new OrderFacts(order).InstantOf));
            foreach (var region in process.Regions)
            {
                if (Clock(machine, region.Step) is { } active)
                    steps.Add(new(null, PrefixOf(region), active, region.Since, region.Fired, region.Spent, new OrderFacts(order).InstantOf));
            }
        }

        foreach (var shipment in order.Shipments) Add(steps, order, shipment, policies);
        return steps;
    }

    /// <summary>The deadlines that still have to fire.</summary>
    public ValueList<DeadlineDue> Standing() => Deadlines.Standing(Step, Since, Fired, Spent, InstantOf);

    private static void Add(List<TimedStep> steps, Order order, Shipment shipment, OrderPolicies policies)
    {
        if (shipment.Process is not { } process || policies.ShipmentWorkflow(process.Policy) is not { } machine) return;
        var prefix = ShipmentTimers.PrefixOf(shipment.Id);
        var facts = new ShipmentFacts(order, shipment, policies);
        if (Clock(machine, process.Step) is { } step) steps.Add(new(shipment.Id, prefix, step, process.Since, process.Fired, process.Spent, facts.InstantOf));
        foreach (var region in process.Regions)
        {
            if (Clock(machine, region.Step) is { } active)
                steps.Add(new(shipment.Id, prefix + PrefixOf(region), active, region.Since, region.Fired, region.Spent, facts.InstantOf));
        }
    }

    /// <summary>The step when it has deadlines; most have none, and then nothing else need be known.</summary>
    private static WorkflowStep? Clock(WorkflowMachine machine, string step) =>
        machine.TryStep(step, out var id) && machine.Step(id) is { Deadlines.IsEmpty: false } active ? active : null;

    private static string PrefixOf(RegionPosition region) => $"{region.Step}{WorkflowMachine.StepSeparator}";
}
