using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel;

/// <summary>A recipient as events know it: a token for the person and street, and the region.</summary>
/// <param name="Person">The token under which the vault holds name, phone and street.</param>
/// <param name="Province">Province or state; null when unknown.</param>
/// <param name="City">City; null when unknown.</param>
public sealed record RecipientRegion(PersonToken Person, string? Province, string? City)
{
    /// <summary>District 区县; null when unknown.</summary>
    public string? District { get; init; }

    /// <summary>Town or street office 街道; null when unknown.</summary>
    public string? Town { get; init; }

    /// <summary>The country's code of two capital letters; null when unknown, which stands for China.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Country { get; init; }

    /// <summary>What events may know of a recipient: of the address only what is a region, see <see cref="PostalAddress.Sorted"/>; abroad the
    /// country and a known state, as a city may be anything, a person's name too.</summary>
    /// <param name="order">The order.</param>
    /// <param name="at">When it was told: it numbers the recipients of an order, whatever the order of arrival.</param>
    /// <param name="recipient">The recipient.</param>
    public static RecipientRegion Of(OrderKey order, Instant at, Recipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var address = recipient.Address?.InClear();
        return new(PersonEntry.RecipientToken(order, at), address?.Province, address?.City) 
        {
            District = address?.District, Town = address?.Town, Country = address?.Country,
        };
    }
}
