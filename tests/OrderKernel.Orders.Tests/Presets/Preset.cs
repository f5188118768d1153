using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>Orders under a preset, and a short way to fire what its roles fire.</summary>
internal static class Preset
{
    public static OrderPolicies Choosing(string choices, OrderPolicies? policies = null) =>
        (policies ?? OrderPolicies.Default).WithChoices(Choices(choices).ValueOrThrow()).ValueOrThrow();

    public static Result<PolicyDocument<WorkflowChoices>> Choices(string choices) => WorkflowChoicesDocument.Load(
        Encoding.UTF8.GetBytes($"{{\"$schema\":\"workflows-1.json\",\"name\":\"workflows\",\"version\":\"1\",\"choose\":[{choices}]}}"));

    /// <summary>Two of a at 100 yuan, one of b at 50, ten of freight: 160 due.</summary>
    public static World Placed(string workflow, PaymentTerms terms = PaymentTerms.Prepaid, OrderPolicies? policies = null)
    {
        var w = new World { Policies = Choosing($"{{ \"workflow\": \"{workflow}\" }}", policies) };
        w.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)) with { Terms = terms });
        Assert.Equal(workflow, $"{w.Order.Process!.Policy.Name}@1");
        return w;
    }

    public static World PlannedFor(string shipments, string? service = null)
    {
        var w = new World { Policies = OrderPolicies.Default.WithDefaultShipments(shipments).ValueOrThrow() };
        w.Must(Placing(new(Yuan(160)), Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid();
        w.Must(new PlanShipment(ShipmentId.Of("s1"), Hangzhou, null, ReservationId.Of("r"), [Units("a", 2), Units("b", 1)]) { Service = service },
            Actor.Kernel);
        Assert.Equal(shipments, $"{w.Order.Shipments[0].Process!.Policy.Name}@1");
        return w;
    }

    public static Actor As(string role) => new(ActorId.Of($"{role}-9"), [Role.Of(role)]);

    public static World Fire(this World w, string trigger, string role, string step)
    {
        w.Must(new FireTrigger(trigger), As(role));
        return w.At(step);
    }

    public static World FireShipment(this World w, string trigger, string role, string step, string shipment = "s1")
    {
        w.Must(new FireShipmentTrigger(ShipmentId.Of(shipment), trigger), As(role));
        Assert.Equal(step, w.Order.Shipment(ShipmentId.Of(shipment))!.Process!.Step);
        return w;
    }

    public static World At(this World w, string step)
    {
        Assert.Equal(step, w.Order.Process!.Step);
        return w;
    }

    /// <summary>Lets the clock run to a timer that stands, and fires it.</summary>
    public static World Due(this World w, string trigger)
    {
        var timer = Assert.Single(OrderTimers.Of(w.Order, w.Policies).Items, t => t.Trigger == trigger);
        w.Now = timer.DueAt > w.Now ? timer.DueAt : w.Now;
        Assert.NotEmpty(w.Must(new FireDeadline(trigger), Actor.Kernel).Events);
        return w;
    }

    public static World Ends(this World w, OrderStatus status, string step)
    {
        Assert.Equal((status, step), (w.Statuses.Headline, w.Order.Process!.Step));
        Assert.True(w.Policies.Workflow(w.Order.Process.Policy)!.Definition.Steps.Items.First(s => s.Name == step).IsFinal);
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
        return w;
    }
}
