namespace OrderKernel.Workflow.Tests;

/// <summary>
/// The table of the standard order workflow, every step against every trigger. Fails when a
/// cell changes, when a step or trigger lacks a row, or when a role gains or loses a right.
/// </summary>
public class StandardWorkflowScenarios
{
    private static readonly WorkflowMachine Standard = Documents.Machine(Documents.Text("standard.workflow.json"), Domains.Order);

    // step → trigger: what it means and who may; all other cells are refused.
    private static readonly Dictionary<(string Step, string Trigger), (string Effect, string Roles)> Table = new()
    {
        [("unpaid", "expire")] = ("does expire", "kernel"),
        [("unpaid", "cancel")] = ("does cancel", "buyer agent"),
        [("review", "approve")] = ("to ready", "supervisor"),
        [("review", "remind")] = ("does notify", "kernel"),
        [("review", "cancel")] = ("does cancel", "agent"),
        [("ready", "ship")] = ("does ship", "warehouse"),
        [("ready", "cancel")] = ("does cancel", "buyer agent"),
        [("shipping", "ship")] = ("does ship", "warehouse"),
        [("shipping", "cancel")] = ("does cancel-open", "agent"),
        [("delivered", "complete")] = ("does complete", "buyer kernel"),
        [("money-held", "reinstate")] = ("does reinstate", "kernel supervisor"),
        [("money-held", "refund")] = ("does refund", "kernel agent"),
    };

    private static readonly string[] Roles = ["kernel", "channel", "buyer", "agent", "supervisor", "finance", "warehouse"];

    [Fact]
    public void Every_step_trigger_and_role_is_as_the_table_says()
    {
        var rows = 0;
        foreach (var step in Standard.Definition.Steps)
        {
            foreach (var trigger in Standard.Triggers)
            {
                foreach (var role in Roles)
                {
                    rows++;
                    var result = Standard.Fire(step.Name, trigger, Domains.As(role), Domains.OrderWith(), ActorId.Of("li"));
                    Assert.Equal(Expected(step.Name, trigger, role), Said(result));
                }
            }
        }

        Assert.Equal(Standard.Definition.Steps.Count * Standard.Triggers.Count * Roles.Length, rows);
        Assert.All(Table.Keys, k => Assert.True(Standard.TryStep(k.Step, out _) && Standard.TryTrigger(k.Trigger, out _), k.ToString()));
    }

    [Theory]
    [InlineData(5_000_000, "ready")]
    [InlineData(5_000_001, "review")]
    public void An_order_above_fifty_thousand_yuan_is_reviewed(long fen, string step) =>
        Assert.Equal(step, Standard.Enter("AwaitingFulfilment", Domains.OrderWith(totalFen: fen)).ValueOrThrow().Step.Name);

    [Theory]
    [InlineData(0, "cancelled")]
    [InlineData(1, "money-held")]
    public void A_cancelled_order_that_still_holds_money_waits_for_it(long fen, string step) =>
        Assert.Equal(step, Standard.Enter("Cancelled", Domains.OrderWith(pendingFen: fen)).ValueOrThrow().Step.Name);

    [Theory]
    [InlineData("AwaitingPayment", "unpaid")]
    [InlineData("PartiallyShipped", "shipping")]
    [InlineData("Shipped", "on-the-way")]
    [InlineData("Delivered", "delivered")]
    [InlineData("Completed", "completed")]
    [InlineData("Closed", "closed")]
    public void Each_status_has_its_step(string status, string step) =>
        Assert.Equal((step, true), Standard.Follow("ready", status, Domains.OrderWith()).ValueOrThrow() is var e ? (e.Step.Name, e.IsEntered) : default);

    private static string Expected(string step, string trigger, string role)
    {
        if (!Table.TryGetValue((step, trigger), out var cell)) return WorkflowCodes.TriggerNotPermitted;
        return cell.Roles.Split(' ').Contains(role) ? cell.Effect : WorkflowCodes.RoleMissing;
    }

    private static string Said(Result<Firing> result) =>
        result.TryGet(out var firing, out var refusal) ? firing.Target is null ? $"does {firing.Verb}" : $"to {firing.Target.Name}" : refusal.Code;
}
