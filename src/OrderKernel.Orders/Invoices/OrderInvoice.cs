using NodaTime;

namespace OrderKernel.Orders;

/// <summary>How far an invoice has come. 0 is unset.</summary>
public enum InvoiceStatus
{
    /// <summary>Asked for.</summary>
    Requested = 1,

    /// <summary>Made.</summary>
    Issued = 2,

    /// <summary>It could not be made; asking again tries again.</summary>
    Failed = 3,
}

/// <summary>One invoice of an order.</summary>
/// <param name="Id">The invoice's id, unique in the order.</param>
/// <param name="Details">The token of the title and tax number; null for an ordinary one without.</param>
/// <param name="IsEnterprise">True for a custom invoice of an enterprise.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="At">Since when.</param>
public sealed record OrderInvoice(InvoiceId Id, PersonToken? Details, bool IsEnterprise, InvoiceStatus Status, Instant At)
{
    /// <summary>The number under which it was issued; null before.</summary>
    public string? Number { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Why { get; init; }
}
