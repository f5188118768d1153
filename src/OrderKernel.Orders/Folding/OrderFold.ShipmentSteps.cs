namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private bool ShipmentSteps(OrderEvent e)
    {
        switch (e)
        {
            case ShipmentStepEntered entered:
                Parcel(entered.Shipment, s => s with
                {
                    Process = new(entered.Policy, entered.Step, entered.Status, entered.Trigger, entered.At, entered.By, [], entered.Placed?.Id),
                });
                if (entered.Released is { } left) Mine.Holds = _order.Holds.Where(h => h.Id != left);
                if (entered.Placed is { } hold) Mine.Holds = _order.Holds.Add(hold);
                return true;
            case ShipmentStepReminded reminded:
                Parcel(reminded.Shipment, s => s.Process is { } at ? s with { Process = at with { Fired = at.Fired.Add(reminded.Trigger) } } : s);
                return true;
            default:
                return false;
        }
    }
}
