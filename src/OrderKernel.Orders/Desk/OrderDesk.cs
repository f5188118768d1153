namespace OrderKernel.Orders;

/// <summary>What people at the desk did to an order; most orders have none of it, so that it stands apart.</summary>
internal sealed record OrderDesk
{
    public static OrderDesk None { get; } = new();

    public ValueList<ProposedChange> Changes { get; init; }

    public PersonToken? Address { get; init; }

    public string? Remark { get; init; }

    public bool IsShippingTold { get; init; }

    public OrderKin? Kin { get; init; }

    public ValueList<MovedMoney> Moved { get; init; }

    public ValueList<OrderInvoice> Invoices { get; init; }

    public ValueList<Evidence> Evidence { get; init; }

    public ValueList<AskedRule> Rules { get; init; }

    public ValueList<HoldId> Waived { get; init; }

    public ValueList<LegalHold> LegalHolds { get; init; }

    public ValueList<WriteBackNote> WriteBacks { get; init; }
}
