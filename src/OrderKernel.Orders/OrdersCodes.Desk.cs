namespace OrderKernel.Orders;

// What people at the desk decide: holds that a reviewer ends.
public static partial class OrdersCodes
{
    /// <summary>Ending a hold of this kind needs a role that the actor lacks.</summary>
    public const string HoldRoleMissing = "orders.hold-role-missing";

    /// <summary>A reviewer rejected what the hold covers.</summary>
    public const string HoldRejectedNow = "orders.hold-rejected";
}
