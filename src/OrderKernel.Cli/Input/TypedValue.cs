using System.Globalization;
using System.Numerics;
using System.Text.Json;
using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Input;

/// <summary>
/// A value with its type in JSON: <c>{"type": …, "value": …}</c>. Int, uint and double are texts, bytes hexadecimal, a list is an array, a map an array of
/// pairs, a timestamp or duration <c>[seconds, nanoseconds]</c>, a type its name, money an amount with or without a currency.
/// </summary>
internal static class TypedValue
{
    private static readonly Dictionary<ValueKind, string> Names = new()
    {
        [ValueKind.Null] = "null", [ValueKind.Bool] = "bool", [ValueKind.Int] = "int", [ValueKind.Uint] = "uint", [ValueKind.Double] = "double",
        [ValueKind.String] = "string", [ValueKind.Bytes] = "bytes", [ValueKind.Money] = "money", [ValueKind.Instant] = "timestamp",
        [ValueKind.Duration] = "duration", [ValueKind.List] = "list", [ValueKind.Map] = "map", [ValueKind.Type] = "type",
    };

    /// <summary>The value, or null where the JSON is none.</summary>
    public static ExpressionValue? Read(JsonElement typed)
    {
        if (typed.ValueKind != JsonValueKind.Object || !typed.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !typed.TryGetProperty("value", out var value)) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        return type.GetString() switch
        {
            "null" when value.ValueKind == JsonValueKind.Null => ExpressionValue.Null,
            "bool" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
            "int" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            "uint" when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => ExpressionValue.Of(number),
            "double" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => ExpressionValue.Of(number),
            "string" when text is not null => text,
            "bytes" when text is not null => Bytes(text),
            "money" when text is not null => Amount(text),
            "timestamp" when Time(value) is { } time => ExpressionValue.Of(Instant.FromUnixTimeSeconds(0) + time),
            "duration" when Time(value) is { } time => ExpressionValue.Of(time),
            "list" when value.ValueKind == JsonValueKind.Array && All(value.EnumerateArray()) is { } elements => ExpressionValue.OfList(elements),
            "map" when value.ValueKind == JsonValueKind.Array => Map(value),
            "type" when text is not null && Names.FirstOrDefault(n => n.Value == text) is { Value: not null } kind => ExpressionValue.OfType(kind.Key),
            _ => null,
        };
    }

    public static void Write(Utf8JsonWriter writer, ExpressionValue value)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Names[value.Kind]);
        writer.WritePropertyName("value");
        switch (value.Kind)
        {
            case ValueKind.Null: writer.WriteNullValue(); break;
            case ValueKind.Bool: writer.WriteBooleanValue(value.AsBool()); break;
            case ValueKind.Int: writer.WriteStringValue(value.AsInt().ToString(CultureInfo.InvariantCulture)); break;
            case ValueKind.Uint: writer.WriteStringValue(value.AsUint().ToString(CultureInfo.InvariantCulture)); break;
            case ValueKind.Double: writer.WriteStringValue(value.AsDouble().ToString("R", CultureInfo.InvariantCulture)); break;
            case ValueKind.String: writer.WriteStringValue(value.AsString()); break;
            case ValueKind.Bytes: writer.WriteStringValue(Convert.ToHexStringLower(value.AsBytes())); break;
            case ValueKind.Instant: Time(writer, value.AsInstant() - Instant.FromUnixTimeSeconds(0), isForward: true); break;
            case ValueKind.Duration: Time(writer, value.AsDuration(), isForward: false); break;
            case ValueKind.Type: writer.WriteStringValue(Names[value.AsType()]); break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var element in value.AsList()) Write(writer, element);
                writer.WriteEndArray();
                break;
            case ValueKind.Map:
                writer.WriteStartArray();
                foreach (var (key, held) in value.AsMap())
                {
                    writer.WriteStartArray();
                    Write(writer, key);
                    Write(writer, held);
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
                break;
            default: writer.WriteStringValue(value.ToString()); break;
        }

        writer.WriteEndObject();
    }

    // As protocol buffers have them: of a moment the nanoseconds count forward, of a length both parts have its sign.
    private static void Time(Utf8JsonWriter writer, Duration time, bool isForward)
    {
        var seconds = BigInteger.DivRem(time.ToBigIntegerNanoseconds(), NodaConstants.NanosecondsPerSecond, out var nanoseconds);
        if (isForward && nanoseconds.Sign < 0) (seconds, nanoseconds) = (seconds - 1, nanoseconds + NodaConstants.NanosecondsPerSecond);
        writer.WriteStartArray();
        writer.WriteNumberValue((long)seconds);
        writer.WriteNumberValue((long)nanoseconds);
        writer.WriteEndArray();
    }

    // Null out of NodaTime's range as well.
    private static Duration? Time(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2 || value[0].ValueKind != JsonValueKind.Number
            || value[1].ValueKind != JsonValueKind.Number || !value[0].TryGetInt64(out var seconds) || !value[1].TryGetInt64(out var nanoseconds)) return null;
        try
        {
            var time = Duration.FromSeconds(seconds) + Duration.FromNanoseconds(nanoseconds);
            _ = Instant.FromUnixTimeSeconds(0) + time;
            return time;
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static ExpressionValue? Bytes(string text)
    {
        try
        {
            return ExpressionValue.OfBytes(Convert.FromHexString(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // "CNY 12.30", as values print themselves.
    private static ExpressionValue? Amount(string text) =>
        text.Split(' ') is [var code, var number] && Currency.TryParse(code, out var currency) && Money.TryParse(number, currency, out var amount)
            ? ExpressionValue.Of(amount)
            : default(ExpressionValue?);

    private static ExpressionValue? Map(JsonElement value)
    {
        var entries = new List<KeyValuePair<ExpressionValue, ExpressionValue>>();
        foreach (var pair in value.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2) return null;
            if (Read(pair[0]) is not { } key || Read(pair[1]) is not { } held) return null;
            entries.Add(new(key, held));
        }

        try
        {
            return ExpressionValue.OfMap(entries);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static List<ExpressionValue>? All(IEnumerable<JsonElement> elements)
    {
        var values = new List<ExpressionValue>();
        foreach (var element in elements)
        {
            if (Read(element) is not { } value) return null;
            values.Add(value);
        }

        return values;
    }
}
