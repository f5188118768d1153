using OrderKernel;
using OrderKernel.Orders;

// What nobody should write: the kernel may say no, and nobody hears of it. The analyzer that comes with the packages says OK0001 here.
internal static class DropsARefusal
{
    public static async Task ShipAsync(Kernel kernel, OrderKey order, ShipShipment ship, DecisionContext context) =>
        await kernel.TellAsync(order, ship, context);
}
