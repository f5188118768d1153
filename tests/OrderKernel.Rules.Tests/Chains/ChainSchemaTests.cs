using System.Text.Json.Nodes;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>A document damaged at every place in every way, and the one on the page.</summary>
/// <remarks>
/// Fails when the loader takes what the schema refuses, when the schema takes what the loader
/// calls missing, unknown or of the wrong type, or when the page shows what does not load.
/// </remarks>
public class ChainSchemaTests
{
    private const string Text = """
        {
          "$schema": "rule-chain-1.json", "name": "shop", "version": "1", "zone": "Asia/Shanghai", "description": "d",
          "facts": [{ "path": "gift.available", "type": "int", "optional": true, "personal": true }],
          "levers": [{ "lever": "gift", "addsUp": true, "with": [{ "name": "units", "type": "int", "optional": true }] }],
          "rules": [
            {
              "id": "a", "description": "d", "when": "n > 1", "priority": 1, "stop": true, "enabled": true, "from": "2026-11-11", "until": "2026-11-12",
              "then": [{ "lever": "discount", "with": { "amount": { "amount": "5.00", "currency": "CNY" }, "note": { "expression": "s" } } }],
              "excludedHours": [{ "from": "02:00", "to": "05:00" }], "tags": ["t"]
            }
          ]
        }
        """;

    private static readonly string[] FormCodes = [KernelCodes.DocumentPropertyMissing, KernelCodes.DocumentPropertyUnknown, KernelCodes.DocumentTypeMismatch];

    private static readonly string[] Values = ["null", "true", "7", "-1", "7.0", "7.5", "1e20", "\"\"", "\"x\"", "\"2026-11-11\"", "[]", "[7]", "{}", """{"x":7}"""];

    [Fact]
    public void Damaged_documents_are_judged_alike()
    {
        Assert.True(Shop.Load(Text).IsOk && Shop.Schema.Accepts(Text));
        var differences = new List<string>();
        foreach (var path in Paths(JsonNode.Parse(Text)!, []).ToArray())
        {
            foreach (var damage in Values.Append("removed").Append("surplus"))
            {
                if (Damaged(path, damage) is not { } damaged) continue;
                var findings = Shop.Load(damaged).Refusal?.Reasons.Items ?? [];
                var accepts = Shop.Schema.Accepts(damaged);
                // What a lever takes is known to the domain alone.
                var isOfLever = path.Contains("with");
                if (findings.IsEmpty && !accepts) differences.Add($"{string.Join(".", path)} {damage}: only the loader takes it");
                else if (accepts && !isOfLever && findings.FirstOrDefault(f => FormCodes.Contains(f.Code)) is { } form)
                    differences.Add($"{string.Join(".", path)} {damage}: only the schema takes it; {form}");
            }
        }

        Assert.Equal("", string.Join("\n", differences));
    }

    [Fact]
    public void The_page_shows_a_document_that_loads()
    {
        var page = File.ReadAllText(Path.Combine(SchemaOracle.Folder, "..", "..", "guides", "rule-chains.md"));
        var begin = page.IndexOf("```jsonc", StringComparison.Ordinal) + 8;
        var text = page.Substring(begin, page.IndexOf("```", begin, StringComparison.Ordinal) - begin);
        var domain = new ChainDomain(
            FactSchema.Of(FactField.Required("order.channel", FactType.String), FactField.Required("order.total", FactType.Money)),
            Lever.One("discount", new LeverParameter("amount", FactType.Money)), Lever.One("serviceGroup", new LeverParameter("group", FactType.String)),
            Lever.Many("tag", new LeverParameter("value", FactType.String)));
        Assert.True(domain.Load(System.Text.Encoding.UTF8.GetBytes(text)).IsOk);
        Assert.True(Shop.Schema.Accepts(text));
    }

    private static string? Damaged(object[] path, string damage)
    {
        var root = JsonNode.Parse(Text)!;
        var parent = path.Take(path.Length - 1).Aggregate(root, (node, step) => At(node, step)!);
        var last = path[path.Length - 1];
        if (damage == "surplus")
        {
            if (At(parent, last) is not JsonObject own) return null;
            own["surplus"] = 1;
        }
        else if (parent is JsonArray list)
        {
            if (damage == "removed") list.RemoveAt((int)last);
            else list[(int)last] = JsonNode.Parse(damage);
        }
        else if (damage == "removed") parent.AsObject().Remove((string)last);
        else parent[(string)last] = JsonNode.Parse(damage);
        return root.ToJsonString();
    }

    private static JsonNode? At(JsonNode node, object step) => step is int i ? node[i] : node[(string)step];

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path)
    {
        if (path.Length > 0) yield return path;
        var children = node switch
        {
            JsonObject o => o.Select(p => ((object)p.Key, p.Value)),
            JsonArray a => a.Select((v, i) => ((object)i, v)),
            _ => [],
        };
        foreach (var child in children.SelectMany(c => Paths(c.Item2, [.. path, c.Item1]))) yield return child;
    }
}
