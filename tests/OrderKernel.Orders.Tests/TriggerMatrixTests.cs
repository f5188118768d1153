using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// The matrix of states and triggers, enumerated from the machines themselves. Fails when a
/// trigger that a step does not have is anything but a typed refusal without event,
/// or when one that it has leads to a place that the workflow does not know. With ORDERKERNEL_LONG=1 every ordered pair of triggers is tried.
/// </summary>
public class TriggerMatrixTests
{
    private static readonly Actor Everybody = new(ActorId.Of("everybody"), [Role.Buyer, Role.Agent, Role.Supervisor, Role.Finance, Role.Warehouse]);

    [Fact]
    public void Orders_under_the_standard_workflow() => Matrix(OrderPolicies.Default, Placed().Paid().Order, OrderPolicies.Default.Standard);

    [Fact]
    public void Orders_without_goods() => Matrix(OrderPolicies.Default, TotalsOnly().Order, OrderPolicies.Default.TotalsOnly);

    [Fact]
    public void Orders_with_regions() => Matrix(RegionScenarios.Policies, RegionScenarios.Declaring().Order, RegionScenarios.Policies.Standard);

    [Fact]
    public void Orders_under_every_preset()
    {
        foreach (var name in OrderPresets.Names)
        {
            var policies = OrderPolicies.Default.Replacing(standard: OrderPresets.Load(name));
            var world = new World { Policies = policies };
            world.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
            Matrix(policies, world.Order, policies.Standard);
        }
    }

    [Fact]
    public void Shipments_of_every_preset()
    {
        foreach (var name in ShipmentPresets.Names) Shipments(OrderPolicies.Default.WithDefaultShipments($"{name}@1").ValueOrThrow());
    }

    [Fact]
    public void Shipments_with_regions() => Shipments(ShipmentRegionScenarios.Policies);

    [Fact]
    public void An_oracle_that_forgets_a_trigger_is_caught()
    {
        Assert.Throws<Xunit.Sdk.TrueException>(() => Matrix(OrderPolicies.Default, Placed().Paid().Order, OrderPolicies.Default.Standard, forgotten: "cancel"));
        Assert.Throws<Xunit.Sdk.TrueException>(() => Shipments(ShipmentRegionScenarios.Policies, forgotten: "cold-picked"));
    }

    // At every step of a shipment's own workflow, whatever its goods did: the process alone decides what may be fired, a ledger whether it comes to pass.
    private static void Shipments(OrderPolicies policies, string? forgotten = null)
    {
        var order = ShipmentProcessScenarios.Parcel(policies).Order;
        var machine = policies.ShipmentWorkflow(order.Shipments[0].Process!.Policy)!;
        var roles = machine.Definition.Steps.Items.SelectMany(s => s.Triggers.Items).SelectMany(t => t.Roles.Items).Distinct().ToValueList();
        var anybody = new Actor(ActorId.Of("anybody"), roles);
        var (legal, illegal) = (0, 0);
        foreach (var step in machine.Definition.Steps.Where(s => s.Region is null))
        {
            var standing = AtShipment(order, machine, step);
            foreach (var trigger in machine.Triggers)
            {
                var after = Told(standing, trigger);
                if (!Sizes.IsLong || after is null) continue;
                foreach (var second in machine.Triggers) Told(after, second);
            }
        }

        Assert.True(legal > 0 && illegal > legal, $"{legal} legal and {illegal} illegal pairs");

        Order? Told(Order at, string trigger)
        {
            var place = at.Shipments[0].Process!;
            var has = place.Regions.Items.Select(r => r.Step).Prepend(place.Step).SelectMany(s => StepOf(machine, s).Triggers)
                .Any(t => t.Name == trigger && trigger != forgotten);
            if (has) legal++;
            else illegal++;
            var result =
                OrderDecider.Decide(at, new FireShipmentTrigger(at.Shipments[0].Id, trigger), policies, new DecisionContext(anybody, Start, MessageId.Of("m")));
            if (!result.TryGet(out var decision, out var refusal))
            {
                Assert.True(has ? refusal.Code != WorkflowCodes.RoleMissing : refusal.Code == WorkflowCodes.TriggerNotPermitted,
                    $"{trigger} at {place.Step}: {refusal}");
                return null;
            }

            Assert.True(has, $"{trigger} at {place.Step} passed.");
            foreach (var e in decision.Events) at = OrderDecider.Evolve(at, e);
            var now = at.Shipments[0].Process!;
            Assert.Equal(StepOf(machine, now.Step).Regions.Items.Select(r => r.Name), now.Regions.Items.Select(r => r.Region));
            return at;
        }
    }

    private static void Matrix(OrderPolicies policies, Order order, WorkflowMachine machine, string? forgotten = null)
    {
        var (legal, illegal) = (0, 0);
        foreach (var step in machine.Definition.Steps.Where(s => s.Region is null))
        {
            var standing = At(order, machine, step);
            foreach (var trigger in machine.Triggers)
            {
                var after = Fire(policies, machine, standing, trigger, forgotten, ref legal, ref illegal);
                if (!Sizes.IsLong || after is null) continue;
                foreach (var second in machine.Triggers) Fire(policies, machine, after, second, forgotten, ref legal, ref illegal);
            }
        }

        Assert.True(legal > 0 && illegal > legal, $"{legal} legal and {illegal} illegal pairs");
    }

    // The order after the trigger; null when it was refused.
    private static Order? Fire(OrderPolicies policies, WorkflowMachine machine, Order order, string trigger, string? forgotten, ref int legal, ref int illegal)
    {
        var place = order.Process!;
        var has = place.Regions.Items.Select(r => r.Step).Prepend(place.Step).SelectMany(s => StepOf(machine, s).Triggers)
            .Any(t => t.Name == trigger && trigger != forgotten);
        if (has) legal++;
        else illegal++;
        var result = OrderDecider.Decide(order, new FireTrigger(trigger), policies, new DecisionContext(Everybody, Start, MessageId.Of("m")));
        if (!result.TryGet(out var decision, out var refusal))
        {
            // Nothing came of it: the state is a value that nobody could change.
            Assert.True(has ? refusal.Code.Contains('.') : refusal.Code == WorkflowCodes.TriggerNotPermitted, $"{trigger} at {place.Step}: {refusal}");
            return null;
        }

        Assert.True(has, $"{trigger} at {place.Step} passed.");
        foreach (var e in decision.Events) order = OrderDecider.Evolve(order, e);
        var now = order.Process!;
        var main = StepOf(machine, now.Step);
        Assert.Equal(main.Regions.Items.Select(r => r.Name), now.Regions.Items.Select(r => r.Region));
        Assert.All(now.Regions.Items, r => Assert.Equal(new StepRegion(now.Step, r.Region), StepOf(machine, r.Step).Region));
        return order;
    }

    private static WorkflowStep StepOf(WorkflowMachine machine, string name) =>
        machine.TryStep(name, out var id) ? machine.Step(id) : throw new ArgumentException(name);

    // The order as if it had come to the step, whatever its ledgers say: the process alone decides what may be fired.
    private static Order At(Order order, WorkflowMachine machine, WorkflowStep step) => OrderDecider.Evolve(
        order,
        new StepEntered(machine.Policy, step.Name, (OrderStatus)Enum.Parse(typeof(OrderStatus), step.Status), null, Start, Channel.Id, null,
            order.Process!.Hold)
        {
            Regions = step.Regions.IsEmpty ? null : step.Regions.Items.Select(r => new RegionStart(r.Name, r.Start, null)).ToValueList(),
        });

    private static Order AtShipment(Order order, WorkflowMachine machine, WorkflowStep step) => OrderDecider.Evolve(
        order,
        new ShipmentStepEntered(order.Shipments[0].Id, machine.Policy, step.Name, (ShipmentStatus)Enum.Parse(typeof(ShipmentStatus), step.Status), null, Start,
            Channel.Id, null, null)
        {
            Regions = step.Regions.IsEmpty ? null : step.Regions.Items.Select(r => new RegionStart(r.Name, r.Start, null)).ToValueList(),
        });
}
