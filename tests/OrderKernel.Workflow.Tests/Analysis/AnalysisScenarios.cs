using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// One fault of each kind in a sound workflow, and exactly what is found. Fails when a fault passes, stands at another place, or brings noise with it.
/// </summary>
public class AnalysisScenarios
{
    private const string Shut = "steps/shut/fire";

    private static readonly WorkflowDomain Parcel = WorkflowDomain.Of(
        "Parcel",
        [
            DomainStatus.Initial("Open", "Gone") with { Always = "parcel.sent == 0", NeverKnown = ["parcel.sentAt"], AlwaysKnown = ["parcel.madeAt"] },
            DomainStatus.Final("Gone") with { Always = "parcel.sent > 0 && parcel.sent <= parcel.units" },
        ],
        [DomainVerb.Of("send", ("Open", "Gone")), DomainVerb.Notice("ring")],
        FactSchema.Of(FactField.Required("parcel.sent", FactType.Int), FactField.Required("parcel.units", FactType.Int),
            FactField.Required("parcel.kind", FactType.String), FactField.Optional("parcel.note", FactType.String)),
        ["parcel.sentAt", "parcel.madeAt"]);

    private const string Box = """
        {
          "$schema": "workflow-1.json", "name": "box", "version": "1", "axis": "Parcel",
          "enter": { "Open": [{ "step": "heavy", "when": "parcel.kind == 'heavy'" }, "open"], "Gone": [{ "step": "lost", "when": "parcel.sent > 1" }, "gone"] },
          "steps": {
            "open": { "status": "Open", "deadlines": [{ "after": "PT1H", "since": "parcel.madeAt", "fires": "ring" }], "fire": { "send": { "does": "send", "roles": ["packer"], "when": "parcel.units > 0" } } },
            "heavy": { "status": "Open", "fire": { "split": { "to": "open", "roles": ["packer"] }, "weigh": { "to": "weighed", "roles": ["packer"] } } },
            "weighed": { "status": "Open", "deadlines": [{ "after": "P1D", "fires": "pack" }], "fire": { "pack": { "to": "open", "roles": ["packer", "kernel"] }, "back": { "to": "heavy", "roles": ["packer"] } } },
            "lost": { "status": "Gone", "final": true },
            "gone": { "status": "Gone", "final": true }
          }
        }
        """;

    public static TheoryData<string, string, string[]> Faults => new()
    {
        { "steps/open/fire/send/when", "\"parcel.units > 0 && parcel.units < 1\"", ["$.steps.open.fire.send.when " + WorkflowCodes.GuardContradictory] },
        { "steps/open/fire/send/when", "\"parcel.kind == 'a' && parcel.kind in ['b', 'c']\"",
            ["$.steps.open.fire.send.when " + WorkflowCodes.GuardContradictory] },
        { "steps/open/fire/send/when", "\"!has(parcel.note) && has(parcel.note) && parcel.note == 'x'\"",
            ["$.steps.open.fire.send.when " + WorkflowCodes.GuardContradictory] },
        { "steps/open/fire/send/when", "\"parcel.sent > 0\"", ["$.steps.open.fire.send.when " + WorkflowCodes.StatusContradictsLedger] },
        { "steps/open/fire/send/when", "\"parcel.sent >= 0\"", [] },
        { "enter/Gone/0/when", "\"parcel.sent > parcel.units\"", ["$.enter.Gone[0].when " + WorkflowCodes.StatusContradictsLedger] },
        { "enter/Gone/0/when", "\"parcel.sent < parcel.sent\"", ["$.enter.Gone[0].when " + WorkflowCodes.GuardContradictory] },
        { "enter/Open", """[{ "step": "heavy", "when": "parcel.units > 5" }, { "step": "weighed", "when": "parcel.units > 7" }, "open"]""",
            ["$.enter.Open[1] " + WorkflowCodes.EntryShadowed] },
        { "enter/Open", """[{ "step": "heavy", "when": "parcel.units > 7" }, { "step": "weighed", "when": "parcel.units > 5" }, "open"]""", [] },
        { "enter/Open", """[{ "step": "heavy", "when": "parcel.units > 5" }, { "step": "weighed", "when": "parcel.units <= 5" }, "open"]""",
            ["$.enter.Open[2] " + WorkflowCodes.EntryShadowed] },
        { "enter/Open",
            """[{ "step": "heavy", "when": "parcel.units > 5" }, { "step": "weighed", "when": "parcel.units < 5" }, { "step": "open", "when": "parcel.units != 5 && parcel.kind == 'a'" }, "open"]""",
            ["$.enter.Open[2] " + WorkflowCodes.EntryShadowed] },
        { "enter/Open", """[{ "step": "heavy", "when": "6 / parcel.units > 5" }, { "step": "weighed", "when": "!(6 / parcel.units > 5)" }, "open"]""", [] },
        { "steps/open/fire/post", """{ "does": "send", "roles": ["packer"], "when": "(parcel.units > 0)" }""",
            ["$.steps.open.fire.post " + WorkflowCodes.TriggerDuplicate] },
        { "steps/open/fire/post", """{ "does": "send", "roles": ["packer", "owner"], "when": "parcel.units > 0" }""", [] },
        { "steps/weighed/fire/pack/to", "\"weighed\"", ["$.steps.weighed.deadlines[0].fires " + WorkflowCodes.DeadlineLeadsNowhere] },
        { "steps/open/deadlines/0/since", "\"parcel.sentAt\"", ["$.steps.open.deadlines[0].since " + WorkflowCodes.DeadlineNeverRuns] },
        { "steps/open/deadlines/0/unless", "\"parcel.madeAt\"", ["$.steps.open.deadlines[0].since " + WorkflowCodes.DeadlineNeverRuns] },
        { "steps/weighed/deadlines/0/unless", "\"parcel.madeAt\"", ["$.steps.weighed.deadlines[0].unless " + WorkflowCodes.DeadlineNeverRuns] },
        { "steps/weighed/fire/pack/to", "\"heavy\"", [] },
        { "steps/heavy", Clocked("parcel.madeAt", "weigh", "\"to\": \"weighed\", \"when\": \"parcel.units > 2\""), [] },
        { "steps/heavy/deadlines", """[{ "after": "P1D", "fires": "weigh" }]""", ["$.steps.heavy.deadlines[0].fires " + WorkflowCodes.DeadlineRoleMissing] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_gives_exactly_its_findings(string path, string value, string[] expected) =>
        Assert.Equal(expected, Documents.Findings(Documents.With(Box, path, value), Parcel));

    [Fact]
    public void The_box_is_sound() => Assert.Empty(Documents.Findings(Box, Parcel));

    [Fact]
    public void Steps_that_only_lead_to_one_another_are_named_together()
    {
        var closed = WorkflowDomain.Of("Parcel", [DomainStatus.Initial("Open"), DomainStatus.Final("Gone")], Parcel.Verbs, Parcel.Facts, Parcel.Instants);
        var json = Documents.With(Documents.With(Box, "steps/weighed/fire/pack/to", "\"heavy\""), "steps/heavy/fire",
            """{ "weigh": { "to": "weighed", "roles": ["packer"] } }""");
        Assert.Equal(["$.steps.heavy " + WorkflowCodes.NoFinalReachable], Documents.Findings(json, closed));
        Assert.Equal("heavy, weighed", Argument(json, closed, "steps"));
        Assert.Empty(Documents.Findings(json, Parcel));
    }

    [Fact]
    public void A_circle_of_clocks_is_found_and_one_that_somebody_decides_is_not()
    {
        var json = Documents.With(Documents.With(Box, "steps/heavy/deadlines", """[{ "after": "P1D", "fires": "weigh" }]"""), "steps/weighed/fire/pack/to",
            "\"heavy\"");
        json = Documents.With(json, "steps/heavy/fire/weigh/roles", "[\"kernel\"]");
        Assert.Equal(["$.steps.heavy " + WorkflowCodes.CycleWithoutProgress], Documents.Findings(json, Parcel));
        Assert.Empty(Documents.Findings(Documents.With(json, "steps/heavy/fire/weigh/when", "\"parcel.units > 2\""), Parcel));
    }

    [Theory]
    [InlineData("parcel.madeAt", "step", "$.steps.heavy.deadlines[0].since")]
    [InlineData("step", "parcel.madeAt", "$.steps.weighed.deadlines[0].since")]
    [InlineData("step", "step", null)]
    public void A_circle_over_an_instant_that_does_not_move_is_found_whatever_its_guards(string first, string second, string? path)
    {
        var json = Documents.With(Documents.With(Box, "steps/heavy", Clocked(first, "weigh", "\"to\": \"weighed\", \"when\": \"parcel.units > 2\"")),
            "steps/weighed", Clocked(second, "pack", "\"to\": \"heavy\", \"when\": \"parcel.units < 2\""));
        Assert.Equal(path is null ? [] : [$"{path} {WorkflowCodes.DeadlineWithoutEnd}"], Documents.Findings(json, Parcel));
        if (path is not null) Assert.Equal(("heavy, weighed", "parcel.madeAt"), (Argument(json, Parcel, "steps"), Argument(json, Parcel, "instant")));
    }

    // A region begins with its step and the join follows its end: the circle goes through both.
    [Theory]
    [InlineData("all", "kernel", "step", WorkflowCodes.CycleWithoutProgress)]
    [InlineData("all", "packer", "step")]
    [InlineData("any", "packer", "step", WorkflowCodes.CycleWithoutProgress)]
    [InlineData("all", "kernel", "parcel.madeAt", WorkflowCodes.CycleWithoutProgress, WorkflowCodes.DeadlineWithoutEnd)]
    [InlineData("all", "packer", "parcel.madeAt")]
    public void A_circle_through_regions_is_found(string needs, string other, string since, params string[] codes)
    {
        var json = Documents.With(Box, "steps/heavy", $$"""
            {
              "status": "Open", "join": { "to": "weighed", "needs": "{{needs}}" },
              "regions": {
                "one": { "steps": { "one-open": { "deadlines": [{ "after": "P1D", "since": "{{since}}", "fires": "one-on" }], "fire": { "one-on": { "to": "one-done", "roles": ["kernel"] } } }, "one-done": { "final": true } } },
                "two": { "steps": { "two-open": { {{(other == "kernel" ? """ "deadlines": [{ "after": "P1D", "fires": "two-on" }], """ : "")}} "fire": { "two-on": { "to": "two-done", "roles": ["{{other}}"] } } }, "two-done": { "final": true } } }
              }
            }
            """);
        json = Documents.With(json, "steps/weighed/fire/pack/to", "\"heavy\"");
        json = Documents.With(json, "steps/weighed/fire/back", """{ "to": "open", "roles": ["packer"] }""");
        Assert.Equal(codes, Documents.Findings(json, Parcel).Select(f => f.Split(' ')[1]));
    }

    [Fact]
    public void A_circle_of_verbs_is_found_and_an_instant_that_a_verb_renews_moves()
    {
        var json = Documents.With(Documents.Tiny, "steps/shut/deadlines", """[{ "after": "PT1H", "fires": "spring" }]""");
        json = Documents.With(json, "steps/shut/fire/spring", """{ "does": "open", "roles": ["kernel"] }""");
        Assert.Equal(["$.steps.shut " + WorkflowCodes.CycleWithoutProgress], Documents.Findings(json, Domains.Door));
        json = Documents.With(json, "steps/shut/fire/spring/when", "\"door.force > 1\"");
        Assert.Empty(Documents.Findings(json, Domains.Door));
        Assert.Equal(["$.steps.shut.deadlines[0].since " + WorkflowCodes.DeadlineWithoutEnd],
            Documents.Findings(Documents.With(json, "steps/shut/deadlines/0/since", "\"door.wedgedAt\""), Domains.Door));
    }

    [Fact]
    public void A_verb_after_which_all_begins_anew_must_not_count_from_what_stays()
    {
        Assert.Empty(Found("step", true));
        Assert.Empty(Found("parcel.madeAt", true));
        Assert.Equal(["$.steps.open.deadlines[0].since " + WorkflowCodes.DeadlineWithoutEnd], Found("order.madeAt", true));
        Assert.Empty(Found("order.madeAt", false));

        static string[] Found(string since, bool beginsAnew)
        {
            var send = DomainVerb.Of("send", ("Open", "Gone")) with { BeginsAnew = beginsAnew, Renewed = ["parcel.sentAt", "parcel.madeAt"] };
            var domain = WorkflowDomain.Of("Parcel", Parcel.Statuses, [send, DomainVerb.Notice("ring")], Parcel.Facts, [.. Parcel.Instants, "order.madeAt"]);
            var json = Documents.With(Box, "steps/open/deadlines", $$"""[{ "after": "PT1H", "since": "{{since}}", "fires": "send" }]""");
            return Documents.Findings(Documents.With(json, "steps/open/fire/send/roles", "[\"kernel\"]"), domain);
        }
    }

    [Fact]
    public void All_findings_come_at_once_even_beside_broken_references()
    {
        var json = Documents.With(Box, "steps/open/fire/send/when", "\"parcel.sent > 0\"");
        json = Documents.With(json, "steps/heavy/fire/split/to", "\"nowhere\"");
        json = Documents.With(json, "steps/weighed/fire/pack/to", "\"weighed\"");
        json = Documents.With(json, "enter/Gone", "[\"gone\"]");
        Assert.Equal(
            ["$.steps.heavy.fire.split.to " + WorkflowCodes.StepUnknown, "$.steps.open.fire.send.when " + WorkflowCodes.StatusContradictsLedger,
                "$.steps.weighed.deadlines[0].fires " + WorkflowCodes.DeadlineLeadsNowhere],
            Documents.Findings(json, Parcel));
        json = Documents.With(json, "steps/heavy/fire/split/to", "\"open\"");
        Assert.Contains("$.steps.lost " + WorkflowCodes.StepUnreachable, Documents.Findings(json, Parcel));
    }

    [Fact]
    public void Shipments_are_compared_like_entries()
    {
        var json = Documents.With(Documents.Tiny, "shipments",
            """[{ "workflow": "a@1", "when": "parcel.heavy" }, { "workflow": "b@1", "when": "!parcel.heavy" }, { "workflow": "c@1" }]""");
        Assert.Equal(["$.shipments[2] " + WorkflowCodes.ShipmentShadowed], Documents.Findings(json, Domains.Door));
        Assert.Equal(
            ["$.shipments[0].when " + WorkflowCodes.GuardContradictory],
            Documents.Findings(Documents.With(Documents.Tiny, "shipments",
                """[{ "workflow": "a@1", "when": "parcel.heavy && !parcel.heavy" }, { "workflow": "c@1" }]"""), Domains.Door));
    }

    [Fact]
    public void Triggers_without_holder_are_found_once_roles_are_known()
    {
        var definition = Documents.Load(Box, Parcel).ValueOrThrow().Policy;
        Assert.Empty(WorkflowAnalysis.Findings(definition));
        Assert.Empty(WorkflowAnalysis.Findings(definition, (_, role) => role == Role.Of("packer")));
        var found = WorkflowAnalysis.Findings(definition, (_, _) => false);
        Assert.Equal(["open.fire.send", "heavy.fire.split", "heavy.fire.weigh", "weighed.fire.back"],
            found.Items.Select(f => f.Arguments.Items[0].Value["$.steps.".Length..^".roles".Length]));
        Assert.All(found.Items, f => Assert.Equal(WorkflowCodes.TriggerNobodyMayFire, f.Code));
    }

    [Fact]
    public void A_verb_renews_instants_of_its_domain_only() =>
        Assert.Throws<ArgumentException>(() =>
            WorkflowDomain.Of("X", [DomainStatus.Initial("A")], [DomainVerb.Notice("a") with { Renewed = ["a.b"] }], Parcel.Facts, []));

    [Theory]
    [InlineData("parcel.sent +")]
    [InlineData("parcel.units")]
    public void A_status_promises_conditions_only(string always) =>
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("X", [DomainStatus.Initial("A") with { Always = always }], [], Parcel.Facts, []));

    [Fact]
    public void A_status_promises_instants_of_its_domain_only() =>
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("X", [DomainStatus.Initial("A") with { NeverKnown = ["a.b"] }], [], Parcel.Facts, []));

    /// <summary>Findings of every code above, for the test of texts.</summary>
    internal static IEnumerable<Reason> All()
    {
        foreach (var fault in Faults)
        {
            if (Documents.Load(Documents.With(Box, (string)fault[0], (string)fault[1]), Parcel).Refusal is { } refusal)
                foreach (var reason in refusal.Reasons) yield return reason;
        }

        foreach (var reason in WorkflowAnalysis.Findings(Documents.Load(Box, Parcel).ValueOrThrow().Policy, (_, _) => false)) yield return reason;
        var fixedly = Documents.With(Documents.With(Box, "steps/heavy", Clocked("parcel.madeAt", "weigh", "\"to\": \"weighed\"")), "steps/weighed",
            Clocked("step", "pack", "\"to\": \"heavy\""));
        foreach (var reason in Documents.Load(fixedly, Parcel).Refusal!.Reasons) yield return reason;
        var spin = Documents.With(
            Documents.With(Box, "steps/heavy",
                """{ "status": "Open", "deadlines": [{ "after": "P1D", "fires": "weigh" }], "fire": { "weigh": { "to": "weighed", "roles": ["kernel"] } } }"""), "steps/weighed/fire/pack/to", "\"heavy\"");
        foreach (var reason in Documents.Load(spin,
            WorkflowDomain.Of("Parcel", [DomainStatus.Initial("Open"), DomainStatus.Final("Gone")], Parcel.Verbs, Parcel.Facts,
                Parcel.Instants)).Refusal!.Reasons) yield return reason;
    }

    // A step with one deadline, which fires a trigger for the kernel.
    private static string Clocked(string since, string trigger, string effect) =>
        $$"""{ "status": "Open", "deadlines": [{ "after": "P1D", "since": "{{since}}", "fires": "{{trigger}}" }], "fire": { "{{trigger}}": { {{effect}}, "roles": ["kernel"] }, "off": { "to": "open", "roles": ["packer"] } } }""";

    private static string Argument(string json, WorkflowDomain domain, string name) =>
        Documents.Load(json, domain).Refusal!.Reasons[0].Arguments.Items.Single(a => a.Name == name).Value;
}
