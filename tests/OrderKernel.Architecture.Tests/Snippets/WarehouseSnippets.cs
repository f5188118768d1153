using System.Text;
using NodaTime;
using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Workflow;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the guides on shipments and presets show does not compile or not say what their comments say.
public class WarehouseSnippets
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);

    private static readonly OrderKey Key = new(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));

    private static readonly Actor Channel = new(ActorId.Of("web"), [Role.Channel]);

    [Fact]
    public void Shipments()
    {
        var now = Noon;
        var (kernel, parcel) = (Actor.Kernel, ShipmentId.Of("s1"));
        var (picker, checker, packer) = (As("picker"), As("checker"), As("packer"));
        var asked = OrderPolicies.Default.WithDefaultShipments("shipment-parcel@1").ValueOrThrow();
        DecisionContext By(Actor actor) => new(actor, now, MessageId.Of("m"));
        Order Tell(Order? state, OrderCommand command, Actor actor) => OrderDecider.Decide(state, command, asked, By(actor)).ValueOrThrow().Events.Items.Aggregate(state, OrderDecider.Evolve)!;
        var order = Tell(null, Place(PaymentTerms.PayLater), Channel);
        // snippet: shipments
        var policies = OrderPolicies.Default.WithDefaultShipments("shipment-parcel@1").ValueOrThrow();
        order = Tell(order, new PlanShipment(parcel, LocationId.Of("HZ"), null, ReservationId.Of("r1"), [new(LineId.Of("1"), Quantity.Of(2))]), kernel);
        order = Tell(order, new FireShipmentTrigger(parcel, "picked"), picker);

        var reading = new ScanReading(DeviceId.Of("gun-7"), 1, now, "rechecking", "MUG-1", checker.Id);
        order = Tell(order, new ScanItem(parcel, reading), checker);                           // one of two
        order = Tell(order, new RecordOfflineScans(parcel, [reading with { Sequence = 2 }, reading]), checker);   // the first is known
        var wrong = OrderDecider.Decide(order, new ScanItem(parcel, reading with { Sequence = 3 }), policies, By(checker));   // one too many

        order = Tell(order, new FireShipmentTrigger(parcel, "rechecked"), checker);            // all scanned, by other eyes
        order = Tell(order, new FireShipmentTrigger(parcel, "packed"), packer);
        order = Tell(order, new WeighShipment(parcel, 905) { ExpectedGrams = 700 }, packer);   // off by more than 21 g: held
        order = Tell(order, new WeighShipment(parcel, 705) { ExpectedGrams = 700 }, packer);   // weighed again: let go
        // end

        Assert.Equal(OrdersCodes.ScanTooMany, wrong.Refusal!.Code);
        Assert.Equal(("weighing", 0), (order.Shipments[0].Process!.Step, order.Holds.Count));
    }

    [Fact]
    public void Serials()
    {
        var (now, parcel, packer) = (Noon, ShipmentId.Of("s1"), As("warehouse"));
        var (kernel, warehouse) = (Actor.Kernel, new Actor(ActorId.Of("wms"), [Role.Carrier, Role.Warehouse]));
        var asked = OrderPolicies.Default.WithoutDefaultShipments();
        DecisionContext By(Actor actor) => new(actor, now, MessageId.Of("m"));
        Order Tell(Order? state, OrderCommand command, Actor actor) =>
            OrderDecider.Handle(state, command, asked, By(actor)).ValueOrThrow().State!;
        var utf8 = Encoding.UTF8.GetBytes("""
            { "$schema": "serials-1.json", "name": "s", "version": "1", "rules": [{ "skus": ["PHONE-12"], "form": "imei" }] }
            """);
        asked = asked.WithSerials(SerialRules.Load(utf8).ValueOrThrow());
        var place = Place(PaymentTerms.PayLater);
        var line = place.Lines[0] with { Quantity = Quantity.Of(1), Goods = [new(SkuId.Of("PHONE-12"), Quantity.Of(1))] };
        var order = Tell(null, place with { Lines = [line] }, Channel);
        order = Tell(order, new PlanShipment(parcel, LocationId.Of("HZ"), null, null, [new(LineId.Of("1"), Quantity.Of(1))]), kernel);
        // snippet: serials
        var policies = OrderPolicies.Default.WithSerials(SerialRules.Load(utf8).ValueOrThrow());
        var phone = new SerialUnit(SkuId.Of("PHONE-12"), SerialNumber.Of("490154203237518"));
        var early = OrderDecider.Decide(order, new ShipShipment(parcel, now, [], []), policies, By(packer));       // no number: it stays here
        order = Tell(order, new RecordSerials(parcel, [phone]), packer);
        order = Tell(order, new ShipShipment(parcel, now, [Waybill.Of("SF100")], []), packer);
        var units = ShipmentSerials.Out(order, order.Shipments[0]);                                                // who has it: this order
        order = Tell(order, new ReturnSerials([phone]), warehouse);                                                // what came is what was sent
        // end

        Assert.Equal(OrdersCodes.SerialsShort, early.Refusal!.Code);
        Assert.Equal(phone, Assert.Single(units));
        Assert.Empty(ShipmentSerials.Out(order, order.Shipments[0]));
    }

    [Fact]
    public void Choices()
    {
        var place = Place(PaymentTerms.CashOnDelivery);
        var context = new DecisionContext(Channel, Noon, MessageId.Of("m"));
        // snippet: choices
        var choices = WorkflowChoicesDocument.Load(Encoding.UTF8.GetBytes("""
            { "$schema": "workflows-1.json", "name": "workflows", "version": "1",
              "choose": [ { "workflow": "cash-on-delivery@1", "when": "order.terms == \"CashOnDelivery\"" },
                          { "workflow": "pre-sale@1", "when": "order.terms == \"Deposit\"" },
                          { "workflow": "standard@1" } ] }
            """)).ValueOrThrow();
        var policies = OrderPolicies.Default.WithChoices(choices).ValueOrThrow();
        var decision = OrderDecider.Decide(null, place, policies, context).ValueOrThrow();     // under cash-on-delivery: to-confirm
        // end

        Assert.Equal("to-confirm", OrderDecider.Replay(decision.Events)!.Process!.Step);
    }

    [Fact]
    public void Extending()
    {
        // snippet: extending a preset
        var slower = WorkflowDocument.Load(Encoding.UTF8.GetBytes("""
            { "$schema": "workflow-1.json", "name": "pre-sale-slow", "version": "1.0.0", "axis": "OrderStatus", "extends": "pre-sale@1",
              "steps": { "deposit-paid": { "status": "AwaitingPayment", "deadlines": [ { "after": "P30D", "since": "order.paidAt", "fires": "open-balance" } ],
                         "fire": { "open-balance": { "to": "balance-due", "roles": ["kernel"] }, "cancel": { "does": "cancel", "roles": ["agent"] } } } } }
            """), OrderDomain.Standard, OrderPolicies.Library).ValueOrThrow();
        var policies = OrderPolicies.Default.WithOrders(slower);
        // end

        Assert.NotNull(policies.Workflow(slower.Reference));
    }

    private static Actor As(string role) => new(ActorId.Of($"{role}-1"), [Role.Of(role)]);

    private static PlaceOrder Place(PaymentTerms terms) => new(
        Key, OrderId.Mint("WB", new LocalDate(2026, 2, 9), Key), Noon, terms, new OrderAmounts(Money.Fen(12_800)),
        [new OrderedLine(LineId.Of("1"), Quantity.Of(2), Money.Fen(12_800), [new(SkuId.Of("MUG-1"), Quantity.Of(1))])]);
}
