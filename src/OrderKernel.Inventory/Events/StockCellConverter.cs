using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>A cell as <c>{"location","sku","pool","batch"}</c>, the last two left out where they are unset.</summary>
internal sealed class StockCellConverter : JsonConverter<StockCell>
{
    public override StockCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A stock cell is required.");
        LocationId location = default;
        SkuId sku = default;
        PoolId pool = default;
        BatchId batch = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException("A cell has texts only.");
            var text = reader.GetString();
            var known = name switch
            {
                "location" => LocationId.TryParse(text, out location),
                "sku" => SkuId.TryParse(text, out sku),
                "pool" => PoolId.TryParse(text, out pool),
                "batch" => BatchId.TryParse(text, out batch),
                _ => false,
            };
            if (!known) throw new JsonException($"'{text}' is no {name} of a cell.");
        }

        return location == default || sku == default ? throw new JsonException("A cell has a location and a SKU.") : new(location, sku, pool, batch);
    }

    public override void Write(Utf8JsonWriter writer, StockCell value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("location", value.Location.Value);
        writer.WriteString("sku", value.Sku.Value);
        if (value.Pool != default) writer.WriteString("pool", value.Pool.Value);
        if (value.Batch != default) writer.WriteString("batch", value.Batch.Value);
        writer.WriteEndObject();
    }
}
