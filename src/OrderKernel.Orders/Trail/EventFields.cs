using System.Globalization;
using System.Text.Json;

namespace OrderKernel.Orders;

/// <summary>The fields of an event's own data under the event's name, for events that no field of the order shows.</summary>
internal static class EventFields
{
    public static SortedDictionary<string, string> Of(string type, ReadOnlyMemory<byte> bytes)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.TryGetProperty("data", out var data)) Add(fields, type, data);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The header was read, so the bytes are JSON; what is odd inside of it (a lone surrogate) cannot be shown and is left out.
        }

        return fields;
    }

    private static void Add(SortedDictionary<string, string> fields, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Add(fields, $"{path}.{property.Name}", property.Value);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray()) Add(fields, $"{path}[{(index++).ToString(CultureInfo.InvariantCulture)}]", item);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case JsonValueKind.String:
                fields[path] = element.GetString()!;
                break;
            default:
                fields[path] = element.GetRawText();
                break;
        }
    }
}
