using NodaTime;

namespace OrderKernel.Orders;

/// <summary>What operations are measured by, read from an order's events.</summary>
public static class OrderMilestones
{
    /// <summary>The milestones that a decision passed.</summary>
    /// <param name="before">The order before; null when the events place it.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="at">The business instant of the decision, for milestones whose event carries none.</param>
    /// <returns>At most one of a kind per event, in event order. Dispatched: a planned shipment with a reservation.</returns>
    public static ValueList<MilestoneFact> Of(Order? before, ValueList<OrderEvent> events, Instant at)
    {
        var facts = new List<MilestoneFact>();
        var order = before;
        foreach (var e in events)
        {
            var next = OrderDecider.Evolve(order, e);
            if (Of(order, next, e, at) is { } fact) facts.Add(fact);
            order = next;
        }

        return facts.ToValueList();
    }

    /// <summary>The milestone that one event passed; null for none.</summary>
    /// <param name="before">The order before; null when the event places it.</param>
    /// <param name="order">The order after.</param>
    /// <param name="e">The event.</param>
    /// <param name="at">The business instant of the decision, for milestones whose event carries none.</param>
    public static MilestoneFact? Of(Order? before, Order order, OrderEvent e, Instant at)
    {
        ArgumentNullException.ThrowIfNull(order);
        var key = order.Key;
        switch (e)
        {
            case OrderPlaced placed:
                return new(key, Milestone.Placed, placed.CreatedAt);
            case OrderPaid paid when before!.PaidAt is null:
                return new(key, Milestone.Paid, paid.PaidAt) { Since = order.CreatedAt, IsGood = paid.MissedDueAt is null };
            case ShipmentPlanned planned when planned.Reservation is not null:
                return new(key, Milestone.Dispatched, planned.PlannedAt) { Since = order.PaidAt, Location = planned.Location };
            case ShipmentReserved reserved:
                return new(key, Milestone.Dispatched, at) { Since = order.PaidAt, Location = order.Shipment(reserved.Shipment)?.Location };
            case ShipmentHandedOver shipped:
                return Parcel(Milestone.HandedOver, shipped.Shipment, shipped.HandedOverAt, s => s.PlannedAt);
            case FirstScanSeen seen:
                return Parcel(Milestone.FirstScanned, seen.Shipment, seen.ScannedAt, s => s.HandedOverAt);
            case ShipmentDelivered delivered:
                return Parcel(Milestone.Delivered, delivered.Shipment, delivered.DeliveredAt, s => s.HandedOverAt);
            case RefundPaid refunded:
                return new(key, Milestone.Refunded, refunded.RefundedAt);
            case OrderExpired or UnitsCancelled or RefundOwed or OrderEnded when IsDead(order) && !IsDead(before!):
                return new(key, Milestone.Cancelled, order.CancelledAt ?? at) { Since = order.CreatedAt };
            case OrderCompleted completed when before!.CompletedAt is null:
                return new(key, Milestone.Completed, completed.CompletedAt);
            case HoldReleased { IsMoot: false } released
                when before!.Holds.Items.Any(h => h.Id == released.Hold && h.Origin == HoldOrigin.Asked && h.Until is null):
                return new(key, Milestone.HandledByHand, at);
            case StepEntered { Trigger: not null }:
                return new(key, Milestone.HandledByHand, at);
            default:
                return null;
        }

        MilestoneFact Parcel(Milestone what, ShipmentId id, Instant when, Func<Shipment, Instant?> since)
        {
            var shipment = order.Shipment(id)!;
            return new(key, what, when) { Since = since(shipment), Location = shipment.Location };
        }
    }

    private static bool IsDead(Order order) => order.Statuses.Headline == OrderStatus.Cancelled;
}
