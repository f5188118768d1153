namespace OrderKernel.Workflow;

/// <summary>What somebody wants approved.</summary>
/// <param name="Id">The approval's id; a repeat with the same content changes nothing.</param>
/// <param name="Kind">What kind of thing it is, such as <c>stock-damage</c>; guards read it.</param>
/// <param name="Subject">The thing itself, by reference.</param>
/// <param name="Reason">Why, as a code or word of the host's; never blank and never personal data.</param>
public sealed record ApprovalRequest(ApprovalId Id, string Kind, string Subject, string Reason)
{
    /// <summary>Why, without phone numbers.</summary>
    public string Reason { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Reason);

    /// <summary>The money that it is about, not negative; null where it is about none.</summary>
    public Money? Amount { get; init; }

    /// <summary>The units that it is about; zero where it is about none.</summary>
    public Quantity Units { get; init; }

    /// <summary>Pictures, vouchers and other proof.</summary>
    public ValueList<EvidenceReference> Evidence { get; init; }

    /// <summary>What the request leaves out; null when it is whole.</summary>
    internal Refusal? Missing() => Required.Id("request.id", Id)
        ?? Required.Name("request.kind", Kind)
        ?? Required.Name("request.subject", Subject)
        ?? Required.Reason("request.reason", Reason)
        ?? Required.Ids("request.evidence", Evidence);
}
