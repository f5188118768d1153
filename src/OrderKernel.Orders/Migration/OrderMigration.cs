using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Orders as the population of a migration.</summary>
public static class OrderMigration
{
    /// <summary>The order as a plan sees it; null before its first step.</summary>
    /// <param name="order">An order under the workflow that is to be left.</param>
    public static MigrationCandidate? Candidate(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Process is not { } process) return null;
        return new(order.Id.Value, process.Policy, process.Step, order.Statuses.Headline.ToString(), new OrderFacts(order))
        {
            Fired = process.Fired,
            IsInRegions = !process.Regions.IsEmpty,
            IsHeld = process.Hold is { } hold && order.Holds.Items.Any(h => h.Id == hold),
        };
    }
}
