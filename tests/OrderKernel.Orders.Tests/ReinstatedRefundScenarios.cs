using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when money that went back for cancelled units is asked of the buyer once more
// although the goods left all the same, or is forgiven where the buyer owes it in full.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class ReinstatedRefundScenarios
{
    private static readonly ShipmentId X = ShipmentId.Of("x");

    [Theory]
    [InlineData(30, 130, PaymentStatus.PartiallyRefunded)]
    [InlineData(150, 10, PaymentStatus.PartiallyRefunded)]
    [InlineData(155, 5, PaymentStatus.PartiallyRefunded)]
    [InlineData(160, 0, PaymentStatus.Refunded)]
    public void A_refund_while_cancelled_lowers_what_shipped_goods_are_due(long back, long due, PaymentStatus payment)
    {
        var w = Ended();
        Refund(w, "r", back);
        Ship(w);
        w.Says(OrdersCodes.ShippedAfterCancel);
        Assert.Equal((Yuan(due), Yuan(due), Yuan(0), payment), (w.Order.Money.Due, w.Order.Money.Kept, w.Order.Money.RefundPending, w.Statuses.Payment));
        Assert.Equal(Yuan(Math.Min(back, 150)), w.Order.Lines.Items.Aggregate(Yuan(0), (sum, l) => sum + l.Refunded));
        Assert.Equal(back == 160 ? OrderStatus.Closed : OrderStatus.Shipped, w.Statuses.Headline);
    }

    [Fact]
    public void Money_that_comes_after_all_went_back_and_the_goods_left_is_owed_back()
    {
        var w = Ended();
        Refund(w, "r", 160);
        Ship(w);
        w.Paid(160, "p2");
        Assert.Equal((Yuan(0), Yuan(160)), (w.Order.Money.Kept, w.Order.PendingUnassigned));
    }

    [Fact]
    public void A_refund_that_itself_cancelled_the_units_counts_as_one_after_the_goods()
    {
        var w = Placed().Paid();
        Refund(w, "r", 160);
        Assert.Equal(OrderStatus.Cancelled, w.Statuses.Headline);
        Ship(w);
        Assert.Equal((Yuan(0), Yuan(0), PaymentStatus.Refunded), (w.Order.Money.Due, w.Order.Money.Kept, w.Statuses.Payment));
    }

    [Fact]
    public void An_order_reinstated_by_hand_is_due_in_full_and_stays_so()
    {
        var w = Ended();
        Refund(w, "r", 30);
        w.Must(new ReinstateOrder([], MessageId.Of("m")), Supervisor);
        Assert.Equal((Yuan(160), Yuan(130), PaymentStatus.PartiallyPaid), (w.Order.Money.Due, w.Order.Money.Kept, w.Statuses.Payment));
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Ship(w);
        Assert.Equal((Yuan(160), Yuan(130), PaymentStatus.PartiallyPaid), (w.Order.Money.Due, w.Order.Money.Kept, w.Statuses.Payment));
    }

    [Fact]
    public void A_part_reinstated_by_hand_is_due_in_full_and_the_rest_is_not()
    {
        var w = Ended();
        Refund(w, "r", 160);
        w.Must(new ReinstateOrder([Units("a", 1)], MessageId.Of("m")), Supervisor);
        Assert.Equal((Yuan(60), Yuan(0)), (w.Order.Money.Due, w.Order.Money.Kept));
        w.Must(new ShipElsewhere(X, w.Now, [Units("a", 2), Units("b", 1)]));
        Assert.Equal((Yuan(60), Yuan(0)), (w.Order.Money.Due, w.Order.Money.Kept));
    }

    [Fact]
    public void Late_money_reinstates_in_full_and_an_end_after_it_is_like_any_other()
    {
        var w = Placed().Paid(at: Start + Duration.FromMinutes(30));
        w.Says(OrdersCodes.PaidLate);
        Assert.Empty(w.Events.OfType<OrderReinstated>().Single().Refunds);
        Assert.Equal((Yuan(160), Yuan(160)), (w.Order.Money.Due, w.Order.Money.Kept));
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Refund(w, "r", 30);
        Ship(w);
        Assert.Equal((Yuan(130), Yuan(130)), (w.Order.Money.Due, w.Order.Money.Kept));
    }

    [Fact]
    public void Double_payment_that_went_back_before_more_was_ordered_is_no_money_of_the_cancelled_units()
    {
        var w = Placed().Paid(200);
        Refund(w, "r", 40);
        w.Must(new ProposeChange(ChangeId.Of("c"), OrderChange.ToQuantity(LineId.Of("a"), Units(3))), Agent);
        w.Must(new ConfirmChange(ChangeId.Of("c")), Agent);
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Ship(w);
        Assert.Equal((Yuan(210), Yuan(160), PaymentStatus.PartiallyPaid), (w.Order.Money.Due, w.Order.Money.Kept, w.Statuses.Payment));
    }

    [Fact]
    public void A_refund_on_its_way_counts_too_and_comes_back_whole_when_it_does_not_go_through()
    {
        var w = Ended();
        w.Must(new OweRefund(RefundId.Of("r"), Yuan(155), []), Actor.Kernel);
        Ship(w);
        Assert.Equal((Yuan(5), Yuan(5), Yuan(155), Yuan(0)), (w.Order.Money.Due, w.Order.Money.Kept, w.Order.Money.RefundPending, w.Order.PendingUnassigned));
        Assert.Equal(Yuan(150), w.Order.Lines.Items.Aggregate(Yuan(0), (sum, l) => sum + l.RefundOwed));
        var owed = w.Order;
        w.Must(new WithdrawRefund(RefundId.Of("r")), Actor.Kernel);
        Whole(w.Order);

        w = Ended();
        Refund(w, "r", 155);
        Ship(w);
        Assert.Equal(owed.Money.Due, w.Order.Money.Due);
        w.Must(new ReverseRefund(RefundId.Of("r")), Actor.Kernel);
        Whole(w.Order);
    }

    /// <summary>Refunds told after the goods and before them.</summary>
    [Law(150)]
    public void Refunds_before_and_after_the_goods_leave_the_same_books(TwoRefunds refunds) => Same(refunds, e => e);

    [Fact]
    public void Books_that_forget_what_went_back_are_caught() => Assert.ThrowsAny<Exception>(() =>
        Prop.ForAll(Arbitraries.Refunds(), refunds => Same(refunds, e => e is OrderReinstated r ? r with { Refunds = [] } : e)).Check(Sizes.Config(150)));

    private static void Same(TwoRefunds x, Func<OrderEvent, OrderEvent> see)
    {
        var (one, two) = (Placed().Paid(x.Paid), Placed().Paid(x.Paid));
        void Send(World w)
        {
            if (x.Parcels == 2) w.Must(new ShipElsewhere(ShipmentId.Of("y"), w.Now, [Units("a", 2)]));
            w.Must(new ShipElsewhere(X, w.Now, x.Parcels == 2 ? [Units("b", 1)] : []));
        }

        void Back(World w)
        {
            foreach (var (id, amount) in new[] { ("r1", x.First), ("r2", x.Second) })
            {
                if (x.IsOpen) w.Do(new OweRefund(RefundId.Of(id), Yuan(amount), []), Actor.Kernel);
                else w.Do(new RecordRefund(RefundId.Of(id), Yuan(amount), w.Now));
            }
        }

        Send(one);
        one.Must(new EndOrder(ClaimOutcome.Ended, one.Now));
        Back(one);
        two.Must(new EndOrder(ClaimOutcome.Ended, two.Now));
        Back(two);
        var before = two.Order;
        Send(two);
        OrderLaws.Conserves(two.Order, before, two.Last!);
        var (orderly, other) = (one.Order, OrderDecider.Replay(two.Events.Select(see))!);
        Assert.Equal((orderly.Money, orderly.Statuses), (other.Money, other.Statuses));
        if (x.Parcels == 1)
            Assert.Equal(orderly.Lines.Items.Select(l => (l.Money.Left, l.Refunded, l.RefundOwed)),
                other.Lines.Items.Select(l => (l.Money.Left, l.Refunded, l.RefundOwed)));
    }

    private static World Ended()
    {
        var w = Placed().Paid();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        return w;
    }

    private static void Refund(World w, string id, long yuan) => w.Must(new RecordRefund(RefundId.Of(id), Yuan(yuan), w.Now));

    private static void Ship(World w)
    {
        var before = w.Order;
        w.Must(new ShipElsewhere(X, w.Now, []));
        OrderLaws.Conserves(w.Order, before, w.Last!);
    }

    private static void Whole(Order order)
    {
        Assert.Equal((Yuan(160), Yuan(160), Yuan(0)), (order.Money.Due, order.Money.Kept, order.Money.RefundPending));
        Assert.Equal([Yuan(100), Yuan(50)], order.Lines.Items.Select(l => l.Money.Left));
        Assert.All(order.Lines.Items, l => Assert.True(l.Refunded.IsZero && l.RefundOwed.IsZero));
    }
}
