namespace OrderKernel.Rules;

/// <summary>The names of types in the language. Each is an identifier that stands for the type where nothing else has the name.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, ValueKind> Kinds = new(StringComparer.Ordinal)
    {
        ["null_type"] = ValueKind.Null,
        ["bool"] = ValueKind.Bool,
        ["int"] = ValueKind.Int,
        ["uint"] = ValueKind.Uint,
        ["double"] = ValueKind.Double,
        ["string"] = ValueKind.String,
        ["bytes"] = ValueKind.Bytes,
        ["money"] = ValueKind.Money,
        ["google.protobuf.Timestamp"] = ValueKind.Instant,
        ["google.protobuf.Duration"] = ValueKind.Duration,
        ["list"] = ValueKind.List,
        ["map"] = ValueKind.Map,
        ["type"] = ValueKind.Type,
    };

    private static readonly Dictionary<ValueKind, string> Names = Kinds.ToDictionary(k => k.Value, k => k.Key);

    internal static string Of(ValueKind kind) => Names[kind];

    // Absent when the name is that of no type.
    internal static ExpressionValue Named(string? name) => name is not null && Kinds.TryGetValue(name, out var kind) ? ExpressionValue.OfType(kind) : default;
}
