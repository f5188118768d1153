using System.Text;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Steps;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Steps;

// Fails when asking what can happen next changes something or differs from what happens, when a
// population misses an order, or when a migration moves more, less or twice than planned.
public class KernelStepsTests
{
    private static readonly PolicyDocument<WorkflowDefinition> Next = WorkflowDocument.Load(
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"version\": \"1.0.0\"", "\"version\": \"2.0.0\"").Replace("\"shipping\"", "\"sending\"")),
        OrderDomain.Standard).ValueOrThrow();

    private static readonly Actor Supervisor = new(ActorId.Of("li"), [Role.Supervisor]);

    private static PolicyReference Old => OrderPolicies.Default.Standard.Policy;

    private static KernelPolicies Both { get; } = KernelPolicies.Default with
    {
        Orders = OrderPolicies.Of(
            new(Old, OrderPolicies.Default.Standard.Definition), new(OrderPolicies.Default.TotalsOnly.Policy, OrderPolicies.Default.TotalsOnly.Definition),
            OrderPolicies.Default.Screening, Next),
    };

    [Fact]
    public async Task Next_is_told_by_key_and_by_id()
    {
        var bench = new Bench(policies: Both);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        var buyer = new Actor(ActorId.Of("b"), [Role.Buyer]);
        var byKey = (await bench.Kernel.NextAsync(Shop.Key("1"), buyer, Shop.At("10:02"))).ValueOrThrow();
        var order = (await bench.Kernel.FindAsync(Shop.Key("1")))!;
        Assert.Equal("unpaid", byKey.Step.Name);
        Assert.Equal(["cancel"], byKey.Triggers.Items.Where(t => t.IsPermitted).Select(t => t.Trigger));
        Assert.Equal(byKey.Triggers, (await bench.Kernel.NextAsync(Shop.Acme, order.Id, buyer, Shop.At("10:02"))).ValueOrThrow().Triggers);
        Assert.Equal(OrderKernelCodes.OrderUnknown, (await bench.Kernel.NextAsync(Shop.Key("2"), buyer, Shop.At("10:02"))).Refusal?.Code);
        Assert.Equal(OrderKernelCodes.OrderUnknown,
            (await bench.Kernel.NextAsync(Shop.Acme, OrderId.Mint("TB", new(2026, 2, 9), Shop.Key("2")), buyer, Shop.At("10:02"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_population_and_a_path_are_read_from_the_store()
    {
        var bench = new Bench(policies: Both);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("2", "10:01"));
        await bench.SendAsync(Shop.Claim("2", "10:20").Paid("10:10"));
        var population = Assert.Single((await WorkflowPopulation.FoldAsync(bench.Store, Shop.Acme)).Workflows);
        Assert.Equal(("standard", 2L), (population.Workflow, population.Orders.Processes));
        Assert.Equal((2L, 1L), (population.Orders.Step("unpaid").Visits, population.Orders.Step("unpaid").Present));
        var path = (await OrderPath.FindAsync(bench.Store, Shop.Acme, "2")).ValueOrThrow();
        Assert.Equal((Old, "unpaid", "ready"), (path.Workflow, path.Visits[0].Step, path.Visits[1].Step));
        Assert.Equal(OrderKernelCodes.OrderUnknown, (await OrderPath.FindAsync(bench.Store, Shop.Acme, "3")).Refusal?.Code);
        Assert.Empty((await WorkflowPopulation.FoldAsync(bench.Store, TenantId.Of("nobody"))).Workflows);
    }

    [Fact]
    public async Task A_plan_is_carried_out_once_and_touches_nothing_else()
    {
        var bench = new Bench(policies: Both);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("2", "10:01").Paid("10:10"));
        var before = (await bench.Kernel.FindAsync(Shop.Key("2")))!;
        var plan = (await bench.Kernel.PlanMigrationAsync(Shop.Acme, Old, Next.Reference)).ValueOrThrow();
        Assert.Equal((2, 0), (plan.Moves.Count, plan.Stays.Count));

        Assert.Equal((2, 0), Counts(await bench.Kernel.MigrateAsync(Shop.Acme, plan, Supervisor, Shop.At("11:00"))));
        var after = (await bench.Kernel.FindAsync(Shop.Key("2")))!;
        Assert.Equal((before.Statuses, before.Position, before.Process! with { Policy = Next.Reference }), (after.Statuses, after.Position, after.Process));
        Assert.Equal(1, await bench.CountAsync("2", "orders.workflow-moved"));

        Assert.Equal((2, 0), Counts(await bench.Kernel.MigrateAsync(Shop.Acme, plan, Supervisor, Shop.At("12:00"))));
        Assert.Equal(1, await bench.CountAsync("2", "orders.workflow-moved"));
        var again = (await bench.Kernel.PlanMigrationAsync(Shop.Acme, Old, Next.Reference)).ValueOrThrow();
        Assert.Equal((0, 2), (again.Moves.Count, again.Stays.Count));
        Assert.All(again.Stays, s => Assert.Equal(MigrationCodes.Done, s.Why[0].Code));
    }

    [Fact]
    public async Task The_clock_of_a_moved_order_still_fires()
    {
        var bench = new Bench(policies: Both);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        var plan = (await bench.Kernel.PlanMigrationAsync(Shop.Acme, Old, Next.Reference)).ValueOrThrow();
        await bench.Kernel.MigrateAsync(Shop.Acme, plan, Supervisor, Shop.At("10:20"));
        Assert.Equal(0, await bench.ClockAsync("10:29"));
        Assert.Equal(1, await bench.ClockAsync("10:30"));
        Assert.Equal(OrderStatus.Cancelled, (await bench.Kernel.FindAsync(Shop.Key("1")))!.Statuses.Headline);
    }

    [Fact]
    public async Task Who_moved_on_since_the_plan_stays_and_is_told()
    {
        var bench = new Bench(policies: Both);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        var plan = (await bench.Kernel.PlanMigrationAsync(Shop.Acme, Old, Next.Reference)).ValueOrThrow();
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:10"));
        var outcome =
            await bench.Kernel.MigrateAsync(Shop.Acme, plan with { Moves = plan.Moves.Add(new("nobody", "unpaid", "unpaid")) }, Supervisor, Shop.At("11:00"));
        Assert.Equal([MigrationCodes.MovedOn, OrderKernelCodes.OrderUnknown], outcome.Refused.Items.Select(r => r.Why[0].Code));
        Assert.Equal(Old, (await bench.Kernel.FindAsync(Shop.Key("1")))!.Process!.Policy);
    }

    [Fact]
    public async Task A_workflow_that_the_kernel_does_not_know_is_refused()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        Assert.Equal(OrdersCodes.WorkflowUnknown, (await bench.Kernel.PlanMigrationAsync(Shop.Acme, Old, Next.Reference)).Refusal?.Code);
        Assert.Equal(OrdersCodes.WorkflowUnknown, (await bench.Kernel.PlanMigrationAsync(Shop.Acme, Next.Reference, Old)).Refusal?.Code);
    }

    private static (int Moved, int Refused) Counts(MigrationOutcome outcome) => (outcome.Moved, outcome.Refused.Count);
}
