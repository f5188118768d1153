using OrderKernel.Orders.Decisions;

namespace OrderKernel.Orders;

/// <summary>Answers what a change would do, without proposing it.</summary>
public static class OrderChanges
{
    /// <summary>What a change would do to an order now.</summary>
    /// <param name="order">The order.</param>
    /// <param name="change">What is to change.</param>
    /// <returns>The preview, or why the change is not possible.</returns>
    /// <remarks>
    /// <para>The very events that confirming makes are folded and compared; holds and roles are not asked.</para>
    /// <para>Refuses with: <see cref="OrdersCodes.ChangeInvalid"/>, <see cref="OrdersCodes.ChangeEmpty"/>,
    /// <see cref="OrdersCodes.NotOpenForChange"/>, <see cref="OrdersCodes.LineUnknown"/>,
    /// <see cref="OrdersCodes.LineFixed"/>, <see cref="OrdersCodes.LineExists"/>, <see cref="OrdersCodes.BundleNotWhole"/>,
    /// <see cref="OrdersCodes.AmountsInvalid"/>, <see cref="OrdersCodes.PriceFixed"/>,
    /// <see cref="KernelCodes.LedgerUnitsShort"/>.</para>
    /// <para>Law: confirming on the same order changes it by exactly this.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var one = OrderChange.ToQuantity(LineId.Of("1"), Quantity.Of(1));
    /// var preview = OrderChanges.Preview(order, one).ValueOrThrow();                         // due −64.00, nothing proposed yet
    ///
    /// var proposed = OrderDecider.Handle(order, new ProposeChange(ChangeId.Of("c1"), one), policies, buyer).ValueOrThrow();
    /// var confirmed = OrderDecider.Handle(proposed.State, new ConfirmChange(ChangeId.Of("c1")), policies, agent).ValueOrThrow();
    ///
    /// var both = OrderReassignment.Split(order, new SplitOrder(secondKey, [new(LineId.Of("1"), Quantity.Of(1))]), policies, agent).ValueOrThrow();
    /// </code>
    /// </example>
    public static Result<ChangePreview> Preview(Order order, OrderChange change)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(change);
        return ChangePlan.Of(order, change).Then(plan => Result.Ok(plan.Preview));
    }
}
