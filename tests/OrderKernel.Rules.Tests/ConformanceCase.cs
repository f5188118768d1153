using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace OrderKernel.Rules.Tests;

/// <summary>One case of the expression language's conformance suite, read from the data folder.</summary>
internal sealed record ConformanceCase(string Id, string Text, IReadOnlyDictionary<string, ExpressionValue> Bindings, ExpressionValue? Value)
{
    internal static string? Folder =>
        Environment.GetEnvironmentVariable("ORDERKERNEL_DATA") is { Length: > 0 } data && Directory.Exists(Path.Combine(data, "cel"))
            ? Path.Combine(data, "cel")
            : null;

    internal static IEnumerable<ConformanceCase> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, file + ".json")));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var bindings = new Dictionary<string, ExpressionValue>(StringComparer.Ordinal);
            if (entry.TryGetProperty("bindings", out var bound))
            {
                foreach (var binding in bound.EnumerateObject()) bindings.Add(binding.Name, Typed(binding.Value));
            }

            var id = $"{file}/{entry.GetProperty("section").GetString()}/{entry.GetProperty("name").GetString()}";
            yield return new(id, entry.GetProperty("expr").GetString()!, bindings,
                entry.TryGetProperty("value", out var value) ? Typed(value) : (ExpressionValue?)null);
        }
    }

    private static ExpressionValue Typed(JsonElement typed)
    {
        var value = typed.GetProperty("value");
        return typed.GetProperty("type").GetString() switch
        {
            "null" => ExpressionValue.Null,
            "bool" => value.GetBoolean(),
            "int" => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            "uint" => ExpressionValue.Of(ulong.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "double" => ExpressionValue.Of(double.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "string" => value.GetString()!,
            "bytes" => ExpressionValue.OfBytes(Convert.FromHexString(value.GetString()!)),
            "timestamp" => ExpressionValue.Of(Instant.FromUnixTimeSeconds(value[0].GetInt64()) + Duration.FromNanoseconds(value[1].GetInt64())),
            "duration" => ExpressionValue.Of(Duration.FromSeconds(value[0].GetInt64()) + Duration.FromNanoseconds(value[1].GetInt64())),
            "list" => ExpressionValue.OfList(value.EnumerateArray().Select(Typed)),
            "map" => ExpressionValue.OfMap(value.EnumerateArray().Select(p => KeyValuePair.Create(Typed(p[0]), Typed(p[1])))),
            var other => throw new InvalidDataException($"No value type '{other}'."),
        };
    }
}
