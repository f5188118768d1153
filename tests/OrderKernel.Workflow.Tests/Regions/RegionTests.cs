using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when regions do not start, go on or join as the document says, or when a position of another version passes.</summary>
public class RegionTests
{
    private static readonly WorkflowMachine Door = Documents.Machine(Documents.Regional, Domains.Door);
    private static readonly WorkflowPosition Checking = At("checking");

    [Fact]
    public void The_steps_of_regions_follow_the_step_that_holds_them()
    {
        var names = Door.Definition.Steps.Items.Select(s => s.Name);
        Assert.Equal(["shut", "guarded", "open", "gone", "checking", "l1", "l2", "r1", "r2", "r3"], names);
        var checking = Step("checking");
        Assert.Equal(["left", "right"], checking.Regions.Items.Select(r => r.Name));
        Assert.Equal(("l1", new WorkflowJoin("guarded", JoinNeeds.All)), (checking.Regions[0].Start, checking.Join));
        Assert.Equal((new StepRegion("checking", "right"), "Shut"), (Step("r2").Region, Step("r2").Status));
        Assert.Equal(new WorkflowAction("notify", [new("to", ["owner"]), new("note", ["look"])]), Assert.Single(Step("r1").Triggers[0].Actions));
    }

    [Fact]
    public void Entering_a_step_starts_its_regions() => Assert.Equal("checking[l1, r1]", Fired(At("shut"), "check", "keeper").Position.ToString());

    [Fact]
    public void Each_region_goes_its_own_way_until_both_are_done()
    {
        var left = Fired(Checking, "left-on", "owner");
        Assert.Equal(("checking[l2, r1]", null), (left.Position.ToString(), left.Joined));
        var right = Fired(Fired(left.Position, "right-on", "keeper", "li").Position, "right-done", "owner");
        Assert.Equal(("guarded", "guarded"), (right.Position.ToString(), right.Joined!.Name));
        Assert.Equal(ActorId.Of("zhang"), Assert.Single(right.Position.Approvals).By);
    }

    [Fact]
    public void A_region_can_go_round() =>
        Assert.Equal("checking[l1, r1]", Fired(Fired(Checking, "right-on", "keeper").Position, "right-back", "keeper").Position.ToString());

    [Fact]
    public void The_step_itself_can_be_left_and_its_regions_with_it() => Assert.Equal("shut", Fired(Checking, "give-up", "keeper").Position.ToString());

    [Fact]
    public void Another_status_leaves_all_regions()
    {
        Assert.Equal("open", Door.Follow(Checking, "Open", Domains.DoorWith(), ActorId.Of("li")).ValueOrThrow().ToString());
        Assert.Same(Checking, Door.Follow(Checking, "Shut", Domains.DoorWith(alarmed: true), ActorId.Of("li")).ValueOrThrow());
    }

    [Fact]
    public void Any_region_suffices_where_the_join_says_so()
    {
        var any = Documents.Machine(Documents.With(Documents.Regional, "steps/checking/join/needs", "\"any\""), Domains.Door);
        var passage = any.Fire(Checking, "left-on", Domains.As("owner"), Domains.DoorWith()).ValueOrThrow();
        Assert.Equal(("guarded", "guarded"), (passage.Position.ToString(), passage.Joined!.Name));
    }

    [Fact]
    public void Who_brought_a_region_on_or_approved_before_may_not_approve_in_it()
    {
        var asked = Fired(Checking, "right-on", "keeper").Position;
        Assert.Equal(WorkflowCodes.FourEyes, Refused(asked, "right-done", "owner").Code);
        var other = asked with { Approvals = [new("elsewhere", ActorId.Of("wang"))] };
        Assert.Equal(WorkflowCodes.FourEyes,
            Door.Fire(other, "right-done", new Actor(ActorId.Of("wang"), [Role.Of("owner")]), Domains.DoorWith()).Refusal!.Code);
        Assert.Equal(["wang", "li"], Fired(other, "right-done", "owner", "li").Position.Approvals.Items.Select(a => a.By.Value));
    }

    [Fact]
    public void A_trigger_can_be_asked_of_one_active_step_alone()
    {
        Assert.Equal("l1", Fired(Checking, "l1/ring", "kernel").Firing.Step.Name);
        Assert.Equal("r1", Fired(Checking, "r1/ring", "kernel").Firing.Step.Name);
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Refused(Checking, "r2/ring", "kernel").Code);
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Refused(Checking, "l1/right-on", "keeper").Code);
        Assert.Equal("workflow.trigger-not-permitted (trigger=left-on, step=shut, status=Shut)", Refused(At("shut"), "left-on", "owner").ToString());
    }

    [Fact]
    public void All_active_steps_answer_what_is_permitted()
    {
        var answers = Door.Permitted(Checking, Domains.As("owner"), Domains.DoorWith()).ValueOrThrow();
        Assert.Equal(
            ["checking give-up workflow.role-missing", "l1 left-on ok", "l1 ring workflow.role-missing", "r1 right-on workflow.role-missing",
                "r1 ring workflow.role-missing"],
            answers.Items.Select(a => $"{a.Step} {a.Trigger} {a.WhyNot?.Code ?? "ok"}"));
        Assert.All(answers.Items, a => Assert.Equal(a.IsPermitted, a.Passage is not null));
    }

    [Theory]
    [InlineData("attic")]
    [InlineData("l1")]
    [InlineData("checking")]
    [InlineData("checking", "l1")]
    [InlineData("checking", "r1", "l1")]
    [InlineData("checking", "l1", "attic")]
    [InlineData("shut", "l1")]
    public void A_position_that_the_workflow_does_not_know_is_refused_everywhere(string main, params string[] regions)
    {
        var position = new WorkflowPosition(new(main, default), regions.Select(r => new ActiveStep(r, default)).ToValueList(), []);
        Assert.Equal(WorkflowCodes.StepNotInWorkflow, Refused(position, "push", "owner").Code);
        Assert.Equal(WorkflowCodes.StepNotInWorkflow, Door.Permitted(position, Domains.As("owner"), Domains.DoorWith()).Refusal!.Code);
        Assert.Equal(WorkflowCodes.StepNotInWorkflow, Door.Follow(position, "Shut", Domains.DoorWith(), default).Refusal!.Code);
    }

    private static WorkflowPosition At(string step) => WorkflowPosition.Of(Step(step), ActorId.Of("start"));

    private static WorkflowStep Step(string name) => Door.TryStep(name, out var id) ? Door.Step(id) : throw new ArgumentException(name);

    private static Passage Fired(WorkflowPosition at, string trigger, string role, string actor = "zhang") =>
        Door.Fire(at, trigger, new Actor(ActorId.Of(actor), [Role.Of(role)]), Domains.DoorWith()).ValueOrThrow();

    private static Refusal Refused(WorkflowPosition at, string trigger, string role) => Door.Fire(at, trigger, Domains.As(role), Domains.DoorWith()).Refusal!;
}
