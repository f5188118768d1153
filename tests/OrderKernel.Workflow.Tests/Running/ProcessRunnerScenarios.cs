using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests.Running;

/// <summary>
/// What the runner does to a process, whatever the process belongs to. Fails when a step that was chosen is left for a first entry, work side by side is thrown
/// away, a trigger of another step is fired, a deadline leaves no trace or two, or something still happens after a refusal.
/// </summary>
public class ProcessRunnerScenarios
{
    [Theory]
    [InlineData(true, "enter guarded by status")]
    [InlineData(false, "enter shut by status")]
    public void A_process_starts_at_the_first_entry_whose_guard_holds(bool isAlarmed, string happened)
    {
        var door = new DoorWorld { Facts = Domains.DoorWith(isAlarmed) };
        Assert.Null(ProcessRunner.Start(door.Process, "Shut"));
        Assert.Equal(happened, door.ToString());
    }

    [Fact]
    public void A_status_that_the_workflow_lacks_starts_nothing()
    {
        var door = new DoorWorld();
        Assert.Equal((WorkflowCodes.StatusNotInWorkflow, "-"), (ProcessRunner.Start(door.Process, "Ajar")!.Code, door.ToString()));
    }

    [Theory]
    [InlineData("shut", null, true, "Shut", "enter guarded by status")]
    [InlineData("shut", "unlock", true, "Shut", "-")]
    [InlineData("shut", null, false, "Shut", "-")]
    [InlineData("guarded", null, false, "Shut", "enter shut by status")]
    [InlineData("checking[l1,r1]", null, true, "Shut", "-")]
    [InlineData("checking[l1,r1]", "check", true, "Open", "enter open by status")]
    [InlineData("shut", "unlock", true, "Open", "enter open by status")]
    [InlineData("open", null, true, "Shut", "enter guarded by status")]
    [InlineData("open", "pull", false, "Gone", "enter gone by status")]
    public void A_process_follows_its_status(string place, string? movedBy, bool isAlarmed, string status, string happened)
    {
        var door = At(place);
        (door.MovedBy, door.Facts) = (movedBy, Domains.DoorWith(isAlarmed));
        Assert.Null(ProcessRunner.Follow(door.Process, status, door.At.Status == status));
        Assert.Equal(happened, door.ToString());
    }

    [Theory]
    [InlineData("shut", true, null)]
    [InlineData("open", false, RulesCodes.EvaluationFailed)]
    [InlineData("attic", false, WorkflowCodes.StepNotInWorkflow)]
    public void A_guard_that_errs_moves_nothing_and_is_told_only_where_the_step_has_to_be_left(string step, bool isSame, string? code)
    {
        var door = new DoorWorld { Step = step, Facts = new FactValues(Domains.DoorFacts) };
        Assert.Equal((code, "-"), (ProcessRunner.Follow(door.Process, "Shut", isSame)?.Code, door.ToString()));
    }

    [Theory]
    [InlineData("shut", "lock", "shut/lock")]
    [InlineData("shut", "shut/lock", "shut/lock")]
    [InlineData("shut", "guarded/lock", WorkflowCodes.TriggerNotPermitted)]
    [InlineData("shut", "shut/", WorkflowCodes.TriggerNotPermitted)]
    [InlineData("shut", "sing", WorkflowCodes.TriggerNotPermitted)]
    [InlineData("guarded", "unlock", "guarded/unlock")]
    [InlineData("checking[l1,r1]", "left-on", "l1/left-on")]
    [InlineData("checking[l1,r1]", "l1/left-on", "l1/left-on")]
    [InlineData("checking[l1,r1]", "r1/left-on", WorkflowCodes.TriggerNotPermitted)]
    [InlineData("checking[l1,r1]", "give-up", "checking/give-up")]
    public void A_trigger_is_asked_of_the_steps_that_are_active(string place, string trigger, string expected) =>
        Assert.Equal(expected, Said(ProcessRunner.Ask(At(place).Process, trigger)));

    [Theory]
    [InlineData("guarded", "ring", "guarded/ring")]
    [InlineData("checking[l1,r1]", "l1/ring", "l1/ring")]
    [InlineData("checking[l1,r1]", "r1/ring", "r1/ring")]
    [InlineData("checking[l1,r1]", "ring", WorkflowCodes.TriggerNotPermitted)]
    public void A_deadline_is_asked_of_the_step_that_has_it(string place, string trigger, string expected)
    {
        var door = At(place);
        door.Actor = Actor.Kernel;
        Assert.Equal(expected, Said(ProcessRunner.AskDeadline(door.Process, trigger)));
    }

    [Theory]
    [InlineData("shut", "open", "visitor", false, "shut/push")]
    [InlineData("guarded", "open", "visitor", false, WorkflowCodes.RoleMissing)]
    [InlineData("guarded", "open", "visitor", true, "guarded/push")]
    [InlineData("guarded", "shut", "visitor", true, WorkflowCodes.TriggerNotPermitted)]
    public void A_verb_is_asked_of_the_step(string step, string verb, string role, bool asOpen, string expected)
    {
        var door = At(step);
        door.Actor = Domains.As(role);
        Assert.Equal(expected, Said(ProcessRunner.AskFor(door.Process, verb, asOpen)));
    }

    [Fact]
    public void A_verb_that_no_trigger_does_is_refused_with_where_the_process_stands() => Assert.Equal(
        "workflow.trigger-not-permitted (trigger=shut, step=guarded, status=Shut)", ProcessRunner.AskFor(At("guarded").Process, "shut").Refusal!.ToString());

    [Theory]
    [InlineData("shut", "lock", null, "enter guarded by lock")]
    [InlineData("shut", "push", null, "do open")]
    [InlineData("shut", "check", null, "enter checking by check")]
    [InlineData("checking[l1,r1]", "left-on", null, "left enters l2 by left-on")]
    [InlineData("checking[l1,r3]", "left-on", null, "left enters l2 by left-on; enter guarded by left-on")]
    [InlineData("checking[l1,r3]", "left-on", "l2", "-")]
    [InlineData("checking[l1,r1]", "give-up", null, "enter shut by give-up")]
    public void What_is_fired_moves_the_process_or_does_its_verb(string place, string trigger, string? refuses, string happened)
    {
        var door = At(place);
        door.Refuses = refuses;
        ProcessRunner.Do(door.Process, ProcessRunner.Ask(door.Process, trigger).ValueOrThrow());
        Assert.Equal(happened, door.ToString());
    }

    [Theory]
    [InlineData("open", "fall-shut", null, "do shut due 3; remind open/fall-shut")]
    [InlineData("open", "fall-shut", "shut", "-")]
    [InlineData("guarded", "ring", null, "remind guarded/ring")]
    [InlineData("checking[l1,r1]", "r1/ring", null, "remind r1/ring")]
    public void A_deadline_is_noted_once(string place, string trigger, string? refuses, string happened)
    {
        var door = At(place);
        (door.Actor, door.Refuses) = (Actor.Kernel, refuses);
        ProcessRunner.Pass(door.Process, ProcessRunner.AskDeadline(door.Process, trigger).ValueOrThrow(), Domains.At(3));
        Assert.Equal(happened, door.ToString());
    }

    [Fact]
    public void A_deadline_that_moves_leaves_no_note()
    {
        var door = new DoorWorld { Machine = Documents.Machine(Documents.With(Documents.Tiny, "steps/guarded/fire/ring",
            """{ "to": "shut", "roles": ["kernel"] }"""), Domains.Door), Step = "guarded", Actor = Actor.Kernel };
        ProcessRunner.Pass(door.Process, ProcessRunner.AskDeadline(door.Process, "ring").ValueOrThrow(), Domains.At(3));
        Assert.Equal("enter shut by ring", door.ToString());
    }

    [Fact]
    public void A_notice_that_somebody_fires_tells_and_does_nothing()
    {
        var door = new DoorWorld { Machine = Documents.Machine(Documents.With(Documents.Tiny, "steps/guarded/fire/ring",
            """{ "does": "ring", "roles": ["keeper", "kernel"] }"""), Domains.Door), Step = "guarded" };
        ProcessRunner.Do(door.Process, ProcessRunner.Ask(door.Process, "ring").ValueOrThrow());
        Assert.Equal("remind guarded/ring", door.ToString());
    }

#if NET // .NET Framework does not count what a thread allocates.
    [Fact]
    public void Asking_a_struct_allocates_nothing()
    {
        var process = new DoorWorld().Process;
        Assert.Equal(6, Run(2));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((3000, 0), (Run(1000), GC.GetAllocatedBytesForCurrentThread() - before));

        int Run(int times)
        {
            var ok = 0;
            for (var i = 0; i < times; i++)
            {
                if (ProcessRunner.Ask(process, "push").IsOk) ok++;
                if (ProcessRunner.AskFor(process, "open").IsOk) ok++;
                if (ProcessRunner.Follow(process, "Shut", isSame: true) is null) ok++;
            }

            return ok;
        }
    }
#endif

    private static string Said(Result<Firing> asked) => asked.TryGet(out var firing, out var refusal) ? $"{firing.Step.Name}/{firing.Trigger.Name}" : refusal.Code;

    private static DoorWorld At(string place)
    {
        var parts = place.Split('[', ',', ']');
        var door = new DoorWorld { Step = parts[0] };
        if (parts.Length > 1) door.Regions.AddRange([parts[1], parts[2]]);
        return door;
    }
}
