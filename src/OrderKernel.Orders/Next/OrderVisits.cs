using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Reads an order's way through its workflow out of its events.</summary>
public static class OrderVisits
{
    /// <summary>The steps that the order entered, in that order; a move to a step of the same name goes on where it was.</summary>
    /// <param name="events">One order's events, in order; others than steps are passed over.</param>
    public static IEnumerable<StepVisit> Of(IEnumerable<OrderEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var e in events)
        {
            if (e is StepEntered entered)
            {
                yield return new(entered.Step, entered.At, entered.Trigger);
                foreach (var start in entered.Regions ?? []) yield return new(start.Step, entered.At) { Region = start.Region };
            }
            else if (e is RegionStepEntered region)
            {
                yield return new(region.Step, region.At, region.Trigger) { Region = region.Region };
            }
            else if (e is WorkflowMoved moved && moved.FromStep != moved.ToStep)
            {
                yield return new(moved.ToStep, moved.At);
            }
        }
    }

    /// <summary>The workflow under which the order runs after its events; null before its first step.</summary>
    /// <param name="events">One order's events, in order; others than steps are passed over.</param>
    public static PolicyReference? WorkflowOf(IEnumerable<OrderEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        PolicyReference? present = null;
        foreach (var e in events)
        {
            if (e is StepEntered entered) present = entered.Policy;
            else if (e is WorkflowMoved moved) present = moved.To;
        }

        return present;
    }

    /// <summary>True for the stored names of events that <see cref="Of"/> and <see cref="WorkflowOf"/> read, so that others need not be decoded.</summary>
    /// <param name="eventType">A stored name, such as <c>orders.step-entered</c>.</param>
    public static bool Matter(string eventType) => eventType is "orders.step-entered" or "orders.region-step-entered" or "orders.workflow-moved";
}
