using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Fails when an order under a workflow with regions loses one, joins too early or
/// too late, keeps what a left region held or timed, lets one person approve twice,
/// or when what the host is asked to do is missing on the trail, or stands there although nothing happened.
/// </summary>
public class RegionScenarios
{
    private const string CrossBorder = """
        {
          "$schema": "workflow-1.json", "name": "cross-border", "version": "1.0.0", "axis": "OrderStatus", "extends": "standard@1",
          "enter": { "AwaitingFulfilment": ["declaring"] },
          "steps": {
            "review": null,
            "declaring": {
              "status": "AwaitingFulfilment", "hold": { "kind": "Customs", "scopes": ["ship"] },
              "deadlines": [{ "after": "P1D", "fires": "notify" }],
              "fire": { "cancel": { "does": "cancel", "roles": ["buyer"], "actions": [{ "do": "export", "to": "customs" }] } },
              "regions": {
                "order-form": { "steps": {
                  "order-to-file": {
                    "deadlines": [{ "after": "PT2H", "fires": "notify" }],
                    "fire": { "file-order": { "to": "order-to-check", "roles": ["agent"], "actions": [{ "do": "notify", "to": ["customs-agent"], "text": "file" }, { "do": "open-task", "for": "checker" }] } } },
                  "order-to-check": {
                    "hold": { "kind": "OrderForm", "scopes": ["edit"] },
                    "fire": { "check-order": { "to": "order-filed", "roles": ["supervisor"], "fourEyes": true }, "order-again": { "to": "order-to-file", "roles": ["supervisor"] } } },
                  "order-filed": { "final": true } } },
                "payment-form": { "steps": {
                  "payment-to-file": { "deadlines": [{ "after": "PT3H", "fires": "notify" }], "fire": { "file-payment": { "to": "payment-filed", "roles": ["supervisor"], "fourEyes": true } } },
                  "payment-filed": { "final": true } } }
              },
              "join": { "to": "ready" }
            }
          }
        }
        """;

    internal static readonly OrderPolicies Policies = OrderPolicies.Of(
        WorkflowDocument.Load(Encoding.UTF8.GetBytes(CrossBorder), OrderDomain.Standard, OrderPolicies.Library).ValueOrThrow(),
        WorkflowDocument.Load(OrderPolicies.Embedded("totals-only.workflow.json"), OrderDomain.TotalsOnly).ValueOrThrow(),
        OrderPolicies.Default.Screening);

    private static readonly Actor Other = new(ActorId.Of("supervisor-2"), [Role.Supervisor]);

    [Fact]
    public void Entering_starts_all_regions_and_their_clocks()
    {
        var w = Declaring();
        Assert.Equal("declaring[order-to-file, payment-to-file]", Place(w));
        Assert.Equal(["notify", "order-to-file/notify", "payment-to-file/notify"], OrderTimers.Of(w.Order, w.Policies).Items.Select(t => t.Trigger));
        w.Planned().MustNot(WorkflowCodes.TriggerNotPermitted, new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []), Warehouse);
    }

    [Fact]
    public void The_order_goes_on_once_all_regions_are_done()
    {
        var w = Declaring();
        w.Must(new FireTrigger("file-payment"), Other);
        Assert.Equal("declaring[order-to-file, payment-filed]", Place(w));
        w.Must(new FireTrigger("file-order"), Agent);
        Assert.Equal(["step:declaring", "step:order-to-check"], w.Order.Holds.Items.Select(h => h.Id.Value));
        w.Must(new FireTrigger("order-again"), Supervisor);
        Assert.Equal(["step:declaring"], w.Order.Holds.Items.Select(h => h.Id.Value));
        w.Must(new FireTrigger("file-order"), Agent);
        w.Must(new FireTrigger("check-order"), Supervisor);
        Assert.Equal("ready", Place(w));
        Assert.Equal("check-order", w.Order.Process!.Trigger);
        Assert.Empty(w.Order.Holds);
        Assert.Empty(OrderTimers.Of(w.Order, w.Policies));
        w.Shipped();
    }

    [Fact]
    public void Who_approved_in_one_region_approves_nothing_in_another()
    {
        var w = Declaring();
        w.Must(new FireTrigger("file-order"), Agent);
        w.Must(new FireTrigger("check-order"), Supervisor);
        Assert.Equal(new("order-to-check", Supervisor.Id), Assert.Single(w.Order.Process!.Approvals));
        w.MustNot(WorkflowCodes.FourEyes, new FireTrigger("file-payment"), Supervisor);
        w.Must(new FireTrigger("file-payment"), Other);
        Assert.Equal([Supervisor.Id, Other.Id], w.Order.Process!.Approvals.Items.Select(a => a.By));
    }

    [Fact]
    public void Another_status_leaves_all_regions_with_their_holds_and_clocks()
    {
        var w = Declaring();
        w.Must(new FireTrigger("file-order"), Agent);
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        Assert.Equal("money-held", Place(w));
        Assert.Empty(w.Order.Holds);
        Assert.Empty(OrderTimers.Of(w.Order, w.Policies));
    }

    [Fact]
    public void Each_region_is_reminded_once_by_its_own_clock()
    {
        var w = Declaring();
        w.Now += Duration.FromHours(3);
        w.Must(new FireDeadline("payment-to-file/notify"), Actor.Kernel);
        w.Unchanged(new FireDeadline("payment-to-file/notify"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        Assert.Equal(["notify"], w.Order.Process!.Regions[1].Fired);
        Assert.Empty(w.Order.Process.Regions[0].Fired);
        w.Must(new FireDeadline("order-to-file/notify"), Actor.Kernel);
        w.Unchanged(new FireDeadline("notify"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Now += Duration.FromDays(1);
        w.Must(new FireDeadline("notify"), Actor.Kernel);
        w.Must(new FireTrigger("file-order"), Agent);
        w.Must(new FireTrigger("order-again"), Supervisor);
        Assert.Equal(w.Now + Duration.FromHours(2), Assert.Single(OrderTimers.Of(w.Order, w.Policies)).DueAt);
    }

    [Fact]
    public void What_the_host_is_asked_to_do_stands_on_the_trail_before_what_the_trigger_did()
    {
        var w = Declaring();
        var events = w.Must(new FireTrigger("file-order"), Agent).Events;
        var asked = Assert.IsType<TriggerFired>(events[0]);
        Assert.IsType<RegionStepEntered>(events[1]);
        Assert.Equal(("order-to-file", "file-order", Agent.Id, false), (asked.Step, asked.Trigger, asked.By, asked.IsApproval));
        Assert.Equal(["notify(to: customs-agent, text: file)", "open-task(for: checker)"], asked.Actions.Items.Select(a => a.ToString()));
    }

    [Fact]
    public void A_verb_asks_too_and_a_refused_or_idle_one_does_not()
    {
        var w = Declaring();
        Assert.Equal("export", Assert.IsType<TriggerFired>(w.Must(new CancelUnits([]), Buyer).Events[0]).Actions[0].Name);
        var held = Declaring();
        held.Must(new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Edit), Agent);
        held.MustNot(OrdersCodes.Held, new CancelUnits([]), Buyer);
        held.MustNot(WorkflowCodes.TriggerNotPermitted, new FireTrigger("file-ship"), Buyer);
    }

    [Theory]
    [InlineData("order-to-file/file-order")]
    [InlineData("file-order")]
    public void A_trigger_may_name_its_step(string trigger)
    {
        var w = Declaring();
        w.Must(new FireTrigger(trigger), Agent);
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireTrigger(trigger), Agent);
    }

    [Fact]
    public void Regions_survive_their_bytes()
    {
        var w = Declaring();
        w.Must(new FireTrigger("file-order"), Agent);
        Play.Replays(w.Order, w.Events);
    }

    internal static World Declaring() => Placed(Policies).Paid();

    internal static string Place(World w) => w.Order.Process!.Regions.IsEmpty
        ? w.Order.Process.Step
        : $"{w.Order.Process.Step}[{string.Join(", ", w.Order.Process.Regions.Items.Select(r => r.Step))}]";

    private static World Placed(OrderPolicies policies)
    {
        var world = new World { Policies = policies };
        world.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        return world;
    }
}
