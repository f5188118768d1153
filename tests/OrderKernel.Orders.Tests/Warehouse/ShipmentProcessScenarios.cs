using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a shipment's process leaves its status, moves without role, guard or other eyes, loses who did a step, or stands where no workflow was asked for.
public class ShipmentProcessScenarios
{
    internal static readonly ShipmentId S1 = ShipmentId.Of("s1");
    internal static readonly Actor Picker = new(ActorId.Of("picker-1"), [Role.Of("picker")]);
    internal static readonly Actor Checker = new(ActorId.Of("checker-1"), [Role.Of("checker")]);
    internal static readonly Actor Packer = new(ActorId.Of("packer-1"), [Role.Of("packer")]);
    internal static readonly Actor Dispatcher = new(ActorId.Of("dispatcher-1"), [Role.Of("dispatcher")]);

    // Parcels without scanning and weighing: the same steps, no guards.
    internal static OrderPolicies Parcels { get; } = OrderPolicies.Default.WithShipments(Plain()).WithDefaultShipments("shipment-plain@1").ValueOrThrow();

    internal static World Parcel(OrderPolicies? policies = null)
    {
        var world = new World { Policies = policies ?? Parcels };
        world.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        return world.Paid().Planned();
    }

    [Fact]
    public void Without_a_workflow_of_their_own_shipments_leave_no_trace_of_one()
    {
        var w = new World { Policies = OrderPolicies.Default.WithoutDefaultShipments() };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid().Shipped().Delivered();
        Assert.All(w.Order.Shipments, s => Assert.Null(s.Process));
        Assert.DoesNotContain(w.Events, e => e is ShipmentStepEntered);
        w.MustNot(OrdersCodes.ShipmentWithoutProcess, new FireShipmentTrigger(S1, "picked"), Picker);
        w.MustNot(OrdersCodes.ShipmentUnknown, new FireShipmentTrigger(ShipmentId.Of("z"), "picked"), Picker);
    }

    [Fact]
    public void A_parcel_leaves_by_any_of_its_orders_triggers_that_ship()
    {
        var text = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").ToArray()).Replace(
            "\"ship\": { \"does\": \"ship\", \"roles\": [\"warehouse\"] },",
            "\"ship-sold-out\": { \"does\": \"ship\", \"roles\": [\"warehouse\"], \"when\": \"order.units.open > 1000\" }, \"ship\": { \"does\": \"ship\", \"roles\": [\"warehouse\"] },");
        var policies = Parcels.Replacing(standard: WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(text), OrderDomain.Standard).ValueOrThrow());
        var w = Parcel(policies);
        foreach (var (trigger,
            actor) in new[] { ("picked", Picker), ("rechecked", Checker), ("packed", Packer), ("weighed", Packer), ("hand-over", Dispatcher) })
            w.Must(new FireShipmentTrigger(S1, trigger), actor);
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
    }

    [Fact]
    public void A_parcel_with_the_longest_id_is_held_by_its_step()
    {
        var parcel = System.Text.Encoding.UTF8.GetString(WorkflowWriter.Write(Plain())).Replace(
            "\"picking\":{\"status\":\"Planned\"", "\"picking\":{\"status\":\"Planned\",\"hold\":{\"kind\":\"Review\",\"scopes\":[\"ship\"]}");
        var policies =
            OrderPolicies.Default.WithShipments(WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(parcel), ShipmentDomain.Standard).ValueOrThrow())
                .WithDefaultShipments("shipment-plain@1").ValueOrThrow();
        var world = new World { Policies = policies };
        world.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        world.Paid().Planned(new string('s', 128), false);
        Assert.Equal(128, Assert.Single(world.Order.Holds).Id.Value.Length);
    }

    [Fact]
    public void A_parcel_is_picked_rechecked_packed_weighed_handed_over_and_delivered_each_by_its_operator()
    {
        var w = Parcel();
        w.Says(OrdersCodes.ShipmentStepEnteredNow);
        foreach (var (trigger, actor, step) in new[]
        {
            ("picked", Picker, "rechecking"), ("rechecked", Checker, "packing"), ("packed", Packer, "weighing"), ("weighed", Packer, "ready"),
                ("hand-over", Dispatcher, "handed-over"),
        })
        {
            w.Now += Duration.FromMinutes(10);
            w.Must(new FireShipmentTrigger(S1, trigger), actor);
            Assert.Equal((step, actor.Id, w.Now), (Step(w), w.Order.Shipments[0].Process!.By, w.Order.Shipments[0].Process!.Since));
        }

        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Must(new RecordFirstScan(S1, w.Now));
        Assert.Equal("in-transit", Step(w));
        w.Delivered();
        Assert.Equal("delivered", Step(w));
        Assert.Equal(["picking", "rechecking", "packing", "weighing", "ready", "handed-over", "in-transit", "delivered"],
            w.Events.OfType<ShipmentStepEntered>().Select(e => e.Step));
        Assert.Equal(["picker-1", "checker-1", "packer-1", "packer-1"],
            w.Events.OfType<ShipmentStepEntered>().Where(e => e.Trigger is not null).Select(e => e.By.Value));
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Fact]
    public void A_step_asks_for_its_role_for_other_eyes_and_for_its_turn()
    {
        var w = Parcel();
        w.MustNot(WorkflowCodes.RoleMissing, new FireShipmentTrigger(S1, "picked"), Packer);
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireShipmentTrigger(S1, "packed"), Packer);
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new ShipShipment(S1, w.Now, [], []), Warehouse);
        w.Must(new FireShipmentTrigger(S1, "picked"), Warehouse);
        w.MustNot(WorkflowCodes.FourEyes, new FireShipmentTrigger(S1, "rechecked"), Warehouse);
        w.Must(new FireShipmentTrigger(S1, "back"), Checker);
        Assert.Equal("picking", Step(w));
    }

    [Fact]
    public void What_the_channel_tells_is_followed_from_any_step_and_stepping_back_starts_anew()
    {
        var w = Parcel();
        w.Must(new FireShipmentTrigger(S1, "picked"), Picker);
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        Assert.Equal("handed-over", Step(w));
        w.Must(new StepBack(StepBackKind.ShippingToReserved, S1, [], MessageId.Of("m")) { Reservation = ReservationId.Of("again") });
        Assert.Equal("picking", Step(w));
        w.Must(new CancelUnits([Units("b", 1)]), Buyer);
        Assert.Equal("picking", Step(w));
        w.Must(new ReleaseShipment(S1), Actor.Kernel);
        Assert.Equal("cancelled", Step(w));
    }

    [Fact]
    public void A_parcel_that_was_shipped_elsewhere_starts_where_it_is()
    {
        var w = new World { Policies = Parcels };
        w.Must(Placing(new(Yuan(100)), Line("a", 1, 100)));
        w.Paid();
        w.Must(new ShipElsewhere(S1, w.Now, []));
        Assert.Equal("handed-over", Step(w));
        w.Must(new RecordLoss(S1, []));
        Assert.Equal("lost", Step(w));
        w.Must(new StepBack(StepBackKind.Loss, S1, [], MessageId.Of("m")));
        w.Must(new GiveBackUndelivered(S1, []));
        Assert.Equal("returned", Step(w));
    }

    [Fact]
    public void The_order_still_decides_whether_anything_may_leave()
    {
        var w = new World { Policies = Parcels };
        w.Must(Placing(new(Yuan(160)), Line("a", 1, 100)));
        w.Planned("s1", true, Units("a", 1));
        foreach (var (trigger, actor) in new[] { ("picked", Picker), ("rechecked", Checker), ("packed", Packer), ("weighed", Packer) })
            w.Must(new FireShipmentTrigger(S1, trigger), actor);
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireShipmentTrigger(S1, "hand-over"), Dispatcher);
        w.Paid();
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship) { Shipment = S1 }, Agent);
        w.MustNot(OrdersCodes.Held, new FireShipmentTrigger(S1, "hand-over"), Dispatcher);
        w.MustNot(OrdersCodes.Held, new ShipShipment(S1, w.Now, [], []), Dispatcher);
        w.Must(new ReleaseHold(HoldId.Of("h")), Agent);
        w.Must(new ShipShipment(S1, w.Now, [Waybill.Of("w")], []), Dispatcher);
        Assert.Equal("handed-over", Step(w));
    }

    [Fact]
    public void A_parcel_that_nobody_scans_alerts_once_after_two_hours()
    {
        var w = Parcel();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        var due = w.Now + Duration.FromHours(2);
        Assert.Contains(new OrderTimer("shipment:s1:alert", due), OrderTimers.Of(w.Order, w.Policies));
        w.Unchanged(new FireDeadline("shipment:s1:alert"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Now = due;
        Assert.Equal(new ShipmentStepReminded(S1, "handed-over", "alert"), Assert.Single(w.Must(new FireDeadline("shipment:s1:alert"), Actor.Kernel).Events));
        w.Unchanged(new FireDeadline("shipment:s1:alert"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Unchanged(new FireDeadline("shipment::alert"), OrdersCodes.DeadlineMoot, Actor.Kernel);

        var scanned = Parcel();
        scanned.Must(new ShipElsewhere(ShipmentId.Of("x"), scanned.Now, []));
        scanned.Must(new RecordFirstScan(S1, scanned.Now));
        Assert.Empty(OrderTimers.Of(scanned.Order, scanned.Policies));
    }

    [Fact]
    public void Two_shipments_of_an_order_go_their_own_ways()
    {
        var w = new World { Policies = Parcels };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid().Planned("s1", true, Units("a", 2)).Planned("s2", true, Units("b", 1));
        w.Must(new FireShipmentTrigger(S1, "picked"), Picker);
        Assert.Equal(["rechecking", "picking"], w.Order.Shipments.Items.Select(s => s.Process!.Step));
    }

    [Fact]
    public void A_shipment_under_a_workflow_that_is_not_given_is_refused()
    {
        var w = Parcel();
        var context = new DecisionContext(Picker, w.Now, MessageId.Of("m"));
        Assert.Equal(OrdersCodes.WorkflowUnknown,
            OrderDecider.Decide(w.Order, new FireShipmentTrigger(S1, "picked"), OrderPolicies.Default, context).Refusal!.Code);
        Assert.Equal($"{OrdersCodes.ShipmentsMissing} (path=$.defaultShipments, workflow=none@1)",
            OrderPolicies.Default.WithDefaultShipments("none@1").Refusal!.ToString());
    }

    [Theory]
    [InlineData("shipment-parcel@1", true)]
    [InlineData("shipment-parcel@1.0", false)]
    [InlineData("shipment-parcel@1.0.0", true)]
    [InlineData("shipment-parcel@2", false)]
    [InlineData("shipment-parcel@10", false)]
    [InlineData("shipment-parcel", false)]
    [InlineData("shipment-parce@1", false)]
    [InlineData("shipment-parcel1@1", false)]
    [InlineData("@1", false)]
    public void Workflows_are_named_by_major_or_version(string reference, bool found) =>
        Assert.Equal(found, OrderPolicies.Default.WithDefaultShipments(reference).IsOk);

    [Fact]
    public void The_newest_of_a_major_version_is_taken()
    {
        var policies = OrderPolicies.Default.WithShipments(Plain("1.9.0"), Plain("1.10.0"), Plain("2.0.0")).WithDefaultShipments("shipment-plain@1")
            .ValueOrThrow();
        Assert.Equal("1.10.0", Parcel(policies).Order.Shipments[0].Process!.Policy.Version);
    }

    internal static string? Step(World w, string id = "s1") => w.Order.Shipment(ShipmentId.Of(id))!.Process?.Step;

    internal static PolicyDocument<WorkflowDefinition> Plain(string version = "1.0.0") => Document(t => t
        .Replace("shipment-parcel", "shipment-plain").Replace(", \"when\": \"shipment.scanned.complete\"", "").Replace(", \"when\": \"shipment.weighed\"", "")
            .Replace("\"1.0.0\"", $"\"{version}\""));

    internal static PolicyDocument<WorkflowDefinition> Document(Func<string, string> change, string name = "shipment-parcel") => WorkflowDocument.Load(
        System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded($"{name}.workflow.json").ToArray()))),
        ShipmentDomain.Standard).ValueOrThrow();
}
