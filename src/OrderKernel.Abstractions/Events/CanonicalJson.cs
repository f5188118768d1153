using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>How the family's values stand in canonical JSON: ids and instants as text, quantities as numbers, money as <c>"CNY 12.34"</c>, enumerations by name, nulls left out.</summary>
/// <remarks>The encoder is pinned: everything but what JSON itself and HTML need stays as it is. A golden file guards the bytes.</remarks>
public static class CanonicalJson
{
    /// <summary>The pinned text encoder.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Options for a package's source-generated context; each call returns new, still open options.</summary>
    /// <param name="more">Converters for the package's enumerations and its <see cref="ValueList{T}"/> element types (see <see cref="ListOf{T}"/>); values that stand as text bring their own (see <see cref="ITextValue{TSelf}"/>).</param>
    public static JsonSerializerOptions Options(params JsonConverter[] more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var options = new JsonSerializerOptions
        {
            Encoder = Encoder,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        foreach (var converter in more) options.Converters.Add(converter);
        foreach (var converter in Shared()) options.Converters.Add(converter);
        return options;
    }

    /// <summary>A converter for a list of elements that have metadata in the package's context.</summary>
    public static JsonConverter ListOf<T>() => new ListConverter<T>();

    /// <summary>A converter for an enumeration that stands as its member's name.</summary>
    public static JsonConverter WordOf<T>() where T : struct, Enum => new WordConverter<T>();

    private static TextConverter<T> TextOf<T>(Func<string, T> parse, Func<T, string> print) where T : struct => new(parse, print);

    private static IEnumerable<JsonConverter> Shared() =>
    [
        TextOf(t => InstantPattern.ExtendedIso.Parse(t).GetValueOrThrow(), v => InstantPattern.ExtendedIso.Format(v)),
        TextOf(t => LocalDatePattern.Iso.Parse(t).GetValueOrThrow(), v => LocalDatePattern.Iso.Format(v)),
        TextOf(t => DurationPattern.JsonRoundtrip.Parse(t).GetValueOrThrow(), v => DurationPattern.JsonRoundtrip.Format(v)),
        new QuantityConverter(), new DeltaConverter(),
        WordOf<PaymentStatus>(), WordOf<FulfilmentStatus>(), WordOf<AfterSalesStatus>(), WordOf<OrderStatus>(), WordOf<PaymentTerms>(), WordOf<ClaimOutcome>(),
        WordOf<HoldScopes>(), WordOf<CaseKind>(), WordOf<Party>(), WordOf<Bearer>(), WordOf<Tender>(), WordOf<TrackNode>(), WordOf<TrackExceptionReason>(),
        WordOf<DeliveryKind>(), WordOf<ShipmentStatus>(), WordOf<ApprovalStatus>(), WordOf<UnitPlace>(), WordOf<MoneyPlace>(), WordOf<InspectionOutcome>(),
        WordOf<CustomerLevel>(), WordOf<CustomerHistory>(), WordOf<ClaimScope>(), WordOf<Milestone>(),
    ];

    private sealed class TextConverter<T>(Func<string, T> parse, Func<T, string> print) : JsonConverter<T> where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try { return parse(reader.GetString() ?? throw new JsonException("A text is required.")); }
            catch (Exception e) when (e is FormatException or ArgumentException or UnparsableValueException) { throw new JsonException(e.Message, e); }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(print(value));
    }

    private sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Enum.TryParse<T>(reader.GetString(), out var value) ? value : throw new JsonException($"No {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class QuantityConverter : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetInt64(out var units) && units >= 0 ? Quantity.Of(units) : throw new JsonException("No quantity.");

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Units);
    }

    private sealed class DeltaConverter : JsonConverter<QuantityDelta>
    {
        public override QuantityDelta Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => QuantityDelta.Of(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, QuantityDelta value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Units);
    }

    private sealed class ListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list is required.");
            var info = (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            var items = new List<T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(JsonSerializer.Deserialize(ref reader, info) ?? throw new JsonException("A list holds no null."));
            return items.ToValueList();
        }

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
        {
            var info = (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            writer.WriteStartArray();
            foreach (var item in value) JsonSerializer.Serialize(writer, item, info);
            writer.WriteEndArray();
        }
    }
}
