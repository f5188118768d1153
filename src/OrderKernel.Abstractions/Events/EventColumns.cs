using System.Text.Json;

namespace OrderKernel;

/// <summary>The parts of an event's bytes that stores keep a second time beside them.</summary>
public static class EventColumns
{
    /// <summary>The type and the instant as the bytes tell them; null for what they do not tell.</summary>
    /// <param name="bytes">An event's canonical bytes; any bytes are safe.</param>
    public static (string? Type, string? At) Of(ReadOnlySpan<byte> bytes)
    {
        string? type = null, at = null;
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            while ((type is null || at is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isType, isAt) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("at"u8));
                reader.Read();
                if (isType) type = reader.GetString();
                else if (isAt) at = reader.GetString();
                else reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Bytes that are no event's say nothing about their row: then neither column can be right.
        }

        return (type, at);
    }
}
