using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>
/// The canonical form of an event: <c>{"type","at","actor","message","policies","reasons","data"}</c>, UTF-8 JSON in declared order, integers only.
/// </summary>
public static class EventBytes
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type"), At = JsonEncodedText.Encode("at"), By = JsonEncodedText.Encode("actor"),
        Message = JsonEncodedText.Encode("message"), Policies = JsonEncodedText.Encode("policies"), Reasons = JsonEncodedText.Encode("reasons"),
        Code = JsonEncodedText.Encode("code"), Arguments = JsonEncodedText.Encode("arguments"), Data = JsonEncodedText.Encode("data");

    /// <summary>Reads the header back; the data is not looked at.</summary>
    /// <param name="bytes">Canonical bytes of one event, not dropped.</param>
    /// <exception cref="FormatException">The bytes are not an event's.</exception>
    public static EventHeader ReadHeader(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var policies = root.GetProperty("policies").EnumerateArray()
                .Select(p => PolicyReference.TryParse(p.GetString(), out var r) ? r : throw new FormatException("A policy reference is damaged."))
                .ToValueList();
            var reasons = root.GetProperty("reasons").EnumerateArray().Select(r => new Reason(
                r.GetProperty("code").GetString()!,
                r.GetProperty("arguments").EnumerateObject().Select(a => new Argument(a.Name, a.Value.GetString()!)).ToValueList())).ToValueList();
            return new(
                InstantPattern.ExtendedIso.Parse(root.GetProperty("at").GetString()!).GetValueOrThrow(),
                ActorId.Of(root.GetProperty("actor").GetString()!),
                MessageId.Of(root.GetProperty("message").GetString()!),
                reasons,
                policies);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or UnparsableValueException)
        {
            throw new FormatException("The bytes are not an event's.", e);
        }
    }

    internal static ReadOnlyMemory<byte> Write(string type, EventHeader header, object data, JsonTypeInfo info)
    {
        var buffer = new CanonicalBuffer();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString(Type, type);
        writer.WritePropertyName(At);
        CanonicalJson.Write(writer, header.At);
        writer.WriteString(By, header.Actor.Value);
        writer.WriteString(Message, header.Message.Value);
        writer.WriteStartArray(Policies);
        foreach (var policy in header.Policies) writer.WriteStringValue(policy.ToString());
        writer.WriteEndArray();
        writer.WriteStartArray(Reasons);
        foreach (var reason in header.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString(Code, reason.Code);
            writer.WriteStartObject(Arguments);
            foreach (var argument in reason.Arguments) writer.WriteString(argument.Name, argument.Value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName(Data);
        JsonSerializer.Serialize(writer, data, info);
        writer.WriteEndObject();
        return buffer.Take();
    }

    internal static object? ReadData(ReadOnlyMemory<byte> bytes, JsonTypeInfo info)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isData = reader.ValueTextEquals("data"u8);
                reader.Read();
                if (isData) return JsonSerializer.Deserialize(ref reader, info);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The bytes are not an event's.", e);
        }

        throw new FormatException("The bytes are not an event's: no data.");
    }
}
