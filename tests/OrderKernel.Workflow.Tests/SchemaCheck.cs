using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrderKernel.Workflow.Tests;

/// <summary>The part of JSON Schema 2020-12 that our schemas use, written from the specification; a keyword that it does not know is an error.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description"];

    public static SchemaCheck Of(string name) => new(JsonDocument.Parse(Documents.Bytes(name)).RootElement);

    public bool Accepts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Accepts(root, document.RootElement);
    }

    private bool Accepts(JsonElement schema, JsonElement value)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return schema.GetBoolean();
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Annotations.Contains(keyword.Name) && !Holds(keyword.Name, keyword.Value, schema, value)) return false;
        }

        return true;
    }

    private bool Holds(string keyword, JsonElement with, JsonElement schema, JsonElement value)
    {
        var (isObject, isArray,
            isText) = (value.ValueKind == JsonValueKind.Object, value.ValueKind == JsonValueKind.Array, value.ValueKind == JsonValueKind.String);
        return keyword switch
        {
            "$ref" => Accepts(Resolve(with.GetString()!), value),
            "type" => with.ValueKind == JsonValueKind.Array ? with.EnumerateArray().Any(t => Is(value, t.GetString()!)) : Is(value, with.GetString()!),
            "const" => JsonElement.DeepEquals(with, value),
            "enum" => with.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
            "anyOf" => with.EnumerateArray().Any(s => Accepts(s, value)),
            "oneOf" => with.EnumerateArray().Count(s => Accepts(s, value)) == 1,
            "required" => !isObject || with.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
            "properties" => !isObject || value.EnumerateObject().All(p => !with.TryGetProperty(p.Name, out var s) || Accepts(s, p.Value)),
            "additionalProperties" => !isObject || value.EnumerateObject().All(p => IsListed(schema, p.Name) || Accepts(with, p.Value)),
            "propertyNames" => !isObject || value.EnumerateObject().All(p => Accepts(with, JsonSerializer.SerializeToElement(p.Name))),
            "maxProperties" => !isObject || value.EnumerateObject().Count() <= with.GetInt32(),
            "items" => !isArray || value.EnumerateArray().All(v => Accepts(with, v)),
            "minItems" => !isArray || value.GetArrayLength() >= with.GetInt32(),
            "maxItems" => !isArray || value.GetArrayLength() <= with.GetInt32(),
            "minLength" => !isText || value.GetString()!.EnumerateRunes().Count() >= with.GetInt32(),
            "maxLength" => !isText || value.GetString()!.EnumerateRunes().Count() <= with.GetInt32(),
            "pattern" => !isText || Regex.IsMatch(value.GetString()!, with.GetString()!, RegexOptions.ECMAScript),
            _ => throw new NotSupportedException($"The keyword {keyword} is not known here."),
        };
    }

    private static bool IsListed(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new NotSupportedException($"The type {type} is not known here."),
    };

    private JsonElement Resolve(string reference)
    {
        var element = root;
        foreach (var name in reference.Split('/').Skip(1)) element = element.GetProperty(name);
        return element;
    }
}
