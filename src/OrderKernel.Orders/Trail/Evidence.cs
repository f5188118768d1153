using NodaTime;

namespace OrderKernel.Orders;

/// <summary>An attachment of an order: the thing itself lies with the host, the trail has its hash.</summary>
/// <param name="Reference">Where the host keeps it.</param>
/// <param name="Kind">What it is, such as <c>photo</c>, <c>voucher</c> or <c>chat</c>.</param>
/// <param name="Sha256">SHA-256 over its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="By">Who attached it.</param>
/// <param name="At">When.</param>
public sealed record Evidence(EvidenceReference Reference, string Kind, string Sha256, ActorId By, Instant At)
{
    /// <summary>What a person says about it, phone numbers masked; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>A reason of law to keep all detail of an order, however old.</summary>
/// <param name="Reference">The file or case number under which it was ordered, unique in the order.</param>
/// <param name="Why">Why, in a person's words, phone numbers masked.</param>
/// <param name="By">Who set it.</param>
/// <param name="Since">When.</param>
public sealed record LegalHold(EvidenceReference Reference, string Why, ActorId By, Instant Since);
