using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// One planted fault a row, and exactly the findings that it gives. Fails when a fault passes, is called by another name, or brings noise with it.
/// </summary>
public class WorkflowFindingScenarios
{
    private const string Shut = "steps/shut/fire";
    private const string Check = "steps/checking";
    private const string At = "$.steps.checking";

    public static TheoryData<string, string, string[]> Faults => new()
    {
        { "axis", "\"Window\"", ["$.axis " + WorkflowCodes.AxisMismatch] },
        { "axis", "", ["$.axis " + KernelCodes.DocumentPropertyMissing] },
        { "enter/Ajar", "[\"open\"]", ["$.enter.Ajar " + WorkflowCodes.StatusUnknown] },
        { "steps/open/status", "\"Ajar\"", ["$.steps.open.status " + WorkflowCodes.StatusUnknown] },
        { "enter/Open/0", "\"wide-open\"", ["$.enter.Open[0] " + WorkflowCodes.StepUnknown] },
        { Shut + "/lock/to", "\"bolted\"", ["$.steps.shut.fire.lock.to " + WorkflowCodes.StepUnknown] },
        { Shut + "/push/does", "\"kick\"", ["$.steps.shut.fire.push.does " + WorkflowCodes.VerbUnknown] },
        { Shut + "/push/does", "\"shut\"", ["$.steps.shut.fire.push.does " + WorkflowCodes.VerbNotPossible] },
        { "steps/guarded/deadlines/0/since", "\"door.builtAt\"", ["$.steps.guarded.deadlines[0].since " + WorkflowCodes.InstantUnknown] },
        { "steps/open/deadlines/0/unless", "\"door.builtAt\"", ["$.steps.open.deadlines[0].unless " + WorkflowCodes.InstantUnknown] },
        { "steps/open/deadlines/0/unless", "\"step\"", ["$.steps.open.deadlines[0].unless " + WorkflowCodes.InstantUnknown] },
        { "steps/attic", """{ "status": "Open" }""", ["$.steps.attic " + WorkflowCodes.StepUnreachable] },
        { "steps/attic", """{ "status": "Shut", "fire": { "down": { "to": "shut", "roles": ["owner"] } } }""",
            ["$.steps.attic " + WorkflowCodes.StepUnreachable] },
        { "steps/gone/final", "false", ["$.steps.gone " + WorkflowCodes.StepDeadEnd] },
        { "steps/gone", """{ "status": "Gone", "fire": { "ring": { "does": "ring", "roles": ["kernel"] }, "again": { "to": "gone", "roles": ["kernel"] } } }""",
            ["$.steps.gone " + WorkflowCodes.StepDeadEnd] },
        { "enter/Gone", "null", ["$.enter.Gone " + KernelCodes.DocumentTypeMismatch] },
        { "enter/Gone", "[]", ["$.enter.Gone " + WorkflowCodes.EntryOpenEnded] },
        { "enter/Open", """[{ "step": "open", "when": "door.alarmed" }]""", ["$.enter.Open " + WorkflowCodes.EntryOpenEnded] },
        { "enter/Shut", "[\"guarded\", \"shut\"]", ["$.enter.Shut[1] " + WorkflowCodes.EntryAmbiguous] },
        { "enter/Shut", """["shut", { "step": "guarded", "when": "door.alarmed" }]""", ["$.enter.Shut[1] " + WorkflowCodes.EntryShadowed] },
        { "enter/Shut", """[{ "step": "guarded", "when": "door.alarmed" }, { "step": "shut", "when": "(door.alarmed)" }, "shut"]""",
            ["$.enter.Shut[1] " + WorkflowCodes.EntryShadowed] },
        { "enter/Open/0", "\"shut\"", ["$.enter.Open[0] " + WorkflowCodes.EntryStatusMismatch] },
        { Shut + "/lock/to", "\"open\"", ["$.steps.shut.fire.lock.to " + WorkflowCodes.TargetStatusMismatch] },
        { "steps/open/final", "true",
            ["$.steps.open.final " + WorkflowCodes.FinalStatusMismatch, "$.steps.open.deadlines " + WorkflowCodes.FinalStepContinues] },
        { "steps/gone/fire", """{ "rise": { "to": "gone", "roles": ["owner"] } }""", ["$.steps.gone.fire.rise.to " + WorkflowCodes.FinalStepContinues] },
        { Shut + "/push/to", "\"guarded\"", ["$.steps.shut.fire.push " + WorkflowCodes.TriggerNotOneEffect] },
        { Shut + "/push/does", "", ["$.steps.shut.fire.push " + WorkflowCodes.TriggerNotOneEffect] },
        { Shut + "/push/roles", "[]", ["$.steps.shut.fire.push.roles " + WorkflowCodes.RolesEmpty] },
        { Shut + "/push/roles", "", ["$.steps.shut.fire.push.roles " + KernelCodes.DocumentPropertyMissing] },
        { "steps/open/deadlines/0/fires", "\"slam\"", ["$.steps.open.deadlines[0].fires " + WorkflowCodes.DeadlineFiresUnknown] },
        { "steps/open/deadlines/0/fires", "\"open\"", ["$.steps.open.deadlines[0].fires " + WorkflowCodes.DeadlineFiresUnknown] },
        { "steps/open/fire/fall-shut/roles", "[\"visitor\"]", ["$.steps.open.deadlines[0].fires " + WorkflowCodes.DeadlineRoleMissing] },
        { "steps/guarded/deadlines", """[{ "after": "PT1H", "fires": "ring" }, { "after": "PT2H", "fires": "ring" }]""",
            ["$.steps.guarded.deadlines[1].fires " + WorkflowCodes.DeadlineAmbiguous] },
        { "steps/open/deadlines/0/after", "\"PT0S\"", ["$.steps.open.deadlines[0].after " + WorkflowCodes.DeadlineOutOfRange] },
        { "steps/open/deadlines/0/after", "\"P3661D\"", ["$.steps.open.deadlines[0].after " + WorkflowCodes.DeadlineOutOfRange] },
        { "steps/open/deadlines/0/after", "\"P1M\"", ["$.steps.open.deadlines[0].after " + KernelCodes.DocumentValueInvalid] },
        { "steps/open/deadlines/0/calendar", "\"business\"", ["$.steps.open.deadlines[0].calendar " + WorkflowCodes.CalendarUnknown] },
        { "calendars", """{ "office": {} }""", ["$.calendars.office " + WorkflowCodes.CalendarNeverOpen] },
        { "calendars", """{ "office": { "hours": { "Monday": ["09:00-12:00", "11:59-18:00"] } } }""",
            ["$.calendars.office.hours.Monday[1] " + WorkflowCodes.CalendarHoursOverlap] },
        { "zone", "\"Asia/Atlantis\"", ["$.zone " + WorkflowCodes.ZoneUnknown] },
        { "extends", "\"standard@1\"", ["$.extends " + WorkflowCodes.BaseUnknown] },
        { "extends", "\"standard\"", ["$.extends " + KernelCodes.DocumentValueInvalid] },
        { "steps/gone", "null", ["$.steps.gone " + WorkflowCodes.StepUnknown, "$.enter.Gone[0] " + WorkflowCodes.StepUnknown] },
        { "shipments", "[]", ["$.shipments " + WorkflowCodes.ShipmentsOpenEnded] },
        { "shipments", """[{ "workflow": "a@1", "when": "parcel.heavy" }]""", ["$.shipments " + WorkflowCodes.ShipmentsOpenEnded] },
        { "shipments", """[{ "workflow": "a@1" }, { "workflow": "b@1" }]""", ["$.shipments[1] " + WorkflowCodes.ShipmentShadowed] },
        { "shipments", """[{ "workflow": "a@1", "when": "parcel.heavy" }, { "workflow": "b@1", "when": "(parcel.heavy)" }, { "workflow": "c@1" }]""",
            ["$.shipments[1] " + WorkflowCodes.ShipmentShadowed] },
        { "shipments", """[{ "workflow": "a", "when": "door.alarmed" }]""",
            ["$.shipments[0].workflow " + KernelCodes.DocumentValueInvalid, "$.shipments[0].when " + RulesCodes.UnknownField] },
        { "migrates", """{ "from": "door@0", "steps": { "ajar": "open", "attic": "loft", "a b": "shut" } }""",
            ["$.migrates.steps " + KernelCodes.DocumentValueInvalid, "$.migrates.steps.attic " + WorkflowCodes.StepUnknown] },
        { "migrates", """{ "from": "door", "to": "x" }""",
            ["$.migrates.from " + KernelCodes.DocumentValueInvalid, "$.migrates.to " + KernelCodes.DocumentPropertyUnknown] },
        { Shut + "/push/actions", """[{ "do": "sing" }]""", ["$.steps.shut.fire.push.actions[0].do " + WorkflowCodes.ActionUnknown] },
        { Shut + "/push/actions", """[{ "do": "notify", "to": ["owner"], "by": "drum" }]""",
            ["$.steps.shut.fire.push.actions[0] " + WorkflowCodes.ActionParameterUnknown] },
        { Shut + "/push/actions", """[{ "do": "notify", "copy": ["owner"] }]""",
            ["$.steps.shut.fire.push.actions[0] " + WorkflowCodes.ActionParameterMissing] },
        { Shut + "/push/actions", """[{ "do": "notify", "to": "owner", "note": ["x"] }]""",
            ["$.steps.shut.fire.push.actions[0] " + WorkflowCodes.ActionArgumentInvalid,
                "$.steps.shut.fire.push.actions[0] " + WorkflowCodes.ActionArgumentInvalid] },
        { Shut + "/push/actions", """[{ "do": "notify", "to": [] }]""", ["$.steps.shut.fire.push.actions[0] " + WorkflowCodes.ActionArgumentInvalid] },
        { Shut + "/push/actions", """[{}]""", ["$.steps.shut.fire.push.actions[0].do " + KernelCodes.DocumentPropertyMissing] },
        { "steps/open/join", """{ "to": "open" }""", ["$.steps.open " + WorkflowCodes.JoinMisplaced] },
        { "regions", "[]", ["$.regions " + KernelCodes.DocumentPropertyUnknown] },
        { Shut + "/push/when", "\"door.force > \"", ["$.steps.shut.fire.push.when " + RulesCodes.Syntax] },
        { Shut + "/push/when", "\"door.weight > 5\"", ["$.steps.shut.fire.push.when " + RulesCodes.UnknownField] },
        { Shut + "/push/when", "\"door.force\"", ["$.steps.shut.fire.push.when " + RulesCodes.TypeMismatch] },
        { Shut + "/push/when", "\"door.owner == 'me'\"", ["$.steps.shut.fire.push.when " + RulesCodes.OptionalFieldNeedsHas] },
        { "steps/guarded/hold/scopes", "[\"fly\"]", ["$.steps.guarded.hold.scopes[0] " + KernelCodes.DocumentValueInvalid] },
        { "steps/guarded/hold/scopes", "[]", ["$.steps.guarded.hold.scopes " + KernelCodes.DocumentValueInvalid] },
        { "steps/guarded/hold/scopes", "null", ["$.steps.guarded.hold.scopes " + KernelCodes.DocumentPropertyMissing] },
        { "steps/a b", """{ "status": "Open" }""", ["$.steps['a b'] " + KernelCodes.DocumentValueInvalid] },
    };

    public static TheoryData<string, string, string[]> RegionFaults => new()
    {
        { Check + "/join", "", [At + " " + WorkflowCodes.JoinMisplaced] },
        { Check + "/join/to", "\"nowhere\"", [At + ".join.to " + WorkflowCodes.StepUnknown] },
        { Check + "/join/to", "\"open\"", [At + ".join.to " + WorkflowCodes.TargetStatusMismatch] },
        { Check + "/join/to", "\"l1\"", [At + ".join.to " + WorkflowCodes.RegionBoundary] },
        { Check + "/join/needs", "\"most\"", [At + ".join.needs " + KernelCodes.DocumentValueInvalid] },
        { Check + "/regions", "{}", [At + ".regions " + WorkflowCodes.RegionEmpty] },
        { Check + "/regions/left/steps", "{}", [At + ".regions.left " + WorkflowCodes.RegionEmpty] },
        { Check + "/regions/left/steps/l1/final", "true", [At + ".regions.left " + WorkflowCodes.RegionEmpty,
            At + ".regions.left.steps.l1.deadlines " + WorkflowCodes.FinalStepContinues,
            At + ".regions.left.steps.l1.fire.left-on.to " + WorkflowCodes.FinalStepContinues] },
        { Check + "/regions/left/steps/l2/final", "false", [At + ".regions.left " + WorkflowCodes.RegionNeverDone] },
        { Check + "/regions/left/steps/l1/fire/left-on/to", "\"r2\"", [At + ".regions.left.steps.l1.fire.left-on.to " + WorkflowCodes.RegionBoundary] },
        { Check + "/regions/left/steps/l1/fire/left-on/to", "\"shut\"", [At + ".regions.left.steps.l1.fire.left-on.to " + WorkflowCodes.RegionBoundary] },
        { Check + "/regions/left/steps/l1/fire/right-on", """{ "does": "ring", "roles": ["owner"] }""",
            [At + ".regions.right.steps.r1.fire.right-on " + WorkflowCodes.TriggerAmbiguous] },
        { Check + "/regions/left/steps/l1/fire/give-up", """{ "does": "ring", "roles": ["owner"] }""",
            [At + ".regions.left.steps.l1.fire.give-up " + WorkflowCodes.TriggerAmbiguous] },
        { Check + "/regions/left/steps/l1/status", "\"Shut\"", [At + ".regions.left.steps.l1.status " + KernelCodes.DocumentPropertyUnknown] },
        { Check + "/regions/left/steps/l1/regions", "{}", [At + ".regions.left.steps.l1.regions " + KernelCodes.DocumentPropertyUnknown] },
        { Check + "/regions/left/steps/l3", "{}", [At + ".regions.left.steps.l3 " + WorkflowCodes.StepUnreachable] },
        { Check + "/regions/left/steps/r1", "{}",
            [At + ".regions.right.steps.r1.fire.right-on " + WorkflowCodes.TriggerAmbiguous, At + ".regions.right.steps.r1 " + WorkflowCodes.StepAmbiguous] },
        { "enter/Shut/1", "\"l1\"", ["$.enter.Shut[1] " + WorkflowCodes.RegionBoundary] },
        { Check + "/final", "true", [At + ".final " + WorkflowCodes.FinalStatusMismatch, At + ".regions " + WorkflowCodes.FinalStepContinues,
            At + ".fire.give-up.to " + WorkflowCodes.FinalStepContinues] },
    };

    [Theory]
    [MemberData(nameof(RegionFaults))]
    public void Each_planted_fault_of_a_region_gives_exactly_its_findings(string path, string value, string[] expected) =>
        Assert.Equal(expected, Documents.Findings(Documents.With(Documents.Regional, path, value), Domains.Door));

    public static TheoryData<int> AllParts => [.. Enumerable.Range(0, 8)];

    // Every mixture of what a process may carry, against a document that has it all.
    [Theory]
    [MemberData(nameof(AllParts))]
    public void What_the_processes_do_not_carry_is_refused_and_nothing_else(int parts)
    {
        var carries = (ProcessParts)parts;
        var needs = new Dictionary<string, ProcessParts>
        {
            ["to"] = ProcessParts.Step, ["deadlines"] = ProcessParts.Step, ["regions"] = ProcessParts.Regions, ["hold"] = ProcessParts.Holds,
        };
        var findings = Documents.Findings(Documents.Regional, Domains.DoorWith(carries));
        Assert.All(findings, f => Assert.EndsWith(" " + WorkflowCodes.PartNotCarried, f));
        Assert.Equal(
            needs.Where(n => (carries & n.Value) == 0).Select(n => n.Key).OrderBy(w => w, StringComparer.Ordinal),
            findings.Select(f => f.Split(' ')[0].Split('.').Last()).Distinct().OrderBy(w => w, StringComparer.Ordinal));
    }

    [Fact]
    public void A_region_that_never_ends_is_fine_where_any_other_suffices()
    {
        var endless = Documents.With(Documents.Regional, Check + "/regions/left/steps/l2/final", "false");
        var back = Documents.With(endless, Check + "/regions/left/steps/l2/fire", """{ "left-back": { "to": "l1", "roles": ["owner"] } }""");
        Assert.Equal([At + ".regions.left " + WorkflowCodes.RegionNeverDone], Documents.Findings(back, Domains.Door));
        Assert.Empty(Documents.Findings(Documents.With(back, Check + "/join/needs", "\"any\""), Domains.Door));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_planted_fault_gives_exactly_its_findings(string path, string value, string[] expected) =>
        Assert.Equal(expected, Documents.Findings(Documents.With(Documents.Tiny, path, value), Domains.Door));

    [Fact]
    public void A_status_that_facts_can_reach_needs_an_entry()
    {
        var without = Documents.With(Documents.With(Documents.Tiny, "enter/Gone", ""), "steps/gone", "");
        Assert.Equal(["$.enter.Gone " + WorkflowCodes.EntryMissing], Documents.Findings(without, Domains.Door));
    }

    [Fact]
    public void The_same_trigger_twice_is_refused()
    {
        var twice = Documents.Tiny.Replace("\"lock\":", "\"push\":", StringComparison.Ordinal);
        Assert.Contains("$.steps.shut.fire.push " + KernelCodes.DocumentPropertyDuplicate, Documents.Findings(twice, Domains.Door));
    }

    [Fact]
    public void All_faults_of_a_document_come_at_once()
    {
        var bad = Documents.With(Documents.With(Documents.With(Documents.Tiny, "axis", "1"), Shut + "/push/does", "\"kick\""), "steps/gone/finale", "true");
        Assert.Equal(
            [
                "$.axis " + KernelCodes.DocumentTypeMismatch,
                "$.steps.gone.finale " + KernelCodes.DocumentPropertyUnknown,
                "$.steps.shut.fire.push.does " + WorkflowCodes.VerbUnknown,
            ],
            Documents.Findings(bad, Domains.Door).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void More_steps_than_a_workflow_may_have_are_refused_without_reading_them()
    {
        var steps = string.Join(",", Enumerable.Range(0, WorkflowDocument.StepsMax + 1).Select(i => $"\"s{i}\":7"));
        Assert.Contains("$.steps " + WorkflowCodes.TooMany, Documents.Findings(Documents.With(Documents.Tiny, "steps", $"{{{steps}}}"), Domains.Door));
    }

    [Fact]
    public void More_triggers_than_a_step_may_have_are_refused()
    {
        var triggers = string.Join(",", Enumerable.Range(0, WorkflowDocument.TriggersMax + 1).Select(i => $"\"t{i}\":7"));
        Assert.Equal(["$.steps.shut.fire " + WorkflowCodes.TooMany], Documents.Findings(Documents.With(Documents.Tiny, Shut, $"{{{triggers}}}"), Domains.Door));
    }
}
