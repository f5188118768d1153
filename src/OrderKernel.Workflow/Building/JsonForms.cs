using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>The shapes of which workflow documents are made.</summary>
internal static class JsonForms
{
    /// <summary>An object with one property an item.</summary>
    public static void Map<T>(this Utf8JsonWriter json, string property, IEnumerable<T> items, Func<T, string> name, Action<T> write)
    {
        json.WriteStartObject(property);
        foreach (var item in items)
        {
            json.WritePropertyName(name(item));
            write(item);
        }

        json.WriteEndObject();
    }

    /// <summary>An array, under a property or as a value.</summary>
    public static void List<T>(this Utf8JsonWriter json, string? property, IEnumerable<T> items, Action<T> write)
    {
        if (property is not null) json.WritePropertyName(property);
        json.WriteStartArray();
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    /// <summary>An object that names something, under a condition or always.</summary>
    public static void Guarded(this Utf8JsonWriter json, string property, string value, string? when)
    {
        json.WriteStartObject();
        json.WriteString(property, value);
        if (when is not null) json.WriteString("when", when);
        json.WriteEndObject();
    }
}
