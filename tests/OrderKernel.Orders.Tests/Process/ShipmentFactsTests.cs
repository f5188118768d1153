#if NET
using System.Text;
using OrderKernel.Rules;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// The facts of guards are for this assembly alone. Fails when a guard of a shipment's
// workflow reads another parcel, other units or goods, or a weighing that is held.
public class ShipmentFactsTests
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1"), S2 = ShipmentId.Of("s2");

    private static readonly OrderPolicies Policies = OrderPolicies.Default.WithDefaultShipments("shipment-parcel@1").ValueOrThrow()
        .WithWarehouse(WarehouseDocument.Load(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(OrderPolicies.Embedded("warehouse.json").ToArray())
            .Replace("\"goods\": {}", "\"goods\": { \"sku-b\": { \"grams\": 1000, \"bulky\": true } }"))).ValueOrThrow());

    [Theory]
    [InlineData("shipment.service == 'standard'", true)]
    [InlineData("shipment.units == 3", true)]
    [InlineData("shipment.bulky", true)]
    [InlineData("shipment.lines.exists(l, l.bulky && has(l.sku) && l.sku == 'sku-b')", true)]
    [InlineData("shipment.lines.exists(l, l.bulky && has(l.sku) && l.sku == 'sku-a')", false)]
    [InlineData("shipment.lines.all(l, l.units < 3)", true)]
    [InlineData("shipment.lines.exists(l, l.replacement)", false)]
    [InlineData("has(shipment.carrier) && shipment.carrier == 'SF' && has(shipment.location) && shipment.location == 'HZ'", true)]
    [InlineData("shipment.waybills == 0", true)]
    [InlineData("shipment.weighed || has(shipment.weight)", false)]
    [InlineData("has(shipment.plannedAt) && !has(shipment.handedOverAt) && !has(shipment.firstScanAt) && !has(shipment.deliveredAt)", true)]
    [InlineData("order.total == money('160') && order.terms == 'Prepaid' && order.channel == 'taobao' && order.shop == 's'", true)]
    [InlineData("'gift' in order.tags", false)]
    [InlineData("shipment.scanned.complete || shipment.scanned.units > 0", false)]
    public void Guards_read_the_planned_parcel(string guard, bool holds) => Assert.Equal(holds, Holds(Both(), S1, guard));

    [Fact]
    public void Guards_read_the_parcel_that_they_are_asked_for()
    {
        var w = Both();
        w.Must(new TagOrder(OrderTag.Of("gift")), Agent);
        Assert.True(Holds(w, S2, "shipment.units == 1 && !shipment.bulky && 'gift' in order.tags"));
        w.Must(new WeighShipment(S1, 5000) { ExpectedGrams = 700 }, Warehouse);
        w.Must(new WeighShipment(S2, 700) { ExpectedGrams = 700 }, Warehouse);
        // A parcel that is held for its weight is not weighed; the hold is no other parcel's.
        Assert.Equal((false, true), (Holds(w, S1, "shipment.weighed"), Holds(w, S2, "shipment.weighed")));
        Assert.True(Holds(w, S2, "has(shipment.weight) && shipment.weight == 700"));
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship) { Shipment = S2 }, Agent);
        Assert.True(Holds(w, S2, "shipment.weighed"));
    }

    // Else entering such a step would undo the reason for which it was entered.
    [Fact]
    public void A_hold_that_a_step_places_is_no_finding_of_the_scales()
    {
        var own = ShipmentProcessScenarios.Document(t =>
            t.Replace("\"picking\": {\n      \"status\": \"Planned\",",
                "\"picking\": {\n      \"status\": \"Planned\", \"hold\": { \"kind\": \"WeightMismatch\", \"scopes\": [\"ship\"] },"));
        var w = ShipmentProcessScenarios.Parcel(OrderPolicies.Default.WithShipments(own).WithDefaultShipments("shipment-parcel@1").ValueOrThrow());
        Assert.Contains(w.Order.Holds, h => h.Kind == HoldKind.WeightMismatch);
        w.Must(new WeighShipment(S1, 700) { ExpectedGrams = 700 }, Warehouse);
        Assert.True(Holds(w, S1, "shipment.weighed"));
    }

    [Fact]
    public void Guards_know_replacements_and_what_travels_when()
    {
        var w = new World { Policies = Policies };
        w.Must(Placing(new(Yuan(150)), Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid(150);
        w.Must(new ShipElsewhere(S1, w.Now, []) { Waybills = [Waybill.Of("w")] });
        w.Must(new RecordFirstScan(S1, w.Now));
        w.Delivered();
        Assert.True(Holds(w, S1,
            "has(shipment.handedOverAt) && has(shipment.firstScanAt) && has(shipment.deliveredAt) && shipment.waybills == 1 && !has(shipment.location) && !has(shipment.carrier)"));
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
        w.Must(new AddReplacement(LineId.Of("x"), LineId.Of("a"), null, Units(1)), Agent);
        w.Must(new PlanShipment(S2, Hangzhou, null, null, [Units("x", 1)]) { Service = "instant" }, Actor.Kernel);
        Assert.True(Holds(w, S2, "shipment.lines.all(l, l.replacement) && shipment.service == 'instant'"));
    }

    private static World Both()
    {
        var w = new World { Policies = Policies };
        w.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 3, 100), Line("b", 1, 50)));
        return w.Paid().Planned("s1", true, Units("a", 2), Units("b", 1)).Planned("s2", true, Units("a", 1));
    }

    private static bool Holds(World w, ShipmentId id, string guard) =>
        Expression.Compile(guard.Replace('\'', '"'), ShipmentFacts.Schema).ValueOrThrow().Holds(new ShipmentFacts(w.Order, w.Order.Shipment(id)!, w.Policies))
            .ValueOrThrow();
}
#endif
