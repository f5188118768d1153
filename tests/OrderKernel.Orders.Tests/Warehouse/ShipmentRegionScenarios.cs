using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Fails when a shipment's regions do not start, join, end or tick by themselves, when who approved one thing may approve another, when work that came back
/// cannot be approved again by the same person,
/// or when what the host is asked to do is missing on the trail or names the wrong shipment.
/// </summary>
public class ShipmentRegionScenarios
{
    internal const string Zones = """
        {
          "$schema": "workflow-1.json", "name": "shipment-zones", "version": "1.0.0", "axis": "ShipmentStatus",
          "enter": { "Planned": [{ "step": "small", "when": "shipment.units == 2" }, "collecting"], "HandedOver": ["out"], "Delivered": ["delivered"], "Returned": ["returned"], "Lost": ["lost"], "Cancelled": ["cancelled"] },
          "steps": {
            "collecting": {
              "status": "Planned", "hold": { "kind": "Review", "scopes": ["ship"] },
              "deadlines": [{ "after": "PT4H", "fires": "remind" }],
              "fire": { "give-up": { "does": "release", "roles": ["dispatcher"], "actions": [{ "do": "notify", "to": ["agent"], "text": "given up" }] } },
              "regions": {
                "cold": { "steps": {
                  "cold-to-pick": { "deadlines": [{ "after": "PT1H", "fires": "alert" }], "fire": { "cold-picked": { "to": "cold-to-check", "roles": ["picker"], "actions": [{ "do": "open-task", "for": "checker" }] } } },
                  "cold-to-check": {
                    "hold": { "kind": "Review", "scopes": ["edit"] },
                    "fire": { "cold-checked": { "to": "cold-done", "roles": ["checker"], "fourEyes": true }, "cold-again": { "to": "cold-to-pick", "roles": ["checker"] } } },
                  "cold-done": { "final": true } } },
                "dry": { "steps": {
                  "dry-to-check": { "fire": { "dry-checked": { "to": "dry-done", "roles": ["checker"], "fourEyes": true } } },
                  "dry-done": { "final": true } } }
              },
              "join": { "to": "packing" }
            },
            "packing": {
              "status": "Planned",
              "fire": {
                "hand-over": { "does": "handOver", "roles": ["dispatcher"], "actions": [{ "do": "export", "to": "tms" }] },
                "again": { "to": "collecting", "roles": ["dispatcher"] }
              }
            },
            "small": { "status": "Planned", "fire": { "hand-over": { "does": "handOver", "roles": ["dispatcher"] } } },
            "out": { "status": "HandedOver" },
            "delivered": { "status": "Delivered", "final": true }, "returned": { "status": "Returned", "final": true },
            "lost": { "status": "Lost", "final": true }, "cancelled": { "status": "Cancelled", "final": true }
          }
        }
        """;

    internal static readonly OrderPolicies Policies = OrderPolicies.Default
        .WithShipments(WorkflowDocument.Load(Encoding.UTF8.GetBytes(Zones), ShipmentDomain.Standard).ValueOrThrow()).WithDefaultShipments("shipment-zones@1")
            .ValueOrThrow();

    private static readonly Actor Checker2 = new(ActorId.Of("checker-2"), [Role.Of("checker")]);
    private static readonly Actor Picker = ShipmentProcessScenarios.Picker;
    private static readonly Actor Checker = ShipmentProcessScenarios.Checker;
    private static readonly Actor Dispatcher = ShipmentProcessScenarios.Dispatcher;

    [Fact]
    public void Planning_starts_all_regions_with_their_clocks_and_holds()
    {
        var w = Collecting();
        Assert.Equal("collecting[cold-to-pick, dry-to-check]", Place(w));
        Assert.Equal(
            [new("shipment:s1:remind", w.Now + Duration.FromHours(4)), new("shipment:s1:cold-to-pick/alert", w.Now + Duration.FromHours(1))],
            OrderTimers.Of(w.Order, w.Policies));
        Assert.Equal(["step:s1:collecting"], Holds(w));
        Assert.All(w.Order.Holds.Items, h => Assert.Equal(ShipmentId.Of("s1"), h.Shipment));
    }

    [Fact]
    public void The_parcel_goes_on_once_all_regions_are_done()
    {
        var w = Collecting();
        Fire(w, "cold-picked", Picker);
        Assert.Equal(["step:s1:collecting", "step:s1:cold-to-check"], Holds(w));
        Fire(w, "cold-again", Checker);
        Assert.Equal(["step:s1:collecting"], Holds(w));
        Fire(w, "cold-picked", Picker);
        Fire(w, "cold-checked", Checker);
        Assert.Equal("collecting[cold-done, dry-to-check]", Place(w));
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireShipmentTrigger(S1, "hand-over"), Dispatcher);
        Fire(w, "dry-checked", Checker2);
        Assert.Equal(("packing", "dry-checked", Checker2.Id), (Place(w), Process(w).Trigger, Process(w).By));
        Assert.Empty(w.Order.Holds);
        Assert.Empty(OrderTimers.Of(w.Order, w.Policies));
        Fire(w, "hand-over", Dispatcher);
        Assert.Equal("out", Place(w));
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Fact]
    public void Who_approved_one_thing_approves_no_other_but_the_same_again_once_it_came_back()
    {
        var w = Collecting();
        Fire(w, "cold-picked", Picker);
        w.MustNot(WorkflowCodes.FourEyes, new FireShipmentTrigger(S1, "cold-checked"), Picker with { Roles = [Role.Of("checker")] });
        Fire(w, "cold-checked", Checker);
        w.MustNot(WorkflowCodes.FourEyes, new FireShipmentTrigger(S1, "dry-checked"), Checker);
        Fire(w, "dry-checked", Checker2);
        Assert.Equal([new("cold-to-check", Checker.Id), new("dry-to-check", Checker2.Id)], Process(w).Approvals);
        Fire(w, "again", Dispatcher);
        Fire(w, "cold-picked", Picker);
        w.MustNot(WorkflowCodes.FourEyes, new FireShipmentTrigger(S1, "cold-checked"), Checker2);
        Fire(w, "cold-checked", Checker);
        w.MustNot(WorkflowCodes.FourEyes, new FireShipmentTrigger(S1, "dry-checked"), Checker);
        Fire(w, "dry-checked", Checker2);
        Assert.Equal(2, Process(w).Approvals.Count);
    }

    [Fact]
    public void Another_status_leaves_all_regions_with_their_holds_and_clocks_and_facts_within_it_do_not()
    {
        var w = Collecting();
        // By now another entry would be the first: nobody's work is thrown away for it.
        w.Must(new CancelUnits([Units("b", 1)]), Buyer);
        Assert.Equal("collecting[cold-to-pick, dry-to-check]", Place(w));
        Fire(w, "cold-picked", Picker);
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        Assert.Equal("out", Place(w));
        Assert.Empty(w.Order.Holds);
        Assert.Empty(OrderTimers.Of(w.Order, w.Policies));
    }

    [Fact]
    public void Each_region_is_told_once_by_its_own_clock()
    {
        var w = Collecting();
        w.Unchanged(new FireDeadline("shipment:s1:cold-to-pick/alert"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Now += Duration.FromHours(4);
        Assert.Equal([new ShipmentStepReminded(S1, "cold-to-pick", "alert")], w.Must(new FireDeadline("shipment:s1:cold-to-pick/alert"), Actor.Kernel).Events);
        w.Unchanged(new FireDeadline("shipment:s1:cold-to-pick/alert"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        Assert.Equal([new ShipmentStepReminded(S1, "collecting", "remind")], w.Must(new FireDeadline("shipment:s1:remind"), Actor.Kernel).Events);
        Assert.Equal(["remind"], Process(w).Fired);
        Assert.Equal(["alert"], Process(w).Regions[0].Fired);
        Assert.Empty(Process(w).Regions[1].Fired);
        Fire(w, "cold-picked", Picker);
        Fire(w, "cold-again", Checker);
        Assert.Equal([new("shipment:s1:cold-to-pick/alert", w.Now + Duration.FromHours(1))], OrderTimers.Of(w.Order, w.Policies));
    }

    [Fact]
    public void What_the_host_is_asked_to_do_names_the_shipment_and_comes_before_what_the_trigger_did()
    {
        var w = Collecting();
        var events = w.Must(new FireShipmentTrigger(S1, "cold-picked"), Picker).Events;
        var asked = Assert.IsType<TriggerFired>(events[0]);
        Assert.Equal((S1, "cold-to-pick", "cold-picked", Picker.Id, false), (asked.Shipment, asked.Step, asked.Trigger, asked.By, asked.IsApproval));
        Assert.Equal(["open-task(for: checker)"], asked.Actions.Items.Select(a => a.ToString()));
        Assert.Equal(S1, Assert.IsType<RegionStepEntered>(events[1]).Shipment);
        Assert.Equal("notify", Assert.IsType<TriggerFired>(w.Must(new FireShipmentTrigger(S1, "give-up"), Dispatcher).Events[0]).Actions[0].Name);
    }

    [Fact]
    public void Handing_over_by_command_asks_what_its_trigger_asks()
    {
        var w = Packed();
        var asked = Assert.IsType<TriggerFired>(w.Must(new ShipShipment(S1, w.Now, [Waybill.Of("w")], []), Dispatcher).Events[0]);
        Assert.Equal(("packing", "hand-over", "export"), (asked.Step, asked.Trigger, asked.Actions[0].Name));
        var held = Packed();
        held.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship), Agent);
        held.MustNot(OrdersCodes.Held, new ShipShipment(S1, held.Now, [], []), Dispatcher);
    }

    [Fact]
    public void Two_parcels_of_an_order_keep_their_regions_and_approvals_apart()
    {
        var w = new World { Policies = Policies };
        w.Must(Placing(new(Yuan(160)), Line("a", 3, 100), Line("b", 1, 50)));
        w.Paid().Planned("s1", true, Units("a", 3)).Planned("s2", true, Units("b", 1));
        Fire(w, "cold-picked", Picker);
        Fire(w, "cold-checked", Checker);
        Assert.Equal(["collecting[cold-done, dry-to-check]", "collecting[cold-to-pick, dry-to-check]"], w.Order.Shipments.Items.Select(s => Place(s.Process!)));
        w.Must(new FireShipmentTrigger(ShipmentId.Of("s2"), "dry-checked"), Checker);
        Assert.Equal([1, 1], w.Order.Shipments.Items.Select(s => s.Process!.Approvals.Count));
    }

    [Fact]
    public void Its_history_survives_its_bytes()
    {
        var w = Packed();
        Fire(w, "hand-over", Dispatcher);
        Play.Replays(w.Order, w.Events);
    }

    [Fact]
    public void What_can_happen_next_is_told_for_each_parcel()
    {
        var w = Collecting();
        Fire(w, "cold-picked", Picker);
        var next = Assert.Single(OrderNext.Of(w.Order, w.Policies, Checker, w.Now).ValueOrThrow().Shipments);
        Assert.Equal((S1, "shipment-zones", "collecting"), (next.Shipment, next.Policy.Name, next.Step.Name));
        Assert.Equal(["cold-checked", "cold-again", "dry-checked"], next.Triggers.Items.Where(t => t.IsPermitted).Select(t => t.Trigger));
        Assert.Equal("cold-done", next.Triggers.Items.Single(t => t.Trigger == "cold-checked").Firing!.Target!.Name);
        Assert.Equal(WorkflowCodes.RoleMissing, Why(next, "give-up"));
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Why(next, "hand-over"));
    }

    [Fact]
    public void A_hold_and_the_orders_own_step_refuse_what_the_parcels_workflow_permits()
    {
        var w = Packed();
        Assert.Null(Why(Next(w), "hand-over"));
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship) { Shipment = S1 }, Agent);
        Assert.Equal(OrdersCodes.Held, Why(Next(w), "hand-over"));
        w.Must(new ReleaseHold(HoldId.Of("h")), Agent);
        Fire(w, "hand-over", Dispatcher);
        w.Delivered();
        Assert.Empty(OrderNext.Of(w.Order, w.Policies, Dispatcher, w.Now).ValueOrThrow().Shipments);
        Assert.Empty(OrderNext.Of(World.Placed().Paid().Planned().Order, OrderPolicies.Default, Dispatcher, Start).ValueOrThrow().Shipments);
        Assert.Equal(OrdersCodes.WorkflowUnknown, OrderNext.Of(Packed().Order, OrderPolicies.Default, Dispatcher, Start).Refusal!.Code);
    }

    private static ShipmentId S1 => ShipmentProcessScenarios.S1;

    internal static World Collecting()
    {
        var w = new World { Policies = Policies };
        w.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        return w.Paid().Planned();
    }

    private static World Packed()
    {
        var w = Collecting();
        Fire(w, "cold-picked", Picker);
        Fire(w, "cold-checked", Checker);
        Fire(w, "dry-checked", Checker2);
        return w;
    }

    private static void Fire(World w, string trigger, Actor actor) => w.Must(new FireShipmentTrigger(S1, trigger), actor);

    private static ShipmentPosition Process(World w) => w.Order.Shipments[0].Process!;

    private static string Place(World w) => Place(Process(w));

    private static string Place(ShipmentPosition at) => at.Regions.IsEmpty ? at.Step : $"{at.Step}[{string.Join(", ", at.Regions.Items.Select(r => r.Step))}]";

    private static string[] Holds(World w) => [.. w.Order.Holds.Items.Select(h => h.Id.Value)];

    private static ShipmentNext Next(World w) => Assert.Single(OrderNext.Of(w.Order, w.Policies, Dispatcher, w.Now).ValueOrThrow().Shipments);

    private static string? Why(ShipmentNext next, string trigger) => next.Triggers.Items.Single(t => t.Trigger == trigger).WhyNot?.Code;
}
