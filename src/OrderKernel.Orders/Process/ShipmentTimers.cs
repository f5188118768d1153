using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The deadlines of shipments among an order's timers, told apart by their prefix.</summary>
internal static class ShipmentTimers
{
    private const string Prefix = "shipment:";

    public static void Add(List<OrderTimer> timers, Order order, OrderPolicies policies)
    {
        foreach (var shipment in order.Shipments)
        {
            if (shipment.Process is not { } process || policies.ShipmentWorkflow(process.Policy) is not { } machine) continue;
            var facts = new ShipmentFacts(order, shipment, policies);
            var prefix = $"{Prefix}{shipment.Id}:";
            OrderTimers.Add(timers, machine, process.Step, process.Since, process.Fired, facts.InstantOf, prefix);
            foreach (var region in process.Regions) OrderTimers.Add(timers, machine, region.Step, region.Since, region.Fired, facts.InstantOf, $"{prefix}{region.Step}{WorkflowMachine.StepSeparator}");
        }
    }

    /// <summary>The shipment and the trigger of a timer, with its step where a region has it; false for one of the order itself.</summary>
    /// <remarks>Names of triggers and steps hold no colon, ids of shipments may: the last one parts them.</remarks>
    public static bool TryRead(string timer, out ShipmentId shipment, out string trigger)
    {
        (shipment, trigger) = (default, "");
        if (!timer.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var end = timer.LastIndexOf(':');
        trigger = timer.Substring(end + 1);
        return end > Prefix.Length && ShipmentId.TryParse(timer.Substring(Prefix.Length, end - Prefix.Length), out shipment);
    }
}
