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
            if (!machine.TryStep(process.Step, out var id) || machine.Step(id) is not { Deadlines.IsEmpty: false } step) continue;
            foreach (var due in Deadlines.Of(step, process.Since, new ShipmentFacts(order, shipment, policies).InstantOf))
            {
                if (!process.Fired.Items.Contains(due.Trigger)) timers.Add(new($"{Prefix}{shipment.Id}:{due.Trigger}", due.DueAt));
            }
        }
    }

    /// <summary>The shipment and the trigger of a timer; false for one of the order itself.</summary>
    /// <remarks>Names of triggers hold no colon, ids of shipments may: the last one parts them.</remarks>
    public static bool TryRead(string timer, out ShipmentId shipment, out string trigger)
    {
        (shipment, trigger) = (default, "");
        if (!timer.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var end = timer.LastIndexOf(':');
        trigger = timer.Substring(end + 1);
        return end > Prefix.Length && ShipmentId.TryParse(timer.Substring(Prefix.Length, end - Prefix.Length), out shipment);
    }
}
