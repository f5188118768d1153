using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

/// <summary>
/// The documents of packages, samples and guides, damaged at every place in every way: fails when a loader takes what the schema refuses, or when the
/// schema takes what the loader calls missing, unknown or of the wrong type.
/// </summary>
public partial class SchemaAgreementTests
{
    private static readonly string[] FormCodes = [KernelCodes.DocumentPropertyMissing, KernelCodes.DocumentPropertyUnknown, KernelCodes.DocumentTypeMismatch];

    // A value of every type, and of numbers and texts those at an edge. Of numbers none beyond a decimal: the library throws where it compares them.
    private static readonly string[] Values = ["null", "true", "7", "-1", "7.0", "7.5", "1e20", "\"\"", "\"x\"", "\"P1D\"", "[]", "[7]", "{}", """{"x":7}"""];

    // Under these the names are the writer's own: whatever they are, it is one place.
    private static readonly HashSet<string> Maps =
        ["enter", "steps", "fire", "regions", "calendars", "workdays", "roles", "sees", "zones", "goods", "codes", "kinds", "carriers", "tables", "rows"];

    // What a lever of a rule takes is known to the domain and the document's own declarations.
    [GeneratedRegex(@"^\$\.rules\[\d+\]\.then\[\d+\]\.with")]
    private static partial Regex ToldToLevers();

    public static TheoryData<string> Schemas => [.. PolicyKinds.Schemas.Items];

    [Theory, MemberData(nameof(Schemas))]
    public void Damaged_documents_are_judged_alike(string schema)
    {
        var differences = Differences(schema, SchemaOracle.Published(schema));
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void A_schema_that_forgets_something_is_caught()
    {
        var lax = JsonNode.Parse(File.ReadAllText(Path.Combine(SchemaOracle.Folder, "barcodes-1.json")))!;
        lax["properties"]!["codes"]!["additionalProperties"]!.AsObject().Remove("required");
        Assert.Contains(Differences("barcodes-1.json", SchemaOracle.Of(lax.ToJsonString())), d => d.Contains("only the schema", StringComparison.Ordinal));

        var strict = JsonNode.Parse(File.ReadAllText(Path.Combine(SchemaOracle.Folder, "barcodes-1.json")))!;
        strict["properties"]!["codes"]!["additionalProperties"]!["required"]!.AsArray().Add("units");
        Assert.Contains(Differences("barcodes-1.json", SchemaOracle.Of(strict.ToJsonString())), d => d.Contains("only the loader", StringComparison.Ordinal));
    }

    private static List<string> Differences(string schema, SchemaOracle oracle)
    {
        var (differences, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var document in KnownDocument.Defaults.Concat(KnownDocument.Samples).Concat(KnownDocument.OfGuides).Where(d => d.Schema == schema))
        {
            // What names documents beside it loads over the defaults as no kind, and has nothing of its own that others have not.
            if (document.Kinds().FirstOrDefault() is not { } kind) continue;
            foreach (var (place, damage, damaged) in Damages(document.Text, seen))
            {
                var findings = KnownDocument.Load(kind, damaged)?.Reasons.Items ?? [];
                var accepts = oracle.Accepts(damaged);
                if (findings.IsEmpty && !accepts) differences.Add($"{document.Origin} {place} {damage}: only the loader takes it");
                else if (accepts && findings.FirstOrDefault(f => FormCodes.Contains(f.Code) && !ToldToLevers().IsMatch(f.Arguments[0].Value)) is { } form)
                    differences.Add($"{document.Origin} {place} {damage}: only the schema takes it; {form}");
            }
        }

        Assert.NotEmpty(seen);
        return differences;
    }

    /// <summary>Each new place of a document once (entries of a list are one place), removed, of another value, or with a property more.</summary>
    private static IEnumerable<(string Place, string Damage, string Text)> Damages(string text, HashSet<string> seen)
    {
        foreach (var path in Paths(JsonNode.Parse(text)!, []).ToArray())
        {
            var place = "$" + string.Concat(path.Select((step, i) => step is int ? "[]" : i > 0 && path[i - 1] is string map && Maps.Contains(map) ? ".*" : "." + step));
            if (!seen.Add(place)) continue;
            foreach (var damage in Values.Append("removed").Append("surplus"))
            {
                var root = JsonNode.Parse(text)!;
                var parent = path.SkipLast(1).Aggregate(root, (node, step) => At(node, step)!);
                if (damage == "surplus")
                {
                    if (At(parent, path[^1]) is not JsonObject own) continue;
                    own["surplus"] = 1;
                }
                else if (parent is JsonArray list)
                {
                    if (damage == "removed") list.RemoveAt((int)path[^1]);
                    else list[(int)path[^1]] = JsonNode.Parse(damage);
                }
                else if (damage == "removed") parent.AsObject().Remove((string)path[^1]);
                else parent[(string)path[^1]] = JsonNode.Parse(damage);

                yield return (place, damage, root.ToJsonString());
            }
        }
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
