using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A change of a quantity in JSON: its signed count of base units, a whole number.</summary>
public sealed class QuantityDeltaConverter : JsonConverter<QuantityDelta>
{
    /// <inheritdoc/>
    public override QuantityDelta Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var units)
            ? QuantityDelta.Of(units)
            : throw new JsonException("No change of a quantity.");

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public override void Write(Utf8JsonWriter writer, QuantityDelta value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Units);
    }
}
