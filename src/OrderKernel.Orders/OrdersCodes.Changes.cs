namespace OrderKernel.Orders;

// What people change about an order.
public static partial class OrdersCodes
{
    /// <summary>The order has no such proposal.</summary>
    public const string ChangeUnknown = "orders.change-unknown";

    /// <summary>The proposal is known with other content.</summary>
    public const string ChangeExists = "orders.change-exists-with-different-content";

    /// <summary>The proposal was answered before, or nobody answered it in time.</summary>
    public const string ChangeStanding = "orders.change-status-mismatch";

    /// <summary>The proposal can no longer be confirmed.</summary>
    public const string ChangeLate = "orders.change-late";

    /// <summary>The order has moved on: the change would do something else than its preview says.</summary>
    public const string ChangeMoved = "orders.change-preview-differs";

    /// <summary>Something that this kind of change needs is missing, or is out of range.</summary>
    public const string ChangeInvalid = "orders.change-invalid";

    /// <summary>The change would change nothing.</summary>
    public const string ChangeEmpty = "orders.change-empty";

    /// <summary>This kind of change needs a role that the actor lacks.</summary>
    public const string ChangeRoleMissing = "orders.change-role-missing";

    /// <summary>Only orders that await payment or fulfilment, or are partially shipped, are changed.</summary>
    public const string NotOpenForChange = "orders.not-open-for-change";

    /// <summary>The line's goods are not known, or it stands in place of others: it is not changed.</summary>
    public const string LineFixed = "orders.line-fixed";

    /// <summary>Orders that differ in tenant, terms or currency reassign nothing to each other, nor does an order to itself.</summary>
    public const string KinMismatch = "orders.kin-mismatch";

    /// <summary>Splits and merges concern two orders: they are decided on both.</summary>
    public const string NeedsTwoOrders = "orders.needs-two-orders";

    /// <summary>Units and their money were reassigned to another order. Stored under this name since before the word.</summary>
    public const string Reassigned = "orders.handed-over";

    /// <summary>Units and their money came from another order.</summary>
    public const string TakenOver = "orders.taken-over";

    /// <summary>A correction names the earlier message that was wrong.</summary>
    public const string CorrectsNothing = "orders.corrects-nothing";

    /// <summary>A wrong cancellation is no step of a shipment: the order is reinstated.</summary>
    public const string StepBackByReinstating = "orders.step-back-by-reinstating";

    /// <summary>A confirmed change was done.</summary>
    public const string Changed = "orders.changed";

    /// <summary>The channel tells other content than the order has, and nobody may follow it by itself.</summary>
    public const string ContentConflict = "orders.content-conflict";

    /// <summary>What the channel tells anew waits for a person.</summary>
    public const string ContentHeld = "orders.content-held";

    /// <summary>A parcel of which only the channel's word was known did not leave as it was told: an earlier word says otherwise.</summary>
    public const string ToldEarlier = "orders.told-earlier";

    /// <summary>The order has ended: what it consists of does not matter any more.</summary>
    public const string ContentMoot = "orders.content-moot";

    /// <summary>Nothing is left to ship of what stock was short for: the hold ended by itself.</summary>
    public const string ShortageOver = "orders.shortage-over";
}
