using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace OrderKernel;

/// <summary>
/// What a converter of canonical JSON that is written by hand writes and reads fields by. Events that every order has bring such a converter: generated
/// metadata costs a start a hundred compiled methods a type, and each event that is read an object a field.
/// </summary>
/// <remarks>
/// <para>Law: the same bytes as generated metadata with <see cref="CanonicalJson.Options"/>, and the same values back, whatever the order of fields;
/// a field that nobody knows is passed over, the last of two of one name counts.</para>
/// <para>Reading methods stand on a field's name, which <see cref="Next"/> found, and leave the reader at the end of its value. All throw
/// <see cref="JsonException"/> for a value of another kind.</para>
/// </remarks>
public static class CanonicalFields
{
    /// <summary>Writes a field that stands as text.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="writer">Stands in an object.</param>
    /// <param name="name">The field's name, in ASCII.</param>
    /// <param name="value">The value; one that is unset stands as null.</param>
    public static void Field<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value) where T : struct, ITextValue<T> =>
        writer.WriteString(name, value.Value);

    /// <summary>Writes a field that stands as text, or leaves it out.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value) where T : struct, ITextValue<T>
    {
        if (value is { } some) writer.WriteString(name, some.Value);
    }

    /// <summary>Writes a text, or leaves it out.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    /// <summary>Writes an amount, such as <c>"CNY 12.34"</c>.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Money value)
    {
        writer.WritePropertyName(name);
        OrderKernel.Money.CanonicalConverter.Write(writer, value);
    }

    /// <summary>Writes an amount, or leaves it out.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Money? value)
    {
        if (value is { } some) writer.Field(name, some);
    }

    /// <summary>Writes an instant, such as <c>"2026-02-09T12:00:00Z"</c>.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Instant value)
    {
        writer.WritePropertyName(name);
        CanonicalJson.Write(writer, value);
    }

    /// <summary>Writes an instant, or leaves it out.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Instant? value)
    {
        if (value is { } some) writer.Field(name, some);
    }

    /// <summary>Writes a count of units.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Quantity value) => writer.WriteNumber(name, value.Units);

    /// <summary>Writes an order's key as an object of its four parts.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Field(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, OrderKey value)
    {
        writer.WriteStartObject(name);
        writer.Field("tenant"u8, value.Tenant);
        writer.Field("channel"u8, value.Channel);
        writer.Field("shop"u8, value.Shop);
        writer.Field("number"u8, value.Number);
        writer.WriteEndObject();
    }

    /// <summary>Writes a member of an enumeration by its name.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Word<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value) where T : struct, Enum
    {
        writer.WritePropertyName(name);
        CanonicalJson.WriteWord(writer, value);
    }

    /// <summary>Writes a member of an enumeration by its name, or leaves it out.</summary>
    /// <inheritdoc cref="Field{T}(Utf8JsonWriter, ReadOnlySpan{byte}, T)"/>
    public static void Word<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value) where T : struct, Enum
    {
        if (value is { } some) writer.Word(name, some);
    }

    /// <summary>Writes a value as its own converter or metadata has it, or leaves it out when it is null.</summary>
    /// <typeparam name="T">The value's type: one that the options' context knows.</typeparam>
    /// <param name="writer">Stands in an object.</param>
    /// <param name="name">The field's name, in ASCII.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">The options that the converter was given.</param>
    public static void Value<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value, JsonSerializerOptions options)
    {
        if (value is null) return;
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, InfoOf<T>(options));
    }

    /// <summary>The next field's name; false at the end of the object.</summary>
    /// <param name="reader">Stands at the start of an object, or at the end of a field's value.</param>
    /// <exception cref="JsonException">The JSON is of another kind, or ends.</exception>
    public static bool Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("An object ends.");
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Refuses what is no object: the first word of a converter that reads fields.</summary>
    /// <param name="reader">Stands at a value.</param>
    /// <exception cref="JsonException">The JSON is of another kind, or ends.</exception>
    public static void Object(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is required.");
    }

    /// <summary>Passes over the value of a field that nobody knows.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Reads a value that stands as text.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="reader">Stands on the field's name.</param>
    public static T Text<T>(ref Utf8JsonReader reader) where T : struct, ITextValue<T>
    {
        reader.Read();
        return TextValueConverter<T>.Read(ref reader);
    }

    /// <summary>Reads a value that stands as text; null when it stands as null.</summary>
    /// <inheritdoc cref="Text{T}(ref Utf8JsonReader)"/>
    public static T? TextOrNull<T>(ref Utf8JsonReader reader) where T : struct, ITextValue<T>
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : TextValueConverter<T>.Read(ref reader);
    }

    /// <summary>Reads a text; null when it stands as null.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    /// <exception cref="JsonException">The JSON is of another kind, or ends.</exception>
    public static string? String(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new JsonException("A text is required.");
    }

    /// <summary>Reads an amount.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static Money Money(ref Utf8JsonReader reader)
    {
        reader.Read();
        return OrderKernel.Money.CanonicalConverter.Read(ref reader);
    }

    /// <summary>Reads an amount; null when it stands as null.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static Money? MoneyOrNull(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : OrderKernel.Money.CanonicalConverter.Read(ref reader);
    }

    /// <summary>Reads an instant.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static Instant Instant(ref Utf8JsonReader reader)
    {
        reader.Read();
        return CanonicalJson.ReadInstant(ref reader);
    }

    /// <summary>Reads an instant; null when it stands as null.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static Instant? InstantOrNull(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : CanonicalJson.ReadInstant(ref reader);
    }

    /// <summary>Reads a count of units, at least zero.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static Quantity Quantity(ref Utf8JsonReader reader)
    {
        reader.Read();
        return CanonicalJson.ReadQuantity(ref reader);
    }

    /// <summary>Reads an order's key.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    public static OrderKey Key(ref Utf8JsonReader reader)
    {
        reader.Read();
        Object(ref reader);
        TenantId tenant = default;
        ChannelId channel = default;
        ShopId shop = default;
        OrderNumber number = default;
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("tenant"u8)) tenant = Text<TenantId>(ref reader);
            else if (reader.ValueTextEquals("channel"u8)) channel = Text<ChannelId>(ref reader);
            else if (reader.ValueTextEquals("shop"u8)) shop = Text<ShopId>(ref reader);
            else if (reader.ValueTextEquals("number"u8)) number = Text<OrderNumber>(ref reader);
            else Pass(ref reader);
        }

        return new(tenant, channel, shop, number);
    }

    /// <summary>Reads a yes or no.</summary>
    /// <param name="reader">Stands on the field's name.</param>
    /// <exception cref="JsonException">The JSON is of another kind, or ends.</exception>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException("A yes or no is required.");
    }

    /// <summary>Reads a member of an enumeration by its name.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="reader">Stands on the field's name.</param>
    public static T Word<T>(ref Utf8JsonReader reader) where T : struct, Enum
    {
        reader.Read();
        return CanonicalJson.ReadWord<T>(ref reader);
    }

    /// <summary>Reads a member of an enumeration by its name; null when it stands as null.</summary>
    /// <inheritdoc cref="Word{T}(ref Utf8JsonReader)"/>
    public static T? WordOrNull<T>(ref Utf8JsonReader reader) where T : struct, Enum
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : CanonicalJson.ReadWord<T>(ref reader);
    }

    /// <summary>Reads a value as its own converter or metadata has it.</summary>
    /// <typeparam name="T">The value's type: one that the options' context knows.</typeparam>
    /// <param name="reader">Stands on the field's name.</param>
    /// <param name="options">The options that the converter was given.</param>
    public static T? Value<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        return JsonSerializer.Deserialize(ref reader, InfoOf<T>(options));
    }

    private static JsonTypeInfo<T> InfoOf<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
