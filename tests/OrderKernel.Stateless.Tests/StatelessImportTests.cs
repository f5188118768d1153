using OrderKernel.Workflow;
using Stateless;

namespace OrderKernel.Stateless.Tests;

/// <summary>
/// Fails when an import leaves out a way that a machine may go, does not say what it could not see, or when the analysis finds nothing in it.
/// </summary>
public class StatelessImportTests
{
    private static readonly StatelessReading Words = new("phone", "1", [Role.Agent]);

    [Fact]
    public void A_machine_becomes_a_document_that_loads()
    {
        var machine = Of("off");
        machine.Configure("off").Permit("dial", "ringing");
        machine.Configure("ringing").PermitIf("answer", "talking", () => true, "somebody is there").Permit("give-up", "off");
        machine.Configure("talking").Permit("hang-up", "over");
        var imported = Import(machine);
        var document = imported.Load().ValueOrThrow();
        Assert.Equal("phone@1", document.Reference.ToString().Split('#')[0]);
        Assert.Equal(["off", "ringing", "talking", "over"], document.Policy.Steps.Items.Select(s => s.Name));
        Assert.Equal(
            [
                "stateless.guard-unseen (path=$.steps.ringing.fire.answer, trigger=answer, step=ringing, guard=somebody is there)",
                "stateless.final-assumed (path=$.steps.over, step=over)",
            ],
            imported.Unseen.Items.Select(u => u.ToString()));
        var again = WorkflowDocument.Load(WorkflowWriter.Write(document), imported.Domain).ValueOrThrow();
        Assert.Equal(WorkflowWriter.Write(document), WorkflowWriter.Write(again));
    }

    [Fact]
    public void The_analysis_finds_what_nothing_leads_to_and_what_never_ends()
    {
        var machine = Of("a");
        machine.Configure("a").Permit("go", "b").Permit("end", "z");
        machine.Configure("b").Permit("on", "c");
        machine.Configure("c").Permit("back", "b");
        machine.Configure("lost").Permit("go", "z");
        Assert.Equal(
            ["$.steps.lost workflow.step-unreachable", "$.steps.b workflow.no-final-reachable"],
            Import(machine).Load().Refusal!.Reasons.Items.Select(r => $"{r.Arguments.Items.First(a => a.Name == "path").Value} {r.Code}"));
    }

    [Fact]
    public void What_lies_in_a_state_takes_its_triggers_unless_it_has_an_open_way_of_its_own()
    {
        var machine = Of("in");
        machine.Configure("around").Permit("leave", "out").Permit("stop", "out").Permit("turn", "out");
        machine.Configure("in").SubstateOf("around").Permit("stop", "halted").PermitIf("turn", "halted", () => true, "room");
        machine.Configure("halted").SubstateOf("around");
        var imported = Import(machine);
        Assert.Equal("in: leave>out stop>halted turn>halted,out", Ways(imported, "in"));
        Assert.Equal("halted: leave>out stop>out turn>out", Ways(imported, "halted"));
        Assert.Equal([StatelessCodes.Superstate], Codes(imported, "halted"));
        Assert.Empty(Codes(imported, "around"));
        Assert.Equal([StatelessCodes.Superstate, StatelessCodes.GuardUnseen], Codes(imported, "in").OrderBy(n => n, StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void A_state_that_only_holds_others_is_no_step_and_what_it_does_is_told()
    {
        var machine = Of("in");
        machine.Configure("around").Permit("leave", "out").OnEntry(() => { }, "greet");
        machine.Configure("in").SubstateOf("around");
        var imported = Import(machine);
        Assert.Equal(["in", "out"], imported.Load().ValueOrThrow().Policy.Steps.Items.Select(s => s.Name).OrderBy(n => n, StringComparer.Ordinal));
        Assert.Equal([StatelessCodes.ActionUnseen], Codes(imported, "around"));
        machine.Configure("around").PermitReentry("again");
        Assert.Equal("in: again>around,in leave>out", Ways(Import(machine), "in"));
    }

    [Fact]
    public void Whoever_enters_a_state_may_go_on_into_what_lies_in_it()
    {
        var machine = Of("a");
        machine.Configure("a").Permit("go", "around");
        machine.Configure("around").InitialTransition("first").Permit("end", "z");
        machine.Configure("first").SubstateOf("around");
        var imported = Import(machine);
        Assert.Equal("a: go>around,first", Ways(imported, "a"));
        Assert.True(imported.Load().IsOk);
        Assert.Contains(imported.Unseen.Items, u => u.Code == StatelessCodes.InitialTransitionUnseen);
    }

    [Fact]
    public void A_dynamic_way_leads_to_what_it_names_or_else_anywhere()
    {
        var machine = Of("a");
        machine.Configure("a").PermitDynamic("choose", () => "b", "by weight", [new("b", "light"), new("c", "heavy")])
            .PermitDynamic("drift", () => "b", "by chance");
        machine.Configure("b").Permit("go", "a");
        var imported = Import(machine);
        Assert.Equal("a: choose>b,c drift>a,b,c", Ways(imported, "a"));
        Assert.Equal([StatelessCodes.ChoiceUnseen, StatelessCodes.DestinationUnseen], Codes(imported, "a"));
        Assert.Contains(imported.Unseen.Items, u => u.ToString().Contains("states=b, c, selector=by weight", StringComparison.Ordinal));
    }

    [Fact]
    public void Triggers_that_stay_and_triggers_that_are_ignored_are_told_apart()
    {
        var machine = Of("a");
        machine.Configure("a").InternalTransition("note", () => { }).Ignore("noise").PermitReentry("again").Permit("end", "z");
        var imported = Import(machine);
        Assert.Equal("a: again>a end>z note>a", Ways(imported, "a"));
        Assert.Equal([StatelessCodes.InternalTransition, StatelessCodes.GuardUnseen, StatelessCodes.IgnoredTrigger], Codes(imported, "a"));
    }

    [Fact]
    public void Actions_are_named_with_their_moment_and_whether_they_are_asynchronous()
    {
        var machine = Of("a");
        machine.Configure("a").OnEntry(() => { }, "greet").OnExitAsync(() => Task.CompletedTask, "wave").OnActivate(() => { }, "wake")
            .OnDeactivate(() => { }, "sleep").Permit("end", "z");
        Assert.Equal(
            ["greet entry", "wave (async) exit", "wake activation", "sleep deactivation"],
            Import(machine).Unseen.Items.Where(u => u.Code == StatelessCodes.ActionUnseen).Select(u => $"{u.Arguments[1].Value} {u.Arguments[2].Value}"));
    }

    [Fact]
    public void A_state_in_which_a_process_may_begin_is_the_hosts_to_name()
    {
        var machine = Of("a");
        machine.Configure("a").Permit("end", "z");
        machine.Configure("b").Permit("end", "z");
        Assert.False(Import(machine).Load().IsOk);
        Assert.True(StatelessImport.ToDocument(machine.GetInfo(), Words with { IsInitial = s => s is "a" or "b" }).ValueOrThrow().Load().IsOk);
        Assert.Throws<ArgumentException>(() => StatelessImport.ToDocument(machine.GetInfo(), Words with { IsInitial = _ => false }));
    }

    [Fact]
    public void An_initial_state_that_is_not_configured_is_a_step_all_the_same()
    {
        var machine = Of("bare");
        machine.Configure("a").Permit("end", "z");
        Assert.Contains("bare", Import(machine).Domain.Statuses.Items.Select(s => s.Name));
    }

    [Fact]
    public void Names_that_are_taken_or_empty_are_refused_and_bad_ones_have_their_path()
    {
        var machine = Of("a");
        machine.Configure("a").Permit("end", "z").Permit("stop", "z");
        Assert.Equal(StatelessCodes.NameTaken, StatelessImport.ToDocument(machine.GetInfo(), Words with { StateName = _ => "same" }).Refusal!.Code);
        Assert.Equal(StatelessCodes.NameTaken, StatelessImport.ToDocument(machine.GetInfo(), Words with { TriggerName = _ => "same" }).Refusal!.Code);
        Assert.Equal(KernelCodes.DocumentValueInvalid, StatelessImport.ToDocument(machine.GetInfo(), Words with { StateName = _ => "" }).Refusal!.Code);
        Assert.Equal(KernelCodes.DocumentValueInvalid, StatelessImport.ToDocument(machine.GetInfo(), Words with { TriggerName = _ => "" }).Refusal!.Code);
        var spaced = StatelessImport.ToDocument(machine.GetInfo(), Words with { StateName = s => $"state {s}" }).ValueOrThrow().Load().Refusal!;
        Assert.Contains(spaced.Reasons.Items,
            r => r.Code == KernelCodes.DocumentValueInvalid && r.Arguments[0].Value.Contains("state a", StringComparison.Ordinal));
    }

    private static StateMachine<string, string> Of(string initial) => new(initial);

    private static ImportedWorkflow Import(StateMachine<string, string> machine) => StatelessImport.ToDocument(machine.GetInfo(), Words).ValueOrThrow();

    private static string[] Codes(ImportedWorkflow imported, string step) =>
        [.. imported.Unseen.Items.Where(u => u.Arguments.Items.Any(a => a.Name == "step" && a.Value == step)).Select(u => u.Code)];

    private static string Ways(ImportedWorkflow imported, string step) => $"{step}: " + string.Join(" ",
        from verb in imported.Domain.Verbs.Items.OrderBy(v => v.Name, StringComparer.Ordinal)
        let targets = verb.Moves.Items.Where(m => m.From == step).Select(m => m.To).OrderBy(n => n, StringComparer.Ordinal).ToArray()
        where targets.Length > 0
        select $"{verb.Name}>{string.Join(",", targets)}");
}
