using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A value that stands as text, in JSON: what each such type names as its converter, so that any serializer of System.Text.Json knows it.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class TextValueConverter<T> : JsonConverter<T> where T : struct, ITextValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    internal static T Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && default(T).TryRead(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"No {typeof(T).Name}.");
}
