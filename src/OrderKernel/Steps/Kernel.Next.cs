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
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="OrderKernelCodes.OrderUnknown"/>, and what <see cref="OrderNext.Of"/> refuses with.
    /// </remarks>
    public async ValueTask<Result<OrderNext>> NextAsync(OrderKey order, Actor actor, Instant at, CancellationToken cancellationToken = default) =>
        (await LoadAsync(order, cancellationToken).ConfigureAwait(false)).Then(found => OrderNext.Of(found, _policies.Orders, Asking(actor), at));

    /// <summary>The same for an order by its id.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="order">The order's id.</param>
    /// <param name="actor">Who would fire, in which roles.</param>
    /// <param name="at">The business instant at which it would be.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Result<OrderNext>> NextAsync(TenantId tenant, OrderId order, Actor actor, Instant at, CancellationToken cancellationToken = default)
    {
        if ((Required.Id("tenant", tenant) ?? Required.Id("order", order)) is { } unset) return unset;
        await foreach (var stream in _workspace.Store.FindAsync(tenant, Clues.Id(order), cancellationToken).ConfigureAwait(false))
        {
            var loaded = await _workspace.Store.OrderAsync(stream, cancellationToken).ConfigureAwait(false);
            if (loaded.State is { } found) return OrderNext.Of(found, _policies.Orders, Asking(actor), at);
            if (loaded.Dropped is { } dropped) return dropped.Refusal;
        }

        return Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", order));
    }
}
