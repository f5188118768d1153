namespace OrderKernel.Orders;

/// <summary>What people at the desk may do to an order, as documents; a default exists for each.</summary>
public sealed record DeskRules
{
    /// <summary>The embedded documents.</summary>
    public static DeskRules Default { get; } = new();

    /// <summary>Who may release or reject holds.</summary>
    public PolicyDocument<HoldRules> Holds { get => field ?? HoldRules.Default; init; }

    /// <summary>Who may change what, and for how long a proposal can be confirmed.</summary>
    public PolicyDocument<ChangeRules> Changes { get => field ?? ChangeRules.Default; init; }

    /// <summary>From where orders of manual channels may come.</summary>
    public PolicyDocument<ManualSources> Sources { get => field ?? ManualSources.Default; init; }

    /// <summary>By which tenders refunds go back.</summary>
    public PolicyDocument<RefundRules> Refunds { get => field ?? RefundRules.Default; init; }

    /// <summary>How invoices touch orders.</summary>
    public PolicyDocument<Invoicing> Invoicing { get => field ?? Orders.Invoicing.Default; init; }
}
