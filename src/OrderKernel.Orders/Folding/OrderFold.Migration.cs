namespace OrderKernel.Orders.Folding;

/// <content>Moving to another version of the workflow.</content>
internal sealed partial class OrderFold
{
    private bool Migration(OrderEvent e)
    {
        if (e is not WorkflowMoved moved) return false;
        // Who asked at the step stays: four eyes must not be got around by moving.
        if (_order.Process is { } process)
            Mine.Process = process with { Policy = moved.To, Step = moved.ToStep, Since = moved.FromStep == moved.ToStep ? process.Since : moved.At };
        return true;
    }
}
