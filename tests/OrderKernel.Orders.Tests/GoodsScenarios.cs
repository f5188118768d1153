using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when units move other than the vocabulary allows, a parcel loses count, or a fact is taken for an ask.
public class GoodsScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    [Fact]
    public void Bundles_with_the_longest_line_ids_are_taken_apart_like_others()
    {
        var ids = new[] { "1", "2" }.Select(n => new string('x', 127) + n).ToArray();
        var w = new World();
        w.Must(Placing(new(Yuan(60)) { ListPrice = Yuan(60) }, [.. ids.Select(id => Bundle(id, 1, 30, 1, 2))]));
        Assert.Equal(4, w.Order.Lines.Items.Select(l => l.Id).Distinct().Count());
    }

    [Fact]
    public void An_order_runs_from_placing_to_completion()
    {
        var w = Placed();
        w.Says(OrdersCodes.Placed);
        w.Says(OrdersCodes.StepEnteredNow);
        w.Paid().Planned();
        Assert.Equal(FulfilmentStatus.InPreparation, w.Statuses.Fulfilment);
        w.Shipped();
        w.Says(OrdersCodes.Shipped);
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Must(new RecordFirstScan(S1, w.Now));
        w.Unchanged(new RecordFirstScan(S1, w.Now));
        w.Delivered();
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
        w.Must(new CompleteOrder(), Buyer);
        Assert.Equal((OrderStatus.Completed, "completed"), (w.Statuses.Headline, w.Order.Process!.Step));
        w.Unchanged(new CompleteOrder());
    }

    [Fact]
    public void A_command_before_the_order_is_refused() => new World().MustNot(OrdersCodes.OrderUnknown, new CompleteOrder());

    [Fact]
    public void The_same_order_twice_changes_nothing_and_other_content_is_refused()
    {
        var w = Placed();
        var place = Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50));
        w.Unchanged(place);
        w.MustNot(OrdersCodes.OrderExists, place with { CreatedAt = Start + Duration.FromSeconds(1) });
    }

    [Fact]
    public void Placing_checks_its_lines_and_amounts()
    {
        new World().MustNot(OrdersCodes.LineExists, Placing(new(Yuan(2)), Line("a", 1, 1), Line("a", 1, 1)));
        new World().MustNot(OrdersCodes.LineEmpty, Placing(new(Yuan(2)), Line("a", 0, 2)));
        new World().MustNot(OrdersCodes.LineEmpty, Placing(new(Yuan(2)), Bundle("a", 1, 2, 0)));
        new World().MustNot(OrdersCodes.AmountsInvalid, Placing(new(Yuan(-1))));
        new World().MustNot(OrdersCodes.AmountsInvalid, Placing(new(Yuan(1)), Line("a", 1, -1)));
        new World().MustNot(OrdersCodes.AmountsInvalid, Placing(new(Yuan(1)), Line("a", 1, 1) with { Total = Money.OfMinor(1, Currency.Of("JPY")) }));
    }

    [Fact]
    public void Goods_that_are_not_known_are_one_stand_in_unit()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(90)), new OrderedLine(LineId.Of("a"), Units(3), Yuan(90), [])));
        w.Says(OrdersCodes.GoodsUnknown);
        Assert.Equal(1, w.Order.Lines[0].Units.Ordered.Units);
    }

    [Fact]
    public void Amounts_that_lines_do_not_explain_are_kept_for_the_order()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(120)) { Freight = Yuan(5) }, Line("a", 1, 100)));
        w.Says(OrdersCodes.Unattributed);
        Assert.Equal(new OrderParts(Yuan(5), Yuan(15)), w.Order.Parts);
        w = new World();
        w.Must(Placing(new(Yuan(80)) { Freight = Yuan(5) }, Line("a", 1, 70), Line("b", 1, 30)));
        w.Says(OrdersCodes.LinesExceedDue);
        Assert.Equal(Money.Fen(5250), w.Order.Lines[0].Total);
        Assert.Equal(Yuan(5), w.Order.Parts.Freight);
    }

    [Fact]
    public void A_bundle_explodes_into_components_and_goes_whole()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Bundle("a", 2, 100, 2, 1)));
        Assert.Equal([(4, 6667), (2, 3333)], w.Order.Lines.Items.Select(l => ((int)l.Units.Ordered.Units, (int)l.Total.MinorUnits)));
        Assert.Equal(2, w.Order.LinesOf(LineId.Of("a")).Count);
        w.MustNot(OrdersCodes.BundleNotWhole, new CancelUnits([Units("a#1", 2)]), Buyer);
        w.MustNot(OrdersCodes.BundleNotWhole, new CancelUnits([Units("a#1", 1), Units("a#2", 1)]), Buyer);
        w.MustNot(OrdersCodes.BundleNotWhole, new OweRefund(RefundId.Of("r"), null, [new(LineId.Of("a#2"), Units(1))]));
        w.Must(new CancelUnits([Units("a#1", 2), Units("a#2", 1)]), Buyer);
        // Each component pays by its own curve: ⌊66.67·2/4⌋ + ⌊33.33·1/2⌋ = 49.99 leave, and the last bundle carries the odd cent.
        Assert.Equal(Money.Fen(5001), w.Order.Money.Due);
    }

    [Fact]
    public void An_order_ships_in_parts_and_what_is_left_out_is_open_again()
    {
        var w = Placed().Paid().Planned();
        w.MustNot(OrdersCodes.ShipmentHoldsLess, new ShipShipment(S1, w.Now, [], [Units("a", 3)]), Warehouse);
        w.Must(new ShipShipment(S1, w.Now, [Waybill.Of("w1")], [Units("a", 2)]), Warehouse);
        w.Says(OrdersCodes.LeftOut);
        Assert.Equal((OrderStatus.PartiallyShipped, 1L), (w.Statuses.Headline, w.Order.Line(LineId.Of("b"))!.Units.Open.Units));
        w.Unchanged(new ShipShipment(S1, w.Now, [Waybill.Of("w1")], []), actor: Warehouse);
        w.MustNot(OrdersCodes.ShipmentExists, new ShipShipment(S1, w.Now, [Waybill.Of("w2")], []), Warehouse);
        w.Must(new CancelUnits([]), Agent);
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
    }

    [Fact]
    public void Plans_speak_for_units_once()
    {
        var w = Placed().Paid().Planned("s1", false, Units("a", 2));
        w.MustNot(KernelCodes.LedgerUnitsShort, new PlanShipment(ShipmentId.Of("s2"), Hangzhou, null, null, [Units("a", 1)]), Actor.Kernel);
        w.MustNot(OrdersCodes.LineUnknown, new PlanShipment(ShipmentId.Of("s2"), Hangzhou, null, null, [Units("z", 1)]), Actor.Kernel);
        w.MustNot(OrdersCodes.ShipmentEmpty, new PlanShipment(ShipmentId.Of("s2"), Hangzhou, null, null, []), Actor.Kernel);
        w.Unchanged(new PlanShipment(S1, Hangzhou, CarrierId.Of("SF"), null, [Units("a", 2)]), actor: Actor.Kernel);
        w.MustNot(OrdersCodes.ShipmentExists, new PlanShipment(S1, Hangzhou, null, null, [Units("a", 2)]), Actor.Kernel);
        w.Must(new ReserveShipment(S1, ReservationId.Of("r")), Actor.Kernel);
        w.Unchanged(new ReserveShipment(S1, ReservationId.Of("r")), actor: Actor.Kernel);
        w.MustNot(OrdersCodes.ShipmentExists, new ReserveShipment(S1, ReservationId.Of("other")), Actor.Kernel);
        Assert.Equal(2, w.Order.Line(LineId.Of("a"))!.Units.Reserved.Units);
        w.Must(new ReleaseShipment(S1), Actor.Kernel);
        w.Unchanged(new ReleaseShipment(S1), actor: Actor.Kernel);
        Assert.Equal(2, w.Order.Line(LineId.Of("a"))!.Units.Open.Units);
    }

    [Fact]
    public void An_unpaid_order_is_promised_its_stock_and_a_cancelled_one_is_not()
    {
        var plan = new PlanShipment(S1, Hangzhou, null, null, [Units("a", 1)]);
        Placed().Must(plan, Actor.Kernel);
        var w = Placed();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        w.MustNot(OrdersCodes.NotOpenForShipping, plan, Actor.Kernel);
    }

    [Fact]
    public void Shipped_by_the_channel_commits_what_is_reserved_and_takes_the_rest_from_open()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2));
        w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, []) { Waybills = [Waybill.Of("w")] });
        w.Says(OrdersCodes.ShippedElsewhere);
        Assert.Equal([(S1, false), (ShipmentId.Of("c"), true)], w.Order.Shipments.Items.Select(s => (s.Id, s.IsElsewhere)));
        w.Unchanged(new ShipElsewhere(ShipmentId.Of("d"), w.Now, []));
        w.Unchanged(new ShipElsewhere(ShipmentId.Of("c"), w.Now, []));
        w.MustNot(OrdersCodes.ShipmentExists, new ShipElsewhere(ShipmentId.Of("c"), w.Now, [Units("a", 2)]));
    }

    [Fact]
    public void Shipping_elsewhere_takes_of_a_reservation_what_left_and_leaves_the_rest_planned()
    {
        var w = Placed().Paid().Planned();
        var events = w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, [Units("a", 1)])).Events;
        Assert.DoesNotContain(events, e => e is ShipmentReleased);
        Assert.Equal((OrderStatus.PartiallyShipped, 1L), (w.Statuses.Headline, w.Order.Lines[0].Units.Reserved.Units));
        Assert.Equal([(S1, ShipmentStatus.Planned, false), (ShipmentId.Of("c"), ShipmentStatus.HandedOver, false)],
            w.Order.Shipments.Items.Select(s => (s.Id, s.Status, s.IsElsewhere)));
        Assert.Equal(w.Order.Shipments[0].Reservation, w.Order.Shipments[1].Reservation);
        w.MustNot(KernelCodes.LedgerUnitsShort, new ShipElsewhere(ShipmentId.Of("d"), w.Now, [Units("a", 2)]));
        w.MustNot(OrdersCodes.LineUnknown, new ShipElsewhere(ShipmentId.Of("d"), w.Now, [Units("z", 2)]));
        w.MustNot(KernelCodes.LedgerNothingToMove, new ShipElsewhere(ShipmentId.Of("d"), w.Now, [Units("a", 0)]));
    }

    [Fact]
    public void Goods_outrank_words_shipped_on_cancelled_units_reinstates_them()
    {
        var w = Placed().Paid();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Assert.Equal((OrderStatus.Cancelled, Yuan(160)), (w.Statuses.Headline, w.Order.PendingUnassigned));
        w.Must(new ShipElsewhere(S1, w.Now, []));
        w.Says(OrdersCodes.ShippedAfterCancel);
        Assert.Equal((OrderStatus.Shipped, Yuan(160)), (w.Statuses.Headline, w.Order.Money.Kept));
    }

    [Fact]
    public void An_end_on_shipped_units_moves_nothing_and_is_a_conflict()
    {
        var w = Placed().Paid().Shipped("s1", Units("a", 2));
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        w.Says(OrdersCodes.EndedAfterShipping);
        w.Says(OrdersCodes.Ended);
        Assert.Equal((2L, 1L), (w.Order.Lines[0].Units.Shipped.Units, w.Order.Lines[1].Units.Cancelled.Units));
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Unchanged(new EndOrder(ClaimOutcome.Ended, w.Now));
    }

    [Fact]
    public void An_end_before_payment_is_cancelled_and_owes_nothing()
    {
        var w = Placed();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Unpaid, Yuan(0)), (w.Statuses.Headline, w.Statuses.Payment, w.Order.Money.RefundPending));
        var t = TotalsOnly();
        t.Must(new EndOrder(ClaimOutcome.Ended, t.Now));
        Assert.Equal(OrderStatus.Cancelled, t.Statuses.Headline);
    }

    [Fact]
    public void A_replaced_order_is_closed_and_no_cancellation()
    {
        var w = Placed().Paid().Planned();
        w.Must(new EndOrder(ClaimOutcome.Replaced, w.Now));
        w.Says(OrdersCodes.OrderReplaced);
        Assert.Equal((OrderStatus.Closed, Yuan(160), 0L), (w.Statuses.Headline, w.Order.Money.Kept, w.Order.Lines[0].Units.Reserved.Units));
        w.Unchanged(new EndOrder(ClaimOutcome.Ended, w.Now));
    }

    [Fact]
    public void The_channels_success_completes_what_arrived()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new EndOrder(ClaimOutcome.Succeeded, w.Now));
        Assert.Equal(OrderStatus.Completed, w.Statuses.Headline);
        w.Unchanged(new EndOrder(ClaimOutcome.Succeeded, w.Now));
    }

    [Fact]
    public void A_waybill_may_serve_several_shipments()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2)).Planned("s2", true, Units("b", 1));
        w.Must(new AssignWaybills(S1, null, [Waybill.Of("w1")]), Warehouse);
        w.Unchanged(new AssignWaybills(S1, null, [Waybill.Of("w1")]), actor: Warehouse);
        w.Must(new AssignWaybills(ShipmentId.Of("s2"), null, [Waybill.Of("w1")]), Warehouse);
        w.Must(new AssignWaybills(S1, CarrierId.Of("YTO"), [Waybill.Of("w9")]), Warehouse);
        Assert.Equal(Waybill.Of("w9"), w.Order.Shipments[0].Waybills[0]);
        w.MustNot(OrdersCodes.ShipmentUnknown, new AssignWaybills(ShipmentId.Of("zz"), null, []), Warehouse);
    }

    [Fact]
    public void Parcels_are_delivered_lost_and_given_back_by_unit()
    {
        var w = Placed().Paid().Planned();
        w.MustNot(OrdersCodes.ShipmentElsewhere, new RecordFirstScan(S1, w.Now));
        w.MustNot(OrdersCodes.ShipmentEmpty, new RecordLoss(S1, []));
        w.Shipped();
        w.Must(new SuspectSignOff(S1, w.Now));
        w.Unchanged(new SuspectSignOff(S1, w.Now));
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Must(new RecordDelivery(w.Now, S1, [Units("a", 1)]));
        Assert.Equal(FulfilmentStatus.PartiallyDelivered, w.Statuses.Fulfilment);
        w.Must(new RecordLoss(S1, [Units("a", 1)]));
        w.Must(new GiveBackUndelivered(S1, []));
        Assert.Equal((ShipmentStatus.Delivered, OrderStatus.Shipped), (w.Order.Shipments[0].Status, w.Statuses.Headline));
        w.Unchanged(new RecordDelivery(w.Now, null, []));
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(100),
            w.Now) { Items = [new(LineId.Of("a"), Units(1), null, SentPlace.Lost), new(LineId.Of("b"), Units(1))] });
        Assert.Equal((OrderStatus.Delivered, FulfilmentStatus.PartiallyReturned), (w.Statuses.Headline, w.Statuses.Fulfilment));
    }

    [Fact]
    public void Returns_of_goods_that_were_never_delivered_are_refused()
    {
        var w = Placed().Paid().Shipped();
        w.MustNot(KernelCodes.LedgerUnitsShort, new RecordReturn(null, [Units("a", 1)]));
        w.MustNot(KernelCodes.LedgerNothingToMove, new RecordReturn(null, []));
        Placed().MustNot(KernelCodes.LedgerUnitsShort, new RecordDelivery(Start, null, []));
    }

    [Fact]
    public void A_correction_names_the_earlier_message_that_was_wrong()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.MustNot(KernelCodes.IdUnset, new StepBack(StepBackKind.Delivery, S1, [], default));
        w.MustNot(OrdersCodes.CorrectsNothing, new StepBack(StepBackKind.Delivery, S1, [], MessageId.Of("m7")));
        var c = Placed();
        c.Must(new CancelUnits([]), Buyer);
        c.MustNot(KernelCodes.IdUnset, new ReinstateOrder([], default), Supervisor);
    }

    [Fact]
    public void A_parcel_that_is_still_planned_is_not_one_that_left_elsewhere()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 1));
        w.MustNot(OrdersCodes.ShipmentExists, new ShipElsewhere(S1, w.Now, [Units("b", 1)]));
        w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, [Units("b", 1)]));
        Assert.Equal((1L, 1L), (w.Order.Lines[0].Units.Reserved.Units, w.Order.Lines[1].Units.Shipped.Units));
    }

    [Fact]
    public void Every_move_steps_back()
    {
        var w = Placed().Paid().Shipped().Delivered();
        var wrong = MessageId.Of("m5");
        w.Must(new StepBack(StepBackKind.Delivery, S1, [], wrong));
        Assert.Equal((OrderStatus.Shipped, (Instant?)null), (w.Statuses.Headline, w.Order.DeliveredAt));
        w.Must(new RecordLoss(S1, []));
        Assert.Equal(FulfilmentStatus.Lost, w.Statuses.Fulfilment);
        w.Must(new StepBack(StepBackKind.Loss, S1, [], wrong));
        w.MustNot(OrdersCodes.ReservationMissing, new StepBack(StepBackKind.ShippingToReserved, S1, [], wrong));
        w.MustNot(OrdersCodes.ShipmentHoldsLess, new StepBack(StepBackKind.ShippingToOpen, S1, [Units("a", 1)], wrong));
        w.Must(new StepBack(StepBackKind.ShippingToReserved, S1, [], wrong) { Reservation = ReservationId.Of("again") });
        Assert.Equal((OrderStatus.AwaitingFulfilment, ShipmentStatus.Planned), (w.Statuses.Headline, w.Order.Shipments[0].Status));
        w.Shipped();
        w.Must(new OweRefund(RefundId.Of("r"), null, [new(LineId.Of("a"), Units(1), null, SentPlace.Shipped)]));
        w.MustNot(OrdersCodes.UnitsAlreadySettled, new StepBack(StepBackKind.ShippingToOpen, S1, [], wrong));
        w.Must(new WithdrawRefund(RefundId.Of("r")));
        w.Must(new StepBack(StepBackKind.ShippingToOpen, S1, [], wrong));
        Assert.Equal(2, w.Order.Lines[0].Units.Open.Units);
        w.Must(new CancelUnits([]), Buyer);
        w.Must(new ReinstateOrder([], wrong), Supervisor);
        Assert.Equal((OrderStatus.AwaitingFulfilment, Yuan(160)), (w.Statuses.Headline, w.Order.Money.Kept));
        w.MustNot(KernelCodes.LedgerNothingToMove, new ReinstateOrder([], wrong), Supervisor);
        w.MustNot(KernelCodes.LedgerUnitsShort, new ReinstateOrder([Units("a", 1)], wrong), Supervisor);
        w.MustNot(OrdersCodes.StepBackByReinstating, new StepBack(StepBackKind.Cancel, S1, [], wrong));
    }

    [Fact]
    public void Returned_units_are_sent_back_and_replaced()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]));
        w.MustNot(OrdersCodes.NothingToReplace, new AddReplacement(LineId.Of("a2"), LineId.Of("a"), null, Units(2)));
        w.MustNot(OrdersCodes.LineUnknown, new AddReplacement(LineId.Of("a2"), LineId.Of("z"), null, Units(1)));
        w.Must(new SendBack(ShipmentId.Of("back"), w.Now, [Units("a", 1)]) { Waybills = [Waybill.Of("w-back")] });
        w.Unchanged(new SendBack(ShipmentId.Of("back"), w.Now, [Units("a", 1)]));
        w.MustNot(OrdersCodes.ShipmentExists, new SendBack(ShipmentId.Of("back"), w.Now, [Units("b", 1)]));
        w.MustNot(OrdersCodes.ShipmentEmpty, new SendBack(ShipmentId.Of("other"), w.Now, []));
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Must(new RecordLoss(ShipmentId.Of("back"), []));
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Must(new AddReplacement(LineId.Of("a2"), LineId.Of("a"), null, Units(1)));
        w.Unchanged(new AddReplacement(LineId.Of("a2"), LineId.Of("a"), null, Units(1)));
        w.MustNot(OrdersCodes.LineExists, new AddReplacement(LineId.Of("b"), LineId.Of("a"), null, Units(1)));
        w.Planned("s2", true, Units("a2", 1)).Shipped("s2").Delivered();
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
    }
}
