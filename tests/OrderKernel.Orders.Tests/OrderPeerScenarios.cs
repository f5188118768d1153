using System.Text;
using NodaTime;
using OrderKernel.Workflow;
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
        w.Must(Placing(new(Money.Fen(1999)), new OrderedLine(LineId.Of("a"), Units(3), Money.Fen(1000), [new(SkuId.Of("k"), Units(1))]),
            new OrderedLine(LineId.Of("b"), Units(7), Money.Fen(999), [new(SkuId.Of("l"), Units(1))])));
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
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.PartiallyRefunded, 2L),
            (w.Statuses.Headline, w.Statuses.Payment, w.Order.Lines[0].Units.Open.Units));
    }

    [Fact]
    public void P16_steps_of_a_shops_own_break_no_ledger_and_illegal_moves_are_refused_by_name()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"ready\"", "\"picking-room\"", StringComparison.Ordinal);
        var policies = OrderPolicies.Of(
            WorkflowDocument.Load(Encoding.UTF8.GetBytes(text), OrderDomain.Standard).ValueOrThrow(),
            WorkflowDocument.Load(OrderPolicies.Embedded("totals-only.workflow.json"), OrderDomain.TotalsOnly).ValueOrThrow(),
            ScreeningDocument.Load(OrderPolicies.Embedded("screening.json")).ValueOrThrow());
        var w = new World { Policies = policies };
        w.Must(Placing(new(Yuan(160)) { Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid();
        Assert.Equal(("picking-room", OrderStatus.AwaitingFulfilment), (w.Order.Process!.Step, w.Statuses.Headline));
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireTrigger("approve"), Supervisor);
        w.Shipped().Delivered();
        Assert.Equal((OrderStatus.Delivered, PaymentStatus.Paid), (w.Statuses.Headline, w.Statuses.Payment));
    }

    [Fact]
    public void P17_a_message_before_its_order_is_refused_and_not_acknowledged_as_done()
    {
        new World().MustNot(OrdersCodes.OrderUnknown, new EndOrder(ClaimOutcome.Ended, Start));
        new World().MustNot(OrdersCodes.OrderUnknown, new RecordPayment(PaymentId.Of("p"), Tender.Cash, Yuan(1), Start));
    }

    [Fact]
    public void P18_a_poll_behind_lost_messages_may_say_everything_again()
    {
        var w = Placed().Paid().Shipped().Delivered();
        var before = w.Order;
        w.Unchanged(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        w.Unchanged(new RecordPayment(PaymentId.Of("p1"), Tender.Cash, Yuan(160), Start + Duration.FromMinutes(5)));
        w.Unchanged(new ShipElsewhere(ShipmentId.Of("poll"), w.Now, []));
        w.Unchanged(new RecordDelivery(w.Now, null, []));
        w.Unchanged(new SetChannelHolds([]));
        Assert.Equal(before, w.Order);
    }

    [Fact]
    public void P19_the_same_order_is_created_once_and_unknown_goods_do_not_lose_it()
    {
        var w = Placed();
        w.Unchanged(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        w.MustNot(OrdersCodes.OrderExists, Placing(new(Yuan(161)), Line("a", 2, 100)));
        var unknown = new World();
        unknown.Must(Placing(new(Yuan(90)), new OrderedLine(LineId.Of("a"), Units(3), Yuan(90), [])));
        unknown.Says(OrdersCodes.GoodsUnknown);
        unknown.Paid(90);
        Assert.Equal(OrderStatus.AwaitingFulfilment, unknown.Statuses.Headline);
    }

    [Fact]
    public void P20_who_did_it_stands_in_what_happened()
    {
        var w = Placed().Paid();
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship), Agent);
        w.Must(new ProposeChange(ChangeId.Of("c"), OrderChange.ToRemark("x")), Buyer);
        w.Must(new ConfirmChange(ChangeId.Of("c")), Supervisor);
        w.Must(new RejectHold(HoldId.Of("h"), "no such street"), Supervisor);
        Assert.Equal(Agent.Id, w.Events.OfType<HoldPlaced>().Single().Hold.By);
        Assert.Equal((Buyer.Id, Supervisor.Id), (w.Events.OfType<ChangeProposed>().Single().By, w.Events.OfType<ChangeConfirmed>().Single().By));
        Assert.Equal(Supervisor.Id, w.Events.OfType<HoldRejected>().Single().By);
        Assert.Equal(Supervisor.Id, w.Order.Process!.By);
    }

    [Fact]
    public void P21_a_refund_that_is_echoed_or_retried_is_paid_once()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new OweRefund(RefundId.Of("r"), Yuan(50), []), Agent);
        w.Unchanged(new OweRefund(RefundId.Of("r"), Yuan(50), []), actor: Agent);
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(50), w.Now));
        w.Unchanged(new RecordRefund(RefundId.Of("r"), Yuan(50), w.Now + Duration.FromMinutes(1)));
        Assert.Equal((Yuan(50), Yuan(110)), (w.Order.Money.Refunded, w.Order.Money.Kept));
    }

    [Fact]
    public void P22_partial_refunds_never_exceed_what_was_paid()
    {
        var w = Placed().Paid().Shipped().Delivered();
        for (var i = 0; i < 5; i++) w.Do(new RecordRefund(RefundId.Of($"r{i}"), Yuan(70), w.Now));
        Assert.Equal((Yuan(140), Yuan(20)), (w.Order.Money.Refunded, w.Order.Money.Kept));
        w.MustNot(KernelCodes.LedgerMoneyShort, new RecordRefund(RefundId.Of("more"), Yuan(21), w.Now));
        w.Must(new RecordRefund(RefundId.Of("rest"), Yuan(20), w.Now));
        Assert.Equal(PaymentStatus.Refunded, w.Statuses.Payment);
    }

    [Fact]
    public void P23_a_full_refund_is_not_one_cent_too_much_nor_too_little()
    {
        var w = new World();
        w.Must(Placing(new(Money.Fen(1999)), new OrderedLine(LineId.Of("a"), Units(3), Money.Fen(1000), [new(SkuId.Of("k"), Units(1))]),
            new OrderedLine(LineId.Of("b"), Units(7), Money.Fen(999), [new(SkuId.Of("l"), Units(1))])));
        w.Must(new RecordPayment(PaymentId.Of("p"), Tender.Cash, Money.Fen(1999), Start));
        w.Shipped("s1", Units("a", 3), Units("b", 7)).Delivered();
        for (var i = 0; i < 10; i++) w.Must(new OweRefund(RefundId.Of($"{i}"), null, [new(LineId.Of(i < 3 ? "a" : "b"), Units(1))]), Finance);
        Assert.Equal((Money.Fen(1999), Money.Fen(0)), (w.Order.Money.RefundPending, w.Order.Money.Kept));
    }

    [Fact]
    public void P24_dinars_have_three_decimals_and_lose_none()
    {
        var dinar = Currency.Of("KWD");
        var w = new World();
        w.Must(Placing(new(Money.OfMinor(10_001, dinar)),
            new OrderedLine(LineId.Of("a"), Units(3), Money.OfMinor(10_001, dinar), [new(SkuId.Of("k"), Units(1))])));
        w.Must(new CancelUnits([Units("a", 2)]), Buyer);
        Assert.Equal((3_334L, "KWD 3.334"), (w.Order.Money.Due.MinorUnits, w.Order.Money.Due.ToString()));
    }

    [Fact]
    public void P25_goods_that_were_never_shipped_are_not_returned()
    {
        var w = Placed().Paid().Planned();
        w.MustNot(KernelCodes.LedgerUnitsShort, new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
        w.MustNot(OrdersCodes.ShipmentEmpty, new GiveBackUndelivered(ShipmentId.Of("s1"), []));
        w.Shipped();
        w.MustNot(KernelCodes.LedgerUnitsShort, new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
    }

    [Fact]
    public void P27_a_part_that_was_shipped_is_partially_shipped_and_a_payment_pending_is_pending()
    {
        var w = Placed();
        w.Must(new NotePayment(PaymentStatus.PendingConfirmation));
        Assert.Equal((OrderStatus.AwaitingPayment, PaymentStatus.PendingConfirmation), (w.Statuses.Headline, w.Statuses.Payment));
        w.Paid().Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, [Units("a", 1)]));
        Assert.Equal((OrderStatus.PartiallyShipped, FulfilmentStatus.PartiallyShipped), (w.Statuses.Headline, w.Statuses.Fulfilment));
    }

    [Fact]
    public void P28_an_order_that_was_closed_before_payment_is_cancelled_and_nothing_is_refunded()
    {
        var w = Placed();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Unpaid), (w.Statuses.Headline, w.Statuses.Payment));
        Assert.True(w.Order.Money.Refunded.IsZero && w.Order.Money.RefundPending.IsZero);
    }

    [Fact]
    public void P30_the_shop_is_part_of_the_key_and_a_repeated_message_replaces_no_line()
    {
        Assert.NotEqual(Key().Stream(), (Key() with { Shop = ShopId.Of("other") }).Stream());
        var w = Placed().Paid().Shipped("s1", Units("a", 2));
        var lines = w.Order.Lines;
        w.Unchanged(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        Assert.Equal(lines, w.Order.Lines);
        w.MustNot(OrdersCodes.OrderExists, Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 1, 100), Line("b", 1, 50)));
    }
}
