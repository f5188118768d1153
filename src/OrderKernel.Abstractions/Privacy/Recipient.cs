namespace OrderKernel;

/// <summary>Who receives a parcel. Name, phone and street print masked; events carry a token instead.</summary>
/// <param name="Name">The receiver's name.</param>
/// <param name="Phone">The receiver's phone.</param>
/// <param name="Address">The receiver's address; null when the channel does not tell.</param>
public sealed record Recipient(PersonName Name, PhoneNumber Phone, PostalAddress? Address);
