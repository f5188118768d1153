using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace OrderKernel;

/// <summary>Persons on their way into the vault and back. Tokens come from stream, role and instant, never from the value.</summary>
/// <remarks>The instant serves as the ordinal, so that the token does not depend on the order in which persons are told.</remarks>
public static class PersonEntry
{
    /// <summary>The token of the customer of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="at">When the customer was told.</param>
    public static PersonToken CustomerToken(OrderKey order, Instant at) => Token(order, "customer", at);

    /// <summary>The token of the recipient of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="at">When the recipient was told.</param>
    public static PersonToken RecipientToken(OrderKey order, Instant at) => Token(order, "recipient", at);

    /// <summary>What the vault keeps for a customer, as UTF-8 JSON.</summary>
    /// <param name="name">The name.</param>
    public static ReadOnlyMemory<byte> Of(PersonName name) => Write(w => Put(w, "name", name.RevealClear()));

    /// <summary>What the vault keeps for a recipient, as UTF-8 JSON.</summary>
    /// <param name="recipient">The recipient.</param>
    public static ReadOnlyMemory<byte> Of(Recipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return Write(w => WriteRecipient(w, recipient));
    }

    /// <summary>Reads a customer's entry of the vault back.</summary>
    /// <param name="entry">The bytes, as this class writes a customer's.</param>
    /// <exception cref="FormatException">The bytes are no such entry.</exception>
    public static PersonName Customer(ReadOnlyMemory<byte> entry) => Read(entry, root => PersonName.Of(Text(root, "name")));

    /// <summary>Reads a recipient's entry of the vault back.</summary>
    /// <param name="entry">The bytes, as this class writes a recipient's.</param>
    /// <exception cref="FormatException">The bytes are no such entry.</exception>
    public static Recipient Recipient(ReadOnlyMemory<byte> entry) => Read(entry, root =>
    {
        var address = root.TryGetProperty("address", out var a)
            ? new PostalAddress(Text(a, "province"), Text(a, "city"), Text(a, "district"), Text(a, "town")) { Country = Text(a, "country") }
                .WithDetail(Text(a, "detail")).WithPostcode(Text(a, "postcode"))
            : null;
        return new Recipient(PersonName.Of(Text(root, "name")), PhoneNumber.Of(Text(root, "phone")), address);
    });

    private static PersonToken Token(OrderKey order, string role, Instant at) =>
        PersonToken.Of(string.Concat(order.Digest(), ".", role, "." + at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

    private static void WriteRecipient(Utf8JsonWriter writer, Recipient recipient)
    {
        Put(writer, "name", recipient.Name.RevealClear());
        Put(writer, "phone", recipient.Phone.RevealClear());
        if (recipient.Address is not { } address) return;
        writer.WriteStartObject("address");
        Put(writer, "province", address.Province);
        Put(writer, "city", address.City);
        Put(writer, "district", address.District);
        Put(writer, "town", address.Town);
        Put(writer, "detail", address.RevealDetail());
        Put(writer, "country", address.Country);
        Put(writer, "postcode", address.RevealPostcode());
        writer.WriteEndObject();
    }

    private static void Put(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new CanonicalBuffer();
        buffer.Writer.WriteStartObject();
        body(buffer.Writer);
        buffer.Writer.WriteEndObject();
        return buffer.Take();
    }

    private static T Read<T>(ReadOnlyMemory<byte> entry, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("The bytes are no vault entry.", e);
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
