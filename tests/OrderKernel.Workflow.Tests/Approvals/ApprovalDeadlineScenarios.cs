using NodaTime;
using static OrderKernel.Workflow.Tests.Approvals.Offices;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>
/// Deadlines that pass while what they fire is refused. Fails when one stays due for
/// ever, is dropped without a word, or does not come again once nothing refuses it.
/// </summary>
public class ApprovalDeadlineScenarios
{
    // The first of two agrees and the process stays where it is: what the clock may do then, it may not do before.
    private static readonly ApprovalPolicies Policies = With("""
        {
          "$schema": "workflow-1.json", "name": "pair", "version": "1.0.0", "axis": "ApprovalStatus",
          "enter": { "Pending": ["pair"], "Approved": ["approved"], "Rejected": ["rejected"], "Withdrawn": ["withdrawn"] },
          "steps": {
            "pair": {
              "status": "Pending",
              "deadlines": [{ "after": "P1D", "fires": "hurry" }, { "after": "P2D", "fires": "settle" }],
              "fire": {
                "pass": { "does": "remind", "roles": ["agent", "supervisor"] },
                "hurry": { "does": "remind", "roles": ["kernel"], "when": "approval.approvals > 0" },
                "settle": { "does": "withdraw", "roles": ["kernel"], "when": "approval.approvals > 1" },
                "approve": { "does": "approve", "roles": ["finance"] },
                "reject": { "does": "reject", "roles": ["finance"] }
              }
            },
            "approved": { "status": "Approved", "final": true },
            "rejected": { "status": "Rejected", "final": true },
            "withdrawn": { "status": "Withdrawn", "final": true }
          }
        }
        """);

    [Fact]
    public void What_a_guard_refuses_is_told_once_and_due_again_when_it_holds()
    {
        var state = default(Approval).Do(new RequestApproval(Request()), Asker, 0, Policies);
        Assert.Equal(["hurry", "settle"], Timers(state));
        var told = Try(state, new FireApprovalDeadline("hurry"), Actor.Kernel, 24, Policies).ValueOrThrow();
        Assert.Equal([new ApprovalDeadlineRefused("pair", "hurry", WorkflowCodes.GuardRefused)], told.Events);
        Assert.Contains(WorkflowCodes.GuardRefused, told.Reasons.Items.Select(r => r.Code));
        state = ApprovalDecider.Evolve(state, told.Events)!;
        Assert.Equal(["settle"], Timers(state));
        Assert.Empty(Try(state, new FireApprovalDeadline("hurry"), Actor.Kernel, 25, Policies).ValueOrThrow().Events);
        var agreed = Try(state, new Approve(), Wang, 30, Policies).ValueOrThrow();
        Assert.Equal(new ApprovalDeadlineDueAgain("pair", "hurry", Noon + Duration.FromHours(30)), agreed.Events[^1]);
        state = ApprovalDecider.Evolve(state, agreed.Events)!;
        Assert.Equal(["hurry", "settle"], Timers(state));
        state = state.Do(new FireApprovalDeadline("hurry"), Actor.Kernel, 30, Policies);
        Assert.Equal(["settle"], Timers(state));
        Assert.Empty(state.Spent.Items);
    }

    [Fact]
    public void Nobody_but_the_kernel_spends_a_deadline()
    {
        var state = default(Approval).Do(new RequestApproval(Request()), Asker, 0, Policies);
        Assert.Equal(WorkflowCodes.RoleMissing, state.Refused(new FireApprovalDeadline("hurry"), Wang, 24, Policies));
        Assert.Equal(["hurry", "settle"], Timers(state));
    }

    [Fact]
    public void What_ends_has_no_deadlines_left()
    {
        var state = default(Approval).Do(new RequestApproval(Request()), Asker, 0, Policies).Do(new FireApprovalDeadline("settle"), Actor.Kernel, 48, Policies);
        Assert.NotEmpty(state.Spent.Items);
        state = state.Do(new Approve(), Wang, 49, Policies).Do(new Approve(), Li, 50, Policies)
            .Do(new FireApprovalDeadline("settle"), Actor.Kernel, 50, Policies);
        Assert.Equal((ApprovalStatus.Withdrawn, true), (state.Status, state.Spent.IsEmpty));
        Assert.Empty(Timers(state));
    }

    private static string[] Timers(Approval state) => [.. ApprovalTimers.Of(state, Policies).Items.Select(t => t.Trigger)];
}
