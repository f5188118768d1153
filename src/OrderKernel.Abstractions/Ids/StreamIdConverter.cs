using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A stream's address in JSON: an array of tenant, kind and key, as each of them may hold what would part them in one text.</summary>
public sealed class StreamIdConverter : JsonConverter<StreamId>
{
    /// <inheritdoc/>
    public override StreamId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return default;
        if (reader.TokenType != JsonTokenType.StartArray || Part(ref reader) is not { } tenant || Part(ref reader) is not { } kind
            || Part(ref reader) is not { } key || !reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new JsonException("No stream id.");
        try { return StreamId.Of(TenantId.Of(tenant), kind, key); }
        catch (ArgumentException e) { throw new JsonException(e.Message, e); }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public override void Write(Utf8JsonWriter writer, StreamId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value == default)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        writer.WriteStringValue(value.Tenant.Value);
        writer.WriteStringValue(value.Kind);
        writer.WriteStringValue(value.Key);
        writer.WriteEndArray();
    }

    private static string? Part(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
}
