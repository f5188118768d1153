using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when a refusal has another code or lacks what explains it, or when following a status loses the step.</summary>
public class WorkflowMachineTests
{
    private static readonly WorkflowMachine Door = Documents.Machine(Documents.Tiny, Domains.Door);

    [Fact]
    public void A_status_is_entered_by_the_first_step_whose_guard_holds()
    {
        Assert.Equal("guarded", Door.Enter("Shut", Domains.DoorWith(alarmed: true)).ValueOrThrow().Step.Name);
        Assert.Equal("shut", Door.Enter("Shut", Domains.DoorWith(alarmed: false)).ValueOrThrow().Step.Name);
    }

    [Fact]
    public void An_entry_guard_that_errs_refuses_and_never_counts_as_false() =>
        Assert.Equal(RulesCodes.EvaluationFailed, Door.Enter("Shut", new FactValues(Domains.DoorFacts)).Refusal!.Code);

    [Fact]
    public void A_status_that_the_workflow_lacks_is_refused()
    {
        Assert.Equal(WorkflowCodes.StatusNotInWorkflow, Door.Enter("Ajar", Domains.DoorWith()).Refusal!.Code);
        Assert.Equal(WorkflowCodes.StatusNotInWorkflow, Door.Follow("shut", "Ajar", Domains.DoorWith()).Refusal!.Code);
    }

    [Fact]
    public void Following_the_same_status_stays_where_it_was()
    {
        var entry = Door.Follow("shut", "Shut", Domains.DoorWith(alarmed: true)).ValueOrThrow();
        Assert.Equal(("shut", false), (entry.Step.Name, entry.IsEntered));
    }

    [Fact]
    public void Following_another_status_enters_it()
    {
        var entry = Door.Follow("open", "Shut", Domains.DoorWith(alarmed: true)).ValueOrThrow();
        Assert.Equal(("guarded", true), (entry.Step.Name, entry.IsEntered));
    }

    [Fact]
    public void A_step_of_another_version_is_refused_everywhere()
    {
        Assert.Equal(WorkflowCodes.StepNotInWorkflow, Door.Follow("attic", "Shut", Domains.DoorWith()).Refusal!.Code);
        Assert.Equal(WorkflowCodes.StepNotInWorkflow, Door.Fire("attic", "push", Domains.As("owner"), Domains.DoorWith()).Refusal!.Code);
        Assert.Equal(WorkflowCodes.StepNotInWorkflow, Door.Permitted("attic", Domains.As("owner"), Domains.DoorWith()).Refusal!.Code);
    }

    [Fact]
    public void A_trigger_means_a_verb_or_a_step_never_both()
    {
        var push = Door.Fire("shut", "push", Domains.As("visitor"), Domains.DoorWith()).ValueOrThrow();
        Assert.Equal(("open", null), (push.Verb, push.Target));
        var locked = Door.Fire("shut", "lock", Domains.As("keeper"), Domains.DoorWith()).ValueOrThrow();
        Assert.Equal((null, "guarded"), (locked.Verb, locked.Target!.Name));
    }

    [Fact]
    public void A_trigger_of_another_step_and_an_unheard_one_are_not_permitted()
    {
        var other = Door.Fire("open", "push", Domains.As("owner"), Domains.DoorWith()).Refusal!;
        Assert.Equal("workflow.trigger-not-permitted (trigger=push, step=open, status=Open)", other.ToString());
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Door.Fire("open", "sing", Domains.As("owner"), Domains.DoorWith()).Refusal!.Code);
    }

    [Fact]
    public void A_missing_role_names_the_roles_that_would_do() => Assert.Equal(
        "workflow.role-missing (trigger=unlock, step=guarded, roles=keeper, owner)",
        Door.Fire("guarded", "unlock", Domains.As("visitor"), Domains.DoorWith(), ActorId.Of("li")).Refusal!.ToString());

    [Fact]
    public void A_guard_that_refuses_says_what_it_saw_and_what_would_turn_it()
    {
        var refusal = Door.Fire("shut", "push", Domains.As("visitor"), Domains.DoorWith(force: 3)).Refusal!;
        Assert.Equal("workflow.guard-refused (trigger=push, step=shut, guard=door.force > 5)", refusal.ToString());
        Assert.Equal(
            [
                "rules.did-not-hold (expression=door.force > 5, seen=door.force = 3, position=12)",
                "rules.would-turn (expression=door.force > 5, subject=door.force, from=3, to=6, position=12)",
            ], refusal.Reasons.Items.Select(r => r.ToString()));
    }

    [Fact]
    public void A_guard_that_errs_refuses_and_never_counts_as_false() =>
        Assert.Equal(RulesCodes.EvaluationFailed, Door.Fire("shut", "push", Domains.As("visitor"), new FactValues(Domains.DoorFacts)).Refusal!.Code);

    [Fact]
    public void Who_asked_may_not_approve_and_somebody_must_have_asked()
    {
        Assert.Equal(WorkflowCodes.FourEyes, Door.Fire("guarded", "unlock", Domains.As("owner"), Domains.DoorWith(), ActorId.Of("zhang")).Refusal!.Code);
        Assert.Equal(WorkflowCodes.RequesterUnknown, Door.Fire("guarded", "unlock", Domains.As("owner"), Domains.DoorWith()).Refusal!.Code);
        Assert.True(Door.Fire("guarded", "unlock", Domains.As("owner"), Domains.DoorWith(), ActorId.Of("li")).IsOk);
    }

    [Fact]
    public void What_is_permitted_comes_with_why_not_the_rest()
    {
        var answers = Door.Permitted("guarded", Domains.As("owner"), Domains.DoorWith(), ActorId.Of("zhang")).ValueOrThrow();
        Assert.Equal(
            ["push ok", "lock workflow.trigger-not-permitted", "unlock workflow.four-eyes", "ring workflow.role-missing",
                "fall-shut workflow.trigger-not-permitted"],
            answers.Items.Select(a => $"{a.Trigger} {(a.IsPermitted ? "ok" : a.WhyNot!.Code)}"));
    }

#if NET // .NET Framework does not count what a thread allocates.
    [Fact]
    public void A_firing_without_guard_and_a_guarded_one_allocate_nothing()
    {
        var facts = Domains.DoorWith();
        var (keeper, visitor) = (Domains.As("keeper"), Domains.As("visitor"));
        Assert.True(Door.TryStep("shut", out var shut));
        Assert.True(Door.TryTrigger("lock", out var locking));
        Assert.True(Door.TryTrigger("push", out var push));
        Assert.Equal(4, Run(2));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fired = Run(1000);
        Assert.Equal((2000, 0), (fired, GC.GetAllocatedBytesForCurrentThread() - before));

        int Run(int times)
        {
            var ok = 0;
            for (var i = 0; i < times; i++)
            {
                if (Door.Fire(shut, locking, keeper, facts).IsOk) ok++;
                if (Door.Fire(shut, push, visitor, facts).IsOk) ok++;
            }

            return ok;
        }
    }
#endif

    [Fact]
    public void Unset_ids_are_the_callers_fault()
    {
        Door.TryStep("shut", out var shut);
        Assert.False(Door.TryStep("attic", out var none));
        Assert.False(none.IsSet);
        Assert.Throws<ArgumentException>(() => Door.Fire(none, default, Domains.As("owner"), Domains.DoorWith()));
        Assert.Throws<ArgumentException>(() => Door.Fire(shut, default, Domains.As("owner"), Domains.DoorWith()));
        Assert.Throws<ArgumentException>(() => Door.Step(default));
        Assert.Equal("shut", Door.Step(shut).Name);
    }
}
