using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when an order preset does not load, cannot be played from placing to its end, or its unhappy path loses money, goods or a hold.
public class OrderPresetScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly ShipmentId S2 = ShipmentId.Of("s2");

    public static TheoryData<string> Names => [.. OrderPresets.Names.Items];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_loads_without_findings_and_names_its_steps(string name)
    {
        var document = OrderPresets.Load(name);
        Assert.Equal((name, "standard"), (document.Reference.Name, document.Policy.Base!.Value.Name));
        Assert.All(document.Policy.Steps, s => Assert.NotNull(s.Label));
        Assert.Empty(WorkflowAnalysis.Findings(document.Policy));
    }

    [Fact]
    public void Pre_sale_deposit_balance_shipped_and_completed()
    {
        var w = Preset.Placed("pre-sale@1", PaymentTerms.Deposit).At("deposit-due");
        w.Paid(30).At("deposit-paid");
        Assert.Equal(PaymentStatus.PartiallyPaid, w.Statuses.Payment);
        w.Due("open-balance").At("balance-due").Due("remind").Paid(130, "p2", w.Now).At("ready");
        Assert.Equal(OrderStatus.AwaitingFulfilment, w.Statuses.Headline);
        w.Shipped().At("on-the-way").Delivered().Due("complete").Ends(OrderStatus.Completed, "completed");
    }

    [Fact]
    public void Pre_sale_without_the_balance_forfeits_the_deposit_by_decision()
    {
        var w = Preset.Placed("pre-sale@1", PaymentTerms.Deposit).Paid(30).Due("open-balance").Due("forfeit").At("deposit-held");
        Assert.Equal(Yuan(30), w.Order.Money.RefundPending);
        w.MustNot(WorkflowCodes.RoleMissing, new WithholdMoney(Yuan(30), [], "定金不退"), Buyer);
        w.Must(new WithholdMoney(Yuan(30), [], "定金不退"), Finance);
        Assert.Equal((Yuan(30), Yuan(0)), (w.Order.Money.Withheld, w.Order.Money.RefundPending));
        w.Ends(OrderStatus.Cancelled, "cancelled");
    }

    [Fact]
    public void Pre_sale_without_a_deposit_expires()
    {
        Preset.Placed("pre-sale@1", PaymentTerms.Deposit).Due("expire").Ends(OrderStatus.Cancelled, "cancelled");
        var late = Preset.Placed("pre-sale@1", PaymentTerms.Deposit).Paid(30).Due("open-balance").Due("forfeit");
        late.Now += Duration.FromHours(1);
        late.Paid(130, "p2", late.Now).At("ready");
    }

    [Fact]
    public void Cash_on_delivery_confirmed_delivered_and_paid()
    {
        var w = Preset.Placed("cash-on-delivery@1", PaymentTerms.CashOnDelivery).At("to-confirm").Due("remind");
        w.Planned().MustNot(WorkflowCodes.TriggerNotPermitted, new ShipShipment(S1, w.Now, [], []), Warehouse);
        w.Fire("confirm", "agent", "ready").Shipped().Delivered().At("cash-due");
        w.Due("remind").Paid(160, at: w.Now).At("delivered").Due("complete").Ends(OrderStatus.Completed, "completed");
    }

    [Fact]
    public void Cash_on_delivery_refused_at_the_door_is_written_off_and_closed()
    {
        var w = Preset.Placed("cash-on-delivery@1", PaymentTerms.CashOnDelivery).Fire("confirm", "agent", "ready").Shipped();
        w.Must(new GiveBackUndelivered(S1, []));
        w.Says(OrdersCodes.WrittenOff);
        w.Ends(OrderStatus.Closed, "closed");
    }

    [Fact]
    public void Cash_on_delivery_that_nobody_confirms_is_cancelled_by_the_clock() =>
        Preset.Placed("cash-on-delivery@1", PaymentTerms.CashOnDelivery).Due("give-up").Ends(OrderStatus.Cancelled, "cancelled");

    [Fact]
    public void Made_to_order_goes_round_until_the_buyer_confirms_the_design()
    {
        var w = Preset.Placed("made-to-order@1").Paid().At("designing").Planned();
        w.MustNot(OrdersCodes.Held, new ShipShipment(S1, w.Now, [], []), Actor.Kernel);
        for (var i = 0; i < 3; i++) w.Fire("propose", "designer", "design-to-confirm").Fire("change", "buyer", "designing");
        w.Fire("propose", "designer", "design-to-confirm").Due("remind");
        w.MustNot(WorkflowCodes.RoleMissing, new FireTrigger("confirm"), Preset.As("designer"));
        w.Fire("confirm", "buyer", "producing").Fire("produced", "workshop", "ready");
        Assert.Empty(w.Order.Holds);
        w.Shipped().Delivered().Due("complete").Ends(OrderStatus.Completed, "completed");
    }

    [Fact]
    public void Made_to_order_in_production_is_the_supervisors_to_cancel()
    {
        var w = Preset.Placed("made-to-order@1").Paid().Fire("propose", "designer", "design-to-confirm").Fire("confirm", "buyer", "producing");
        w.MustNot(WorkflowCodes.RoleMissing, new CancelUnits([]), Buyer);
        w.Must(new CancelUnits([]), Supervisor);
        w.At("money-held").Must(new RecordRefund(RefundId.Of("r"), Yuan(160), w.Now));
        w.Ends(OrderStatus.Cancelled, "cancelled");
    }

    [Fact]
    public void Cross_border_ships_once_all_three_forms_are_accepted_in_whatever_order()
    {
        string[][] forms = [["file-order", "accept-order"], ["file-payment", "accept-payment"], ["file-logistics", "accept-logistics"]];
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 2, 0] })
        {
            var w = Preset.Placed("cross-border@1").Paid().At("identity").Fire("verified", "customs-agent", "declaring").Planned();
            w.MustNot(OrdersCodes.Held, new ShipShipment(S1, w.Now, [], []), Actor.Kernel);
            foreach (var i in order) w.Fire(forms[i][0], "customs-agent", "declaring");
            foreach (var i in order) w.Fire(forms[i][1], "customs", i == order[2] ? "cleared" : "declaring");
            Assert.Empty(w.Order.Holds);
            w.Shipped().Delivered().Due("complete").Ends(OrderStatus.Completed, "completed");
        }
    }

    [Fact]
    public void Cross_border_a_rejected_form_is_filed_again_and_waits_for_nobody_else()
    {
        var w = Preset.Placed("cross-border@1").Paid().Fire("verified", "customs-agent", "declaring");
        foreach (var form in new[] { "order", "payment", "logistics" }) w.Fire($"file-{form}", "customs-agent", "declaring");
        w.Fire("accept-order", "customs", "declaring").Fire("reject-payment", "customs", "declaring").Fire("accept-logistics", "customs", "declaring")
            .Due("remind");
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireTrigger("accept-payment"), Preset.As("customs"));
        w.Fire("file-payment", "customs-agent", "declaring").Fire("accept-payment", "customs", "cleared");
        Assert.Empty(w.Order.Holds);
    }

    [Fact]
    public void Cross_border_without_a_true_identity_is_cancelled_and_paid_back()
    {
        var w = Preset.Placed("cross-border@1").Paid().Due("remind");
        w.Must(new FireTrigger("not-verified"), Preset.As("customs-agent"));
        w.At("money-held").Must(new RecordRefund(RefundId.Of("r"), Yuan(160), w.Now));
        w.Ends(OrderStatus.Cancelled, "cancelled");
    }

    [Fact]
    public void Mixed_fulfilment_sends_one_parcel_by_rider_and_one_by_lorry()
    {
        var w = Mixed();
        Assert.Equal(["shipment-instant", "shipment-bulky"], w.Order.Shipments.Items.Select(s => s.Process!.Policy.Name));
        w.FireShipment("prepared", "clerk", "waiting-for-rider").FireShipment("hand-over", "clerk", "riding").At("shipping");
        w.FireShipment("delivered", "rider", "delivered").At("shipping");
        w.FireShipment("booked", "planner", "picking", "s2").FireShipment("picked", "picker", "loading", "s2")
            .FireShipment("hand-over", "dispatcher", "en-route", "s2").At("on-the-way");
        w.Delivered().At("delivered").FireShipment("installed", "fitter", "installed", "s2");
        w.Due("complete").Ends(OrderStatus.Completed, "completed");
    }

    [Fact]
    public void Mixed_fulfilment_gives_up_what_was_not_sent()
    {
        var w = Mixed();
        w.FireShipment("prepared", "clerk", "waiting-for-rider").FireShipment("hand-over", "clerk", "riding").FireShipment("delivered", "rider", "delivered");
        w.Must(new ReleaseShipment(S2), Actor.Kernel);
        Assert.Equal("cancelled", w.Order.Shipment(S2)!.Process!.Step);
        w.Must(new CancelUnits([]), Agent);
        w.At("delivered").Must(new RecordRefund(RefundId.Of("r"), w.Order.Money.RefundPending, w.Now));
        w.Must(new CompleteOrder(), Buyer);
        w.Ends(OrderStatus.Completed, "completed");
    }

    [Theory]
    [InlineData("instant", "shipment-instant")]
    [InlineData("pickup", "shipment-pickup")]
    [InlineData("virtual", "shipment-virtual")]
    [InlineData(null, "shipment-parcel")]
    public void Mixed_fulfilment_chooses_by_service(string? service, string workflow)
    {
        var w = Preset.Placed("mixed-fulfilment@1").Paid();
        w.Must(new PlanShipment(S1, Hangzhou, null, null, [Units("a", 1)]) { Service = service }, Actor.Kernel);
        Assert.Equal(workflow, w.Order.Shipments[0].Process!.Policy.Name);
    }

    [Fact]
    public void Orders_start_under_the_first_workflow_whose_guard_holds()
    {
        var policies = Preset.Choosing("""
            { "workflow": "cash-on-delivery@1", "when": "order.terms == \"CashOnDelivery\"" }, { "workflow": "pre-sale@1", "when": "order.terms == \"Deposit\"" }, { "workflow": "standard@1" }
            """);
        foreach (var (terms,
            step) in new[] { (PaymentTerms.Prepaid, "unpaid"), (PaymentTerms.Deposit, "deposit-due"), (PaymentTerms.CashOnDelivery, "to-confirm") })
        {
            var w = new World { Policies = policies };
            w.Must(Placing(new(Yuan(160)), Line("a", 1, 160)) with { Terms = terms });
            w.At(step);
            Assert.Contains(w.Last!.Policies, p => p.Name == "workflows");
        }

        Assert.Equal("unpaid", TotalsOnly().Order.Process!.Step);
        Assert.Equal(OrdersCodes.ChoiceMissing,
            OrderPolicies.Default.WithChoices(Preset.Choices("{ \"workflow\": \"none@1\" }").ValueOrThrow()).Refusal!.Reasons[0].Code);
    }

    [Fact]
    public void A_hosts_own_workflow_goes_before_a_preset_of_its_name()
    {
        var text = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("pre-sale.workflow.json").ToArray()).Replace("P7D", "P9D");
        var own = WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(text), OrderDomain.Standard, OrderPolicies.Library).ValueOrThrow();
        var w = Preset.Placed("pre-sale@1", PaymentTerms.Deposit, OrderPolicies.Default.WithOrders(own)).Paid(30);
        Assert.Equal(own.Reference, w.Order.Process!.Policy);
        w.Due("open-balance");
        Assert.Equal(Start + Duration.FromMinutes(5) + Duration.FromDays(9), w.Now);
    }

    [Fact]
    public void A_guard_that_errs_starts_nothing()
    {
        var w = new World { Policies =
            Preset.Choosing("{ \"workflow\": \"pre-sale@1\", \"when\": \"order.lines / (order.lines - 1) > 0\" }, { \"workflow\": \"standard@1\" }") };
        w.MustNot(RulesCodes.EvaluationFailed, Placing(new(Yuan(160)), Line("a", 1, 160)));
    }

    [Theory]
    [InlineData("", "$.choose")]
    [InlineData("{ \"workflow\": \"pre-sale@1\", \"when\": \"order.lines > 0\" }", "$.choose")]
    [InlineData("{ \"workflow\": \"pre-sale\" }", "$.choose[0].workflow")]
    [InlineData("{ }", "$.choose[0].workflow")]
    [InlineData("{ \"workflow\": \"pre-sale@1\", \"when\": \"nonsense\" }, { \"workflow\": \"standard@1\" }", "$.choose[0].when")]
    [InlineData("{ \"workflow\": \"standard@1\" }, { \"workflow\": \"pre-sale@1\" }", "$.choose[1]")]
    [InlineData("{ \"workflow\": \"standard@1\", \"more\": 1 }", "$.choose[0].more")]
    [InlineData("1", "$.choose[0]")]
    public void Bad_choices_are_refused_with_their_path(string choices, string path)
    {
        var refusal = Preset.Choices(choices).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
        Assert.All(refusal.Reasons, r => Assert.True(r.Code != OrdersCodes.ChoicesOpenEnded || path == "$.choose"));
        Assert.All(refusal.Reasons, r => Assert.True(r.Code != OrdersCodes.ChoiceShadowed || path == "$.choose[1]"));
    }

    [Fact]
    public void Too_many_choices_are_one_finding() =>
        Assert.Single(Preset.Choices(string.Join(",", Enumerable.Repeat("{ \"workflow\": \"standard@1\" }", 5000))).Refusal!.Reasons,
            r => r.Arguments.Items.Contains(new Argument("path", "$.choose")));

    private static World Mixed()
    {
        var rules = WarehouseDocument.Load(
            System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("warehouse.json").ToArray())
            .Replace("\"goods\": {}", "\"goods\": { \"sku-b\": { \"bulky\": true } }"))).ValueOrThrow();
        var w = Preset.Placed("mixed-fulfilment@1", policies: OrderPolicies.Default.WithWarehouse(rules)).Paid().At("ready");
        w.Must(new PlanShipment(S1, Hangzhou, null, ReservationId.Of("r1"), [Units("a", 2)]) { Service = "instant" }, Actor.Kernel);
        w.Must(new PlanShipment(S2, Hangzhou, null, ReservationId.Of("r2"), [Units("b", 1)]), Actor.Kernel);
        return w;
    }
}
