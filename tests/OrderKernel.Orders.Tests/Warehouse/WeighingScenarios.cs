using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a parcel that weighs what it should not may leave, one that weighs right may not, or a number of the document is decoration.
public class WeighingScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    // Two of a at 400 g, one of b at 1000 g, 200 g of packaging: 2000 g, off by at most 60.
    private static readonly PolicyDocument<WarehouseRules> Rules = Load(t => t
        .Replace("\"packagingGrams\": 0", "\"packagingGrams\": 200")
            .Replace("\"goods\": {}", "\"goods\": { \"sku-a\": { \"grams\": 400 }, \"sku-b\": { \"grams\": 1000, \"bulky\": true } }")).ValueOrThrow();

    [Theory]
    [InlineData(2000, false)]
    [InlineData(2060, false)]
    [InlineData(1940, false)]
    [InlineData(2061, true)]
    [InlineData(1939, true)]
    [InlineData(1, true)]
    [InlineData(WarehouseDocument.GramsMax, true)]
    public void Off_by_more_than_the_tolerance_is_held(long grams, bool isHeld)
    {
        var w = Weighed(grams);
        Assert.Equal(isHeld,
            w.Order.Holds.Items.Any(h => h is { Kind: var kind, Scopes: HoldScopes.Ship, Shipment: { } on } && kind == HoldKind.WeightMismatch && on == S1));
        w.Says(isHeld ? OrdersCodes.WeightOff : OrdersCodes.WeightRight);
        foreach (var (name, value) in new[] { ("grams", grams), ("expected", 2000L), ("tolerance", 60L) })
            Assert.Contains(w.Reasons[0].Arguments, a => a == new Argument(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (isHeld) w.MustNot(OrdersCodes.Held, new ShipShipment(S1, w.Now, [], []), Warehouse);
        else w.Shipped();
    }

    [Fact]
    public void Weighed_again_and_right_it_is_let_go_and_wrong_again_held_again()
    {
        var w = Weighed(2500);
        w.Unchanged(new WeighShipment(S1, 2500), actor: Warehouse);
        w.Must(new WeighShipment(S1, 2600), Warehouse);
        Assert.Single(w.Order.Holds);
        w.Must(new WeighShipment(S1, 2010), Warehouse);
        Assert.Empty(w.Order.Holds);
        w.Unchanged(new WeighShipment(S1, 2010), actor: Warehouse);
        w.Must(new WeighShipment(S1, 2500), Warehouse);
        w.Must(new ReleaseHold(w.Order.Holds[0].Id), Supervisor);
        w.Must(new WeighShipment(S1, 2500), Warehouse);
        Assert.Single(w.Order.Holds);
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Fact]
    public void Of_two_parcels_with_the_longest_ids_each_that_is_off_is_held()
    {
        var w = Placed().Paid();
        // Alike in their last 126 characters.
        var ids = new[] { "p1", "p2" }.Select(n => n + new string('y', 126)).ToArray();
        foreach (var id in ids)
        {
            w.Planned(id, false, Units("a", 1));
            w.Must(new WeighShipment(ShipmentId.Of(id), 900) { ExpectedGrams = 100 }, Warehouse);
        }

        Assert.Equal(ids, w.Order.Holds.Items.Select(h => h.Shipment!.Value.Value));
    }

    [Fact]
    public void What_the_caller_expects_outranks_the_table_and_without_either_nothing_is_judged()
    {
        var w = Weighed(2500, 2490);
        Assert.Empty(w.Order.Holds);
        Assert.Equal((2490L, 74L), (w.Order.Shipments[0].Weighing!.ExpectedGrams, w.Order.Shipments[0].Weighing!.ToleranceGrams));
        var unknown = Placed().Paid().Planned();
        unknown.Must(new WeighShipment(S1, 5), Warehouse);
        unknown.Says(OrdersCodes.WeightUnjudged);
        Assert.Equal((null, 0), (unknown.Order.Shipments[0].Weighing!.ExpectedGrams, unknown.Order.Holds.Count));
    }

    [Fact]
    public void Weighing_needs_a_role_a_planned_shipment_and_a_weight()
    {
        var w = Ready();
        w.MustNot(WorkflowCodes.RoleMissing, new WeighShipment(S1, 2000), Buyer);
        w.MustNot(OrdersCodes.ShipmentUnknown, new WeighShipment(ShipmentId.Of("z"), 2000), Warehouse);
        foreach (var grams in new[] { 0, -1, long.MinValue, long.MaxValue, WarehouseDocument.GramsMax + 1 })
        {
            w.MustNot(OrdersCodes.WeightInvalid, new WeighShipment(S1, grams), Warehouse);
            w.MustNot(OrdersCodes.WeightInvalid, new WeighShipment(S1, 1) { ExpectedGrams = grams }, Warehouse);
        }

        w.Shipped();
        w.MustNot(OrdersCodes.ShipmentElsewhere, new WeighShipment(S1, 2000), Warehouse);
    }

    [Fact]
    public void The_parcel_preset_goes_on_when_it_weighs_right_or_a_supervisor_lets_it_go()
    {
        var document = ShipmentProcessScenarios.Document(t => t.Replace(", \"when\": \"shipment.scanned.complete\"", "").Replace("1.0.0", "1.0.1"));
        foreach (var byHand in new[] { false, true })
        {
            var w = ShipmentProcessScenarios.Parcel(OrderPolicies.Default.WithShipments(document).WithDefaultShipments("shipment-parcel@1.0.1").ValueOrThrow()
                .WithWarehouse(Rules));
            w.Must(new FireShipmentTrigger(S1, "picked"), ShipmentProcessScenarios.Picker);
            w.Must(new FireShipmentTrigger(S1, "rechecked"), ShipmentProcessScenarios.Checker);
            w.Must(new FireShipmentTrigger(S1, "packed"), ShipmentProcessScenarios.Packer);
            w.MustNot(WorkflowCodes.GuardRefused, new FireShipmentTrigger(S1, "weighed"), ShipmentProcessScenarios.Packer);
            w.Must(new WeighShipment(S1, 2500), ShipmentProcessScenarios.Packer);
            w.MustNot(WorkflowCodes.GuardRefused, new FireShipmentTrigger(S1, "weighed"), ShipmentProcessScenarios.Packer);
            if (byHand) w.Must(new ReleaseHold(w.Order.Holds[0].Id), Supervisor);
            else w.Must(new WeighShipment(S1, 2001), ShipmentProcessScenarios.Packer);
            w.Must(new FireShipmentTrigger(S1, "weighed"), ShipmentProcessScenarios.Packer);
            w.Must(new FireShipmentTrigger(S1, "hand-over"), ShipmentProcessScenarios.Dispatcher);
            Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        }
    }

    [Law(200)]
    public bool A_hold_stands_exactly_while_the_latest_weight_is_off(int[] weights) =>
        HoldsWhile((rules, off, expected) => off > rules.ToleranceOf(expected), weights);

    [Fact]
    public void The_law_notices_a_tolerance_of_grams_alone() => Assert.ThrowsAny<Exception>(() =>
        Prop.ForAll<int[]>(weights => HoldsWhile((rules, off, _) => off > rules.ToleranceGrams, weights)).Check(Sizes.Config(200)));

    [Law(300)]
    public bool The_tolerance_never_overflows_or_shrinks(uint a, uint b)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var rules = Rules.Policy;
        return rules.ToleranceOf(low) <= rules.ToleranceOf(high) && rules.ToleranceOf(high) == Math.Max(20, (long)((decimal)high * 30 / 1000))
            && rules.ToleranceOf(long.MaxValue / 1000) >= 0;
    }

    [Theory]
    [InlineData("\"packagingGrams\": 0", "\"packagingGrams\": -1", "$.weighing.packagingGrams")]
    [InlineData("\"tolerancePerMille\": 30", "\"tolerancePerMille\": 1001", "$.weighing.tolerancePerMille")]
    [InlineData("\"toleranceGrams\": 20", "\"toleranceGrams\": 1e400", "$.weighing.toleranceGrams")]
    [InlineData("\"weighing\"", "\"weighting\"", "$.weighing")]
    [InlineData("\"picker\"", "\"\"", "$.scanning.roles[1]")]
    [InlineData("\"picker\"", "\" picker\"", "$.scanning.roles[1]")]
    [InlineData("\"weighing\": {", "\"weighing\": { \"tare\": 1,", "$.weighing.tare")]
    [InlineData("\"scanning\": {", "\"scanning\": { \"light\": 1,", "$.scanning.light")]
    [InlineData("\"scanning\": { \"roles\"", "\"scanning\": { \"persons\"", "$.scanning.roles")]
    [InlineData("\"goods\": {}", "\"goods\": { \"a\": { \"grams\": 0 } }", "$.goods.a.grams")]
    [InlineData("\"goods\": {}", "\"goods\": { \"a\": { \"bulky\": 1 } }", "$.goods.a.bulky")]
    [InlineData("\"goods\": {}", "\"goods\": { \"a\": 1 }", "$.goods.a")]
    public void Bad_rules_are_refused_with_their_path(string old, string next, string path) =>
        Assert.Contains(Load(t => t.Replace(old, next)).Refusal!.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));

    private static bool HoldsWhile(Func<WarehouseRules, long, long, bool> isOff, int[] weights)
    {
        var w = Ready();
        foreach (var raw in weights)
        {
            var grams = 1900 + Math.Abs((long)raw % 200);
            w.Must(new WeighShipment(S1, grams), Warehouse);
            if (w.Order.Holds.IsEmpty == isOff(Rules.Policy, Math.Abs(grams - 2000), 2000)) return false;
        }

        return true;
    }

    private static World Ready()
    {
        var w = new World { Policies = OrderPolicies.Default.WithWarehouse(Rules) };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100), Line("b", 1, 50)));
        return w.Paid().Planned();
    }

    private static World Weighed(long grams, long? expected = null)
    {
        var w = Ready();
        w.Must(new WeighShipment(S1, grams) { ExpectedGrams = expected }, Warehouse);
        return w;
    }

    private static Result<PolicyDocument<WarehouseRules>> Load(Func<string, string> change)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("warehouse.json").ToArray());
        return WarehouseDocument.Load(Encoding.UTF8.GetBytes(change(text)));
    }
}
