namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    // What people do by hand is rare: it works on the order as a whole.
    private bool Desk(OrderEvent e)
    {
        if ((ChangeFold.Apply(Order!, e) ?? ReassignFold.Apply(_order, e) ?? InvoiceFold.Apply(_order, e)) is not { } changed) return false;
        if (changed.TryGet(out var order, out var refusal)) Take(order);
        else Refuse(refusal);
        return true;
    }
}
