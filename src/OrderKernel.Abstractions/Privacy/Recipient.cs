namespace OrderKernel;

/// <summary>Who receives a parcel. Name, phone and street print masked; events carry a token instead.</summary>
/// <param name="Name">The receiver's name.</param>
/// <param name="Phone">The receiver's phone.</param>
/// <param name="Address">The receiver's address; null when the channel does not tell.</param>
public sealed record Recipient(PersonName Name, PhoneNumber Phone, PostalAddress? Address)
{
    /// <summary>A recipient of whom only the region is known, such as for a quotation.</summary>
    /// <param name="province">Province or state, as channels write it.</param>
    /// <param name="city">City; null when unknown.</param>
    public static Recipient In(string province, string? city = null) => new(default, default, new PostalAddress(province, city, null, null));
}
