namespace OrderKernel.Orders;

/// <summary>Attach evidence by its hash; the bytes stay with the host.</summary>
/// <param name="Evidence">Where the host keeps it, unique in the order.</param>
/// <param name="Kind">What it is, such as <c>photo</c>, <c>voucher</c> or <c>chat</c>.</param>
/// <param name="Sha256">SHA-256 over its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record AttachEvidence(EvidenceReference Evidence, string Kind, string Sha256) : OrderCommand
{
    /// <summary>What a person says about it, without phone numbers; null for nothing.</summary>
    public string? Note { get; init => field = FreeText.Masked(value); }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("evidence", Evidence);
}

/// <summary>Keep all detail of the order until the hold is released, however old it gets.</summary>
/// <param name="Reference">The file or case number under which it was ordered.</param>
/// <param name="Why">Why, in a person's words.</param>
public sealed record SetLegalHold(EvidenceReference Reference, string Why) : OrderCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("reference", Reference) ?? Required.Reason("why", Why);
}

/// <summary>Release a legal hold: retention goes on.</summary>
/// <param name="Reference">Its file or case number.</param>
public sealed record ReleaseLegalHold(EvidenceReference Reference) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("reference", Reference);
}
