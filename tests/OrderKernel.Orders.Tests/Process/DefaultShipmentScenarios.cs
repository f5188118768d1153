using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// What happens to parcels of orders whose workflow says nothing about them. Fails when a parcel that we send is not looked after, when one that others
/// sent is, when the control changes what people may do,
/// or when a workflow that is not there goes unnoticed.
/// </summary>
public class DefaultShipmentScenarios
{
    private const string Alert = "shipment:s1:first-scan-overdue";
    private const string NoWaybill = "shipment:s1:waybill-overdue";

    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    [Fact]
    public void A_parcel_is_looked_after_from_the_moment_it_leaves_us()
    {
        var w = Placed().Paid().Planned();
        Assert.Null(w.Order.Shipments[0].Process);
        w.Shipped();
        Assert.Equal(("shipment-standard", "handed-over"), (w.Order.Shipments[0].Process!.Policy.Name, Step(w)));
        Assert.Equal([new OrderTimer(Alert, w.Now + Duration.FromHours(2))], OrderTimers.Of(w.Order, w.Policies));
        w.Must(new RecordFirstScan(S1, w.Now));
        Assert.Equal(("in-transit", true), (Step(w), OrderTimers.Of(w.Order, w.Policies).IsEmpty));
        w.Delivered();
        Assert.Equal("delivered", Step(w));
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Fact]
    public void A_parcel_that_nobody_scans_within_two_hours_is_told_to_the_warehouse_once()
    {
        var w = Placed().Paid().Shipped();
        w.Due(Alert);
        Assert.Equal(Start + Duration.FromHours(2), w.Now);
        var told = Assert.Single(w.Events.OfType<TriggerFired>());
        Assert.Equal((S1, "notify(to: warehouse, copy: agent, text: first-scan-overdue)"), (told.Shipment!.Value, Assert.Single(told.Actions).ToString()));
        Assert.Equal("handed-over", Step(w));
        w.Unchanged(new FireDeadline(Alert), OrdersCodes.DeadlineMoot, Actor.Kernel);
    }

    [Fact]
    public void A_parcel_without_a_waybill_has_two_hours_to_get_one_and_is_then_awaited_by_its_carrier()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipShipment(S1, w.Now, [], []), Warehouse);
        Assert.Equal(("without-waybill", NoWaybill), (Step(w), Assert.Single(OrderTimers.Of(w.Order, w.Policies)).Trigger));
        w.Unchanged(new FireDeadline(NoWaybill), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Due(NoWaybill);
        Assert.Equal("warehouse", Assert.Single(w.Events.OfType<TriggerFired>()).Actions[0].Arguments[0].Values[0]);
        w.Must(new AssignWaybills(S1, null, [Waybill.Of("SF1")]), Warehouse);
        Assert.Equal(("handed-over", Alert), (Step(w), Assert.Single(OrderTimers.Of(w.Order, w.Policies)).Trigger));
    }

    [Theory]
    [InlineData("instant")]
    [InlineData("pickup")]
    [InlineData("virtual")]
    public void What_no_carrier_takes_has_neither_clock(string service)
    {
        var w = Placed().Paid();
        w.Must(new PlanShipment(S1, Hangzhou, null, ReservationId.Of("r"), [Units("a", 2)]) { Service = service }, Actor.Kernel);
        w.Must(new ShipShipment(S1, w.Now, [], []), Warehouse);
        Assert.Equal(("in-transit", true), (Step(w), OrderTimers.Of(w.Order, w.Policies).IsEmpty));
    }

    [Fact]
    public void What_others_sent_is_not_looked_after_and_what_we_held_for_the_channel_is()
    {
        var elsewhere = Placed().Paid();
        elsewhere.Must(new ShipElsewhere(S1, elsewhere.Now, []));
        Assert.Null(elsewhere.Order.Shipments[0].Process);
        var unheld = Placed().Paid().Planned("s1", false);
        unheld.Must(new ShipShipment(S1, unheld.Now, [], []), Warehouse);
        Assert.True(unheld.Order.Shipments[0] is { IsElsewhere: true, Process: null });
        var held = Placed().Paid().Planned();
        held.Must(new ShipElsewhere(ShipmentId.Of("x"), held.Now, []));
        Assert.Equal("without-waybill", Step(held));
    }

    [Fact]
    public void What_is_sent_a_second_time_is_looked_after_anew_and_what_left_before_is_left_alone()
    {
        var w = new World { Policies = OrderPolicies.Default.WithoutDefaultShipments() };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100)));
        w.Paid().Planned("s1", true, Units("a", 2));
        w.Must(new ShipShipment(S1, w.Now, [], []), Warehouse);
        Assert.Null(w.Order.Shipments[0].Process);
        w.Policies = OrderPolicies.Default;
        w.Must(new AssignWaybills(S1, null, [Waybill.Of("SF1")]), Warehouse);
        w.Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]));
        w.Must(new SendBack(ShipmentId.Of("s2"), w.Now, [Units("a", 1)]));
        Assert.Equal([null, "without-waybill"], w.Order.Shipments.Items.Select(s => s.Process?.Step));
    }

    [Fact]
    public void The_orders_workflow_goes_before_and_orders_without_goods_have_none()
    {
        var own = Preset.Placed("mixed-fulfilment@1").Paid().Planned();
        Assert.Equal("shipment-parcel", own.Order.Shipments[0].Process!.Policy.Name);
        Assert.Empty(TotalsOnly().Paid(100).Order.Shipments.Items);
    }

    [Fact]
    public void Whoever_may_ship_may_still()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"does\": \"ship\", \"roles\": [\"warehouse\"]", "\"does\": \"ship\", \"roles\": [\"shop\"]");
        var w = new World { Policies = OrderPolicies.Default.Replacing(standard: RefusedDeadlineScenarios.Document(text, OrderDomain.Standard)) };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100)));
        w.Paid().Planned("s1", true, Units("a", 2));
        w.Must(new ShipShipment(S1, w.Now, [], []), Preset.As("shop"));
        Assert.Equal("without-waybill", Step(w));
    }

    [Fact]
    public void A_workflow_of_parcels_that_is_not_there_is_found_and_refused()
    {
        var standard = RefusedDeadlineScenarios.Document("""
            { "$schema": "workflow-1.json", "name": "careless", "version": "1.0.0", "axis": "OrderStatus", "extends": "standard@1",
              "shipments": [{ "workflow": "shipment-instant@1", "when": "shipment.units > 1" }, { "workflow": "shipment-gone@1" }] }
            """, OrderDomain.Standard);
        var policies = OrderPolicies.Default.Replacing(standard: standard);
        var missing = Assert.Single(policies.MissingShipments());
        Assert.Equal($"$.shipments[1].workflow: {OrdersCodes.ShipmentsMissing} (workflow=shipment-gone@1)", missing.ToString());
        Assert.Equal(missing, Assert.Single(OrderPolicies.Default.MissingShipments(standard.Policy)));
        Assert.Empty(OrderPolicies.Default.MissingShipments().Items);
        Assert.Empty(policies.WithShipments(ShipmentProcessScenarios.Document(t => t.Replace("shipment-parcel", "shipment-gone"))).MissingShipments().Items);

        var w = new World { Policies = policies };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid().Planned("s1", true, Units("a", 2));
        w.MustNot(OrdersCodes.WorkflowUnknown, new PlanShipment(ShipmentId.Of("s2"), Hangzhou, null, ReservationId.Of("r2"), [Units("b", 1)]), Actor.Kernel);
    }

    // What happened to the parcel stands; its process follows once the host has brought the workflow back.
    [Fact]
    public void A_parcel_whose_workflow_is_missing_says_so_and_catches_up()
    {
        var own = ShipmentProcessScenarios.Plain();
        var w = ShipmentProcessScenarios.Parcel(OrderPolicies.Default.WithShipments(own).WithDefaultShipments("shipment-plain@1").ValueOrThrow());
        w.Policies = OrderPolicies.Default;
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        w.Says(OrdersCodes.WorkflowUnknown);
        Assert.Equal("picking", Step(w));
        w.Policies = OrderPolicies.Default.WithShipments(own);
        w.Must(new TagOrder(OrderTag.Of("gift")));
        Assert.Equal("handed-over", Step(w));
    }

    private static string? Step(World w) => w.Order.Shipment(S1)!.Process?.Step;
}
