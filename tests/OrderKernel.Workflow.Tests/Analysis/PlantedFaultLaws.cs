using System.Text.Json.Nodes;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Sound random workflows with one fault planted. Fails when a sound one has a finding, a planted fault is not named at its place,
/// or an analysis that overlooks one kind of fault passes the same check.
/// </summary>
public class PlantedFaultLaws
{
    private static readonly int Runs = Sizes.Of(400, 20_000);

    // Each plants a fault and says at which path what must be found; null where the workflow has no place for it.
    private static readonly (string Code, Func<JsonObject, Sketch, Random, string?> Plant)[] Faults =
    [
        (WorkflowCodes.StepUnreachable,
            (root, sketch, random) =>
                Put(root["steps"]!, "attic",
                    $$"""{ "status": "{{Any(sketch, random).Status}}", "final": false, "fire": { "out": { "to": "{{Any(sketch, random).Name}}", "roles": ["anyone"] } } }""",
                    "$.steps.attic", IsMove(sketch))),
        (WorkflowCodes.StepDeadEnd, (root, sketch, random) => sketch.Steps.Find(s => s.Status == "C" && s.IsFinal) is { } last
            ? Put(root["steps"]![last.Name]!, "final", "false", $"$.steps.{last.Name}", true)
            : null),
        (WorkflowCodes.GuardContradictory, (root, sketch, random) => Trigger(root, sketch, random) is var (step, name, trigger)
            ? Put(trigger, "when", "\"f.a && !(f.b || f.a)\"", $"$.steps.{step}.fire.{name}.when", true)
            : null),
        (WorkflowCodes.TriggerDuplicate, (root, sketch, random) => Trigger(root, sketch, random) is var (step, _, trigger)
            ? Put(root["steps"]![step]!["fire"]!, "twin", trigger.ToJsonString(), $"$.steps.{step}.fire.twin", true)
            : null),
        (WorkflowCodes.DeadlineLeadsNowhere, (root, sketch, random) =>
        {
            var step = sketch.Steps.FirstOrDefault(s => !s.IsFinal);
            if (step is null) return null;
            Put(root["steps"]![step.Name]!["fire"]!, "again", $$"""{ "to": "{{step.Name}}", "roles": ["kernel"] }""", "", true);
            return Put(root["steps"]![step.Name]!, "deadlines", """[{ "after": "PT1H", "fires": "again" }]""", $"$.steps.{step.Name}.deadlines[0].fires", true);
        }),
        (WorkflowCodes.CycleWithoutProgress, (root, sketch, random) =>
        {
            var pair = sketch.Steps.Where(s => !s.IsFinal).GroupBy(s => s.Status).FirstOrDefault(g => g.Count() > 1)?.Take(2).Select(s => s.Name).ToArray();
            if (pair is null) return null;
            for (var i = 0; i < 2; i++)
            {
                Put(root["steps"]![pair[i]]!["fire"]!, "tick", $$"""{ "to": "{{pair[1 - i]}}", "roles": ["kernel"] }""", "", true);
                Put(root["steps"]![pair[i]]!, "deadlines", """[{ "after": "PT1H", "fires": "tick" }]""", "", true);
            }

            return $"$.steps.{pair[0]}";
        }),
        (WorkflowCodes.DeadlineWithoutEnd, (root, sketch, random) =>
        {
            var pair = sketch.Steps.Where(s => !s.IsFinal).GroupBy(s => s.Status).FirstOrDefault(g => g.Count() > 1)?.Take(2).Select(s => s.Name).ToArray();
            if (pair is null) return null;
            for (var i = 0; i < 2; i++)
            {
                Put(root["steps"]![pair[i]]!["fire"]!, "tick", $$"""{ "to": "{{pair[1 - i]}}", "roles": ["kernel"], "when": "{{(i == 0 ? "" : "!")}}f.a" }""",
                    "", true);
                Put(root["steps"]![pair[i]]!, "deadlines", $$"""[{ "after": "PT1H", "since": "{{(i == 0 ? "sent" : "step")}}", "fires": "tick" }]""", "", true);
            }

            return $"$.steps.{pair[0]}.deadlines[0].since";
        }),
        (WorkflowCodes.EntryShadowed, (root, sketch, random) =>
        {
            var entries = sketch.Entries.First();
            var list = root["enter"]![entries.Key]!.AsArray();
            list.Insert(0, JsonNode.Parse($$"""{ "step": "{{entries.Value[0]}}", "when": "f.a || f.b" }"""));
            list.Insert(1, JsonNode.Parse($$"""{ "step": "{{entries.Value[0]}}", "when": "f.b && (f.a || !f.a)" }"""));
            return $"$.enter.{entries.Key}[1]";
        }),
        (WorkflowCodes.StepUnknown,
            (root, sketch, random) =>
                Put(root["steps"]![Any(sketch, random).Name]!["fire"]!, "lost", """{ "to": "nowhere", "roles": ["anyone"] }""", null, true)
                    ?? PathOf(root, "lost", ".to")),
        (WorkflowCodes.NoFinalReachable, (root, sketch, random) =>
        {
            // Status C has no facts that lead out of it.
            var last = sketch.Steps.Where(s => s.Status == "C").ToArray();
            if (last.Length != 2) return null;
            for (var i = 0; i < 2; i++)
                root["steps"]![last[i].Name] =
                    JsonNode.Parse($$"""{ "status": "C", "fire": { "over": { "to": "{{last[1 - i].Name}}", "roles": ["anyone"] } } }""");
            return $"$.steps.{last[0].Name}";
        }),
    ];

    public static TheoryData<string> Kinds => [.. Faults.Select(f => f.Code)];

    [Fact]
    public void Sound_workflows_have_no_finding() => Assert.All(Sound(), s => Assert.Empty(Documents.Findings(s.Json(), Sketch.Domain)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_planted_fault_is_named_at_its_place(string code) => Assert.Equal("", Missed(code, findings => findings));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_analysis_that_overlooks_a_kind_of_fault_is_caught(string code) =>
        Assert.NotEqual("", Missed(code, findings => [.. findings.Where(f => !f.EndsWith(code, StringComparison.Ordinal))]));

    private static string Missed(string code, Func<string[], string[]> analysis)
    {
        var (_, plant) = Faults.Single(f => f.Code == code);
        var planted = 0;
        foreach (var sketch in Sound())
        {
            var root = JsonNode.Parse(sketch.Json())!.AsObject();
            if (plant(root, sketch, new Random(planted)) is not { } path) continue;
            planted++;
            var found = analysis(Documents.Findings(root.ToJsonString(), Sketch.Domain));
            if (!found.Contains($"{path} {code}")) return $"{path}: {string.Join("; ", found)} in {root.ToJsonString()}";
        }

        return planted > 5 ? "" : $"planted {planted} times only";
    }

    private static IEnumerable<Sketch> Sound() => Enumerable.Range(0, Runs).Select(Sketch.Of).Where(s => s.IsSound());

    private static Sketch.Step Any(Sketch sketch, Random random) =>
        sketch.Steps.Where(s => !s.IsFinal).ElementAt(random.Next(sketch.Steps.Count(s => !s.IsFinal)));

    private static bool IsMove(Sketch sketch) => sketch.Steps.Count > 0;

    private static string? Put(JsonNode node, string name, string json, string? path, bool isPossible)
    {
        if (isPossible) node[name] = JsonNode.Parse(json);
        return isPossible ? path : null;
    }

    private static string? PathOf(JsonObject root, string trigger, string rest) =>
        root["steps"]!.AsObject().Where(s => s.Value!["fire"]!.AsObject().ContainsKey(trigger)).Select(s => $"$.steps.{s.Key}.fire.{trigger}{rest}")
            .FirstOrDefault();

    private static (string Step, string Name, JsonNode Trigger)? Trigger(JsonObject root, Sketch sketch, Random random)
    {
        var all = root["steps"]!.AsObject().SelectMany(s => s.Value!["fire"]!.AsObject().Select(t => (s.Key, t.Key, t.Value!))).ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }
}
