using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Sourcing;

/// <summary>
/// A plan that a host makes itself holds stock like the kernel's own: the reservation
/// that it names is made in the same unit of work, or the command is refused.
/// </summary>
internal static class OwnPlans
{
    public static async ValueTask<Refusal?> ReserveAsync(OrderWork work, OrderCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        if (work.Order is not { } order) return null;
        switch (command)
        {
            case PlanShipment { Reservation: { } held } plan:
                return await ReserveAsync(work, held, plan.Location, plan.Lines, context, cancellationToken).ConfigureAwait(false);
            case ReserveShipment reserve when order.Shipment(reserve.Shipment) is { Status: ShipmentStatus.Planned, Reservation: null,
                Location: { } location } planned:
                return await ReserveAsync(work, reserve.Reservation, location, planned.Lines.Items.Select(l => new LineUnits(l.Line, l.Units)).ToValueList(),
                    context, cancellationToken).ConfigureAwait(false);
            default:
                return null;
        }
    }

    private static ValueTask<Refusal?> ReserveAsync(
        OrderWork work, ReservationId held, LocationId location, ValueList<LineUnits> lines, DecisionContext context, CancellationToken cancellationToken)
    {
        var requests = lines.Items.Where(l => work.Order!.Line(l.Line)?.Sku is not null)
            .Select(l => new StockRequest(l.Line, work.Order!.Line(l.Line)!.Sku!.Value, l.Units));
        var reserve = new Reserve(held, work.Stream.Key, StockUnits.At(location, requests), null) 
        {
            Pools = SourcingWork.NamedPools(work), Channel = work.Order!.Placed.Key.Channel,
        };
        return work.Stock.ReserveAsync(reserve, context, cancellationToken);
    }
}
