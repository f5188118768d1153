using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a shipment preset does not load, has no way to its end, or a step lacks a name in a language.
public class ShipmentPresetScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    public static TheoryData<string> Names => [.. ShipmentPresets.Names.Items];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_loads_without_findings_and_names_its_steps(string name)
    {
        var document = ShipmentPresets.Load(name);
        Assert.Equal(name, document.Reference.Name);
        Assert.All(document.Policy.Steps, s => Assert.NotNull(s.Label));
        Assert.Empty(WorkflowAnalysis.Findings(document.Policy));
    }

    [Fact]
    public void Instant_prepared_handed_to_the_rider_and_delivered_within_the_hour()
    {
        var w = Preset.PlannedFor("shipment-instant@1");
        w.FireShipment("prepared", "clerk", "waiting-for-rider").FireShipment("back", "clerk", "preparing")
            .FireShipment("prepared", "clerk", "waiting-for-rider");
        w.Due("shipment:s1:alert").FireShipment("hand-over", "clerk", "riding");
        w.Due("shipment:s1:alert").FireShipment("delivered", "rider", "delivered");
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
    }

    [Fact]
    public void Instant_refused_at_the_door_comes_back_to_the_shop()
    {
        var w = Preset.PlannedFor("shipment-instant@1").FireShipment("prepared", "clerk", "waiting-for-rider").FireShipment("hand-over", "warehouse", "riding");
        w.MustNot(WorkflowCodes.RoleMissing, new FireShipmentTrigger(S1, "delivered"), Buyer);
        w.FireShipment("refused", "rider", "returned");
        Assert.Equal(Units(2), w.Order.Lines[0].Units.Returned);
        var lost = Preset.PlannedFor("shipment-instant@1").FireShipment("prepared", "clerk", "waiting-for-rider").FireShipment("hand-over", "clerk", "riding")
            .FireShipment("lost", "supervisor", "lost");
        Assert.Equal(Units(2), lost.Order.Lines[0].Units.Lost);
    }

    [Fact]
    public void Bulky_booked_picked_loaded_delivered_and_installed()
    {
        var w = Preset.PlannedFor("shipment-bulky@1").Due("shipment:s1:remind");
        w.FireShipment("booked", "planner", "picking").FireShipment("rebook", "planner", "booking").FireShipment("booked", "planner", "picking");
        w.FireShipment("picked", "picker", "loading").FireShipment("hand-over", "dispatcher", "en-route").Due("shipment:s1:alert").Delivered();
        w.Due("shipment:s1:remind").FireShipment("installed", "fitter", "installed");
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
    }

    [Fact]
    public void Bulky_planned_on_a_saturday_evening_is_to_be_booked_by_the_end_of_its_next_open_day()
    {
        var w = new World { Policies = OrderPolicies.Default.WithDefaultShipments("shipment-bulky@1").ValueOrThrow(),
            Now = Instant.FromUtc(2026, 2, 14, 12, 0) };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100)));
        w.Paid().Planned("s1", true, Units("a", 2));
        // Saturday 20:00 in Shanghai: the office opens on Monday at 9, and an open day later it is Tuesday at 9.
        Assert.Contains(new OrderTimer("shipment:s1:remind", Instant.FromUtc(2026, 2, 17, 1, 0)), OrderTimers.Of(w.Order, w.Policies));
    }

    [Fact]
    public void Bulky_cancelled_before_it_was_loaded_has_a_step_to_rest_at()
    {
        var w = Preset.PlannedFor("shipment-bulky@1").FireShipment("booked", "planner", "picking");
        w.Must(new ReleaseShipment(S1), Actor.Kernel);
        Assert.Equal("cancelled", w.Order.Shipments[0].Process!.Step);
        w.MustNot(WorkflowCodes.TriggerNotPermitted, new FireShipmentTrigger(S1, "picked"), Preset.As("picker"));
    }

    [Fact]
    public void Pick_up_is_ready_reminded_and_fetched()
    {
        var w = Preset.PlannedFor("shipment-pickup@1").Due("shipment:s1:remind").FireShipment("ready", "clerk", "at-the-counter");
        Assert.Equal(OrderStatus.Shipped, w.Statuses.Headline);
        w.Due("shipment:s1:remind").FireShipment("fetched", "clerk", "fetched");
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
    }

    [Fact]
    public void Pick_up_that_nobody_fetches_goes_back_by_the_clock()
    {
        var w = Preset.PlannedFor("shipment-pickup@1").FireShipment("ready", "clerk", "at-the-counter").Due("shipment:s1:give-up");
        Assert.Equal(("not-fetched", Start + Duration.FromDays(7)), (w.Order.Shipments[0].Process!.Step, w.Now));
    }

    [Fact]
    public void A_code_is_issued_and_redeemed_or_accepted_by_the_clock_or_withdrawn()
    {
        Preset.PlannedFor("shipment-virtual@1").Due("shipment:s1:alert").FireShipment("issue", "issuer", "sent").FireShipment("redeemed", "buyer", "accepted");
        var w = Preset.PlannedFor("shipment-virtual@1").FireShipment("issue", "issuer", "sent").Due("shipment:s1:accept");
        Assert.Equal(("accepted", OrderStatus.Delivered), (w.Order.Shipments[0].Process!.Step, w.Statuses.Headline));
        Preset.PlannedFor("shipment-virtual@1").FireShipment("issue", "issuer", "sent").FireShipment("withdraw", "issuer", "withdrawn");
    }
}
