using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Lineage;

// Fails when a split or merge loses a unit, a cent, a parcel or the lineage, tears a bundle, or lets units slip out of a review.
public class ReassignScenarios
{
    private static readonly LineId A = LineId.Of("a");

    [Fact]
    public void Units_go_to_a_new_order_with_their_money_and_both_know_each_other()
    {
        var f = new Family(Placed().Paid());
        Assert.Null(f.Split(0, [Units("a", 1), Units("b", 1)], Agent));
        var (parent, child) = (f.Orders[0], f.Orders[1]);
        Assert.Equal((Yuan(60), Yuan(60), Yuan(10)), (parent.Money.Due, parent.Money.Kept, parent.Parts.Freight));
        Assert.Equal((Yuan(100), Yuan(100), OrderStatus.AwaitingFulfilment), (child.Money.Due, child.Money.Kept, child.Statuses.Headline));
        Assert.Equal([1L, 1L], child.Lines.Items.Select(l => l.Units.Open.Units));
        Assert.Equal((parent.Key, child.Key), (Assert.Single(child.Kin.From), Assert.Single(parent.Kin.To)));
        Assert.Equal((parent.Key, parent.Key), (child.Kin.Root, parent.Kin.Root));
        Assert.Equal("ready", child.Process!.Step);
        Assert.Null(OrderTimers.PaymentDueAt(child, OrderPolicies.Default));
        Assert.Null(f.Split(1, [Units("b", 1)], Agent));
        Assert.Equal((parent.Key, child.Key), (f.Orders[2].Kin.Root, f.Orders[2].Kin.From[0]));
    }

    [Fact]
    public void Both_sides_say_why_and_by_which_document()
    {
        var context = new DecisionContext(Agent, Start, MessageId.Of("m"));
        var both = OrderReassignment.Split(Placed().Paid().Order, new SplitOrder(Key("100-1"), [Units("a", 2), Units("b", 1)]), OrderPolicies.Default, context)
            .ValueOrThrow();
        Assert.Equal([OrdersCodes.Reassigned, OrdersCodes.OrderReplaced],
            both.Source.Decision.Reasons.Items.Select(r => r.Code).Where(c => c != OrdersCodes.StepEnteredNow));
        Assert.Contains(both.Target.Decision.Reasons, r => r.Code == OrdersCodes.TakenOver);
        Assert.Contains(both.Source.Decision.Policies, p => p.Name == "changes");
    }

    [Fact]
    public void An_order_that_gave_everything_away_is_closed_as_replaced_and_no_cancellation()
    {
        var f = new Family(Placed().Paid());
        Assert.Null(f.Split(0, [Units("a", 2), Units("b", 1)], Supervisor));
        var (parent, child) = (f.Orders[0], f.Orders[1]);
        Assert.Equal((OrderStatus.Closed, ClaimOutcome.Replaced, Yuan(0), Yuan(0)),
            (parent.Statuses.Headline, parent.Outcome!.Value, parent.Money.Due, parent.Money.Paid));
        Assert.Equal((Yuan(160), Yuan(10), "closed"), (child.Money.Kept, child.Parts.Freight, parent.Process!.Step));
        Assert.Equal(OrdersCodes.NotOpenForShipping, f.Split(0, [Units("a", 1)], Agent)!.Code);
    }

    [Fact]
    public void A_parcel_that_weighed_wrong_holds_its_units_only_while_it_is_planned()
    {
        var w = Placed().Paid().Planned();
        w.Must(new WeighShipment(ShipmentId.Of("s1"), 900) { ExpectedGrams = 100 }, Warehouse);
        Assert.Equal(OrdersCodes.Held, new Family(w).Split(0, [Units("a", 1)], Agent)!.Code);
        w.Must(new ReleaseShipment(ShipmentId.Of("s1")), Warehouse);
        Assert.Null(new Family(w).Split(0, [Units("a", 1)], Agent));
    }

    [Fact]
    public void A_planned_parcel_goes_with_its_reservation_or_is_given_up()
    {
        var f = new Family(Placed().Paid().Planned("s1", true, Units("a", 2)).Planned("s2", true, Units("b", 1)));
        Assert.Null(f.Split(0, [Units("b", 1)], Agent));
        var taken = Assert.Single(f.Orders[1].Shipments);
        Assert.Equal((ShipmentStatus.Planned, ReservationId.Of("r-s2"), 1L),
            (taken.Status, taken.Reservation!.Value, f.Orders[1].Lines[0].Units.Reserved.Units));
        Assert.Equal((ShipmentStatus.Cancelled, (ReservationId?)null),
            (f.Orders[0].Shipment(ShipmentId.Of("s2"))!.Status, f.Orders[0].Shipment(ShipmentId.Of("s2"))!.Reservation));
        Assert.DoesNotContain(f.Events[0], e => e is ShipmentReleased);
        Assert.Null(f.Split(0, [Units("a", 1)], Agent));
        Assert.Contains(f.Events[0], e => e is ShipmentReleased);
        Assert.Equal((0L, 1L, 1L), (f.Orders[0].Line(A)!.Units.Reserved.Units, f.Orders[0].Line(A)!.Units.Open.Units, f.Orders[2].Line(A)!.Units.Open.Units));
        Assert.Null(f.Do(1, new ShipShipment(ShipmentId.Of("s2"), f.Now, [], []), Warehouse));
    }

    [Fact]
    public void A_parcel_that_goes_with_its_units_goes_as_it_was_planned_and_the_new_order_knows_when_it_was_paid()
    {
        var w = Placed().Paid();
        w.Must(new PlanShipment(ShipmentId.Of("s1"), Hangzhou, CarrierId.Of("SF"), ReservationId.Of("r1"), [Units("b", 1)]) { Service = "instant" },
            Actor.Kernel);
        var f = new Family(w);
        Assert.Null(f.Split(0, [Units("b", 1)], Agent));
        Assert.Equal(("instant", CarrierId.Of("SF"), w.Order.Shipments[0].PlannedAt),
            (f.Orders[1].Shipments[0].Service, f.Orders[1].Shipments[0].Carrier, f.Orders[1].Shipments[0].PlannedAt));
        Assert.Equal(w.Order.PaidAt, f.Orders[1].PaidAt);
        Assert.Equal(Yuan(100), f.Orders[0].Lines.Items.Aggregate(Yuan(0), (sum, l) => sum + l.Total));
    }

    [Fact]
    public void Two_orders_of_one_buyer_become_one_and_refunds_go_on_there()
    {
        var f = new Family(Placed().Paid());
        Assert.Null(f.Split(0, [Units("a", 1)], Agent));
        Assert.Null(f.Merge(1, 0, Agent));
        var (all, shell) = (f.Orders[0], f.Orders[1]);
        Assert.Equal((Yuan(160), OrderStatus.Closed, 3), (all.Money.Kept, shell.Statuses.Headline, all.Lines.Count));
        Assert.Equal((shell.Key, shell.Key, all.Key), (all.Kin.From[0], all.Kin.To[0], all.Kin.Root));
        Assert.Null(f.Do(0, new OweRefund(RefundId.Of("r"), null, []), Finance));
        Assert.Null(f.Do(0, new RecordRefund(RefundId.Of("r"), Yuan(160), f.Now)));
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunded), (f.Orders[0].Statuses.Headline, f.Orders[0].Statuses.Payment));
    }

    [Fact]
    public void What_was_sent_stays_and_only_the_rest_goes()
    {
        var f = new Family(Placed().Paid().Shipped("s1", Units("a", 2)));
        Assert.Equal(KernelCodes.LedgerUnitsShort, f.Split(0, [Units("a", 1)], Agent)!.Code);
        Assert.Null(f.Split(0, [Units("b", 1)], Agent));
        Assert.Equal((OrderStatus.Shipped, OrderStatus.AwaitingFulfilment, Yuan(110)),
            (f.Orders[0].Statuses.Headline, f.Orders[1].Statuses.Headline, f.Orders[0].Money.Kept));
    }

    [Fact]
    public void A_bundle_goes_whole_or_not_at_all()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Bundle("a", 3, 100, 2, 1)));
        var f = new Family(w.Paid(100));
        Assert.Equal(OrdersCodes.BundleNotWhole, f.Split(0, [Units("a#1", 2)], Agent)!.Code);
        Assert.Equal(OrdersCodes.BundleNotWhole, f.Split(0, [Units("a#1", 1), Units("a#2", 1)], Agent)!.Code);
        Assert.Null(f.Split(0, [Units("a#1", 2), Units("a#2", 1)], Agent));
        Assert.Equal((2L, 1L), (f.Orders[1].Lines[0].Units.Open.Units, f.Orders[1].Lines[1].Units.Open.Units));
        Assert.Equal(f.Orders[1].Lines[0].Bundle, f.Orders[1].Lines[1].Bundle);
        Assert.NotEqual(f.Orders[0].Lines[0].Bundle, f.Orders[1].Lines[0].Bundle);
        Assert.Equal(OrdersCodes.BundleNotWhole, f.Do(1, new CancelUnits([Units("a#1", 2)]), Agent)!.Code);
        Assert.Null(f.Merge(1, 0, Agent));
        Assert.Equal(2, f.Orders[0].Lines.Items.Select(l => l.Bundle).Distinct().Count());
        Assert.Null(f.Do(0, new CancelUnits([new(f.Orders[0].Lines[2].Id, Units(2)), new(f.Orders[0].Lines[3].Id, Units(1))]), Agent));
    }

    [Fact]
    public void Cash_that_is_due_at_the_door_is_split_and_so_is_what_was_paid_before()
    {
        var f = new Family(Placed(PaymentTerms.CashOnDelivery).Paid(16));
        Assert.Null(f.Split(0, [Units("b", 1)], Agent));
        Assert.Equal((Yuan(50), Yuan(5)), (f.Orders[1].Money.Due, f.Orders[1].Money.Kept));
        Assert.Equal((Yuan(110), Yuan(11)), (f.Orders[0].Money.Due, f.Orders[0].Money.Kept));
    }

    [Fact]
    public void Money_goes_by_the_tenders_that_paid_and_comes_back_by_them()
    {
        var w = Placed();
        w.Must(new RecordPayment(PaymentId.Of("card"), Tender.GiftCard, Yuan(100), Start));
        w.Must(new RecordPayment(PaymentId.Of("cash"), Tender.Cash, Yuan(60), Start));
        var f = new Family(w);
        Assert.Null(f.Split(0, [Units("a", 2)], Agent));
        var (cash, card) = (Money.Fen(37_50), Money.Fen(62_50));
        Assert.Equal([new TenderAmount(Tender.Cash, cash), new TenderAmount(Tender.GiftCard, card)], Assert.Single(f.Orders[1].MovedMoney).Tenders);
        Assert.Null(f.Do(0, new RecordRefund(RefundId.Of("r"), Yuan(60), f.Now)));
        Assert.Equal([new TenderAmount(Tender.Cash, Yuan(60) - cash), new TenderAmount(Tender.GiftCard, Yuan(100) - card)], f.Orders[0].Refunds[0].Tenders);
        Assert.Null(f.Do(1, new RecordRefund(RefundId.Of("r"), Yuan(100), f.Now)));
        Assert.Equal(2, f.Orders[1].Refunds[0].Tenders.Count);
    }

    [Fact]
    public void Units_do_not_leave_a_review_but_leave_a_shortage()
    {
        var w = ProcessScenarios.Big(60_000).Paid(60_000);
        var f = new Family(w);
        Assert.Equal(OrdersCodes.Held, f.Split(0, [Units("a", 1)], Agent)!.Code);
        var p = Placed().Paid();
        p.Must(new PlaceHold(HoldId.Of("h"), HoldKind.CustomerRequest, HoldScopes.Ship) { Line = A }, Agent);
        p.Must(new PlaceHold(HoldId.Of("s"), HoldKind.StockShortage, HoldScopes.Ship), Agent);
        f = new Family(p);
        Assert.Equal(OrdersCodes.Held, f.Split(0, [Units("a", 1)], Agent)!.Code);
        Assert.Null(f.Split(0, [Units("b", 1)], Agent));
        Assert.Equal(OrdersCodes.Held, f.Merge(0, 1, Agent)!.Code);
    }

    [Fact]
    public void Tags_and_the_agreed_address_go_along()
    {
        var w = Placed().Paid();
        w.Must(new TagOrder(OrderTag.Of("vip")));
        w.Must(new ProposeChange(ChangeId.Of("c"), OrderChange.ToAddress(PersonToken.Of("t"))), Agent);
        w.Must(new ConfirmChange(ChangeId.Of("c")), Agent);
        var f = new Family(w);
        Assert.Null(f.Split(0, [Units("a", 1)], Agent));
        Assert.Equal((OrderTag.Of("vip"), PersonToken.Of("t")), (f.Orders[1].Tags[0], f.Orders[1].Address!.Value));
    }

    [Fact]
    public void Orders_that_do_not_fit_hand_nothing_over()
    {
        var f = new Family(Placed().Paid());
        Assert.Equal(OrdersCodes.KinMismatch, f.Merge(0, 0, Agent)!.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, f.Split(0, [], Agent)!.Code);
        Assert.Equal(OrdersCodes.LineUnknown, f.Split(0, [Units("z", 1)], Agent)!.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, f.Split(0, [Units("a", 0)], Agent)!.Code);
        Assert.Equal(OrdersCodes.ChangeRoleMissing, f.Split(0, [Units("a", 1)], Buyer)!.Code);
        Assert.Equal(OrdersCodes.NotOpenForShipping, new Family(Placed()).Split(0, [Units("a", 1)], Agent)!.Code);
        Assert.Equal(OrdersCodes.NeedsTwoOrders, f.Do(0, new SplitOrder(f.NextKey, [Units("a", 1)]), Agent)!.Code);
        Assert.Equal(OrdersCodes.NeedsTwoOrders, f.Do(0, new MergeOrder(f.NextKey), Agent)!.Code);
        var (context, cod) = (new DecisionContext(Agent, Start, MessageId.Of("m")), new World());
        cod.Must(Placing(new(Yuan(5)), Line("x", 1, 5)) with { Terms = PaymentTerms.CashOnDelivery, Key = Key("200") });
        Assert.Equal(OrdersCodes.KinMismatch, OrderReassignment.Merge(f.Orders[0], cod.Order, OrderPolicies.Default, context).Refusal!.Code);
        Assert.Equal(KernelCodes.IdUnset,
            OrderReassignment.Split(f.Orders[0], new SplitOrder(default, [Units("a", 1)]), OrderPolicies.Default, context).Refusal!.Code);
        foreach (var key in new[] { f.Orders[0].Key, f.NextKey with { Tenant = TenantId.Of("other") } })
            Assert.Equal(OrdersCodes.KinMismatch,
                OrderReassignment.Split(f.Orders[0], new SplitOrder(key, [Units("a", 1)]), OrderPolicies.Default, context).Refusal!.Code);
    }

    [Fact]
    public void Replacements_stay_with_what_they_replace()
    {
        var w = Placed().Paid().Shipped("s1", Units("a", 2)).Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]));
        w.Must(new AddReplacement(LineId.Of("a2"), A, null, Units(1)));
        Assert.Equal(OrdersCodes.LineFixed, new Family(w).Split(0, [Units("a2", 1)], Agent)!.Code);
    }
}
