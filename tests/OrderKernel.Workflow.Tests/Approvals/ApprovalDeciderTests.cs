using NodaTime;
using static OrderKernel.Workflow.Tests.Approvals.Offices;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>
/// Worked examples. Fails when a level is skipped, somebody is not told, a document
/// could let the requester approve, or a refusal does not say what is missing.
/// </summary>
public class ApprovalDeciderTests
{
    [Theory]
    [InlineData(49_999, "agent")]
    [InlineData(50_000, "agent supervisor")]
    [InlineData(499_999, "agent supervisor")]
    [InlineData(500_000, "agent supervisor finance")]
    [InlineData(0, "agent")]
    [InlineData(null, "agent supervisor")]
    public void The_amount_decides_how_many_levels_agree(int? fen, string levels)
    {
        var state = Asked(fen);
        foreach (var by in new[] { Wang, Li, Zhao })
        {
            if (state.IsOpen) state = state.Do(new Approve(), by);
        }

        Assert.Equal(ApprovalStatus.Approved, state.Status);
        Assert.Equal(levels, string.Join(" ", state.Levels.Items.Select(l => l.Step)));
    }

    [Fact]
    public void One_person_in_all_roles_agrees_at_one_level_only()
    {
        var state = Asked(60_000).Do(new Approve(), Chief);
        Assert.Equal("supervisor", state.Step);
        Assert.Equal(WorkflowCodes.FourEyes, state.Refused(new Approve(), Chief));
        Assert.Equal(ApprovalStatus.Approved, state.Do(new Approve(), Li).Status);
    }

    // A trigger may be named with its step: then too it is the command's alone, and leaves no level out.
    [Theory]
    [InlineData("pass")]
    [InlineData("agent/pass")]
    [InlineData("agent/reject")]
    public void What_a_command_does_no_move_does(string trigger)
    {
        Assert.Equal(ApprovalCodes.TriggerNeedsCommand, Asked(60_000).Refused(new MoveApproval(trigger), Wang));
        Assert.Equal(trigger == "agent/pass" ? WorkflowCodes.FourEyes : ApprovalCodes.TriggerNeedsCommand,
            Asked(60_000).Refused(new MoveApproval(trigger), Asker));
    }

    [Fact]
    public void After_a_day_the_handler_is_reminded_and_the_superior_gets_a_copy_after_two_it_is_the_superiors()
    {
        var state = Asked(60_000);
        Assert.Equal(
            [new DeadlineDue("remind", Noon + Duration.FromHours(24)), new DeadlineDue("copy-superior", Noon + Duration.FromHours(24)),
                new DeadlineDue("escalate", Noon + Duration.FromHours(48))],
            ApprovalTimers.Of(state, Rulings));
        Assert.Equal([new ApprovalReminded("agent", "remind", [Role.Agent])],
            Try(state, new FireApprovalDeadline("remind"), Actor.Kernel, 24).ValueOrThrow().Events);
        Assert.Equal([new ApprovalReminded("agent", "copy-superior", [Role.Supervisor])],
            Try(state, new FireApprovalDeadline("copy-superior"), Actor.Kernel, 25).ValueOrThrow().Events);
        state = state.Do(new FireApprovalDeadline("remind"), Actor.Kernel, 24);
        Assert.Equal(["copy-superior", "escalate"], ApprovalTimers.Of(state, Rulings).Items.Select(t => t.Trigger));
        var escalated = Try(state, new FireApprovalDeadline("escalate"), Actor.Kernel, 50).ValueOrThrow();
        Assert.Equal([new ApprovalMoved("agent", "supervisor", "escalate", Noon + Duration.FromHours(50))], escalated.Events);
        Assert.Equal(["approvals.awaited (step=supervisor, roles=supervisor)", "approvals.overdue (step=agent, since=2026-11-11T04:00:00Z, roles=supervisor)"],
            escalated.Reasons.Items.Select(r => r.ToString()));
        state = ApprovalDecider.Evolve(state, escalated.Events)!;
        Assert.Equal(Noon + Duration.FromHours(74), ApprovalTimers.Of(state, Rulings)[0].DueAt);
        Assert.Equal(WorkflowCodes.RoleMissing, state.Refused(new Approve(), Wang));
        Assert.Equal(ApprovalStatus.Approved, state.Do(new Approve(), Li, 51).Status);
    }

    [Fact]
    public void A_deadline_that_fired_before_its_time_twice_or_after_leaving_is_moot()
    {
        var state = Asked().Do(new FireApprovalDeadline("remind"), Actor.Kernel, 24);
        foreach (var (from, trigger,
            hours) in new[] { (Asked(), "remind", 23.99), (state, "remind", 30), (Asked(), "never", 99), (Asked().Do(new Withdraw(), Asker), "remind", 30) })
        {
            var decision = Try(from, new FireApprovalDeadline(trigger), Actor.Kernel, hours).ValueOrThrow();
            Assert.Empty(decision.Events.Items);
            Assert.Equal(ApprovalCodes.DeadlineMoot, decision.Reasons[0].Code);
        }

        Assert.Equal(WorkflowCodes.RoleMissing, Asked().Refused(new FireApprovalDeadline("remind"), Chief, 24));
    }

    [Theory]
    [InlineData("steps/agent/fire/approve/fourEyes", "false")]
    [InlineData("steps/agent/fire/approve/roles", "[\"agent\", \"requester\"]")]
    [InlineData("steps/agent/fire/withdraw/does", "\"approve\"")]
    [InlineData("steps/agent/fire/reject", """{ "does": "approve", "roles": ["requester"] }""")]
    public void No_document_lets_the_requester_approve(string path, string value)
    {
        var lax = With(Documents.With(DefaultText(), path, value));
        foreach (var command in new ApprovalCommand[] { new Approve(), new Withdraw(), new Reject("x"), new MoveApproval("withdraw") })
        {
            var state = default(Approval).Do(new RequestApproval(Request(100)), Asker, policies: lax);
            if (Try(state, command, Asker, 0, lax).TryGet(out var decision, out var refusal))
                Assert.NotEqual(ApprovalStatus.Approved, ApprovalDecider.Evolve(state, decision.Events)!.Status);
            else Assert.Contains(refusal.Code, new[] { WorkflowCodes.FourEyes, ApprovalCodes.TriggerNeedsCommand });
        }
    }

    [Fact]
    public void A_document_can_hand_back_to_an_earlier_step()
    {
        var text = Documents.With(DefaultText(), "steps/supervisor/fire/hand-back", """{ "to": "agent", "roles": ["supervisor"] }""");
        var policies = With(text);
        var state = default(Approval).Do(new RequestApproval(Request(60_000)), Asker, policies: policies).Do(new Approve(), Wang, policies: policies)
            .Do(new MoveApproval("hand-back"), Li, policies: policies);
        Assert.Equal("agent", state.Step);
        Assert.Equal(WorkflowCodes.FourEyes, state.Refused(new Approve(), Wang, policies: policies));
        Assert.Equal(ApprovalCodes.TriggerNeedsCommand, state.Refused(new MoveApproval("approve"), Chief, policies: policies));
    }

    [Fact]
    public void Four_eyes_of_a_document_keep_out_whoever_agreed_before_at_every_trigger()
    {
        var policies = With(Documents.With(
            Documents.With(DefaultText(), "steps/supervisor/fire/reject/fourEyes", "true"), "steps/supervisor/fire/hand-back",
            """{ "to": "agent", "roles": ["supervisor"], "fourEyes": true }"""));
        var state = default(Approval).Do(new RequestApproval(Request(60_000)), Asker, policies: policies).Do(new Approve(), Chief, policies: policies);
        Assert.Equal("supervisor", state.Step);
        Assert.Equal(WorkflowCodes.FourEyes, state.Refused(new Reject("no"), Chief, policies: policies));
        Assert.Equal(WorkflowCodes.FourEyes, state.Refused(new MoveApproval("hand-back"), Chief, policies: policies));
        Assert.Equal("agent", state.Do(new MoveApproval("hand-back"), Li, policies: policies).Step);
    }

    [Fact]
    public void Refusals_say_what_is_missing()
    {
        Assert.Equal("workflow.role-missing (trigger=approve, step=agent, roles=agent)", Try(Asked(), new Approve(), Li).Refusal!.ToString());
        Assert.Equal("workflow.role-missing (trigger=withdraw, step=agent, roles=requester)",
            Try(Asked(), new Withdraw(), By("x", "requester")).Refusal!.ToString());
        Assert.Equal(ApprovalCodes.Unknown, default(Approval).Refused(new Approve(), Wang));
        Assert.Equal(ApprovalCodes.Ended, Asked().Do(new Withdraw(), Asker).Refused(new Approve(), Wang));
        Assert.Equal(KernelCodes.ReasonBlank, default(Approval).Refused(new RequestApproval(Request(reason: "  ")), Asker));
        Assert.Equal(KernelCodes.ReasonBlank, Asked().Refused(new Reject(""), Wang));
        Assert.Equal(ApprovalCodes.AmountNegative, default(Approval).Refused(new RequestApproval(Request(-1)), Asker));
        var other = With(Documents.With(DefaultText(), "version", "\"2\""));
        Assert.Equal(ApprovalCodes.WorkflowUnknown, Asked().Refused(new Approve(), Wang, policies: other));
        Assert.Empty(ApprovalTimers.Of(Asked(), other).Items);
    }

    [Fact]
    public void An_approval_keeps_the_version_that_it_started_under()
    {
        var v1 = Documents.Load(DefaultText(), ApprovalDomain.Standard).ValueOrThrow();
        var v2 = Documents.Load(Documents.With(DefaultText(), "version", "\"2\"").Replace("\\u0022500\\u0022", "\\u00221\\u0022"), ApprovalDomain.Standard)
            .ValueOrThrow();
        var both = ApprovalPolicies.Of(v2, v1);
        Assert.Equal(ApprovalStatus.Approved, Asked(10_000).Do(new Approve(), Wang, policies: both).Status);
        Assert.Equal("supervisor", default(Approval).Do(new RequestApproval(Request()), Asker, policies: both).Do(new Approve(), Wang, policies: both).Step);
    }

    [Fact]
    public void Only_workflows_of_approvals_are_taken() =>
        Assert.Throws<ArgumentException>(() => ApprovalPolicies.Of(Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow()));

    [Fact]
    public void A_workflow_whose_levels_stand_side_by_side_is_not_taken()
    {
        var regions =
            Documents.With(
                Documents.With(DefaultText(), "steps/finance/regions",
                    """{ "books": { "steps": { "booking": { "fire": { "booked": { "to": "in-the-books", "roles": ["finance"] } } }, "in-the-books": { "final": true } } } }"""),
            "steps/finance/join", """{ "to": "agent", "needs": "all" }""");
        var refusal = Documents.Load(regions, ApprovalDomain.Standard).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        var found = refusal.Reasons.Items.Single(f => f.Code == WorkflowCodes.PartNotCarried);
        Assert.Equal("$.steps.finance.regions", found.Arguments[0].Value);
    }

    [Fact]
    public void A_workflow_that_is_replaced_stays_known_for_approvals_in_flight()
    {
        var v2 = Documents.Load(Documents.With(DefaultText(), "version", "\"2\""), ApprovalDomain.Standard).ValueOrThrow();
        var policies = ApprovalPolicies.Default.Replacing(v2).Replacing(v2);
        Assert.Equal(v2.Reference, policies.Current.Policy);
        Assert.NotNull(policies.Workflow(ApprovalPolicies.Default.Current.Policy));
        Assert.Equal("supervisor", Asked(60_000).Do(new Approve(), Wang, policies: policies).Step);
    }

    [Fact]
    public void Texts_have_their_arguments()
    {
        var texts = TextCatalog.Of(typeof(ApprovalCodes).Assembly);
        foreach (var refusal in new[]
        {
            Try(null, new Approve(), Wang).Refusal!, Try(Asked(), new RequestApproval(Request(1)), Asker).Refusal!,
                Try(null, new RequestApproval(Request(-1)), Asker).Refusal!,
            Try(Asked().Do(new Withdraw(), Asker), new Approve(), Wang).Refusal!, Try(Asked(), new MoveApproval("approve"), Wang).Refusal!,
            Try(Asked(), new Approve(), Wang, 0, With(Documents.With(DefaultText(), "version", "\"2\""))).Refusal!,
        }) Assert.DoesNotContain('{', texts.Text(refusal, Language.English) + texts.Text(refusal, Language.Chinese));
        foreach (var reason in Try(Asked(), new FireApprovalDeadline("escalate"), Actor.Kernel, 48).ValueOrThrow().Reasons)
            Assert.DoesNotContain('{', texts.Text(reason, Language.English) + texts.Text(reason, Language.Chinese));
    }
}
