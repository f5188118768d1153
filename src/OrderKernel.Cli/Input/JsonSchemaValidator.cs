using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using OrderKernel.Ports;

namespace OrderKernel.Cli.Input;

/// <summary>Holds records against JSON Schema 2020-12.</summary>
internal sealed class JsonSchemaValidator : IPayloadValidator
{
    private static readonly EvaluationOptions AllOfIt = new() { OutputFormat = OutputFormat.List };
    private readonly ConcurrentDictionary<string, (JsonSchema? Schema, JsonElement Text, string Problem)> _known = new(StringComparer.Ordinal);

    private JsonSchemaValidator()
    {
    }

    public static JsonSchemaValidator Shared { get; } = new();

    public ValueList<PayloadFailure> Validate(string schema, ReadOnlySpan<byte> payload)
    {
        var (known, text, problem) = _known.GetOrAdd(schema, Built);
        if (known is null) return [new("$", problem, "")];
        var reader = new Utf8JsonReader(payload);
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return Failures(known.Evaluate(document.RootElement, AllOfIt), text, document.RootElement);
        }
        catch (FormatException)
        {
            // Of a number beyond decimal the library can tell no more.
            return [new("$", "numbers of at most 28 digits", "")];
        }
        catch (RefResolutionException e)
        {
            return [new("$", Output.CommandWords.OneLine(e.Message), "")];
        }
    }

    public ValueList<PayloadFailure> Check(string schema)
    {
        var (known, text, problem) = _known.GetOrAdd(schema, Built);
        if (known is null && text.ValueKind == JsonValueKind.Undefined) return [new("$", problem, "")];
        var failures = Failures(MetaSchemas.Draft202012.Evaluate(text, AllOfIt), default, text);
        return failures.IsEmpty && known is null ? [new("$", problem, "")] : failures;
    }

    private static (JsonSchema?, JsonElement, string) Built(string schema)
    {
        JsonElement text = default;
        try
        {
            using var document = JsonDocument.Parse(schema);
            text = document.RootElement.Clone();
            // The library resolves references when it comes to them, and an order is no place to find out.
            if (References(text).FirstOrDefault(r => !IsFound(text, r)) is { } missing) return (null, text, $"$ref = \"{missing}\"");
            // A registry reads an $id once only; without a stated draft the library would choose one that also asserts formats.
            return (JsonSchema.Build(text, new BuildOptions { SchemaRegistry = new(), Dialect = Dialect.Draft202012 }), text, "");
        }
        catch (Exception e) when (e is JsonException or JsonSchemaException or RefResolutionException or InvalidOperationException or ArgumentException)
        {
            return (null, text, Output.CommandWords.OneLine(e.Message));
        }
    }

    private static ValueList<PayloadFailure> Failures(EvaluationResults results, JsonElement schema, JsonElement payload)
    {
        var failures = new List<PayloadFailure>();
        if (results.IsValid) return [];
        foreach (var result in (results.Details ?? []).Prepend(results))
        {
            foreach (var (keyword, message) in result.Errors ?? new Dictionary<string, string>())
            {
                var found = At(payload, result.InstanceLocation.ToString());
                var wanted = At(schema, result.SchemaLocation.Fragment.TrimStart('#'));
                var value = wanted is { ValueKind: JsonValueKind.Object } rules && rules.TryGetProperty(keyword, out var own) ? own : (JsonElement?)null;
                if (keyword == "required" && value is { ValueKind: JsonValueKind.Array } names && found is { ValueKind: JsonValueKind.Object } thing)
                {
                    failures.AddRange(names.EnumerateArray().Select(n => n.GetString() ?? "").Where(n => !thing.TryGetProperty(n, out _))
                        .Select(n => new PayloadFailure($"{PathOf(result.InstanceLocation.ToString())}.{n}", "required", "")));
                    continue;
                }

                var expected = value is { } rule ? $"{keyword} = {rule.GetRawText()}" : keyword.Length > 0 ? $"{keyword}: {message}" : "nothing";
                failures.Add(new(PathOf(result.InstanceLocation.ToString()), expected, found?.GetRawText() ?? ""));
            }
        }

        return failures.Distinct().OrderBy(f => f.Path, StringComparer.Ordinal).ToValueList();
    }

    private static IEnumerable<string> References(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Array) return schema.EnumerateArray().SelectMany(References);
        if (schema.ValueKind != JsonValueKind.Object) return [];
        return schema.EnumerateObject().Where(p => p.Name is not ("const" or "enum" or "default" or "examples")).SelectMany(p =>
            p.Name == "$ref" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : References(p.Value));
    }

    // Within the schema itself: nothing is fetched.
    private static bool IsFound(JsonElement schema, string reference)
    {
        if (schema.TryGetProperty("$id", out var id) && id.ValueKind == JsonValueKind.String && reference.StartsWith(id.GetString()!, StringComparison.Ordinal))
            reference = reference[id.GetString()!.Length..];
        if (reference is "" or "#") return true;
        return reference.StartsWith("#/", StringComparison.Ordinal) ? At(schema, reference[1..]) is not null : reference.StartsWith('#');
    }

    // A pointer such as /items/0/price; null where it leads nowhere.
    private static JsonElement? At(JsonElement root, string pointer)
    {
        if (root.ValueKind == JsonValueKind.Undefined) return null;
        foreach (var part in Parts(pointer))
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(part, out var property)) root = property;
            else if (root.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index < root.GetArrayLength()) root = root[index];
            else return null;
        }

        return root;
    }

    private static string PathOf(string pointer) => "$" + string.Concat(Parts(pointer).Select(p => p.All(char.IsAsciiDigit) ? $"[{p}]" : "." + p));

    private static IEnumerable<string> Parts(string pointer) => pointer.Split('/').Skip(1)
        .Select(p => Uri.UnescapeDataString(p).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
}
