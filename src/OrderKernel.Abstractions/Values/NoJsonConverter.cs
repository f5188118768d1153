using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>
/// For a value that is kept out of JSON: a person's name, a ledger that is a fold of events, the id of a step within one machine. It is refused by name,
/// where a serializer would else lose it without a word; unset stands as null.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class NoJsonConverter<T> : JsonConverter<T> where T : struct
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : throw new JsonException($"{typeof(T).Name} is kept out of JSON.");

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="NotSupportedException">The value is not <c>default</c>.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!EqualityComparer<T>.Default.Equals(value, default)) throw new NotSupportedException($"{typeof(T).Name} is kept out of JSON.");
        writer.WriteNullValue();
    }
}
