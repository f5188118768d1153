using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Reads an order's way through its workflow out of its events.</summary>
public static class OrderVisits
{
    /// <summary>The steps that the order entered, in that order.</summary>
    public static IEnumerable<StepVisit> Of(IEnumerable<OrderEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.OfType<StepEntered>().Select(e => new StepVisit(e.Step, e.At, e.Trigger));
    }

    /// <summary>The workflow under which the order runs after its events; null before its first step.</summary>
    public static PolicyReference? WorkflowOf(IEnumerable<OrderEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.OfType<StepEntered>().LastOrDefault()?.Policy;
    }

    /// <summary>True for the stored names of events that <see cref="Of"/> and <see cref="WorkflowOf"/> read, so that others need not be decoded.</summary>
    public static bool Matter(string eventType) => eventType is "orders.step-entered";
}
