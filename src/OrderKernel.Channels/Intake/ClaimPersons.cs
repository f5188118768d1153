using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>The personal data of a claim on its way into the vault and back. Tokens come from stream, role and source instant, never from the value.</summary>
/// <remarks>The source instant serves as the ordinal, so that the token does not depend on the order in which claims arrive.</remarks>
public static class ClaimPersons
{
    /// <summary>The token of the customer that a claim names.</summary>
    public static PersonToken CustomerToken(OrderKey order, Instant sourceTime) => Token(order, "customer", sourceTime);

    /// <summary>The token of the recipient that a claim names.</summary>
    public static PersonToken RecipientToken(OrderKey order, Instant sourceTime) => Token(order, "recipient", sourceTime);

    /// <summary>What the vault must keep for a claim: put it there when the decision changed the customer or the recipient.</summary>
    /// <returns>Tokens with their values as UTF-8 JSON; empty when the claim names nobody.</returns>
    public static ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>>(2);
        if (claim.Customer.RevealClear() is { } customer)
            entries.Add(new(CustomerToken(claim.Order, claim.SourceTime), Write(w => w.WriteString("name", customer))));
        if (claim.Recipient is { } recipient)
            entries.Add(new(RecipientToken(claim.Order, claim.SourceTime), Write(w => WriteRecipient(w, recipient))));
        return entries.ToImmutable();
    }

    /// <summary>Reads a customer's entry of the vault back.</summary>
    /// <exception cref="FormatException">The bytes are no such entry.</exception>
    public static PersonName Customer(ReadOnlyMemory<byte> entry) => Read(entry, root => PersonName.Of(Text(root, "name")));

    /// <summary>Reads a recipient's entry of the vault back.</summary>
    /// <exception cref="FormatException">The bytes are no such entry.</exception>
    public static Recipient Recipient(ReadOnlyMemory<byte> entry) => Read(entry, root =>
    {
        var address = root.TryGetProperty("address", out var a)
            ? new PostalAddress(Text(a, "province"), Text(a, "city"), Text(a, "district"), Text(a, "town")).WithDetail(Text(a, "detail"))
            : null;
        return new Recipient(PersonName.Of(Text(root, "name")), PhoneNumber.Of(Text(root, "phone")), address);
    });

    private static PersonToken Token(OrderKey order, string role, Instant sourceTime) =>
        PersonToken.Of(string.Concat(order.Digest(), ".", role, "." + sourceTime.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

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
        writer.WriteEndObject();
    }

    private static void Put(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
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
