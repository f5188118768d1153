namespace OrderKernel.Orders;

/// <summary>
/// Split units off into a new order, with their money, reservation and planned parcels (see
/// <see cref="OrderReassignment.Split"/>). It concerns two orders: <see cref="OrderDecider"/> refuses it.
/// </summary>
/// <param name="Target">The new order's key, of the same tenant.</param>
/// <param name="Lines">Units that were not sent; bundles go whole.</param>
public sealed record SplitOrder(OrderKey Target, ValueList<LineUnits> Lines) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Key("target", Target) ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>
/// Reassign everything that was not sent to another order (see <see cref="OrderReassignment.Merge"/>).
/// It concerns two orders: <see cref="OrderDecider"/> refuses it.
/// </summary>
/// <param name="Target">The order that takes it.</param>
public sealed record MergeOrder(OrderKey Target) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Key("target", Target);
}
