using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Deadlines that pass while what they fire is refused. Fails when one stays due for ever, is dropped without a word, comes again although nothing changed,
/// or does not come again once nothing refuses it any more.
/// </summary>
public class RefusedDeadlineScenarios
{
    private const string Orders = """
        {
          "$schema": "workflow-1.json", "name": "strict", "version": "1.0.0", "axis": "OrderStatus", "extends": "standard@1",
          "enter": { "AwaitingFulfilment": ["ready"] },
          "steps": {
            "review": null,
            "ready": {
              "status": "AwaitingFulfilment",
              "deadlines": [
                { "after": "PT1H", "since": "step", "fires": "give-up" },
                { "after": "PT2H", "since": "step", "fires": "chase" },
                { "after": "PT3H", "since": "step", "fires": "send" },
                { "after": "PT4H", "since": "step", "fires": "shelve" }
              ],
              "fire": {
                "give-up": { "does": "cancel", "roles": ["kernel"] },
                "chase": { "does": "notify", "roles": ["kernel"], "when": "\"vip\" in order.tags" },
                "send": { "does": "ship", "roles": ["kernel"] },
                "shelve": { "to": "shelf", "roles": ["kernel"], "when": "\"slow\" in order.tags && !(\"vip\" in order.tags)" },
                "cancel": { "does": "cancel", "roles": ["buyer", "agent"] },
                "refund": { "does": "refund", "roles": ["agent"] }
              }
            },
            "shelf": { "status": "AwaitingFulfilment", "fire": { "cancel": { "does": "cancel", "roles": ["buyer", "agent"] } } }
          }
        }
        """;

    private static readonly OrderPolicies Policies = OrderPolicies.Default.Replacing(standard: Document(Orders, OrderDomain.Standard));
    private static readonly HoldId H = HoldId.Of("h");

    [Fact]
    public void What_a_guard_refuses_is_told_once_and_waits_until_the_guard_holds()
    {
        var w = Ready();
        w.Now += Duration.FromHours(2);
        var refused = w.Must(new FireDeadline("chase"), Actor.Kernel);
        Assert.Equal([new DeadlineRefused("ready", "chase", WorkflowCodes.GuardRefused)], refused.Events);
        w.Says(OrdersCodes.DeadlineRefusedNow);
        w.Says(WorkflowCodes.GuardRefused);
        Assert.DoesNotContain("chase", Timers(w).Keys);
        w.Unchanged(new FireDeadline("chase"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Must(new TagOrder(OrderTag.Of("gift")));
        Assert.DoesNotContain("chase", Timers(w).Keys);

        w.Now += Duration.FromHours(5);
        var rise = w.Must(new TagOrder(OrderTag.Of("vip")));
        Assert.Equal([new OrderTagged(OrderTag.Of("vip")), new DeadlineDueAgain("ready", "chase", w.Now)], rise.Events);
        w.Says(OrdersCodes.DeadlineDueAgain);
        Assert.Equal(w.Now, Timers(w)["chase"]);
        Assert.Equal([new StepReminded("ready", "chase")], w.Must(new FireDeadline("chase"), Actor.Kernel).Events);
        Assert.Empty(w.Order.Process!.Spent.Items);
        w.Unchanged(new FireDeadline("chase"), OrdersCodes.DeadlineMoot, Actor.Kernel);
    }

    [Fact]
    public void A_guard_that_held_for_a_while_only_refuses_again()
    {
        var w = Ready();
        w.Now += Duration.FromHours(4);
        w.Must(new FireDeadline("shelve"), Actor.Kernel);
        w.Must(new TagOrder(OrderTag.Of("slow")));
        w.Must(new TagOrder(OrderTag.Of("vip")));
        Assert.Equal([new DeadlineRefused("ready", "shelve", WorkflowCodes.GuardRefused)], w.Must(new FireDeadline("shelve"), Actor.Kernel).Events);
        Assert.DoesNotContain("shelve", Timers(w).Keys);
    }

    [Fact]
    public void A_deadline_that_is_due_again_moves_the_order_when_the_guard_held_and_not_when_it_was_due_first()
    {
        var w = Ready();
        w.Now += Duration.FromHours(4);
        w.Must(new FireDeadline("shelve"), Actor.Kernel);
        w.Now += Duration.FromHours(1);
        w.Must(new TagOrder(OrderTag.Of("slow")));
        w.Must(new FireDeadline("shelve"), Actor.Kernel);
        Assert.Equal(("shelf", Start + Duration.FromHours(5)), (w.Order.Process!.Step, w.Order.Process.Since));
    }

    [Fact]
    public void What_is_told_late_makes_it_due_at_its_own_instant()
    {
        var w = Ready();
        w.Now += Duration.FromHours(2);
        w.Must(new FireDeadline("chase"), Actor.Kernel);
        w.Now -= Duration.FromHours(1);
        w.Must(new TagOrder(OrderTag.Of("vip")));
        Assert.Equal(Start + Duration.FromHours(2), Timers(w)["chase"]);
    }

    [Fact]
    public void What_a_hold_forbids_is_done_once_the_hold_ends()
    {
        var w = Ready();
        w.Must(new PlaceHold(H, HoldKind.AddressReview, HoldScopes.Edit), Agent);
        w.Now += Duration.FromHours(1);
        Assert.Equal([new DeadlineRefused("ready", "give-up", OrdersCodes.Held)], w.Must(new FireDeadline("give-up"), Actor.Kernel).Events);
        w.Now += Duration.FromHours(1);
        w.Must(new ReleaseHold(H), Agent);
        Assert.Equal(w.Now, Timers(w)["give-up"]);
        w.Must(new FireDeadline("give-up"), Actor.Kernel);
        Assert.Equal(OrderStatus.Cancelled, w.Statuses.Headline);
    }

    [Fact]
    public void A_trigger_that_needs_a_command_is_refused_once_and_for_all()
    {
        var w = Ready();
        w.Now += Duration.FromHours(3);
        Assert.Equal([new DeadlineRefused("ready", "send", OrdersCodes.TriggerNeedsCommand)], w.Must(new FireDeadline("send"), Actor.Kernel).Events);
        w.Must(new TagOrder(OrderTag.Of("vip")));
        Assert.DoesNotContain("send", Timers(w).Keys);
    }

    [Fact]
    public void A_step_that_is_entered_anew_has_all_its_deadlines()
    {
        var w = Ready();
        w.Now += Duration.FromHours(2);
        w.Must(new FireDeadline("chase"), Actor.Kernel);
        w.Must(new FireTrigger("cancel"), Buyer);
        w.Must(new ReinstateOrder([], MessageId.Of("m3")), Supervisor);
        Assert.Equal(w.Now + Duration.FromHours(2), Timers(w)["chase"]);
    }

    [Fact]
    public void Nobody_but_the_kernel_spends_a_deadline()
    {
        var w = Ready();
        w.Now += Duration.FromHours(2);
        w.MustNot(OrdersCodes.KernelOnly, new FireDeadline("chase"), Agent);
        Assert.Contains("chase", Timers(w).Keys);
    }

    [Fact]
    public void Regions_and_shipments_are_told_apart()
    {
        var text = ShipmentRegionScenarios.Zones
            .Replace("\"deadlines\": [{ \"after\": \"PT4H\", \"fires\": \"remind\" }]", "\"deadlines\": [{ \"after\": \"PT4H\", \"fires\": \"go\" }]")
            .Replace("\"fire\": { \"give-up\"",
                "\"fire\": { \"go\": { \"to\": \"packing\", \"roles\": [\"kernel\"], \"when\": \"\\\"vip\\\" in order.tags\" }, \"give-up\"")
            .Replace("[{ \"after\": \"PT1H\", \"fires\": \"alert\" }], \"fire\": {",
                "[{ \"after\": \"PT1H\", \"fires\": \"skip\" }], \"fire\": { \"skip\": { \"to\": \"cold-done\", \"roles\": [\"kernel\"], \"when\": \"\\\"slow\\\" in order.tags\" },");
        var w = ShipmentProcessScenarios.Parcel(OrderPolicies.Default.WithShipments(Document(text, ShipmentDomain.Standard))
            .WithDefaultShipments("shipment-zones@1").ValueOrThrow());
        var s1 = ShipmentId.Of("s1");
        w.Now += Duration.FromHours(4);
        Assert.Equal([new DeadlineRefused("cold-to-pick", "skip", WorkflowCodes.GuardRefused) { Shipment = s1 }],
            w.Must(new FireDeadline("shipment:s1:cold-to-pick/skip"), Actor.Kernel).Events);
        Assert.Equal([new DeadlineRefused("collecting", "go", WorkflowCodes.GuardRefused) { Shipment = s1 }],
            w.Must(new FireDeadline("shipment:s1:go"), Actor.Kernel).Events);
        Assert.Empty(OrderTimers.Of(w.Order, w.Policies).Items);
        w.Must(new TagOrder(OrderTag.Of("slow")));
        Assert.Equal("shipment:s1:cold-to-pick/skip", Assert.Single(OrderTimers.Of(w.Order, w.Policies)).Trigger);
        w.Must(new FireDeadline("shipment:s1:cold-to-pick/skip"), Actor.Kernel);
        Assert.Equal("cold-done", w.Order.Shipments[0].Process!.Regions[0].Step);
        w.Must(new TagOrder(OrderTag.Of("vip")));
        w.Must(new FireDeadline("shipment:s1:go"), Actor.Kernel);
        Assert.Equal("packing", w.Order.Shipments[0].Process!.Step);
    }

    [Fact]
    public void A_deadline_under_a_workflow_that_is_not_given_stands_and_says_so()
    {
        var own = ShipmentProcessScenarios.Plain();
        var w = ShipmentProcessScenarios.Parcel(OrderPolicies.Default.WithShipments(own).WithDefaultShipments("shipment-plain@1").ValueOrThrow());
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        w.Now += Duration.FromHours(2);
        w.Policies = OrderPolicies.Default;
        w.MustNot(OrdersCodes.WorkflowUnknown, new FireDeadline("shipment:s1:alert"), Actor.Kernel);
        w.Policies = OrderPolicies.Default.WithShipments(own);
        w.Must(new FireDeadline("shipment:s1:alert"), Actor.Kernel);
    }

    // The clock would be refused, so a late payment does not do its work either.
    [Fact]
    public void A_late_payment_expires_nothing_that_the_guard_of_the_payment_deadline_spares()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"expire\": { \"does\": \"expire\", \"roles\": [\"kernel\"] }",
                "\"expire\": { \"does\": \"expire\", \"roles\": [\"kernel\"], \"when\": \"!(\\\"vip\\\" in order.tags)\" }");
        foreach (var isVip in new[] { true, false })
        {
            var w = new World { Policies = OrderPolicies.Default.Replacing(standard: Document(text, OrderDomain.Standard)) };
            w.Must(Placing(new(Yuan(100)), Line("a", 1, 100)));
            if (isVip) w.Must(new TagOrder(OrderTag.Of("vip")));
            Assert.Equal(isVip ? null : Start + Duration.FromMinutes(30), OrderTimers.PaymentDueAt(w.Order, w.Policies));
            w.Paid(100, at: Start + Duration.FromHours(1));
            Assert.Equal(isVip, !w.Order.HasExpired);
        }
    }

    // What the present step has scanned would be true here and false there, for ever.
    [Fact]
    public void An_entry_does_not_ask_what_the_present_step_has_scanned()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("shipment-parcel.workflow.json").Span)
            .Replace("\"Planned\": [\"picking\"]", "\"Planned\": [{ \"step\": \"packing\", \"when\": \"shipment.scanned.complete\" }, \"picking\"]");
        var w = ShipmentProcessScenarios.Parcel(OrderPolicies.Default.WithShipments(Document(text, ShipmentDomain.Standard))
            .WithDefaultShipments("shipment-parcel@1").ValueOrThrow());
        foreach (var (sku, units) in new[] { ("sku-a", 2L), ("sku-b", 1L) })
        {
            for (var i = 0; i < units; i++)
                w.Must(new ScanItem(ShipmentId.Of("s1"), ScanScenarios.Reading(sku, (i + 1) + (sku == "sku-b" ? 5 : 0)) with { Step = "picking" }),
                    ShipmentProcessScenarios.Picker);
        }

        Assert.True(ScanSheet.Of(w.Order, w.Order.Shipments[0]).IsComplete("picking"));
        Assert.Equal("picking", ShipmentProcessScenarios.Step(w));
    }

    /// <summary>Refused by a guard, and due again, for the tests of all events.</summary>
    internal static List<OrderEvent> History()
    {
        var w = Ready();
        w.Now += Duration.FromHours(2);
        w.Must(new FireDeadline("chase"), Actor.Kernel);
        w.Must(new TagOrder(OrderTag.Of("vip")));
        return w.Events;
    }

    internal static PolicyDocument<WorkflowDefinition> Document(string json, WorkflowDomain domain) =>
        WorkflowDocument.Load(Encoding.UTF8.GetBytes(json), domain, OrderPolicies.Library).ValueOrThrow();

    private static World Ready()
    {
        var w = new World { Policies = Policies };
        w.Must(Placing(new(Yuan(100)), Line("a", 1, 100)));
        w.Paid(100);
        Assert.Equal(("ready", Start), (w.Order.Process!.Step, w.Order.Process.Since));
        return w;
    }

    private static Dictionary<string, Instant> Timers(World w) => OrderTimers.Of(w.Order, w.Policies).Items.ToDictionary(t => t.Trigger, t => t.DueAt);
}
