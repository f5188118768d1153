namespace OrderKernel.Orders.Folding;

/// <summary>Applies what became of an order's invoices; no ledger is concerned.</summary>
internal static class InvoiceFold
{
    public static Result<Order>? Apply(Order order, OrderEvent e) => e switch
    {
        InvoiceRequested x => With(order, new(x.Invoice, x.Details, x.IsEnterprise, InvoiceStatus.Requested, x.At)),
        InvoiceIssued x => Changed(order, x.Invoice, i => i with { Status = InvoiceStatus.Issued, At = x.At, Number = x.Number, Why = null }),
        InvoiceFailed x => Changed(order, x.Invoice, i => i with { Status = InvoiceStatus.Failed, At = x.At, Why = x.Why }),
        _ => (Result<Order>?)null,
    };

    private static Result<Order> Changed(Order order, InvoiceId id, Func<OrderInvoice, OrderInvoice> change) =>
        order.Invoice(id) is { } invoice ? With(order, change(invoice)) : Refusal.Of(OrdersCodes.InvoiceUnknown, ("invoice", id));

    private static Order With(Order order, OrderInvoice invoice) =>
        order with { Desk = order.Desk with { Invoices = order.Invoices.Where(i => i.Id != invoice.Id).Add(invoice) } };
}
