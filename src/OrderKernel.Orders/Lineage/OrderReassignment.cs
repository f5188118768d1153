using OrderKernel.Orders.Decisions;

namespace OrderKernel.Orders;

/// <summary>What a split or merge changes about both orders. Commit both or none.</summary>
/// <param name="Source">The order that gives.</param>
/// <param name="Target">The order that takes.</param>
public readonly record struct Reassignment(Handled<Order, OrderEvent> Source, Handled<Order, OrderEvent> Target);

/// <summary>Decides splits and merges: one decision, two orders. Pure.</summary>
/// <remarks>
/// <para>Money: a unit takes what it costs along its line's curve, and of the paid money
/// its share by largest remainder; freight and the rest go with the last unit.</para>
/// <para>Parcels: a planned parcel whose units all go goes along with its reservation;
/// one of which only a part goes is given up, so that both orders plan anew.</para>
/// <para>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="OrdersCodes.KinMismatch"/>, <see cref="OrdersCodes.OrderExists"/>,
/// <see cref="OrdersCodes.NotOpenForShipping"/>, <see cref="OrdersCodes.ChangeRoleMissing"/>,
/// <see cref="OrdersCodes.Held"/>, <see cref="OrdersCodes.LineUnknown"/>,
/// <see cref="OrdersCodes.LineFixed"/>, <see cref="OrdersCodes.BundleNotWhole"/>, <c>ledger.*</c>.</para>
/// <para>Laws: units per SKU, due, paid and refunded sum to the same over the lineage; no bundle
/// spans two orders; an order that gave everything away is closed, and no cancellation.</para>
/// </remarks>
public static class OrderReassignment
{
    /// <summary>Splits units off into a new order.</summary>
    /// <param name="source">The order.</param>
    /// <param name="command">The new order's key, and what it gets.</param>
    /// <param name="policies">The documents that decide.</param>
    /// <param name="context">Who, when, under which message.</param>
    public static Result<Reassignment> Split(Order source, SplitOrder command, OrderPolicies policies, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(command);
        if (Required.Of(command, context) is { } missing) return missing;
        return Reassigning.Do(source, null, command.Target, command.Lines, policies, context);
    }

    /// <summary>Reassigns everything that was not sent to another order.</summary>
    /// <param name="source">The order that gives; it is closed as replaced when nothing of it was sent.</param>
    /// <param name="target">The order that takes: of the same tenant, terms and currency, open for shipping.</param>
    /// <param name="policies">The documents that decide.</param>
    /// <param name="context">Who, when, under which message.</param>
    public static Result<Reassignment> Merge(Order source, Order target, OrderPolicies policies, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (Required.Of(context) is { } missing) return missing;
        return Reassigning.Do(source, target, target.Key, CancelPlan.Rest(source), policies, context);
    }
}
