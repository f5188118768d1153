namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a process may move although its status, its hold, its deadlines or a
/// guard would then say something else, or stays without all the reasons for it.
/// </summary>
public class MigrationPlanTests
{
    private static readonly TextCatalog Texts = TextCatalog.Of(typeof(WorkflowCodes).Assembly, typeof(Rules.RulesCodes).Assembly);
    private static readonly WorkflowMachine Old = Machine(("version", "\"1\""));

    [Fact]
    public void A_step_of_the_same_name_and_status_takes_its_processes() =>
        Assert.Equal([new("p1", "shut", "shut")], Plan(Machine(("version", "\"2\"")), At("shut", "Shut")).Moves);

    [Fact]
    public void A_renamed_step_takes_them_by_the_mapping()
    {
        var plan = MigrationPlan.Of([At("open", "Open")], Old, Renamed(), new Dictionary<string, string> { ["open"] = "wide" }).ValueOrThrow();
        Assert.Equal([new("p1", "open", "wide")], plan.Moves);
        Assert.Equal((Old.Policy, Renamed().Policy), (plan.From, plan.To));
    }

    [Theory]
    [InlineData("door@1", 1)]
    [InlineData("door@0.9", 0)]
    [InlineData("gate@1", 0)]
    public void The_documents_own_mapping_counts_where_it_means_the_earlier_version(string from, int moves)
    {
        var next = Documents.Machine(
            Documents.With(RenamedText(), "migrates", $$"""{ "from": "{{from}}", "steps": { "open": "wide" } }"""), Domains.Door);
        Assert.Equal(moves, Plan(next, At("open", "Open")).Moves.Count);
        Assert.Empty(MigrationPlan.Of([At("open", "Open")], Old, next, new Dictionary<string, string>()).ValueOrThrow().Moves);
    }

    [Fact]
    public void A_step_that_begins_regions_takes_nobody()
    {
        var next = Machine(("version", "\"2\""),
            ("steps/shut/regions", """{ "r": { "steps": { "r1": { "fire": { "go": { "to": "r2", "roles": ["owner"] } } }, "r2": { "final": true } } } }"""),
            ("steps/shut/join", """{ "to": "guarded", "needs": "all" }"""));
        Stays(next, At("shut", "Shut"), MigrationCodes.RegionsRunning);
    }

    [Fact]
    public void A_step_that_is_gone_keeps_its_processes() => Stays(Renamed(), At("open", "Open"), MigrationCodes.StepGone);

    [Fact]
    public void A_process_of_another_version_is_told_apart_from_one_that_is_there_already()
    {
        var next = Machine(("version", "\"2\""));
        Stays(next, At("shut", "Shut") with { Workflow = Machine(("version", "\"0\"")).Policy }, MigrationCodes.OtherVersion);
        Stays(next, At("shut", "Shut") with { Workflow = next.Policy }, MigrationCodes.Done);
    }

    [Fact]
    public void A_step_that_the_earlier_version_never_had_is_told() =>
        Stays(Machine(("version", "\"2\"")), At("ajar", "Shut"), WorkflowCodes.StepNotInWorkflow);

    [Fact]
    public void A_step_of_another_status_keeps_them() => Stays(Machine(("version", "\"2\"")), At("shut", "Open"), MigrationCodes.StatusDiffers);

    [Fact]
    public void A_guard_that_stays_is_not_asked_again() =>
        Assert.Single(Plan(Machine(("version", "\"2\"")), At("guarded", "Shut") with { IsHeld = true }).Moves);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_guarded_entry_takes_only_those_for_whom_it_holds(bool alarmed)
    {
        var process = At("guarded", "Shut") with { Facts = Domains.DoorWith(alarmed), IsHeld = true };
        var next = Machine(("version", "\"2\""), ("enter/Shut/0/when", "\"door.alarmed && door.force > 1\""));
        if (alarmed) Assert.Single(Plan(next, process).Moves);
        else Assert.Contains("rules.did-not-hold", Stays(next, process, MigrationCodes.GuardRefused).Items.Select(r => r.Code));
    }

    [Fact]
    public void A_guard_that_errs_keeps_them()
    {
        var next = Machine(("version", "\"2\""), ("enter/Shut/0/when", "\"1 / (door.force - 9) > 0\""));
        Assert.Equal(Rules.RulesCodes.EvaluationFailed, Stays(next, At("guarded", "Shut"), Rules.RulesCodes.EvaluationFailed)[0].Code);
    }

    [Theory]
    [InlineData("""{ "kind": "Other", "scopes": ["ship"] }""", true, false)]
    [InlineData("""{ "kind": "Alarm", "scopes": ["ship", "edit"] }""", true, true)]
    [InlineData("", true, false)]
    [InlineData("", false, true)]
    [InlineData("""{ "kind": "Other", "scopes": ["ship"] }""", false, false)]
    public void A_hold_is_neither_placed_nor_released_by_moving(string hold, bool isHeld, bool moves)
    {
        var process = At("guarded", "Shut") with { Facts = Domains.DoorWith(true), IsHeld = isHeld };
        var plan = Plan(Machine(("version", "\"2\""), ("steps/guarded/hold", hold)), process);
        Assert.Equal(moves, plan.Moves.Count == 1);
        if (!moves) Assert.Equal(MigrationCodes.HoldDiffers, Assert.Single(plan.Stays[0].Why).Code);
    }

    [Theory]
    [InlineData("PT2H", "ring", true)]
    [InlineData("PT3H", "ring", false)]
    [InlineData("PT3H", "other", true)]
    public void A_deadline_that_fired_must_run_the_same(string after, string fired, bool moves)
    {
        var process = At("guarded", "Shut") with { Facts = Domains.DoorWith(true), IsHeld = true, Fired = [fired] };
        var plan = Plan(Machine(("version", "\"2\""), ("steps/guarded/deadlines/0/after", $"\"{after}\"")), process);
        Assert.Equal(moves, plan.Moves.Count == 1);
        if (!moves) Assert.Equal(MigrationCodes.DeadlineFired, Assert.Single(plan.Stays[0].Why).Code);
    }

    [Fact]
    public void Regions_in_progress_keep_them() =>
        Stays(Machine(("version", "\"2\"")), At("shut", "Shut") with { IsInRegions = true }, MigrationCodes.RegionsRunning);

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        var process = At("guarded", "Open") with { IsHeld = true, IsInRegions = true, Fired = ["ring"] };
        var why = Plan(Machine(("version", "\"2\""), ("steps/guarded/hold", ""), ("steps/guarded/deadlines/0/after", "\"PT9H\"")), process).Stays[0].Why;
        Assert.Equal([MigrationCodes.StatusDiffers, MigrationCodes.HoldDiffers, MigrationCodes.RegionsRunning, MigrationCodes.DeadlineFired],
            why.Items.Select(r => r.Code));
    }

    [Fact]
    public void A_mapping_of_unknown_steps_and_another_domain_are_refused()
    {
        var next = Machine(("version", "\"2\""));
        Assert.Equal(MigrationCodes.MapUnknown, MigrationPlan.Of([], Old, next, new Dictionary<string, string> { ["ajar"] = "shut" }).Refusal!.Code);
        Assert.Equal(MigrationCodes.MapUnknown, MigrationPlan.Of([], Old, next, new Dictionary<string, string> { ["shut"] = "ajar" }).Refusal!.Code);
        Assert.Equal(MigrationCodes.OtherDomain,
            MigrationPlan.Of([], Old, Documents.Machine(Documents.Text("standard.workflow.json"), Domains.Order)).Refusal!.Code);
    }

    [Fact]
    public void The_same_process_twice_breaks_the_contract() =>
        Assert.Throws<ArgumentException>(() => MigrationPlan.Of([At("shut", "Shut"), At("open", "Open")], Old, Old));

    internal static WorkflowMachine Machine(params (string Path, string Value)[] changes) =>
        Documents.Machine(changes.Aggregate(Documents.Tiny, (json, c) => Documents.With(json, c.Path, c.Value)), Domains.Door);

    internal static WorkflowMachine Renamed() => Documents.Machine(RenamedText(), Domains.Door);

    private static string RenamedText() =>
        Documents.With(Documents.Tiny, "version", "\"2\"").Replace("[\"open\"]", "[\"wide\"]").Replace("[\n      \"open\"\n    ]", "[ \"wide\" ]")
            .Replace("\"open\": {", "\"wide\": {");

    private static MigrationCandidate At(string step, string status) => new("p1", Old.Policy, step, status, Domains.DoorWith());

    private static MigrationPlan Plan(WorkflowMachine to, MigrationCandidate process) => MigrationPlan.Of([process], Old, to).ValueOrThrow();

    private static ValueList<Reason> Stays(WorkflowMachine to, MigrationCandidate process, string code)
    {
        var stay = Assert.Single(Plan(to, process).Stays);
        Assert.Equal((process.Process, process.Workflow, process.Step), (stay.Process, stay.Workflow, stay.Step));
        Assert.Equal(code, stay.Why[0].Code);
        Assert.DoesNotContain('{', Texts.Text(stay.Why[0], Language.English));
        return stay.Why;
    }
}
