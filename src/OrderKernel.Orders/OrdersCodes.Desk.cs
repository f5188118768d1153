namespace OrderKernel.Orders;

// What people at the desk decide: holds that a reviewer ends, sources, invoices.
public static partial class OrdersCodes
{
    /// <summary>Ending a hold of this kind needs a role that the actor lacks.</summary>
    public const string HoldRoleMissing = "orders.hold-role-missing";

    /// <summary>A reviewer rejected what the hold covers.</summary>
    public const string HoldRejectedNow = "orders.hold-rejected";

    /// <summary>An order of a manual channel names no source.</summary>
    public const string SourceMissing = "orders.source-missing";

    /// <summary>The source is not on the list.</summary>
    public const string SourceUnknown = "orders.source-unknown";

    /// <summary>The order has no such invoice.</summary>
    public const string InvoiceUnknown = "orders.invoice-unknown";

    /// <summary>The invoice is known with other content.</summary>
    public const string InvoiceExists = "orders.invoice-exists-with-different-content";

    /// <summary>The invoice is not where the command needs it.</summary>
    public const string InvoiceStanding = "orders.invoice-status-mismatch";

    /// <summary>This act on invoices needs a role that the actor lacks.</summary>
    public const string InvoiceRoleMissing = "orders.invoice-role-missing";

    /// <summary>An invoice could not be made; this order is held, and no other.</summary>
    public const string InvoiceFailedNow = "orders.invoice-failed";
}
