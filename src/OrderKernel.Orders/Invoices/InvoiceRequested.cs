using NodaTime;

namespace OrderKernel.Orders;

/// <summary>An invoice is asked for, for the first time or again.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Details">The token of the title and tax number; null for none.</param>
/// <param name="IsEnterprise">True for a custom invoice of an enterprise.</param>
/// <param name="At">When.</param>
public sealed record InvoiceRequested(InvoiceId Invoice, PersonToken? Details, bool IsEnterprise, Instant At) : OrderEvent;

/// <summary>An invoice was made.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="At">When.</param>
public sealed record InvoiceIssued(InvoiceId Invoice, string Number, Instant At) : OrderEvent;

/// <summary>An invoice could not be made.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Why">The maker's code.</param>
/// <param name="At">When.</param>
public sealed record InvoiceFailed(InvoiceId Invoice, string Why, Instant At) : OrderEvent;
