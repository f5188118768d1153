using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>What can happen next.</content>
public sealed partial class Kernel
{
    /// <summary>What an actor can fire at an order now, and why not the rest; changes nothing.</summary>
    /// <param name="order">The order.</param>
    /// <param name="actor">Who would fire, in which roles.</param>
    /// <param name="at">The business instant at which it would be.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>Refuses with: <see cref="OrderKernelCodes.OrderUnknown"/>, and what <see cref="OrderNext.Of"/> refuses with.</remarks>
    public async ValueTask<Result<OrderNext>> NextAsync(OrderKey order, Actor actor, Instant at, CancellationToken cancellationToken = default) =>
        await FindAsync(order, cancellationToken).ConfigureAwait(false) is { } found
            ? OrderNext.Of(found, _policies.Orders, actor, at)
            : Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", order.Number));

    /// <summary>The same for an order by its id.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="order">The order's id.</param>
    /// <param name="actor">Who would fire, in which roles.</param>
    /// <param name="at">The business instant at which it would be.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Result<OrderNext>> NextAsync(TenantId tenant, OrderId order, Actor actor, Instant at, CancellationToken cancellationToken = default)
    {
        await foreach (var stream in _workspace.Store.FindAsync(tenant, Clues.Id(order), cancellationToken).ConfigureAwait(false))
        {
            if (await OrderWork.OrderOfAsync(_workspace.Store, stream, cancellationToken).ConfigureAwait(false) is { } found) return await NextAsync(found.Key, actor, at, cancellationToken).ConfigureAwait(false);
        }

        return Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", order));
    }
}
