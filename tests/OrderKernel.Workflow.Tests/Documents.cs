using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderKernel.Workflow.Tests;

/// <summary>The documents of these tests and the small moves on them.</summary>
internal static class Documents
{
    public const string Tiny = """
        {
          "$schema": "workflow-1.json", "name": "door", "version": "1", "axis": "Door",
          "enter": {
            "Shut": [{ "step": "guarded", "when": "door.alarmed" }, "shut"],
            "Open": ["open"],
            "Gone": ["gone"]
          },
          "steps": {
            "shut": { "status": "Shut", "name": { "zh": "已关", "en": "Shut" }, "fire": {
              "push": { "does": "open", "roles": ["visitor"], "when": "door.force > 5" },
              "lock": { "to": "guarded", "roles": ["keeper"] } } },
            "guarded": { "status": "Shut", "hold": { "kind": "Alarm", "scopes": ["ship", "edit"] },
              "deadlines": [{ "after": "PT2H", "since": "step", "fires": "ring" }],
              "fire": { "unlock": { "to": "shut", "roles": ["keeper", "owner"], "fourEyes": true }, "push": { "does": "open", "roles": ["owner"] } } },
            "open": { "status": "Open",
              "deadlines": [{ "after": "PT30M", "since": "door.openedAt", "unless": "door.wedgedAt", "fires": "fall-shut" }],
              "fire": { "fall-shut": { "does": "shut", "roles": ["kernel", "visitor"] } } },
            "gone": { "status": "Gone", "final": true }
          }
        }
        """;

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Documents).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static Result<PolicyDocument<WorkflowDefinition>> Load(string json, WorkflowDomain domain) => WorkflowDocument.Load(Encoding.UTF8.GetBytes(json), domain);

    public static WorkflowMachine Machine(string json, WorkflowDomain domain) => WorkflowMachine.Of(Load(json, domain).ValueOrThrow());

    /// <summary>All findings as <c>path code</c>, empty when the document is sound.</summary>
    public static string[] Findings(string json, WorkflowDomain domain) =>
        Load(json, domain).Refusal is { } refusal ? [.. refusal.Reasons.Items.Select(r => $"{r.Arguments.Items.First(a => a.Name == "path").Value} {r.Code}")] : [];

    /// <summary>The document with the value at a path (names joined by slashes) replaced, or removed when the value is empty.</summary>
    public static string With(string json, string path, string value)
    {
        var root = JsonNode.Parse(json)!;
        var names = path.Split('/');
        var node = root;
        foreach (var name in names.Take(names.Length - 1)) node = node is JsonArray a ? a[int.Parse(name)]! : node![name]!;
        if (node is JsonArray list) list[int.Parse(names[^1])] = JsonNode.Parse(value);
        else if (value.Length == 0) node!.AsObject().Remove(names[^1]);
        else node![names[^1]] = JsonNode.Parse(value);
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
