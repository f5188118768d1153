#if NET
using NodaTime;
using OrderKernel.Rules;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Every fact of orders and shipments by its name, on an order that tells all of them apart. Fails when a fact is read by another's getter,
/// and when a fact is added without a row here.
/// </summary>
public class GuardFactScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    [Fact]
    public void Guards_of_orders_read_each_fact_by_its_name() => Assert.Equal(
        """
        order.total = CNY 170.00
        order.goods = CNY 160.00
        order.due = CNY 145.00
        order.paid = CNY 130.00
        order.kept = CNY 105.00
        order.withheld = CNY 0.00
        order.refundPending = CNY 20.00
        order.refunded = CNY 5.00
        order.createdAt = +0
        order.paidAt = +5
        order.shippedAt = +20
        order.deliveredAt = +40
        order.terms = "CashOnDelivery"
        order.channel = "manual"
        order.shop = "s"
        order.tags = ["gift"]
        order.skus = ["sku-a", "sku-b"]
        order.source = "phone-order"
        order.status = "PartiallyShipped"
        order.lines = 2
        order.units.open = 4
        order.units.sent = 3
        """, Read(OrderFacts.Schema, new OrderFacts(Order().Order)));

    // ShipmentFactsTests tell bulky from scanned.
    [Fact]
    public void Guards_of_shipments_read_each_fact_by_its_name() => Assert.Equal(
        """
        shipment.service = "standard"
        shipment.lines = [{"units": 3, "bulky": false, "replacement": false, "sku": "sku-a"}]
        shipment.units = 3
        shipment.bulky = false
        shipment.carrier = "SF"
        shipment.location = "HZ"
        shipment.waybills = 1
        shipment.weight = 350
        shipment.weighed = true
        shipment.scanned.complete = false
        shipment.scanned.units = 0
        shipment.plannedAt = +10
        shipment.handedOverAt = +20
        shipment.firstScanAt = +30
        shipment.deliveredAt = +40
        order.total = CNY 170.00
        order.terms = "CashOnDelivery"
        order.channel = "manual"
        order.shop = "s"
        order.tags = ["gift"]
        """, Read(ShipmentFacts.Schema, Parcel(Order())));

    [Fact]
    public void Deadlines_of_orders_read_each_instant_by_its_name()
    {
        var facts = new OrderFacts(Order().Order);
        Assert.Equal("order.createdAt +0, order.paidAt +5, order.shippedAt +20, order.deliveredAt +40, order.payableSince +0",
            string.Join(", ", OrderFacts.Instants.Items.Select(n => $"{n} {Minutes(facts.InstantOf(n))}")));
        Assert.Null(facts.InstantOf("shipment.plannedAt"));
    }

    [Fact]
    public void Deadlines_of_shipments_read_each_instant_by_its_name()
    {
        var facts = Parcel(Order());
        Assert.Equal(
            "shipment.plannedAt +10, shipment.handedOverAt +20, shipment.firstScanAt +30, shipment.deliveredAt +40, order.createdAt +0, order.paidAt +5",
            string.Join(", ", ShipmentFacts.Instants.Items.Select(n => $"{n} {Minutes(facts.InstantOf(n))}")));
        Assert.Null(Parcel(Placed().Planned()).InstantOf("shipment.firstScanAt"));
    }

    private static string Minutes(Instant? at) => $"+{(long)(at!.Value - Start).TotalMinutes}";

    private static ShipmentFacts Parcel(World w) => new(w.Order, w.Order.Shipment(S1)!, w.Policies);

    // Paid in part and owed back in part, so that no two amounts are the same; a parcel of three units came, one of one waits.
    private static World Order()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(170)) { ListPrice = Yuan(160), Freight = Yuan(10) }, Line("a", 6, 100), Line("b", 1, 60))
            with { Terms = PaymentTerms.CashOnDelivery, Key = Key() with { Channel = ChannelId.Of("manual") }, Source = "phone-order" });
        w.Paid(130);
        w.Must(new TagOrder(OrderTag.Of("gift")), Agent);
        w.Now = Start + Duration.FromMinutes(10);
        w.Planned("s1", true, Units("a", 3)).Planned("s2", true, Units("a", 1));
        w.Must(new WeighShipment(S1, 350) { ExpectedGrams = 350 }, Warehouse);
        w.Now = Start + Duration.FromMinutes(20);
        w.Shipped("s1");
        w.Must(new RecordFirstScan(S1, Start + Duration.FromMinutes(30)));
        w.Must(new RecordDelivery(Start + Duration.FromMinutes(40), S1, []));
        w.Must(new OweRefund(RefundId.Of("r1"), Yuan(20), []), Channel);
        w.Must(new RecordRefund(RefundId.Of("r2"), Yuan(5), w.Now));
        return w;
    }

    private static string Read(FactSchema schema, IFacts facts) =>
        string.Join("\n", schema.Fields.Select(f => $"{f.Path} = {Print(facts.Get(schema.SlotOf(f.Path)))}"));

    private static string Print(ExpressionValue value) => value.Kind == ValueKind.Instant ? Minutes(value.AsInstant()) : value.ToString();
}
#endif
