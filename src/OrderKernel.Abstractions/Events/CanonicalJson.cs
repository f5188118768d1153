using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>
/// How the family's values stand in canonical JSON: ids and instants as text, quantities
/// as numbers, money as <c>"CNY 12.34"</c>, enumerations by name, nulls left out.
/// </summary>
/// <remarks>The encoder is pinned: everything but what JSON itself and HTML need stays as it is. A golden file guards the bytes.</remarks>
public static class CanonicalJson
{
    /// <summary>The pinned text encoder.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Options for a package's source-generated context; each call returns new, still open options.</summary>
    /// <param name="more">Converters for the package's enumerations and its <see cref="ValueList{T}"/> element types (see <see cref="ListOf{T}"/>); values
    /// that stand as text bring their own (see <see cref="ITextValue{TSelf}"/>).</param>
    public static JsonSerializerOptions Options(params JsonConverter[] more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var options = new JsonSerializerOptions
        {
            Encoder = Encoder,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new CanonicalConverters([.. more, .. Shared()]));
        return options;
    }

    /// <summary>A converter for a list of elements that have metadata in the package's context.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    public static JsonConverter ListOf<T>() => new LateList<T>();

    /// <summary>A converter for an enumeration that stands as its member's name.</summary>
    /// <typeparam name="T">The enumeration; its unset value 0 has no name.</typeparam>
    public static JsonConverter WordOf<T>() where T : struct, Enum => new LateWord<T>();

    /// <summary>A converter for an order's amounts.</summary>
    /// <param name="withRest">True where streams hold what no part explains as well.</param>
    public static JsonConverter Amounts(bool withRest) => new OrderAmounts.CanonicalConverter(withRest);

    private static TextConverter<T> TextOf<T>(Func<string, T> parse, Func<T, string> print) where T : struct => new(parse, print);

    private static IEnumerable<JsonConverter> Shared() =>
    [
        new InstantConverter(), new Money.CanonicalConverter(), new PolicyReference.CanonicalConverter(),
        TextOf(t => LocalDatePattern.Iso.Parse(t).GetValueOrThrow(), v => LocalDatePattern.Iso.Format(v)),
        TextOf(t => DurationPattern.JsonRoundtrip.Parse(t).GetValueOrThrow(), v => DurationPattern.JsonRoundtrip.Format(v)),
        new QuantityConverter(), new QuantityDeltaConverter(),
        WordOf<PaymentStatus>(), WordOf<FulfilmentStatus>(), WordOf<AfterSalesStatus>(), WordOf<OrderStatus>(), WordOf<PaymentTerms>(), WordOf<ClaimOutcome>(),
        WordOf<HoldScopes>(), WordOf<CaseKind>(), WordOf<Party>(), WordOf<Bearer>(), WordOf<Tender>(), WordOf<TrackNode>(), WordOf<TrackExceptionReason>(),
        WordOf<DeliveryKind>(), WordOf<ShipmentStatus>(), WordOf<ApprovalStatus>(), WordOf<UnitPlace>(), WordOf<MoneyPlace>(), WordOf<InspectionOutcome>(),
        WordOf<CustomerLevel>(), WordOf<CustomerHistory>(), WordOf<ClaimScope>(), WordOf<Milestone>(),
    ];

    internal static void Write(Utf8JsonWriter writer, Instant value)
    {
        Span<byte> text = stackalloc byte[InstantText.Length];
        if (InstantText.TryFormat(value, text)) writer.WriteStringValue(text);
        else writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    internal static Instant ReadInstant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text is required.");
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && InstantText.TryParse(reader.ValueSpan, out var value)) return value;
        return InstantPattern.ExtendedIso.Parse(reader.GetString()!).TryGetValue(default, out value) ? value : throw new JsonException("No instant.");
    }

    internal static void WriteWord<T>(Utf8JsonWriter writer, T value) where T : struct, Enum => WordConverter<T>.Write(writer, value);

    internal static T ReadWord<T>(ref Utf8JsonReader reader) where T : struct, Enum => WordConverter<T>.Read(ref reader);

    internal static Quantity ReadQuantity(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var units) && units >= 0
            ? Quantity.Of(units)
            : throw new JsonException("No quantity.");

    private sealed class LateWord<T>() : LateConverter(typeof(T)) where T : struct, Enum
    {
        protected override JsonConverter Make() => new WordConverter<T>();
    }

    private sealed class LateList<T>() : LateConverter(typeof(ValueList<T>))
    {
        protected override JsonConverter Make() => new ListConverter<T>();
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadInstant(ref reader);

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => CanonicalJson.Write(writer, value);
    }

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
#if NET10_0_OR_GREATER
        private static readonly T[] Values = Enum.GetValues<T>();
#else
        private static readonly T[] Values = (T[])Enum.GetValues(typeof(T));
#endif
        private static readonly KeyValuePair<JsonEncodedText, T>[] Words =
            Array.ConvertAll(Values, v => new KeyValuePair<JsonEncodedText, T>(JsonEncodedText.Encode(v.ToString()), v));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => Write(writer, value);

        public static T Read(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text is required.");
            foreach (var word in Words)
            {
                if (reader.ValueTextEquals(word.Key.EncodedUtf8Bytes)) return word.Value;
            }

            return Enum.TryParse<T>(reader.GetString(), out var value) ? value : throw new JsonException($"No {typeof(T).Name}.");
        }

        public static void Write(Utf8JsonWriter writer, T value)
        {
            foreach (var word in Words)
            {
                if (!EqualityComparer<T>.Default.Equals(word.Value, value)) continue;
                writer.WriteStringValue(word.Key);
                return;
            }

            // Several flags stand as their names with commas between them.
            writer.WriteStringValue(value.ToString());
        }
    }

    private sealed class ListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list is required.");
            if (!reader.Read()) throw new JsonException("A list ends.");
            if (reader.TokenType == JsonTokenType.EndArray) return default;
            var info = (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            var items = new List<T>(1);
            for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
                items.Add(JsonSerializer.Deserialize(ref reader, info) ?? throw new JsonException("A list holds no null."));
            return items.ToValueList();
        }

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            var info = value.IsEmpty ? null! : (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            foreach (var item in value) JsonSerializer.Serialize(writer, item, info);
            writer.WriteEndArray();
        }
    }
}
