using System.Text.Json.Nodes;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when the schema refuses what the loader takes, takes what the loader calls
/// malformed, or when a damaged document gives anything but typed findings with paths.
/// </summary>
public class SchemaLaws
{
    private static readonly SchemaOracle Schema = SchemaOracle.Published("workflow-1.json");

    private static readonly string[] Values =
    [
        "null", "true", "7", "-1.5e400", "\"\"", "\"x\"", "\"P1D\"", "\"PT1.5S\"", "\"PT1,5S\"", "\"P1W2D\"", "\"P0Y1D\"", "\"P1DT-1H\"", "\"P1Y\"", "\"PT\"",
        "\"P\"", "\"+P1D\"", "\"p1d\"",
        "\"shut\"", "\"Open\"", "\"door.alarmed\"", "\"a b\"", "\"\\u0000\"", "[]", "[1]", "[\"x\"]", "[\"keeper\"]", "[[]]", "[null]", "{}", "{\"x\":1}",
        "{\"zh\":\"开\",\"en\":\"o\"}",
        "{\"left\":{\"steps\":{\"l1\":{},\"l2\":{\"final\":true}}}}", "{\"to\":\"shut\"}", "{\"from\":\"door@0\",\"steps\":{\"x\":\"shut\"}}",
        "[{\"workflow\":\"a@1\"}]", "[{\"do\":\"notify\",\"to\":[\"x\"]}]", "\"any\"", "\"door@1\"",
        "{\"step\":\"shut\"}", "{\"to\":\"shut\",\"roles\":[\"x\"]}", "{\"does\":\"ring\",\"roles\":[\"x\"]}", "{\"status\":\"Open\"}",
        "[{\"after\":\"PT1H\",\"fires\":\"ring\"}]",
    ];

    private static readonly string[] Names = ["when", "to", "does", "roles", "final", "fire", "deadlines", "since", "unless", "calendar", "name", "hold",
        "extends", "shipments", "migrates", "zone", "calendars", "regions", "join", "needs", "steps", "actions", "do", "copy", "fourEyes", "odd", "a b", ""];

    private static readonly string[] FormCodes = [KernelCodes.DocumentPropertyMissing, KernelCodes.DocumentPropertyUnknown, KernelCodes.DocumentTypeMismatch];

    [Theory]
    [InlineData("standard.workflow.json")]
    [InlineData("shipment-bulky.workflow.json")]
    [InlineData("mixed-fulfilment.workflow.json")]
    public void The_examples_have_the_form_that_the_schema_says(string name) => Assert.True(Schema.Accepts(Documents.Text(name)));

    [Theory]
    [MemberData(nameof(WorkflowFindingScenarios.Faults), MemberType = typeof(WorkflowFindingScenarios))]
    public void The_schema_agrees_on_every_planted_fault(string path, string value, string[] expected)
    {
        Assert.NotEmpty(expected);
        Agrees(Documents.With(Documents.Tiny, path, value), Domains.Door);
    }

    [Law(1_000, 20_000)]
    public bool The_schema_agrees_on_damaged_documents(Seed seed) => Agrees(Damaged(seed), Domains.Door);

    [Fact]
    public void A_schema_that_forgets_the_roles_is_caught()
    {
        var lax = JsonNode.Parse(File.ReadAllText(Path.Combine(SchemaOracle.Folder, "workflow-1.json")))!;
        lax["$defs"]!["trigger"]!.AsObject().Remove("required");
        var check = SchemaOracle.Of(lax.ToJsonString());
        Assert.True(check.Accepts(Documents.With(Documents.Tiny, "steps/shut/fire/push/roles", "")));
        Assert.False(Schema.Accepts(Documents.With(Documents.Tiny, "steps/shut/fire/push/roles", "")));
    }

    private static bool Agrees(string json, WorkflowDomain domain)
    {
        var findings = Documents.Findings(json, domain);
        var accepts = Schema.Accepts(json);
        Assert.True(findings.Length > 0 || accepts, $"The loader takes what the schema refuses: {json}");
        Assert.True(!accepts
            || !findings.Any(f => FormCodes.Any(f.EndsWith)), $"The schema takes what the loader calls malformed: {string.Join("; ", findings)} {json}");
        Assert.All(findings, f => Assert.StartsWith("$", f, StringComparison.Ordinal));
        return true;
    }

    private static string Damaged(int seed)
    {
        var random = new Random(seed);
        var root = JsonNode.Parse(random.Next(2) == 0 ? Documents.Tiny : Documents.Regional)!;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var nodes = All(root).ToArray();
            var node = nodes[random.Next(nodes.Length)];
            var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
            if (node is JsonObject o)
            {
                var keys = o.Select(p => p.Key).Concat(Names).ToArray();
                var key = keys[random.Next(keys.Length)];
                if (random.Next(3) == 0) o.Remove(key);
                else o[key] = value;
            }
            else if (node is JsonArray a)
            {
                if (random.Next(2) == 0 && a.Count > 0) a.RemoveAt(random.Next(a.Count));
                else a.Add(value);
            }
        }

        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> All(JsonNode node)
    {
        yield return node;
        var children = node is JsonObject o ? o.Select(p => p.Value) : node is JsonArray a ? a : [];
        foreach (var child in children.OfType<JsonNode>().Where(c => c is JsonObject or JsonArray).SelectMany(All)) yield return child;
    }
}
