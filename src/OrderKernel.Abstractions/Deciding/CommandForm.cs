using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>The form of commands in JSON, taken from the metadata that writes them: reads by it, so that every problem is found, and tells it.</summary>
internal static class CommandForm
{
    private const int ShownMax = 64;

    /// <summary>The object at a reader, or null when something was reported.</summary>
    public static object? Read(DocumentReader reader, JsonTypeInfo info) => Completed(reader, info) is { } node ? node.Deserialize(info) : null;

    public static ValueList<CommandField> FieldsOf(JsonTypeInfo info) =>
        info.Properties.Where(p => IsTold(p))
            .Select(p => new CommandField(p.Name, FormOf(p.PropertyType), IsRequired(info, p), Nested(p.PropertyType, info.Options))).ToValueList();

    /// <summary>
    /// The object with what was left out as its type has it: metadata alone would leave such members unset, whatever they are initialised to.
    /// </summary>
    private static JsonObject? Completed(DocumentReader reader, JsonTypeInfo info)
    {
        if (!reader.IsObject) return null;
        var before = reader.ProblemCount;
        var node = new JsonObject();
        var left = new List<JsonPropertyInfo>();
        foreach (var property in info.Properties.Where(IsTold))
        {
            if (reader.Has(property.Name))
                node[property.Name] = Value(reader, reader.Element(property.Name), property.PropertyType, info.Options, reader.PathOf(property.Name));
            else if (IsRequired(info, property)) reader.Report(property.Name, KernelCodes.DocumentPropertyMissing);
            else if (IsList(property.PropertyType)) node[property.Name] = new JsonArray();
            else left.Add(property);
        }

        var derived = info.Properties.Where(IsDerived).Select(p => (Property: p, Told: reader.Has(p.Name) ? reader.Element(p.Name) : default)).ToList();
        reader.Close();
        if (reader.ProblemCount > before) return null;
        try
        {
            if (left.Count > 0 && !info.Type.IsValueType) Complete(node, left, info);
            foreach (var (property, told) in derived)
            {
                var follows = JsonSerializer.SerializeToNode(property.Get!(node.Deserialize(info)!), info.Options.GetTypeInfo(property.PropertyType));
                if (told.ValueKind != JsonValueKind.Undefined && !JsonNode.DeepEquals(JsonNode.Parse(told.GetRawText()), follows))
                    reader.Report(property.Name, KernelCodes.DocumentValueInvalid, ("value", Shown(told)), ("expected", follows?.ToJsonString()));
            }
        }
        catch (Exception e) when (e is TargetInvocationException or ArgumentException or InvalidOperationException or OverflowException)
        {
            reader.ReportAt(reader.Path, KernelCodes.DocumentValueInvalid, ("value", info.Type.Name), ("expected", "fields that fit together"));
        }

        return reader.ProblemCount > before ? null : node;
    }

    private static JsonNode? Value(DocumentReader reader, JsonElement element, Type declared, JsonSerializerOptions options, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (IsList(type)) return Elements(reader, element, type.GetGenericArguments()[0], options, path);
        var info = options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Object) return Completed(reader.At(element, path), info);
        var (form, kinds) = (FormOf(type), KindsOf(type));
        if (Array.IndexOf(kinds, element.ValueKind) < 0)
        {
            reader.ReportAt(path, KernelCodes.DocumentTypeMismatch, ("expected", form), ("found", element.ValueKind.ToString()));
            return null;
        }

        try
        {
            if (type == typeof(Instant))
            {
                if (OffsetText.TryParse(element.GetString()!, out var instant)) return InstantPattern.ExtendedIso.Format(instant);
            }
            else if (!type.IsEnum || IsWord(type, element.GetString()!)) return JsonSerializer.SerializeToNode(element.Deserialize(info), info);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or UnparsableValueException or FormatException)
        {
            // Reported below: the text is no such value.
        }

        reader.ReportAt(path, KernelCodes.DocumentValueInvalid, ("value", Shown(element)), ("expected", form));
        return null;
    }

    private static JsonArray? Elements(DocumentReader reader, JsonElement element, Type type, JsonSerializerOptions options, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            reader.ReportAt(path, KernelCodes.DocumentTypeMismatch, ("expected", "list"), ("found", element.ValueKind.ToString()));
            return null;
        }

        var list = new JsonArray();
        foreach (var item in element.EnumerateArray()) list.Add(Value(reader, item, type, options, $"{path}[{list.Count}]"));
        return list;
    }

    private static void Complete(JsonObject node, List<JsonPropertyInfo> left, JsonTypeInfo info)
    {
        var prototype = info.CreateObject is { } create ? create() : Constructed(node, info);
        foreach (var property in left)
        {
            if (property.Get!(prototype) is { } value)
                node[property.Name] = JsonSerializer.SerializeToNode(value, info.Options.GetTypeInfo(property.PropertyType));
        }
    }

    private static object Constructed(JsonObject node, JsonTypeInfo info)
    {
        var constructor = (ConstructorInfo)info.ConstructorAttributeProvider!;
        var arguments = new object?[constructor.GetParameters().Length];
        foreach (var property in info.Properties)
        {
            if (property.AssociatedParameter is not { IsMemberInitializer: false } parameter) continue;
            arguments[parameter.Position] = node[property.Name] is { } given
                ? given.Deserialize(info.Options.GetTypeInfo(property.PropertyType))
                : parameter.HasDefaultValue
                ? parameter.DefaultValue
                : null;
        }

        return constructor.Invoke(arguments);
    }

    private static ValueList<CommandField> Nested(Type declared, JsonSerializerOptions options)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (IsList(type)) return Nested(type.GetGenericArguments()[0], options);
        var info = options.GetTypeInfo(type);
        return info.Kind == JsonTypeInfoKind.Object ? FieldsOf(info) : [];
    }

    private static bool IsRequired(JsonTypeInfo owner, JsonPropertyInfo property)
    {
        if (property.IsRequired) return true;
        if (IsList(property.PropertyType) || Nullable.GetUnderlyingType(property.PropertyType) is not null || MayBeUnset(property)) return false;
        return property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false } parameter
            && (!parameter.IsMemberInitializer || owner.Type.IsValueType);
    }

    // What is not written where it is unset need not be told.
    private static bool MayBeUnset(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), false) == true;

    private static bool IsTold(JsonPropertyInfo property) => property.Get is not null && (property.Set is not null || property.AssociatedParameter is not null);

    // It follows from the others: written for readers, and when it is told it must be what follows.
    private static bool IsDerived(JsonPropertyInfo property) => property.Get is not null && property.Set is null && property.AssociatedParameter is null;

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    private static bool IsWord(Type type, string text)
    {
        var names = Enum.GetNames(type);
        return type.IsDefined(typeof(FlagsAttribute), false) ? text.Split(',').All(w => Array.IndexOf(names, w.Trim()) >= 0) : Array.IndexOf(names, text) >= 0;
    }

    private static JsonValueKind[] KindsOf(Type type) =>
        type == typeof(bool) ? [JsonValueKind.True, JsonValueKind.False]
        : type == typeof(long) || type == typeof(int) || type == typeof(Quantity) || type == typeof(QuantityDelta) ? [JsonValueKind.Number]
        : [JsonValueKind.String];

    private static string FormOf(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (IsList(type)) return $"list of {FormOf(type.GetGenericArguments()[0])}";
        if (type.IsEnum) return string.Join(type.IsDefined(typeof(FlagsAttribute), false) ? ", " : "|", Enum.GetNames(type));
        if (type == typeof(string)) return "text";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(Quantity)) return "whole number, not negative";
        if (type == typeof(Money)) return "amount such as CNY 12.34";
        if (type == typeof(Instant)) return "instant such as 2026-02-09T12:00:00+08:00";
        return KindsOf(type)[0] == JsonValueKind.Number ? "whole number" : type.Name;
    }

    private static string Shown(JsonElement element)
    {
        try
        {
            var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
            return text.Length <= ShownMax ? text : text.Substring(0, ShownMax);
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no text: a lone surrogate, or no UTF-8.
            return "\uFFFD";
        }
    }
}
