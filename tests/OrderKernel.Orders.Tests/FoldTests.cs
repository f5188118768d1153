using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when folding an event forgets what it should keep (an earlier instant, a
// carrier already known, a part of a parcel) or does not take back all of a move.
public class FoldTests
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly Instant Later = Start + Duration.FromHours(5);

    [Fact]
    public void The_first_payment_is_the_earliest_one_whatever_was_told_first()
    {
        var w = Placed().Paid(60, "late", Later).Paid(40, "early", Start + Duration.FromMinutes(1));
        Assert.Equal(Start + Duration.FromMinutes(1), w.Order.PaidAt);
        Assert.Equal(Start + Duration.FromMinutes(1), w.Paid(10, "last", Later).Order.PaidAt);
    }

    [Fact]
    public void The_first_parcel_is_the_earliest_and_the_last_delivery_the_latest()
    {
        var w = Placed().Paid();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), Later, [Units("a", 2)]));
        w.Must(new ShipElsewhere(ShipmentId.Of("y"), Start + Duration.FromHours(1), [Units("b", 1)]));
        Assert.Equal(Start + Duration.FromHours(1), w.Order.ShippedAt);
        w.Must(new RecordDelivery(Later + Duration.FromDays(2), ShipmentId.Of("x"), [Units("a", 1)]));
        w.Must(new RecordDelivery(Later + Duration.FromDays(1), ShipmentId.Of("x"), []));
        w.Must(new RecordDelivery(Later + Duration.FromDays(1), ShipmentId.Of("y"), []));
        Assert.Equal(Later + Duration.FromDays(2), w.Order.DeliveredAt);
        Assert.Equal(Later + Duration.FromDays(2), w.Order.Shipment(ShipmentId.Of("x"))!.DeliveredAt);
    }

    [Fact]
    public void A_parcel_keeps_what_later_news_does_not_tell()
    {
        var w = Placed().Paid().Planned();
        w.Must(new AssignWaybills(S1, null, [Waybill.Of("w1")]), Warehouse);
        Assert.Equal(CarrierId.Of("SF"), w.Order.Shipment(S1)!.Carrier);
        w.Must(new AssignWaybills(S1, CarrierId.Of("YTO"), [Waybill.Of("w2")]), Warehouse);
        Assert.Equal(CarrierId.Of("YTO"), w.Order.Shipment(S1)!.Carrier);
        w.Must(new ShipShipment(S1, w.Now, [], []), Warehouse);
        var parcel = w.Order.Shipment(S1)!;
        Assert.Equal((Hangzhou, CarrierId.Of("YTO"), Waybill.Of("w2")), (parcel.Location, parcel.Carrier, parcel.Waybills.Items.Single()));
    }

    [Fact]
    public void A_parcel_that_left_in_part_holds_only_what_left()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipShipment(S1, w.Now, [], [Units("a", 1)]), Warehouse);
        Assert.Equal(new ShipmentLine(LineId.Of("a"), Units(1), default, default, default), Assert.Single(w.Order.Shipment(S1)!.Lines.Items));
    }

    [Fact]
    public void A_proven_delivery_ends_the_doubt_about_a_sign_off()
    {
        var w = Placed().Paid().Shipped();
        w.Must(new SuspectSignOff(S1, w.Now));
        Assert.True(w.Order.Shipment(S1)!.IsSignOffSuspect);
        Assert.False(w.Delivered().Order.Shipment(S1)!.IsSignOffSuspect);
    }

    [Fact]
    public void Goods_found_again_owe_what_was_written_off()
    {
        var w = Placed(PaymentTerms.CashOnDelivery).Shipped();
        var before = w.Order;
        w.Must(new RecordLoss(S1, []));
        Assert.Equal((Yuan(0), Yuan(10)), (w.Order.Money.Due, w.Order.WrittenOffParts.Sum));
        Assert.Equal((Units(2), Yuan(100)), (w.Order.Line(LineId.Of("a"))!.WrittenOff, w.Order.Line(LineId.Of("a"))!.WrittenOffMoney));
        w.Must(new StepBack(StepBackKind.Loss, S1, [], MessageId.Of("wrong")));
        Assert.Equal((before.Money, before.Parts, before.WrittenOffParts), (w.Order.Money, w.Order.Parts, w.Order.WrittenOffParts));
        Assert.Equal(before.Lines, w.Order.Lines);
    }

    [Theory]
    [InlineData(StepBackKind.ShippingToOpen, ShipmentStatus.Cancelled)]
    [InlineData(StepBackKind.ShippingToReserved, ShipmentStatus.Planned)]
    public void A_parcel_that_never_left_is_planned_again_or_given_up(StepBackKind kind, ShipmentStatus status)
    {
        var w = Placed().Paid().Shipped();
        w.Must(new StepBack(kind, S1, [], MessageId.Of("wrong")) { Reservation = kind == StepBackKind.ShippingToReserved ? ReservationId.Of("again") : null });
        Assert.Equal(status, w.Order.Shipment(S1)!.Status);
        Assert.Null(w.Order.Shipment(S1)!.HandedOverAt);
    }

    [Fact]
    public void A_false_sign_off_leaves_the_time_of_what_was_really_received()
    {
        var w = Placed().Paid().Shipped().Delivered(Later);
        w.Must(new StepBack(StepBackKind.Delivery, S1, [Units("a", 1)], MessageId.Of("wrong")));
        Assert.Equal((Later, Later), (w.Order.Shipment(S1)!.DeliveredAt, w.Order.DeliveredAt));
        w.Must(new StepBack(StepBackKind.Delivery, S1, [Units("a", 1), Units("b", 1)], MessageId.Of("wrong2")));
        Assert.Equal((null, null), (w.Order.Shipment(S1)!.DeliveredAt, w.Order.DeliveredAt));
    }

    [Theory]
    [InlineData(null, "sku-a")]
    [InlineData("other", "other")]
    public void A_replacement_is_the_same_goods_unless_others_are_named(string? sku, string sent)
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
        w.Must(new AddReplacement(LineId.Of("a2"), LineId.Of("a"), sku is null ? null : SkuId.Of(sku), Units(1)), Agent);
        Assert.Equal(SkuId.Of(sent), w.Order.Line(LineId.Of("a2"))!.Sku);
    }

    [Fact]
    public void Reinstated_by_hand_it_can_be_paid_anew_and_the_channels_end_is_forgotten()
    {
        var w = Placed();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        w.Now = Later;
        w.Must(new ReinstateOrder([], MessageId.Of("wrong")), Supervisor);
        Assert.Equal((null, Later), (w.Order.Outcome, w.Order.PayableSince));
        Assert.Equal(Start, MoneyScenarios.Expired().Paid(160, at: Start + Duration.FromMinutes(3)).Order.PayableSince);
    }

    [Fact]
    public void A_withdrawn_refund_leaves_the_line_as_it_was()
    {
        var w = Placed().Paid().Shipped().Delivered();
        var before = w.Order.Line(LineId.Of("a"));
        w.Must(new OweRefund(RefundId.Of("r"), null, [new(LineId.Of("a"), Units(1))]), Agent);
        Assert.Equal((Yuan(50), Units(1)), (w.Order.Line(LineId.Of("a"))!.RefundOwed, w.Order.Line(LineId.Of("a"))!.Owed.Delivered));
        w.Must(new WithdrawRefund(RefundId.Of("r")), Finance);
        Assert.Equal(before, w.Order.Line(LineId.Of("a")));
    }

    [Fact]
    public void A_reversed_refund_remembers_when_it_was_paid()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(20), Later));
        w.Must(new ReverseRefund(RefundId.Of("r")));
        Assert.Equal((RefundStatus.Reversed, Later), (w.Order.Refund(RefundId.Of("r"))!.Status, w.Order.Refund(RefundId.Of("r"))!.RefundedAt));
        Assert.Equal(Yuan(0), w.Order.Line(LineId.Of("a"))!.Refunded);
    }

    [Fact]
    public void Money_questions_of_what_came_back_end_with_the_money()
    {
        var w = Placed().Paid().Shipped().Delivered();
        Assert.Equal(Units(0), w.Order.Line(LineId.Of("a"))!.Unsettled);
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2)]), Warehouse);
        Assert.Equal((Units(2), Units(0)), (w.Order.Line(LineId.Of("a"))!.Unsettled, w.Order.Line(LineId.Of("a"))!.UnsettledUndelivered));
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(100), w.Now) { Items = [new(LineId.Of("a"), Units(2))] });
        Assert.Equal(Units(0), w.Order.Line(LineId.Of("a"))!.Unsettled);
    }

    [Fact]
    public void A_parcel_of_which_some_came_back_and_some_was_lost_came_back()
    {
        var w = Placed().Paid().Shipped();
        w.Must(new RecordLoss(S1, [Units("a", 2)]));
        w.Must(new GiveBackUndelivered(S1, [Units("b", 1)]));
        Assert.Equal(ShipmentStatus.Returned, w.Order.Shipment(S1)!.Status);
    }

    [Fact]
    public void A_planned_parcel_that_left_elsewhere_is_where_it_is_told_to_be()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []) { Carrier = CarrierId.Of("YTO"), Waybills = [Waybill.Of("w9")] });
        var parcel = w.Order.Shipment(S1)!;
        Assert.Equal((Hangzhou, CarrierId.Of("YTO"), Waybill.Of("w9"), false),
            (parcel.Location, parcel.Carrier, parcel.Waybills.Items.Single(), parcel.IsElsewhere));
        var moved = OrderDecider.Evolve(Placed().Paid().Planned().Order,
            new ShipmentHandedOver(S1, LocationId.Of("SH"), null, [], [Units("a", 2), Units("b", 1)], [], false, Start)).Shipment(S1)!;
        Assert.Equal((LocationId.Of("SH"), CarrierId.Of("SF")), (moved.Location, moved.Carrier));
    }

    [Fact]
    public void A_delivery_of_which_a_whole_line_was_false_keeps_its_time()
    {
        var w = Placed().Paid().Shipped().Delivered(Later);
        w.Must(new StepBack(StepBackKind.Delivery, S1, [Units("b", 1)], MessageId.Of("wrong")));
        Assert.Equal((Later, Later), (w.Order.Shipment(S1)!.DeliveredAt, w.Order.DeliveredAt));
    }

    [Fact]
    public void A_line_that_replaces_nothing_says_so() => Assert.All(Placed().Order.Lines, l => Assert.Null(l.ReplacementOf));

    [Fact]
    public void Two_planned_parcels_are_work_begun_as_one_is() => Assert.Equal(
        FulfilmentStatus.InPreparation, Placed().Paid().Planned("s1", true, Units("a", 2)).Planned("s2", true, Units("b", 1)).Statuses.Fulfilment);

    // All came back, and goods are sent instead of money: once they are out the order lives on with them.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 2)]
    public void Replacements_keep_an_order_open_however_many_are_out(int shipped, int delivered)
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2), Units("b", 1)]), Warehouse);
        foreach (var id in new[] { "x1", "x2" }) w.Must(new AddReplacement(LineId.Of(id), LineId.Of("a"), null, Units(1)), Agent);
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(50), w.Now) { Items = [new(LineId.Of("b"), Units(1))] });
        for (var i = 1; i <= shipped; i++) w.Must(new ShipElsewhere(ShipmentId.Of($"p{i}"), w.Now, [Units($"x{i}", 1)]));
        for (var i = 1; i <= delivered; i++) w.Must(new RecordDelivery(w.Now, ShipmentId.Of($"p{i}"), []));
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
    }
}
