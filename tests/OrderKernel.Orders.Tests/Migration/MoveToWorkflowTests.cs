using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Fails when a move changes a status, a ledger or a hold, restarts a clock of the same step, gets around four eyes, or is made although a plan would say no.
/// A fold that restarts the clock, or loses lines, goes through the same law and must be caught.
/// </summary>
public class MoveToWorkflowTests
{
    internal static readonly OrderPolicies Both = Known(Version("2.0.0"));

    [Fact]
    public void An_order_keeps_the_version_under_which_it_started_until_it_is_moved()
    {
        var w = Placed();
        var later = new World { Policies = Both };
        later.Must(Placing(new(Yuan(160))));
        Assert.Equal("1.0.0", w.Order.Process!.Policy.Version);
        Assert.Equal("1.0.0", Decided(w.Order, new RecordPayment(PaymentId.Of("p"), Tender.Cash, Yuan(160), Start), Channel).Process!.Policy.Version);
        Assert.Equal("2.0.0", Moved(w.Order).Process!.Policy.Version);
    }

    [Fact]
    public void The_clock_of_the_same_step_goes_on_and_that_of_another_begins()
    {
        var w = ProcessScenarios.Big(60_000).Paid(60_000);
        w.Now += Duration.FromHours(2);
        w.Must(new FireDeadline("remind"), Actor.Kernel);
        var moved = Moved(w.Order);
        Assert.Equal(w.Order.Process! with { Policy = Both.Standard.Policy }, moved.Process);
        Assert.Empty(OrderTimers.Of(moved, Both).Items.Where(t => t.Trigger == "remind"));

        var renamed = Known(Version("3.0.0", "\"unpaid\"", "\"waiting\""));
        var order = Placed().Order;
        var other = Decided(order, new MoveToWorkflow(renamed.Standard.Policy, "unpaid", "waiting"), Supervisor, renamed, Start + Duration.FromMinutes(9));
        Assert.Equal(("waiting", Start + Duration.FromMinutes(9), order.Process!.By), (other.Process!.Step, other.Process.Since, other.Process.By));
        Assert.Equal(["waiting"],
            OrderVisits.Of([new WorkflowMoved(order.Process.Policy, "unpaid", renamed.Standard.Policy, "waiting", Start, Supervisor.Id)]).Select(v => v.Step));
    }

    [Fact]
    public void Four_eyes_are_not_got_around()
    {
        var moved = Moved(ProcessScenarios.Big(60_000).Paid(60_000).Order);
        var no = OrderDecider.Decide(moved, new FireTrigger("approve"), Both, new(new(Channel.Id, [Role.Supervisor]), Start, MessageId.Of("m"))).Refusal!;
        Assert.Equal(WorkflowCodes.FourEyes, no.Code);
    }

    [Fact]
    public void Again_changes_nothing()
    {
        var moved = Moved(Placed().Order);
        var again = Decision(moved, new MoveToWorkflow(Both.Standard.Policy, "unpaid", "unpaid"), Actor.Kernel, Both).ValueOrThrow();
        Assert.Empty(again.Events);
        Assert.Equal(OrdersCodes.AlreadyKnown, Assert.Single(again.Reasons).Code);
    }

    [Fact]
    public void It_is_on_the_trail()
    {
        var order = Placed().Order;
        var decision = Decision(order, new MoveToWorkflow(Both.Standard.Policy, "unpaid", "unpaid"), Supervisor, Both).ValueOrThrow();
        Assert.Equal(new WorkflowMoved(order.Process!.Policy, "unpaid", Both.Standard.Policy, "unpaid", Start, Supervisor.Id), Assert.Single(decision.Events));
        Assert.Equal(OrdersCodes.WorkflowMovedNow, Assert.Single(decision.Reasons).Code);
        Assert.Equal([order.Process.Policy, Both.Standard.Policy], decision.Policies.Items.ToArray());
    }

    [Fact]
    public void What_a_plan_would_refuse_is_refused()
    {
        var order = ProcessScenarios.Big(60_000).Paid(60_000).Order;
        var to = Both.Standard.Policy;
        Assert.Equal(WorkflowCodes.RoleMissing, Decision(order, new MoveToWorkflow(to, "review", "review"), Agent, Both).Refusal!.Code);
        Assert.Equal(OrdersCodes.WorkflowUnknown, Decision(order, new MoveToWorkflow(to, "review", "review"), Supervisor, OrderPolicies.Default).Refusal!.Code);
        Assert.Equal(MigrationCodes.MovedOn, Decision(order, new MoveToWorkflow(to, "unpaid", "unpaid"), Supervisor, Both).Refusal!.Code);
        Assert.Equal(MigrationCodes.StepGone, Decision(order, new MoveToWorkflow(to, "review", "limbo"), Supervisor, Both).Refusal!.Code);
        Assert.Equal(MigrationCodes.StatusDiffers, Decision(order, new MoveToWorkflow(to, "review", "unpaid"), Supervisor, Both).Refusal!.Code);
        Assert.Equal(MigrationCodes.HoldDiffers, Decision(order, new MoveToWorkflow(to, "review", "ready"), Supervisor, Both).Refusal!.Code);
        Assert.Equal(OrdersCodes.OrderUnknown,
            OrderDecider.Decide(null, new MoveToWorkflow(to, "review", "review"), Both, new(Supervisor, Start, MessageId.Of("m"))).Refusal!.Code);
    }

    [Law(150)]
    public bool A_move_leaves_statuses_ledgers_and_holds_as_they_are(Seed seed) => Holds(Moved, seed);

#if NET
    // Orders that no event makes are for this assembly alone.
    [Fact]
    public void A_fold_that_restarts_the_clock_is_caught() =>
        Caught(o => Moved(o) is var m ? m with { Process = m.Process! with { Since = m.Process.Since + Duration.FromSeconds(1) } } : o);

    [Fact]
    public void A_fold_that_loses_lines_is_caught() => Caught(o => Moved(o) with { Lines = [] });
#endif

    [Law(150)]
    public bool The_plan_and_the_move_agree(Seed seed)
    {
        var order = History(seed);
        var told = Decision(order, new MoveToWorkflow(Both.Standard.Policy, order.Process!.Step, order.Process.Step), Actor.Kernel, Both);
        if (!MigrationPlan.Of([OrderMigration.Candidate(order)!], Both.Workflow(order.Process.Policy)!, Both.Standard).TryGet(out var plan, out var refusal))
            return told.Refusal?.Code == refusal.Code;
        return plan.Moves.Count == 1 ? told.IsOk : plan.Stays[0].Why[0].Code == told.Refusal?.Code;
    }

    internal static PolicyDocument<WorkflowDefinition> Version(string version, string old = "", string now = "")
    {
        var text = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"version\": \"1.0.0\"", $"\"version\": \"{version}\"");
        return WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(old.Length == 0 ? text : text.Replace(old, now)), OrderDomain.Standard).ValueOrThrow();
    }

    private static OrderPolicies Known(PolicyDocument<WorkflowDefinition> next)
    {
        var known = OrderPolicies.Default;
        return OrderPolicies.Of(next, new(known.TotalsOnly.Policy, known.TotalsOnly.Definition), known.Screening,
            new PolicyDocument<WorkflowDefinition>(known.Standard.Policy, known.Standard.Definition));
    }

    private static Order Moved(Order order) => Decided(order, new MoveToWorkflow(Both.Standard.Policy, order.Process!.Step, order.Process.Step), Actor.Kernel);

    private static Result<Decision<OrderEvent>> Decision(Order order, OrderCommand command, Actor actor, OrderPolicies policies, Instant? at = null) =>
        OrderDecider.Decide(order, command, policies, new(actor, at ?? Start, MessageId.Of("m")));

    private static Order Decided(Order order, OrderCommand command, Actor actor, OrderPolicies? policies = null, Instant? at = null) =>
        Decision(order, command, actor, policies ?? Both, at).ValueOrThrow().Events.Items.Aggregate(order, OrderDecider.Evolve);

    private static void Caught(Func<Order, Order> move) =>
        Assert.ThrowsAny<Exception>(() => Prop.ForAll(Seed.Any(), seed => Holds(move, seed)).Check(Sizes.Config(150)));

    private static bool Holds(Func<Order, Order> move, int seed)
    {
        var order = History(seed);
        if (!order.Placed.NeedsFulfilment) return true;
        var moved = move(order);
        return moved.Statuses == order.Statuses && moved.Position == order.Position && moved.Money == order.Money && moved.Lines == order.Lines
            && moved.Holds == order.Holds
            && moved.Process == order.Process! with { Policy = moved.Process!.Policy };
    }

    private static Order History(int seed)
    {
        var random = new Random(seed);
        var moves = Enumerable.Range(0, random.Next(10)).Select(_ => new Move(random.Next(100), random.Next(100), random.Next(100), random.Next(4))).ToArray();
        return Play.Through(seed, moves).Order;
    }
}
