namespace OrderKernel.Orders;

/// <summary>Ask for an invoice, or again for one that failed.</summary>
/// <param name="Invoice">The invoice's id.</param>
/// <param name="Details">The token of the title and tax number; the clear form lies in the vault.</param>
public sealed record RequestInvoice(InvoiceId Invoice, PersonToken? Details) : OrderCommand
{
    /// <summary>True for a custom invoice of an enterprise: the order is tagged and so kept out of the ordinary pool.</summary>
    public bool IsEnterprise { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("invoice", Invoice) ?? Required.Id("details", Details);
}

/// <summary>An invoice was made (a fact).</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Number">Its number.</param>
public sealed record RecordInvoice(InvoiceId Invoice, string Number) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("invoice", Invoice) ?? Required.Name("number", Number);
}

/// <summary>An invoice could not be made (a fact): this order is held as the document says, and no other.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Why">The maker's code.</param>
public sealed record FailInvoice(InvoiceId Invoice, string Why) : OrderCommand
{
    /// <summary>The maker's code, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("invoice", Invoice) ?? Required.Reason("why", Why);
}
