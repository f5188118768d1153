using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a host's workflow does not go before a preset of its name, a document that is replaced is forgotten, a library lacks what documents may
// extend, or an answer about a verb forgets the hold that forbids it.
public class PolicyChoiceTests
{
    [Fact]
    public void What_is_replaced_stays_known_and_what_is_not_stays()
    {
        var newer = OrderNextTests.Guarded("order.lines > 5", "1.0.9").Standard;
        var policies = OrderPolicies.Default.Replacing(standard: new(newer.Policy, newer.Definition));
        Assert.Equal((newer.Policy, OrderPolicies.Default.TotalsOnly.Policy), (policies.Standard.Policy, policies.TotalsOnly.Policy));
        Assert.NotNull(policies.Workflow(OrderPolicies.Default.Standard.Policy));
        Assert.NotNull(policies.Workflow(newer.Policy));
        Assert.Equal(newer.Policy, policies.Replacing().Standard.Policy);
    }

    [Fact]
    public void Documents_may_extend_every_workflow_that_comes_with_the_package()
    {
        foreach (var (names,
            domain) in new[] { (OrderPresets.Names.Items.Add("standard"), OrderDomain.Standard), (ShipmentPresets.Names.Items, ShipmentDomain.Standard) })
        {
            foreach (var name in names)
            {
                var text = $$"""{ "$schema": "workflow-1.json", "name": "own", "version": "1.0.0", "axis": "{{domain.Axis}}", "extends": "{{name}}@1" }""";
                var loaded = WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(text), domain, OrderPolicies.Library);
                Assert.True(loaded.IsOk, $"{name}: {loaded.Refusal}");
            }
        }
    }

    [Fact]
    public void A_hosts_workflow_of_shipments_goes_before_a_preset_of_its_name()
    {
        var own = ShipmentProcessScenarios.Document(t => t.Replace("待拣货", "拣"));
        var policies = OrderPolicies.Default.WithShipments(own).WithDefaultShipments("shipment-parcel@1").ValueOrThrow();
        Assert.Equal(own.Reference, ShipmentProcessScenarios.Parcel(policies).Order.Shipments[0].Process!.Policy);
    }

    [Fact]
    public void Choices_of_workflows_that_are_not_there_are_refused_with_their_paths()
    {
        var choices = WorkflowChoicesDocument.Load(System.Text.Encoding.UTF8.GetBytes(
            """{"$schema":"workflows-1.json","name":"c","version":"1","choose":[{"workflow":"none@1","when":"order.lines > 5"},{"workflow":"standard@1","when":"order.lines > 4"},{"workflow":"standard@2"}]}""")).ValueOrThrow();
        var refusal = OrderPolicies.Default.WithChoices(choices).Refusal!;
        Assert.Equal((KernelCodes.DocumentInvalid,
            $"{OrdersCodes.ChoiceMissing} (path=$.choose[0].workflow, workflow=none@1)\n{OrdersCodes.ChoiceMissing} (path=$.choose[2].workflow, workflow=standard@2)"), (refusal.Code, string.Join("\n", refusal.Reasons.Items)));
    }

    [Fact]
    public void Workflows_of_shipments_that_are_not_there_are_found_with_their_paths()
    {
        var order = WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(
            """{"$schema":"workflow-1.json","name":"own","version":"1","axis":"OrderStatus","extends":"standard@1","shipments":[{"workflow":"shipment-parcel@1","when":"shipment.bulky"},{"workflow":"shipment-drone@1"}]}"""),
            OrderDomain.Standard, OrderPolicies.Library).ValueOrThrow();
        Assert.Equal([$"$.shipments[1].workflow: {OrdersCodes.ShipmentsMissing} (workflow=shipment-drone@1)"],
            OrderPolicies.Default.MissingShipments(order.Policy).Items.Select(f => f.ToString()));
        Assert.Empty(OrderPolicies.Default.MissingShipments());
        Assert.Single(OrderPolicies.Default.WithOrders(order).MissingShipments());
        Assert.Single(OrderPolicies.Default.Replacing(standard: order).MissingShipments());
    }

    [Fact]
    public void The_payment_deadline_is_the_one_that_expires_and_no_other_clock()
    {
        var text = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span).Replace(
            "\"deadlines\": [{ \"after\": \"PT30M\"", "\"deadlines\": [{ \"after\": \"PT10M\", \"fires\": \"notify\" }, { \"after\": \"PT30M\"");
        Assert.Contains("PT10M", text);
        var policies =
            OrderPolicies.Default.Replacing(standard: WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(text), OrderDomain.Standard).ValueOrThrow());
        var w = new World { Policies = policies };
        w.Must(Placing(new(Yuan(100)), Line("a", 1, 100)));
        Assert.Equal(2, OrderTimers.Of(w.Order, policies).Count);
        Assert.Equal(Start + Duration.FromMinutes(30), OrderTimers.PaymentDueAt(w.Order, policies));
        Assert.Null(OrderTimers.PaymentDueAt(w.Paid().Order, policies));
    }

    [Theory]
    [InlineData("cancel", OrderStatus.AwaitingPayment)]
    [InlineData("amend-price", OrderStatus.AwaitingPayment)]
    [InlineData("reinstate", OrderStatus.Cancelled)]
    [InlineData("cancel", OrderStatus.PartiallyShipped)]
    public void A_hold_on_editing_refuses_every_verb_that_edits(string trigger, OrderStatus at)
    {
        var w = Placed();
        if (at == OrderStatus.Cancelled) w.Paid().Must(new CancelUnits([]), Buyer);
        if (at == OrderStatus.PartiallyShipped) w.Paid().Shipped("s1", Units("a", 1));
        Assert.Equal(at, w.Statuses.Headline);
        Assert.Null(Why(w, trigger));
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.CustomerRequest, HoldScopes.Edit), Agent);
        Assert.Equal(OrdersCodes.Held, Why(w, trigger));
    }

    [Fact]
    public void The_way_through_regions_is_read_from_the_events_too()
    {
        var w = RegionScenarios.Declaring();
        w.Now += Duration.FromHours(1);
        w.Must(new FireTrigger("file-order"), Agent);
        Assert.Equal(
            [
                new StepVisit("unpaid", Start), new("declaring", Start), new("order-to-file", Start) { Region = "order-form" },
                new("payment-to-file", Start) { Region = "payment-form" }, new("order-to-check", w.Now, "file-order") { Region = "order-form" },
            ],
            OrderVisits.Of(w.Events));
        Assert.True(OrderVisits.Matter("orders.region-step-entered") && OrderVisits.Matter("orders.workflow-moved"));
    }

    private static string? Why(World w, string trigger)
    {
        var actor = new Actor(ActorId.Of("all"), [Role.Buyer, Role.Agent, Role.Supervisor, Role.Finance]);
        return OrderNext.Of(w.Order, w.Policies, actor, w.Now).ValueOrThrow().Triggers.Items.Single(t => t.Trigger == trigger).WhyNot?.Code;
    }
}
