using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when an ask passes without role, guard or hold, a fact is stopped by one, or the process leaves its status.
public class ProcessScenarios
{
    private static readonly HoldId H = HoldId.Of("h");

    [Fact]
    public void A_hold_on_edits_stops_a_cancel_by_trigger_as_it_stops_the_command()
    {
        var w = World.Placed();
        w.Must(new PlaceHold(H, HoldKind.AddressReview, HoldScopes.Edit), Agent);
        w.MustNot(OrdersCodes.Held, new CancelUnits([]), Agent);
        w.MustNot(OrdersCodes.Held, new FireTrigger("cancel"), Agent);
        w.Must(new ReleaseHold(H), Agent);
        w.Must(new FireTrigger("cancel"), Agent);
    }

    [Fact]
    public void An_ask_needs_the_role_and_the_step()
    {
        var w = Placed();
        Assert.Equal(WorkflowCodes.RoleMissing, w.MustNot(WorkflowCodes.RoleMissing, new CancelUnits([]), Warehouse).Code);
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new CompleteOrder(), Buyer);
        w.MustNot(OrdersCodes.NotConfirmable, new CompleteOrder(), Actor.Kernel);
        w.Paid().Shipped();
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new CancelUnits([]), Agent);
        w.MustNot(KernelCodes.LedgerNothingToMove, new CancelUnits([]), Actor.Kernel);
        w.MustNot(KernelCodes.LedgerUnitsShort, new CancelUnits([Units("a", 1)]), Actor.Kernel);
        w.MustNot(OrdersCodes.LineUnknown, new CancelUnits([Units("z", 1)]), Actor.Kernel);
    }

    [Fact]
    public void Holds_stop_asks_and_consequences_and_never_facts()
    {
        var w = Placed().Paid().Planned();
        w.Must(new PlaceHold(H, HoldKind.AddressReview, HoldScopes.Ship | HoldScopes.Refund | HoldScopes.Edit), Agent);
        w.MustNot(OrdersCodes.Held, new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []), Warehouse);
        w.MustNot(OrdersCodes.Held, new CancelUnits([]), Buyer);
        w.MustNot(OrdersCodes.Held, new OweRefund(RefundId.Of("r"), null, []), Actor.Kernel);
        w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, []));
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(10), w.Now));
        w.Must(new ReleaseHold(H), Agent);
        w.MustNot(OrdersCodes.HoldUnknown, new ReleaseHold(H), Agent);
    }

    [Fact]
    public void A_hold_on_one_line_or_shipment_leaves_the_others_free()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2)).Planned("s2", true, Units("b", 1));
        w.Must(new PlaceHold(H, HoldKind.CustomerRequest, HoldScopes.Ship) { Line = LineId.Of("a") }, Agent);
        w.Must(new PlaceHold(HoldId.Of("h2"), HoldKind.WeightMismatch, HoldScopes.Ship) { Shipment = ShipmentId.Of("s1") }, Agent);
        w.MustNot(OrdersCodes.Held, new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []), Warehouse);
        w.Shipped("s2");
    }

    [Fact]
    public void Words_of_people_on_a_hold_keep_no_phone_number_and_words_of_the_kernel_are_whole()
    {
        var w = Placed().Paid();
        w.Must(new PlaceHold(H, HoldKind.CustomerRequest, HoldScopes.Ship) { Note = "call 13800138000" }, Agent);
        w.Must(new PlaceHold(HoldId.Derived("shortage", "1"), HoldKind.StockShortage, HoldScopes.Ship) { Note = "SKU-13800138000 × 2" }, Actor.Kernel);
        Assert.Equal(["call 138******00", "SKU-13800138000 × 2"], w.Order.Holds.Items.Select(h => h.Note));
    }

    [Fact]
    public void Holds_are_typed_once_and_end_by_the_clock()
    {
        var w = Placed().Paid();
        var until = w.Now + Duration.FromHours(1);
        var place = new PlaceHold(H, HoldKind.Scheduled, HoldScopes.Ship) { Until = until };
        w.Must(place, Agent);
        w.Unchanged(place, actor: Agent);
        w.MustNot(OrdersCodes.HoldExists, place with { Until = null }, Agent);
        w.MustNot(OrdersCodes.HoldIdReserved, new PlaceHold(HoldId.Of("step:review"), HoldKind.Invoice, HoldScopes.Ship), Supervisor);
        Assert.Equal("invoice:I-7", HoldId.Derived("invoice", "I-7").Value);
        Assert.Equal(128, HoldId.Derived("invoice", new string('i', 128)).Value.Length);
        w.MustNot(OrdersCodes.ScopesMissing, new PlaceHold(HoldId.Of("x"), HoldKind.Invoice, 0), Agent);
        w.MustNot(OrdersCodes.LineUnknown, new PlaceHold(HoldId.Of("x"), HoldKind.Invoice, HoldScopes.Edit) { Line = LineId.Of("z") }, Agent);
        w.MustNot(OrdersCodes.ShipmentUnknown, new PlaceHold(HoldId.Of("x"), HoldKind.Invoice, HoldScopes.Edit) { Shipment = ShipmentId.Of("z") }, Agent);
        Assert.Contains(new OrderTimer("hold:h", until), OrderTimers.Of(w.Order, w.Policies));
        w.Unchanged(new FireDeadline("hold:h"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Now = until;
        w.Planned();
        w.Must(new FireDeadline("hold:h"), Actor.Kernel);
        Assert.Empty(w.Order.Holds);
    }

    [Fact]
    public void A_channels_holds_are_one_set_that_only_its_latest_claim_replaces()
    {
        var w = Placed().Paid();
        w.Must(new SetChannelHolds([HoldKind.ChannelLock, HoldKind.GroupPending]));
        Assert.Equal(OrderStatus.AwaitingFulfilment, w.Statuses.Headline);
        w.Unchanged(new SetChannelHolds([HoldKind.GroupPending, HoldKind.ChannelLock]));
        w.MustNot(OrdersCodes.HoldOfOther, new ReleaseHold(w.Order.Holds[0].Id), Supervisor);
        w.Must(new SetChannelHolds([HoldKind.ChannelLock]));
        Assert.Equal(HoldKind.ChannelLock, Assert.Single(w.Order.Holds).Kind);
        w.Must(new SetChannelHolds([]));
        Assert.Empty(w.Order.Holds);
    }

    [Fact]
    public void An_order_above_fifty_thousand_is_expedited_reviewed_and_approved_by_somebody_else()
    {
        var w = Big(50_001);
        w.Says(OrdersCodes.VipAmount);
        Assert.Equal("vip-expedite", Assert.Single(w.Order.Tags).Value);
        w.Paid(50_001);
        Assert.Equal(("review", HoldKind.AnomalyReview), (w.Order.Process!.Step, Assert.Single(w.Order.Holds).Kind));
        w.Planned("s1", true, Units("a", 1)).MustNot(WorkflowCodes.TriggerNotPermitted, new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []), Warehouse);
        w.MustNot(WorkflowCodes.RoleMissing, new FireTrigger("approve"), Agent);
        w.MustNot(WorkflowCodes.FourEyes, new FireTrigger("approve"), new Actor(Channel.Id, [Role.Supervisor]));
        w.Must(new FireTrigger("approve"), Supervisor);
        Assert.Equal(("ready", 0), (w.Order.Process!.Step, w.Order.Holds.Count));
    }

    [Fact]
    public void Fifty_thousand_itself_and_other_currencies_are_not_expedited()
    {
        Assert.Empty(Big(50_000).Order.Tags);
        var w = new World();
        w.Must(Placing(new(Money.OfMinor(99_999_999, Currency.Of("JPY")))));
        Assert.Empty(w.Order.Tags);
    }

    [Fact]
    public void A_diamond_customer_is_expedited()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(1))) with { Customer = new(CustomerLevel.Diamond, CustomerHistory.Unknown) });
        w.Says(OrdersCodes.VipLevel);
        Assert.Single(w.Order.Tags);
        w.Unchanged(new TagOrder(w.Order.Tags[0]));
        w.Must(new TagOrder(OrderTag.Of("gift")));
    }

    [Fact]
    public void The_review_reminds_once_after_two_hours()
    {
        var w = Big(60_000).Paid(60_000);
        w.Now += Duration.FromHours(2);
        w.Must(new FireDeadline("remind"), Actor.Kernel);
        w.Says(OrdersCodes.DeadlineFired);
        w.Unchanged(new FireDeadline("remind"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.MustNot(OrdersCodes.KernelOnly, new FireDeadline("remind"), Agent);
    }

    [Fact]
    public void Triggers_with_arguments_need_their_command()
    {
        var w = Placed().Paid();
        w.MustNot(OrdersCodes.TriggerNeedsCommand, new FireTrigger("ship"), Warehouse);
        w.Must(new FireTrigger("cancel"), Buyer);
        Assert.Equal("money-held", w.Order.Process!.Step);
    }

    [Fact]
    public void An_order_under_a_workflow_that_is_not_given_is_refused()
    {
        var w = Placed();
        var bytes = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span).Replace("\"1.0.0\"", "\"2.0.0\"");
        var next = WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(bytes), OrderDomain.Standard).ValueOrThrow();
        var totals = WorkflowDocument.Load(OrderPolicies.Embedded("totals-only.workflow.json"), OrderDomain.TotalsOnly).ValueOrThrow();
        var policies = OrderPolicies.Of(next, totals, OrderPolicies.Default.Screening);
        var context = new DecisionContext(Channel, w.Now, MessageId.Of("m"));
        var pay = new RecordPayment(PaymentId.Of("p"), Tender.Cash, Yuan(160), Start);
        Assert.Equal(OrdersCodes.WorkflowUnknown, OrderDecider.Decide(w.Order, pay, policies, context).Refusal!.Code);
        var old = WorkflowDocument.Load(OrderPolicies.Embedded("standard.workflow.json"), OrderDomain.Standard).ValueOrThrow();
        Assert.True(OrderDecider.Decide(w.Order, pay, OrderPolicies.Of(next, totals, OrderPolicies.Default.Screening, old), context).IsOk);
    }

    internal static World Big(long yuan, OrderPolicies? policies = null)
    {
        var w = new World { Policies = policies ?? OrderPolicies.Default };
        w.Must(Placing(new(Yuan(yuan)), Line("a", 1, yuan)));
        return w;
    }
}
