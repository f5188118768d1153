using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Fails when what is said to be possible is refused by role, guard or hold when it is told, or
/// when something possible is said to be refused; also when a refusal hides what the guard saw.
/// An answer for somebody else goes through the same check and must be caught.
/// </summary>
public class OrderNextTests
{
    [Fact]
    public void A_missing_role_a_second_pair_of_eyes_and_a_trigger_of_another_step_are_told_apart()
    {
        var w = ProcessScenarios.Big(60_000).Paid(60_000);
        Assert.Equal(["cancel", "refund"], Permitted(w, Agent));
        Assert.Equal(WorkflowCodes.RoleMissing, Why(w, Agent, "approve"));
        Assert.Equal(WorkflowCodes.FourEyes, Why(w, new(Channel.Id, [Role.Supervisor]), "approve"));
        Assert.Equal(["cancel", "approve", "reinstate"], Permitted(w, Supervisor));
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Why(w, Supervisor, "ship"));
    }

    [Fact]
    public void A_guard_says_which_values_it_saw()
    {
        var w = ProcessScenarios.Big(300, Guarded("order.total < money(\\\"100\\\") || order.lines > 5"));
        var why = Next(w, Buyer).Triggers.Items.Single(t => t.Trigger == "cancel").WhyNot!;
        Assert.Equal(WorkflowCodes.GuardRefused, why.Code);
        Assert.Contains(why.Reasons.Items, r => r.ToString().Contains("300", StringComparison.Ordinal));
        Assert.Contains(why.Reasons.Items, r => r.ToString().Contains("order.lines", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hold_on_the_whole_order_refuses_what_it_forbids_until_it_ends()
    {
        var w = Placed().Paid();
        w.Must(new SetChannelHolds([HoldKind.ChannelLock]));
        var scopes = Assert.Single(w.Order.Holds).Scopes;
        Assert.Equal((scopes & HoldScopes.Ship) != 0 ? OrdersCodes.Held : null, Why(w, Warehouse, "ship"));
        w.Must(new SetChannelHolds([]));
        Assert.Null(Why(w, Warehouse, "ship"));
    }

    [Fact]
    public void The_clock_is_told_with_its_instant()
    {
        var w = Placed();
        Assert.Equal(new OrderTimer("expire", Start + Duration.FromMinutes(30)), Assert.Single(Next(w, Buyer).Timers));
        Assert.Equal(("unpaid", Start), (Next(w, Buyer).Step.Name, Next(w, Buyer).Since));
    }

    [Fact]
    public void An_order_under_a_workflow_that_is_not_given_is_refused()
    {
        var w = Placed();
        Assert.Equal(OrdersCodes.WorkflowUnknown, OrderNext.Of(w.Order, Guarded("order.lines > 5"), Buyer, w.Now).Refusal!.Code);
    }

    [Law(150)]
    public bool What_is_said_is_what_happens(Seed seed) => Holds((order, actor) => (Answers(order, actor), actor), seed);

    [Fact]
    public void An_answer_for_somebody_else_is_caught() => Assert.ThrowsAny<Exception>(() =>
        Prop.ForAll(Seed.Any(), seed => Holds((order, actor) => (Answers(order, Supervisor), actor), seed)).Check(Sizes.Config(150)));

    [Fact]
    public void The_way_is_read_from_the_events()
    {
        var w = ProcessScenarios.Big(60_000).Paid(60_000);
        w.Now += Duration.FromHours(1);
        w.Must(new FireTrigger("approve"), Supervisor);
        Assert.Equal([new("unpaid", Start), new("review", Start), new("ready", w.Now, "approve")], OrderVisits.Of(w.Events));
        Assert.Equal(w.Order.Process!.Policy, OrderVisits.WorkflowOf(w.Events));
        Assert.Null(OrderVisits.WorkflowOf([]));
        Assert.True(OrderVisits.Matter("orders.step-entered"));
        Assert.False(OrderVisits.Matter("orders.paid"));
    }

    internal static OrderPolicies Guarded(string guard, string version = "1.0.1")
    {
        var text = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"version\": \"1.0.0\"", $"\"version\": \"{version}\"")
            .Replace("\"cancel\": { \"does\": \"cancel\",", $"\"cancel\": {{ \"does\": \"cancel\", \"when\": \"{guard}\",");
        return OrderPolicies.Of(
            WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(text), OrderDomain.Standard).ValueOrThrow(),
            new(OrderPolicies.Default.TotalsOnly.Policy, OrderPolicies.Default.TotalsOnly.Definition), OrderPolicies.Default.Screening);
    }

    private static OrderNext Next(World w, Actor actor) => OrderNext.Of(w.Order, w.Policies, actor, w.Now).ValueOrThrow();

    private static string[] Permitted(World w, Actor actor) => [.. Next(w, actor).Triggers.Items.Where(t => t.IsPermitted).Select(t => t.Trigger)];

    private static string? Why(World w, Actor actor, string trigger) => Next(w, actor).Triggers.Items.Single(t => t.Trigger == trigger).WhyNot?.Code;

    private static ValueList<TriggerAnswer> Answers(Order order, Actor actor) =>
        OrderNext.Of(order, OrderPolicies.Default, actor, Start).ValueOrThrow().Triggers;

    private static bool Holds(Func<Order, Actor, (ValueList<TriggerAnswer> Answers, Actor Actor)> ask, int seed)
    {
        var random = new Random(seed);
        var moves = Enumerable.Range(0, random.Next(8)).Select(_ => new Move(random.Next(100), random.Next(100), random.Next(100), random.Next(4))).ToArray();
        var order = Play.Through(seed, moves).Order;
        foreach (var who in new[] { Buyer, Agent, Warehouse, Finance, Supervisor })
        {
            var (answers, actor) = ask(order, who);
            foreach (var answer in answers)
            {
                var told = OrderDecider.Decide(order, new FireTrigger(answer.Trigger), OrderPolicies.Default,
                    new(actor, Start + Duration.FromDays(1), MessageId.Of("m"))).Refusal;
                // A trigger whose command takes arguments is past role and guard when it is refused for that.
                if (answer.IsPermitted
                    ? told is { } no && no.Code.StartsWith("workflow.", StringComparison.Ordinal)
                    : answer.WhyNot!.Code != OrdersCodes.Held && told?.Code != answer.WhyNot.Code) return false;
            }
        }

        return true;
    }
}
