using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel.Steps;

/// <summary>The way of one order through its workflow, as its events tell it.</summary>
/// <param name="Stream">The order's stream.</param>
/// <param name="Workflow">The workflow under which it runs now.</param>
/// <param name="Visits">The steps that it entered, in that order.</param>
public sealed record OrderPath(StreamId Stream, PolicyReference Workflow, ValueList<StepVisit> Visits)
{
    /// <summary>The path of the first order that answers to a clue: an order id, a channel's order number or a waybill.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="clue">The clue, as it stands on the order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>Refuses with: <see cref="OrderKernelCodes.OrderUnknown"/>, <see cref="KernelCodes.ContentDropped"/>.</remarks>
    public static async ValueTask<Result<OrderPath>> FindAsync(IOrderStore store, TenantId tenant, string clue, CancellationToken cancellationToken = default)
    {
        DroppedEvent? dropped = null;
        foreach (var stream in await OrderStory.StreamsAsync(store, tenant, clue, cancellationToken).ConfigureAwait(false))
        {
            var visits = StepEvents.Of(await store.ReadAsync(stream, cancellationToken).ConfigureAwait(false));
            if (visits.Dropped is null && OrderVisits.WorkflowOf(visits.Events) is { } workflow)
                return new OrderPath(stream, workflow, OrderVisits.Of(visits.Events).ToValueList());
            dropped ??= visits.Dropped;
        }

        return dropped?.Refusal ?? Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", clue));
    }
}
