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

    /// <summary>The tiny workflow with a step that is checked on two sides at once.</summary>
    public static string Regional { get; } = With(With(Tiny, "steps/checking", """
        {
          "status": "Shut",
          "fire": { "give-up": { "to": "shut", "roles": ["keeper"] } },
          "regions": {
            "left": { "steps": {
              "l1": { "fire": { "left-on": { "to": "l2", "roles": ["owner"] } }, "deadlines": [{ "after": "PT1H", "fires": "ring" }] },
              "l2": { "final": true } } },
            "right": { "steps": {
              "r1": { "fire": { "right-on": { "to": "r2", "roles": ["keeper"], "actions": [{ "do": "notify", "to": ["owner"], "note": "look" }] } }, "deadlines": [{ "after": "PT2H", "fires": "ring" }] },
              "r2": { "hold": { "kind": "Alarm", "scopes": ["ship"] }, "fire": { "right-done": { "to": "r3", "roles": ["owner"], "fourEyes": true }, "right-back": { "to": "r1", "roles": ["keeper"] } } },
              "r3": { "final": true } } } },
          "join": { "to": "guarded", "needs": "all" }
        }
        """), "steps/shut/fire/check", """{ "to": "checking", "roles": ["keeper"] }""");

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Documents).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static Result<PolicyDocument<WorkflowDefinition>> Load(string json, WorkflowDomain domain, params string[] library) =>
        WorkflowDocument.Load(Encoding.UTF8.GetBytes(json), domain, Library(library));

    public static WorkflowLibrary Library(params string[] documents) =>
        WorkflowLibrary.Of([.. documents.Select(d => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(d)))]).ValueOrThrow();

    public static WorkflowMachine Machine(string json, WorkflowDomain domain) => WorkflowMachine.Of(Load(json, domain).ValueOrThrow());

    /// <summary>All findings as <c>path code</c>, empty when the document is sound.</summary>
    public static string[] Findings(string json, WorkflowDomain domain, params string[] library) =>
        Load(json, domain, library).Refusal is { } refusal
            ? [.. refusal.Reasons.Items.Select(r => $"{r.Arguments.Items.First(a => a.Name == "path").Value} {r.Code}")]
            : [];

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
