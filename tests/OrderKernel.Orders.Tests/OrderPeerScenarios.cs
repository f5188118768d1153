using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when an order can get into a situation that users of other systems reported (facts/peer-failures.md, by number).
public class OrderPeerScenarios
{
    [Fact]
    public void P12_cancel_after_shipping_moves_no_counter()
    {
        var w = Placed().Paid().Shipped();
        var before = w.Order;
        Assert.False(w.Do(new CancelUnits([Units("a", 1)]), Channel).IsOk);
        Assert.Equal(before, w.Order);
    }

    [Fact]
    public void P08_cancel_releases_the_plan_once_and_reinstated_units_can_be_planned_again()
    {
        var w = Placed().Paid().Planned();
        var cancelled = w.Must(new CancelUnits([]), Buyer).Events.Items.OfType<UnitsCancelled>().Single();
        Assert.Equal(3, cancelled.Planned.Items.Sum(p => p.Units.Units));
        w.MustNot(KernelCodes.LedgerNothingToMove, new CancelUnits([]), Actor.Kernel);
        w.Must(new ReinstateOrder([], MessageId.Of("m3")), Supervisor);
        w.Planned("s2");
        Assert.Equal(2, w.Order.Lines[0].Units.Reserved.Units);
    }

    [Fact]
    public void P15_a_mix_of_ship_refund_and_cancel_on_one_line_keeps_the_right_status()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Line("a", 4, 100)));
        w.Paid(100).Shipped("s1", Units("a", 2));
        w.Must(new CancelUnits([Units("a", 1)]), Agent);
        w.Must(new RecordRefund(RefundId.Of("cancelled"), Yuan(25), w.Now));
        Assert.Equal(OrderStatus.PartiallyShipped, w.Statuses.Headline);
        w.Must(new OweRefund(RefundId.Of("open"), null, [new(LineId.Of("a"), Units(1))]), Agent);
        Assert.Equal((OrderStatus.Shipped, 2L), (w.Statuses.Headline, w.Order.Lines[0].Units.Cancelled.Units));
        w.Delivered();
        Assert.Equal((OrderStatus.Delivered, FulfilmentStatus.Delivered, Yuan(50)), (w.Statuses.Headline, w.Statuses.Fulfilment, w.Order.Money.Kept));
    }

    [Fact]
    public void P17_news_that_arrives_late_does_not_turn_the_order_back()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Unchanged(new ShipElsewhere(ShipmentId.Of("late"), Start, []));
        w.Unchanged(new RecordDelivery(Start, null, []));
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
    }

    [Fact]
    public void P23_a_cancelled_lines_discount_stays_with_it()
    {
        var w = new World();
        w.Must(Placing(new(Money.Fen(1999)), new OrderedLine(LineId.Of("a"), Units(3), Money.Fen(1000), [new(SkuId.Of("k"), Units(1))]), new OrderedLine(LineId.Of("b"), Units(7), Money.Fen(999), [new(SkuId.Of("l"), Units(1))])));
        w.Must(new CancelUnits([Units("a", 3)]), Buyer);
        Assert.Equal((Money.Fen(999), Money.Fen(999)), (w.Order.Money.Due, w.Order.Lines[1].Money.Left));
    }

    [Fact]
    public void P24_yen_have_no_minor_unit_and_lose_none()
    {
        var yen = Currency.Of("JPY");
        var w = new World();
        w.Must(Placing(new(Money.OfMinor(1000, yen)), new OrderedLine(LineId.Of("a"), Units(3), Money.OfMinor(1000, yen), [new(SkuId.Of("k"), Units(1))])));
        w.Must(new CancelUnits([Units("a", 1)]), Buyer);
        Assert.Equal(667, w.Order.Money.Due.MinorUnits);
    }

    [Fact]
    public void P26_a_locked_order_is_held_and_neither_cancelled_nor_refunded()
    {
        var w = Placed().Paid();
        w.Must(new SetChannelHolds([HoldKind.ChannelLock]));
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.Paid, Yuan(0)), (w.Statuses.Headline, w.Statuses.Payment, w.Order.Money.RefundPending));
        w.Planned().MustNot(OrdersCodes.Held, new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []), Warehouse);
    }

    [Fact]
    public void P29_a_refund_of_one_line_leaves_the_others_alone()
    {
        var w = Placed().Paid();
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(50), w.Now) { Items = [new(LineId.Of("b"), Units(1))] });
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.PartiallyRefunded, 2L), (w.Statuses.Headline, w.Statuses.Payment, w.Order.Lines[0].Units.Open.Units));
    }
}
