using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Fails when a decision does not name the documents that decided it, takes units from
/// the wrong parcel, spreads a refund otherwise than over goods, freight and the rest,
/// or tells the wrong cause or count. Every command is also judged by the laws of World.
/// </summary>
public class DecisionScenarios
{
    private static readonly LineId A = LineId.Of("a"), B = LineId.Of("b");
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly RefundId R = RefundId.Of("r");

    [Fact]
    public void Each_decision_names_the_documents_that_decided()
    {
        var w = Placed().Paid();
        Named(w, "changes", new ProposeChange(ChangeId.Of("c"), OrderChange.ToRemark("gift")), Agent);
        Named(w, "changes", new ConfirmChange(ChangeId.Of("c")), Agent);
        w.Must(new ProposeChange(ChangeId.Of("d"), OrderChange.ToRemark("no gift")), Agent);
        Named(w, "changes", new DeclineChange(ChangeId.Of("d"), "why not"), Agent);
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship), Agent);
        Named(w, "holds", new ReleaseHold(HoldId.Of("h")), Supervisor);
        Named(w, "retention", new SetLegalHold(EvidenceReference.Of("case"), "court"), Supervisor);
        Named(w, "invoicing", new RequestInvoice(InvoiceId.Of("i"), null), Agent);
        w.Planned();
        Named(w, "warehouse", new WeighShipment(S1, 700) { ExpectedGrams = 700 }, Warehouse);
        Named(w, "standard", new ShipShipment(S1, w.Now, [], []), Warehouse);
        var due = Placed();
        due.Now = Start + Duration.FromHours(1);
        Named(due, "standard", new FireDeadline("expire"), Actor.Kernel);
        Named(due, "standard", new FireDeadline("expire"), Actor.Kernel);
        var parcel = ShipmentProcessScenarios.Parcel();
        Named(parcel, "shipment-plain", new FireShipmentTrigger(S1, "picked"), ShipmentProcessScenarios.Picker);
    }

    [Theory]
    [InlineData(true, CancelCause.Asked)]
    [InlineData(false, CancelCause.ChannelEnded)]
    public void A_cancellation_says_who_wanted_it(bool isBuyer, CancelCause cause)
    {
        var w = Placed().Paid();
        Assert.Equal(cause, w.Must(new CancelUnits([Units("a", 1)]), isBuyer ? Buyer : Channel).Events.Items.OfType<UnitsCancelled>().Single().Cause);
        w.Says(OrdersCodes.Cancelled);
    }

    [Fact]
    public void Cancelled_units_leave_what_is_open_first_and_then_the_parcels_planned_last()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(600)), Line("a", 6, 600)));
        w.Paid(600).Planned("s1", true, Units("a", 1)).Planned("s2", true, Units("a", 2)).Planned("s3", true, Units("a", 2));
        w.Must(new CancelUnits([Units("a", 4)]), Buyer);
        Assert.Equal(["s1=1", "s2=1"], Planned(w));
        Assert.Equal(ShipmentStatus.Cancelled, w.Order.Shipment(ShipmentId.Of("s3"))!.Status);
        w.Must(new CancelUnits([Units("a", 1)]), Buyer);
        Assert.Equal(["s1=1"], Planned(w));
    }

    [Fact]
    public void A_plan_without_a_reservation_shrinks_only_when_too_little_is_open_for_it()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(600)), Line("a", 6, 600)));
        w.Paid(600).Planned("s1", true, Units("a", 2)).Planned("s2", false, Units("a", 3));
        w.Must(new CancelUnits([Units("a", 1)]), Buyer);
        Assert.Equal(["s1=2", "s2=3"], Planned(w));
        w.Must(new CancelUnits([Units("a", 1)]), Buyer);
        Assert.Equal(["s1=2", "s2=2"], Planned(w));
        w.Must(new CancelUnits([Units("a", 3)]), Buyer);
        Assert.Equal(["s1=1"], Planned(w));
    }

    [Fact]
    public void A_parcel_that_left_another_place_leaves_plans_elsewhere_alone()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, [Units("b", 1)]) { Location = LocationId.Of("SH") });
        Assert.Equal((ShipmentStatus.Cancelled, ShipmentStatus.HandedOver), (w.Order.Shipment(S1)!.Status, w.Order.Shipment(ShipmentId.Of("x"))!.Status));
        var same = Placed().Paid().Planned("s1", true, Units("b", 1));
        same.Must(new ShipElsewhere(ShipmentId.Of("x"), same.Now, [Units("b", 1)]) { Location = Hangzhou });
        Assert.Equal((ShipmentStatus.HandedOver, 1), (same.Order.Shipment(S1)!.Status, same.Order.Shipments.Count));
    }

    [Fact]
    public void A_parcel_that_leaves_elsewhere_opens_only_the_plans_that_it_leaves_too_little_for()
    {
        var w = Placed().Paid().Planned("s1", false, Units("a", 1)).Planned("s2", false, Units("b", 1));
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, [Units("a", 1)]));
        Assert.Equal(["s1=1", "s2=1"], Planned(w));
        w.Must(new ShipElsewhere(ShipmentId.Of("y"), w.Now, [Units("a", 1)]));
        Assert.Equal(["s2=1"], Planned(w));
    }

    [Fact]
    public void Everything_that_left_is_the_cancelled_goods_when_nothing_else_is_there()
    {
        var w = Placed();
        w.Must(new CancelUnits([]), Buyer);
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        Assert.Equal(["2", "1"], w.Order.Lines.Items.Select(l => l.Units.Shipped.ToString()));
        w.Unchanged(new ShipElsewhere(ShipmentId.Of("y"), w.Now, []));
    }

    [Fact]
    public void Units_that_stay_behind_are_counted()
    {
        var w = Placed().Paid().Planned();
        var why = w.Must(new ShipShipment(S1, w.Now, [], [Units("a", 1)]), Warehouse).Reasons.Items.Single(r => r.Code == OrdersCodes.LeftOut);
        Assert.Equal("2", why.Arguments.Items.Single(a => a.Name == "units").Value);
    }

    [Theory]
    [InlineData(50, 1, 0, 0, "a=50")]
    [InlineData(30, 0, 0, 0, "a=30")]
    public void A_part_of_a_units_price_goes_back_without_the_unit(int yuan, int units, int freight, int other, string goods)
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new OweRefund(R, null, [new(A, Units(1), Yuan(yuan))]), Agent);
        var refund = w.Order.Refund(R)!;
        Assert.Equal((Yuan(yuan), units, Yuan(freight), Yuan(other)), (refund.Amount, refund.Units.Count, refund.Parts.Freight, refund.Parts.Other));
        Assert.Equal(goods,
            string.Join(",", refund.Units.Items.Select(u => $"{u.Line}={u.Money.MinorUnits / 100}")
                .Concat(refund.Goods.Items.Select(g => $"{g.Line}={g.Money.MinorUnits / 100}"))));
    }

    [Fact]
    public void More_than_a_unit_costs_or_less_than_nothing_does_not_go_back_for_it()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.MustNot(OrdersCodes.RefundAboveUnits, new OweRefund(R, null, [new(A, Units(1), Yuan(51))]), Agent);
        w.MustNot(OrdersCodes.AmountsInvalid, new OweRefund(R, null, [new(A, Units(1), Money.Fen(-1))]), Agent);
        w.MustNot(OrdersCodes.RefundAboveUnits, new OweRefund(R, null, []) { Freight = Yuan(11) }, Agent);
        w.MustNot(KernelCodes.LedgerCurrencyMismatch, new OweRefund(R, Money.OfMinor(1, Currency.Of("USD")), []), Agent);
        w.MustNot(KernelCodes.LedgerNothingToMove, new OweRefund(R, null, [new(A, Units(0), Yuan(0))]), Agent);
        w.MustNot(OrdersCodes.UnitsAlreadySettled, new OweRefund(R, null, [new(A, Units(3))]), Agent);
        var refusal = w.MustNot(OrdersCodes.UnitsAlreadySettled, new OweRefund(R, null, [new(A, Units(2), null, SentPlace.Returned)]), Agent);
        Assert.Equal("0", refusal.Arguments.Items.Single(a => a.Name == "left").Value);
        w.Must(new OweRefund(R, null, [new(B, Units(0))]), Agent);
        Assert.Equal(Yuan(50), w.Order.Refund(R)!.Amount);
    }

    [Fact]
    public void An_amount_is_spread_over_the_goods_by_what_is_left_then_over_freight_and_the_rest()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(170)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid(170).Planned("s1", true, Units("a", 2), Units("b", 1)).Shipped().Delivered();
        w.Must(new OweRefund(R, Yuan(165), []), Agent);
        var refund = w.Order.Refund(R)!;
        Assert.Equal((Yuan(10), Yuan(5), Yuan(150)),
            (refund.Parts.Freight, refund.Parts.Other, refund.Units.Items.Aggregate(Yuan(0), (sum, u) => sum + u.Money)));
        w.Must(new WithdrawRefund(R), Finance);
        w.Must(new OweRefund(RefundId.Of("small"), Yuan(15), []), Agent);
        Assert.Equal(["a=10", "b=5"], w.Order.Refund(RefundId.Of("small"))!.Goods.Items.Select(g => $"{g.Line}={g.Money.MinorUnits / 100}"));
    }

    [Fact]
    public void All_that_was_paid_of_an_uncovered_order_goes_back_and_nothing_more_is_sent()
    {
        var w = Placed(PaymentTerms.PayLater).Paid(40);
        w.Must(new OweRefund(R, Yuan(40), []), Agent);
        Assert.Equal((Yuan(40), Yuan(0), OrderStatus.Cancelled), (w.Order.Refund(R)!.Amount, w.Order.Money.Kept, w.Statuses.Headline));
        var sent = Placed(PaymentTerms.PayLater).Paid(100).Planned("s1", true, Units("a", 1)).Shipped();
        sent.Must(new OweRefund(R, Yuan(100), []), Agent);
        Assert.Equal((Yuan(100), Yuan(0), Units(0)), (sent.Order.Refund(R)!.Amount, sent.Order.Money.Kept, sent.Order.Line(A)!.Units.Rest));
    }

    [Fact]
    public void A_refund_of_units_cancels_those_that_are_not_sent_and_pays_sent_ones_behind_them()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Line("a", 3, 100)));
        w.Paid(100).Planned("s1", true, Units("a", 1)).Shipped();
        w.Must(new OweRefund(R, null, [new(A, Units(1), Money.Fen(10)), new(A, Units(2))]), Agent);
        var line = w.Order.Line(A)!;
        Assert.Equal((Units(2), Units(0), Yuan(100)), (line.Units.Cancelled, line.Units.Rest, line.Money.Left + w.Order.Refund(R)!.Amount));
    }

    [Fact]
    public void Withheld_money_is_of_goods_that_are_here_or_of_what_is_owed_back()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.MustNot(OrdersCodes.PendingShort, new WithholdMoney(Yuan(10), [new(A, Units(1), Yuan(20))], "wear"));
        w.MustNot(OrdersCodes.PendingShort, new WithholdMoney(Yuan(60), [new(A, Units(1))], "wear"));
        w.MustNot(OrdersCodes.PendingShort, new WithholdMoney(Yuan(40), [new(A, Units(1))], "wear"));
        var open = Placed().Paid();
        open.MustNot(OrdersCodes.PendingShort, new WithholdMoney(null, [new(A, Units(1))], "wear"));
        w.Must(new WithholdMoney(Yuan(50), [new(A, Units(1))], "wear"));
        Assert.Equal(Yuan(50), w.Order.Money.Withheld);
    }

    [Fact]
    public void What_no_line_explains_is_told_beyond_freight_tax_and_surcharges()
    {
        Assert.DoesNotContain(Reasons(new(Yuan(165)) { ListPrice = Yuan(150), Freight = Yuan(10), Tax = Yuan(3), Surcharges = Yuan(2) }),
            r => r.Code == OrdersCodes.Unattributed);
        var told = Reasons(new(Yuan(170)) { ListPrice = Yuan(150), Freight = Yuan(10), Tax = Yuan(3), Surcharges = Yuan(2) })
            .Single(r => r.Code == OrdersCodes.Unattributed);
        Assert.Equal(Yuan(5).ToString(), told.Arguments.Items.Single(a => a.Name == "amount").Value);
        var w = new World();
        Assert.DoesNotContain(w.Must(Placing(new(Yuan(20)))).Reasons, r => r.Code == OrdersCodes.Unattributed);

        static IEnumerable<Reason> Reasons(OrderAmounts amounts) => new World().Must(Placing(amounts, Line("a", 2, 100), Line("b", 1, 50))).Reasons.Items;
    }

    [Fact]
    public void Replaced_units_that_were_cancelled_can_be_replaced_again()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2)]), Warehouse);
        w.Must(new AddReplacement(LineId.Of("x"), A, null, Units(2)), Agent);
        w.MustNot(OrdersCodes.NothingToReplace, new AddReplacement(LineId.Of("y"), A, null, Units(1)), Agent);
        w.Must(new CancelUnits([Units("x", 1)]));
        w.MustNot(OrdersCodes.NothingToReplace, new AddReplacement(LineId.Of("y"), A, null, Units(2)), Agent);
        w.Must(new AddReplacement(LineId.Of("y"), A, null, Units(1)), Agent);
    }

    [Fact]
    public void A_line_that_needs_no_fulfilment_makes_an_order_of_such_lines_none_that_is_shipped()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(150)), Line("a", 1, 100) with { NeedsFulfilment = false }, Line("b", 1, 50)));
        Assert.Equal([false, true], w.Order.Lines.Items.Select(l => l.NeedsFulfilment));
        w.Paid(150).Planned("s1", true, Units("b", 1)).Shipped();
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Only_replacements_alone_are_planned_once_the_order_is_closed(int others, bool isOpen)
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2)).Shipped("s1");
        w.Must(new CancelUnits([Units("b", 1)]), Channel);
        w.Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2)]), Warehouse);
        w.Must(new AddReplacement(LineId.Of("x"), A, null, Units(1)), Agent);
        var lines = others == 0 ? ValueList.ToValueList([Units("x", 1)]) : [Units("x", 1), Units("b", 1)];
        var result = w.Do(new PlanShipment(ShipmentId.Of("s2"), Hangzhou, null, null, lines), Actor.Kernel);
        Assert.Equal(isOpen, result.IsOk);
    }

    [Fact]
    public void A_waybill_without_a_carrier_keeps_the_planned_one()
    {
        var w = Placed().Paid().Planned();
        w.Must(new AssignWaybills(S1, null, [Waybill.Of("w1")]), Warehouse);
        w.Unchanged(new AssignWaybills(S1, null, [Waybill.Of("w1")]), actor: Warehouse);
        w.Unchanged(new AssignWaybills(S1, CarrierId.Of("SF"), [Waybill.Of("w1")]), actor: Warehouse);
        w.Must(new AssignWaybills(S1, CarrierId.Of("YTO"), [Waybill.Of("w1")]), Warehouse);
        Assert.Equal(CarrierId.Of("YTO"), w.Order.Shipment(S1)!.Carrier);
        w.MustNot(OrdersCodes.ShipmentEmpty, new PlanShipment(ShipmentId.Of("s9"), Hangzhou, null, null, [Units("a", 1), Units("b", 0)]), Actor.Kernel);
    }

    [Fact]
    public void Cash_on_delivery_gives_up_freight_only_when_the_last_parcel_comes_back()
    {
        var w = Placed(PaymentTerms.CashOnDelivery).Shipped("s1", Units("a", 2)).Shipped("s2", Units("b", 1));
        w.Must(new GiveBackUndelivered(S1, []));
        Assert.Equal(Yuan(10), w.Order.Parts.Freight);
        w.Must(new GiveBackUndelivered(ShipmentId.Of("s2"), []));
        Assert.Equal((Yuan(0), Yuan(10)), (w.Order.Parts.Freight, w.Order.WrittenOffParts.Freight));
        var half = Placed(PaymentTerms.CashOnDelivery).Shipped("s1", Units("a", 2)).Shipped("s2", Units("b", 1));
        half.Must(new RecordDelivery(half.Now, S1, []));
        half.Must(new GiveBackUndelivered(ShipmentId.Of("s2"), []));
        Assert.Equal(Yuan(10), half.Order.Parts.Freight);
    }

    [Fact]
    public void A_hash_of_evidence_is_of_sixty_four_small_hexadecimal_digits()
    {
        var w = Placed();
        var right = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
        foreach (var wrong in new[] { right.Replace('f', 'g'), right.ToUpperInvariant(), right.Remove(63), right + "0", "/" + right.Remove(63),
            ":" + right.Remove(63), "`" + right.Remove(63) })
            w.MustNot(TrailCodes.EvidenceHashInvalid, new AttachEvidence(EvidenceReference.Of("e"), "photo", wrong), Agent);
        w.MustNot(TrailCodes.EvidenceHashInvalid, new AttachEvidence(EvidenceReference.Of("e"), " ", right), Agent);
        w.Must(new AttachEvidence(EvidenceReference.Of("e"), "photo", right), Agent);
        w.Must(new AttachEvidence(EvidenceReference.Of("other"), "photo", right), Agent);
        w.Unchanged(new AttachEvidence(EvidenceReference.Of("other"), "photo", right), actor: Agent);
    }

    private static string[] Planned(World w) =>
        [.. w.Order.Shipments.Items.Where(s => s.Status == ShipmentStatus.Planned)
            .Select(s => $"{s.Id}={s.Lines.Items.Aggregate(default(Quantity), (sum, l) => sum + l.Units)}")];

    private static void Named(World w, string policy, OrderCommand command, Actor actor)
    {
        w.Must(command, actor);
        Assert.Contains(policy, w.Last!.Policies.Items.Select(p => p.Name));
    }

    [Fact]
    public void What_a_channel_was_told_of_a_parcel_is_kept_once_and_of_known_parcels_only()
    {
        var w = Placed().Paid().Shipped();
        var taken = new RecordWriteBack(w.Order.Shipments[0].Id, w.Order.Key, [LineId.Of("a")], [Waybill.Of("W1")], null);
        w.Must(taken);
        w.Unchanged(taken);
        w.Must(taken with { Refused = "call 13800001234" });
        w.MustNot(OrdersCodes.ShipmentUnknown, taken with { Shipment = ShipmentId.Of("none") });
        Assert.Equal([null, "call 138******34"], w.Order.WriteBacks.Items.Select(n => n.Refused));
        Assert.Equal("refused", (taken with { Refused = " " }).Missing()!.Arguments.Items[0].Value);
    }
}
