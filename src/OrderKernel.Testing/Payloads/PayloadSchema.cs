using System.Text.Json;

namespace OrderKernel.Testing;

/// <summary>The JSON Schema of a record kind, as far as it says in which form a value stands and what must be there; a validator says the rest.</summary>
internal sealed class PayloadSchema(string text)
{
    private static readonly JsonElement Anything = Parsed("{}");
    private readonly JsonElement _root = Parsed(text);

    /// <summary>The schema as the profile carries it.</summary>
    public string Text => text;

    /// <summary>Puts quotes where the schema wants them, and adds what it requires and nobody told.</summary>
    /// <param name="record">The record with its prefix.</param>
    public void Fit(PayloadNode record) => Fit(record, _root);

    private void Fit(PayloadNode node, JsonElement schema)
    {
        var types = Types(schema);
        if (node.Text is { } value && types.Count > 0 && !types.Contains(node.IsLiteral ? Kind(value) : "string"))
            node.IsLiteral = !node.IsLiteral && types.Contains(Kind(value));
        foreach (var row in node.Rows ?? []) Fit(row, Below(schema, "items"));
        foreach (var (name, member) in node.Members.Where(m => !m.Value.IsNothing)) Fit(member, Property(schema, name));
        if (node.Text is not null || node.Rows is not null) return;
        foreach (var name in All(schema).SelectMany(s => PayloadField.Texts(s, "required")))
        {
            if (node.Find(name) is not { IsNothing: false }) Fill(node.At(name), Property(schema, name));
        }
    }

    // The least that a value may be: nothing told, where that may stand.
    private void Fill(PayloadNode node, JsonElement schema)
    {
        var types = Types(schema);
        if (types.Contains("null")) node.IsNull = true;
        else if (Chosen(schema) is { } chosen) Copy(node, chosen);
        else if (types.Contains("string") || types.Count == 0) node.Text = new('x', Math.Max(1, Number(schema, "minLength")));
        else if (types.Contains("boolean")) (node.Text, node.IsLiteral) = ("false", true);
        else if (types.Contains("array"))
        {
            node.Rows = [];
            for (var i = Number(schema, "minItems"); i > 0; i--) Fill(node.AddRow(), Below(schema, "items"));
        }
        else if (types.Contains("object"))
        {
            Fit(node, schema);
            if (node.IsNothing) (node.Text, node.IsLiteral) = ("{}", true);
        }
        else (node.Text, node.IsLiteral) = ($"{Number(schema, "minimum")}", true);
    }

    private static void Copy(PayloadNode node, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                node.IsNull = true;
                break;
            case JsonValueKind.Array:
                node.Rows = [];
                foreach (var row in value.EnumerateArray()) Copy(node.AddRow(), row);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Copy(node.At(member.Name), member.Value);
                break;
            default:
                (node.Text, node.IsLiteral) = (value.ToString(), value.ValueKind != JsonValueKind.String);
                break;
        }
    }

    private JsonElement? Chosen(JsonElement schema)
    {
        foreach (var part in All(schema))
        {
            if (part.TryGetProperty("const", out var only) || part.TryGetProperty("default", out only)) return only;
            if (part.TryGetProperty("enum", out var some) || part.TryGetProperty("examples", out some)) return some[0];
        }

        return null;
    }

    private IReadOnlyList<string> Types(JsonElement schema) => [.. All(schema).Where(s => s.TryGetProperty("type", out _)).SelectMany(s =>
        s.GetProperty("type") is { ValueKind: JsonValueKind.String } one ? [one.GetString()!] : PayloadField.Texts(s, "type"))
        .Select(t => t == "integer" ? "number" : t)];

    private int Number(JsonElement schema, string name) =>
        All(schema).Select(s => s.TryGetProperty(name, out var number) && number.TryGetInt32(out var n) ? n : 0).DefaultIfEmpty().Max();

    private JsonElement Property(JsonElement schema, string name)
    {
        foreach (var part in All(schema))
        {
            if (part.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var one)) return one;
        }

        return Below(schema, "additionalProperties");
    }

    private JsonElement Below(JsonElement schema, string name)
    {
        foreach (var part in All(schema))
        {
            if (part.TryGetProperty(name, out var one)) return one;
        }

        return Anything;
    }

    // The schema itself, what it refers to within the document, and all that must hold beside.
    private IEnumerable<JsonElement> All(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        yield return schema;
        if (schema.TryGetProperty("$ref", out var reference) && reference.GetString() is ['#', .. var pointer])
        {
            var at = _root;
            foreach (var name in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
                at = at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var next) ? next : Anything;
            foreach (var part in All(at)) yield return part;
        }

        if (!schema.TryGetProperty("allOf", out var all)) yield break;
        foreach (var part in all.EnumerateArray().SelectMany(All)) yield return part;
    }

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Kind(string text) => text is "true" or "false" ? "boolean" : PayloadWriter.IsNumber(text) ? "number" : "string";
}
